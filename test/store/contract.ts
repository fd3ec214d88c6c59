import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Store } from '../../src/store/store.ts';
import type { Place } from './each-store.ts';
import {
  changeOf,
  day,
  hour,
  keepOf,
  leased,
  postTo,
  start,
  stateAt,
  textOf,
  toPerson,
  waitingIn,
} from './given.ts';

const anna = 'telegram:1';
const boris = 'discord:2';
const desk = { to: 'desk' } as const;

/** What every store must do, whatever it keeps its rows in. */
export const storeContract = (name: string, createPlace: () => Promise<Place>): void => {
  describe(`a store on ${name}`, () => {
    let place: Place;
    let store: Store;
    beforeEach(async () => {
      place = await createPlace();
      store = await place.open();
    });
    afterEach(async () => {
      await store.close();
      await place.remove();
    });
    const reopen = async (): Promise<void> => {
      await store.close();
      store = await place.open();
    };

    test('gives back a conversation as it was written, also after a restart', async () => {
      const change = changeOf(store, anna, start, { texts: [textOf('kde je klub', start)] });
      expect(await store.byId(change.conversation)).toBeNull();
      await store.commit(change);
      await reopen();
      const kept = {
        id: change.conversation,
        handle: `h-${anna}`,
        person: anna,
        room: null,
        state: stateAt(start),
      };
      expect(await store.byId(change.conversation)).toEqual(kept);
      expect(await store.byHandle(`h-${anna}`)).toEqual(kept);
      expect(await store.byHandle('h-of nobody')).toBeNull();
      expect(
        (await store.texts(change.conversation, 10)).map(({ who, text, at }) => [who, text, at]),
      ).toEqual([['person', 'kde je klub', start]]);
    });

    test('takes every word and address for what it is, also one that looks like a command to a database', async () => {
      const hostile = `'); drop table texts; -- " \u0000 % _ \\ \${x}`;
      await store.commit(changeOf(store, anna, start, { texts: [textOf('ahoj', start)] }));
      const change = changeOf(store, hostile, start, { texts: [textOf(hostile, start)] });
      await store.commit(change);
      await store.saveSetting(hostile, hostile);
      await reopen();
      const said = async (address: string) =>
        (await store.texts(store.conversationId(address), 10)).map(({ text }) => text);
      expect(await said(hostile)).toEqual([hostile]);
      expect(await said(anna)).toEqual(['ahoj']);
      expect((await store.byHandle(`h-${hostile}`))?.person).toBe(hostile);
      expect([await store.byHandle("' or 1=1 --"), await store.setting("' or 1=1 --")]).toEqual([null, null]);
      expect(await store.setting(hostile)).toBe(hostile);
    });

    test('keeps the same pseudonym for an address, and another for another', async () => {
      const id = store.conversationId(anna);
      expect(store.conversationId(boris)).not.toBe(id);
      await reopen();
      expect(store.conversationId(anna)).toBe(id);
    });

    test('finds what was kept of one message, and nothing of others or of other people', async () => {
      const texts = [textOf('one', start), textOf('two', start, 1)];
      await store.commit(changeOf(store, anna, start, { texts }));
      const id = store.conversationId(anna);
      expect(await store.textOf(id, 'm-two')).toMatchObject({ who: 'person', text: 'two', caseNumber: 1 });
      expect(await store.textOf(id, 'm-three')).toBeNull();
      expect(await store.textOf(store.conversationId('telegram:99'), 'm-two')).toBeNull();
    });

    test('lets an event that comes twice have one effect', async () => {
      const said = (text: string) =>
        changeOf(store, anna, start, {
          inbox: 'telegram:bot:77',
          texts: [textOf(text, start)],
          errands: [toPerson(store, anna, text)],
          counters: [{ what: 'asked', topic: null, region: null }],
        });
      expect(await store.seen('telegram:bot:77')).toBe(false);
      expect(await store.commit(said('one'))).toBe('done');
      expect(await store.commit(said('two'))).toBe('duplicate');
      expect(await store.seen('telegram:bot:77')).toBe(true);
      expect((await store.texts(store.conversationId(anna), 10)).map((text) => text.text)).toEqual(['one']);
      expect(await leased(store, start)).toEqual(['one']);
      expect((await store.counters()).map((counter) => counter.n)).toEqual([1]);
    });

    test('gives the last texts, oldest first, rewritten and dropped by their message', async () => {
      const texts = ['a', 'b', 'c', 'd'].map((text) => textOf(text, start));
      await store.commit(changeOf(store, anna, start, { texts }));
      const rewrite = [{ message: 'm-c', text: 'c, better' }];
      await store.commit(changeOf(store, anna, start, { rewrite, drop: ['m-b'] }));
      const seen = async (last: number) =>
        (await store.texts(store.conversationId(anna), last)).map((text) => text.text);
      expect(await seen(10)).toEqual(['a', 'c, better', 'd']);
      expect(await seen(2)).toEqual(['c, better', 'd']);
    });

    test('hands out the first errand of each line and keeps the order within it', async () => {
      const errands = [toPerson(store, anna, 'a1'), toPerson(store, anna, 'a2'), postTo(desk, 'd1')];
      await store.commit(changeOf(store, anna, start, { errands }));
      const [first, second] = await store.lease(start, start + 1000, 10);
      expect(first).toMatchObject({
        person: anna,
        room: null,
        attempts: 0,
        errand: { outgoing: { id: 'a1' } },
      });
      expect(second).toMatchObject({ line: desk, person: null, room: null });
      expect(await leased(store, start)).toEqual([]);
      await store.settle(first?.id ?? 0, null);
      expect(await leased(store, start)).toEqual(['a2']);
    });

    test('lets what goes first overtake its line, in its own order', async () => {
      await store.commit(changeOf(store, anna, start, { errands: [toPerson(store, anna, 'old')] }));
      const urgent = { first: true };
      const errands = [
        toPerson(store, anna, 'x', urgent),
        toPerson(store, anna, 'new'),
        toPerson(store, anna, 'y', urgent),
      ];
      await store.commit(changeOf(store, anna, start, { errands }));
      const order: string[] = [];
      for (let i = 0; i < 4; i += 1) {
        const [due] = await store.lease(start, start + 1, 1);
        if (due?.errand.errand === 'send') order.push(due.errand.outgoing.id);
        await store.settle(due?.id ?? 0, null);
      }
      expect(order).toEqual(['x', 'y', 'old', 'new']);
    });

    test('hands out a crisis before older errands of other lines', async () => {
      await store.commit(changeOf(store, anna, start, { errands: [toPerson(store, anna, 'plain')] }));
      const errands = [toPerson(store, boris, 'danger', { crisis: true, first: true })];
      await store.commit(changeOf(store, boris, start, { errands }));
      expect(await leased(store, start, 1)).toEqual(['danger']);
    });

    test('hands an errand out again when its lease is over, and counts the attempts', async () => {
      await store.commit(changeOf(store, anna, start, { errands: [toPerson(store, anna, 'a')] }));
      await store.lease(start, start + 1000, 10);
      expect(await store.nextErrand()).toBe(start + 1000);
      expect(await leased(store, start + 999)).toEqual([]);
      expect((await store.lease(start + 1000, start + 2000, 10)).map((due) => due.attempts)).toEqual([1]);
    });

    test('waits with the whole line when its first errand is postponed', async () => {
      const errands = [toPerson(store, anna, 'a'), toPerson(store, anna, 'b')];
      await store.commit(changeOf(store, anna, start, { errands }));
      const [due] = await store.lease(start, start + 1000, 10);
      await store.postpone(due?.id ?? 0, start + 30_000);
      expect(await store.nextErrand()).toBe(start + 30_000);
      expect(await leased(store, start + 29_999)).toEqual([]);
      expect(await leased(store, start + 30_000)).toEqual(['a']);
    });

    test('hands out at once what an earlier process had leased', async () => {
      await store.commit(changeOf(store, anna, start, { errands: [toPerson(store, anna, 'a')] }));
      await store.lease(start, start + hour, 10);
      await reopen();
      expect(await leased(store, start)).toEqual(['a']);
    });

    test('settles an errand together with the change that it led to', async () => {
      await store.commit(changeOf(store, anna, start, { errands: [toPerson(store, anna, 'a')] }));
      const [due] = await store.lease(start, start + 1000, 10);
      await store.commit(changeOf(store, anna, start, { inbox: 'own', settle: [due?.id ?? 0] }));
      expect(await store.nextErrand()).toBeNull();
    });

    test('tells whom to wake and when, earliest first', async () => {
      const wake = (person: string, at: number | null) =>
        store.commit(changeOf(store, person, start, { keep: keepOf(store, person, start, at) }));
      await wake(anna, start + 20);
      await wake(boris, start + 10);
      expect(await store.nextWake()).toBe(start + 10);
      expect(await store.due(start + 9, 10)).toEqual([]);
      expect(await store.due(start + 20, 10)).toEqual([
        store.conversationId(boris),
        store.conversationId(anna),
      ]);
      expect(await store.due(start + 20, 1)).toEqual([store.conversationId(boris)]);
      await wake(anna, null);
      await wake(boris, null);
      expect(await store.nextWake()).toBeNull();
    });

    test('lists open cases and never gives a case number back', async () => {
      expect(await store.lastCaseNumber()).toBe(0);
      await store.commit(changeOf(store, anna, start, { keep: waitingIn(store, anna, start, 7) }));
      await store.commit(changeOf(store, boris, start, { keep: waitingIn(store, boris, start, 3) }));
      const open = await store.openCases();
      expect(open.map(({ kept }) => kept.person)).toEqual([boris, anna]);
      await store.commit(changeOf(store, anna, start, { keep: { forget: 'person-asked' } }));
      expect((await store.openCases()).map(({ kept }) => kept.person)).toEqual([boris]);
      expect(await store.lastCaseNumber()).toBe(7);
    });

    test('forgets everything of a person but nothing of others, and a new word begins anew', async () => {
      for (const person of [anna, boris]) {
        const errands = [toPerson(store, person, person)];
        await store.commit(changeOf(store, person, start, { texts: [textOf('a', start)], errands }));
      }
      const forget = { inbox: 'forget', keep: { forget: 'person-asked' } } as const;
      expect(await store.commit(changeOf(store, anna, start, forget))).toBe('done');
      const id = store.conversationId(anna);
      expect(await store.byId(id)).toBeNull();
      expect(await store.byHandle(`h-${anna}`)).toBeNull();
      expect(await store.texts(id, 10)).toEqual([]);
      expect(await leased(store, start)).toEqual([boris]);
      await store.commit(changeOf(store, anna, start + 1, { texts: [textOf('b', start + 1)] }));
      expect(await store.commit(changeOf(store, anna, start + 2, forget))).toBe('duplicate');
      await reopen();
      expect((await store.texts(id, 10)).map((text) => text.text)).toEqual(['b']);
    });

    test('can still deliver the receipt of a forgotten conversation, also after a restart', async () => {
      const receipt = toPerson(store, anna, 'all is deleted');
      const { errand } = receipt;
      const fixed = errand.errand === 'send' ? { ...errand, address: anna } : errand;
      await store.commit(changeOf(store, anna, start, { errands: [toPerson(store, anna, 'gone')] }));
      const errands = [{ ...receipt, errand: fixed }, postTo(desk, 'a case was deleted')];
      await store.commit(changeOf(store, anna, start, { keep: { forget: 'person-asked' }, errands }));
      await reopen();
      const due = await store.lease(start, start + 1000, 10);
      expect(due.map((one) => [one.errand.errand === 'send' && one.errand.address, one.person])).toEqual([
        [anna, null],
        [null, null],
      ]);
      for (const one of due) await store.settle(one.id, null);
      expect(await store.nextErrand()).toBeNull();
    });

    test('keeps a block over a forgetting and ends it when told', async () => {
      const id = store.conversationId(anna);
      await store.commit(changeOf(store, anna, start, { block: { until: start + day } }));
      await store.commit(changeOf(store, anna, start, { keep: { forget: 'person-asked' } }));
      expect(await store.blockedUntil(id)).toBe(start + day);
      await store.commit(changeOf(store, anna, start, { block: { until: null } }));
      expect(await store.blockedUntil(id)).toBeNull();
    });

    test('lets a text without a case go 72 hours after it was written', async () => {
      await store.commit(changeOf(store, anna, start, { texts: [textOf('a', start)] }));
      await store.commit(changeOf(store, anna, start + hour, { texts: [textOf('b', start + hour)] }));
      expect(await store.expire(start + 72 * hour - 1)).toEqual({ texts: 0, conversations: 0, rooms: 0 });
      expect(await store.expire(start + 72 * hour)).toEqual({ texts: 1, conversations: 0, rooms: 0 });
      expect((await store.texts(store.conversationId(anna), 10)).map((text) => text.text)).toEqual(['b']);
      expect(await store.expire(start + 73 * hour)).toEqual({ texts: 1, conversations: 1, rooms: 0 });
      expect(await store.byId(store.conversationId(anna))).toBeNull();
    });

    test('keeps the texts of a case while it is open, and 30 days after its last word', async () => {
      const id = store.conversationId(anna);
      const keep = waitingIn(store, anna, start, 5);
      await store.commit(changeOf(store, anna, start, { keep, texts: [textOf('a', start, 5)] }));
      expect(await store.expire(start + 300 * day)).toEqual({ texts: 0, conversations: 0, rooms: 0 });
      const later = start + 300 * day;
      await store.commit(changeOf(store, anna, later, { keep, texts: [textOf('b', later, 5)] }));
      const closed = later + hour;
      await store.commit(changeOf(store, anna, closed));
      expect(await store.expire(later + 30 * day - 1)).toEqual({ texts: 0, conversations: 0, rooms: 0 });
      const note = [textOf('note', closed + hour, 5)];
      await store.commit(changeOf(store, anna, closed + hour, { texts: note }));
      expect(await store.expire(later + 30 * day)).toEqual({ texts: 0, conversations: 0, rooms: 0 });
      expect(await store.texts(id, 10)).toHaveLength(3);
      expect(await store.expire(closed + hour + 30 * day)).toEqual({ texts: 3, conversations: 1, rooms: 0 });
    });

    test('does not keep a text longer because a clock ran ahead', async () => {
      await store.commit(changeOf(store, anna, start, { texts: [textOf('a', start + 900 * day)] }));
      expect((await store.expire(start + 72 * hour)).texts).toBe(1);
    });

    test('keeps nobody longer because they were heard while the clock ran ahead', async () => {
      await store.commit(changeOf(store, anna, start, { keep: keepOf(store, anna, start + 900 * day) }));
      expect((await store.expire(start)).conversations).toBe(0);
      expect((await store.expire(start + 72 * hour)).conversations).toBe(1);
    });

    test('does not forget a silent conversation that still waits for something', async () => {
      const late = start + 80 * hour;
      await store.commit(changeOf(store, anna, start, { keep: keepOf(store, anna, start, late + 1) }));
      const keep = keepOf(store, boris, start);
      const errands = [toPerson(store, boris, 'b')];
      await store.commit(changeOf(store, boris, start + 10 * hour, { keep, errands }));
      expect((await store.expire(late)).conversations).toBe(0);
      const [due] = await store.lease(late, late + 1000, 10);
      await store.settle(due?.id ?? 0, null);
      expect((await store.expire(late)).conversations).toBe(1);
      expect((await store.expire(late + 1)).conversations).toBe(1);
    });

    test('forgets which events came when no platform repeats them any more', async () => {
      await store.commit(changeOf(store, anna, start, { inbox: 'k' }));
      await store.expire(start + 7 * day - 1);
      expect(await store.seen('k')).toBe(true);
      await store.expire(start + 7 * day);
      expect(await store.seen('k')).toBe(false);
    });

    test('counts by month in UTC, for two years, and keeps audit lines for a year', async () => {
      const line = { at: start, what: 'revealed', worker: 'w1', caseNumber: 4, detail: 'danger to life' };
      const asked = { what: 'asked', topic: 'debts', region: null } as const;
      await store.commit(changeOf(store, anna, start, { counters: [asked, asked], audit: [line] }));
      await store.commit(changeOf(store, anna, Date.UTC(2026, 0, 31, 23), { counters: [asked] }));
      await store.commit(changeOf(store, anna, Date.UTC(2026, 1, 1), { counters: [asked] }));
      expect(await store.counters()).toEqual([
        { ...asked, month: '2026-01', n: 3 },
        { ...asked, month: '2026-02', n: 1 },
      ]);
      await store.expire(start + 365 * day - 1);
      expect(await store.audit()).toEqual([line]);
      await store.expire(start + 365 * day);
      expect(await store.audit()).toEqual([]);
      expect(await store.counters()).toHaveLength(2);
      // A whole month goes when all of it is older than that.
      await store.expire(Date.UTC(2026, 0, 31, 23) + 730 * day);
      expect(await store.counters()).toHaveLength(2);
      await store.expire(Date.UTC(2026, 1, 1) + 730 * day);
      expect((await store.counters()).map(({ month }) => month)).toEqual(['2026-02']);
    });

    test('remembers settings until they are taken back', async () => {
      await store.saveSetting('offset', '12');
      await store.saveSetting('offset', '13');
      await reopen();
      expect(await store.setting('offset')).toBe('13');
      await store.saveSetting('offset', null);
      expect(await store.setting('offset')).toBeNull();
    });

    test('finds nothing wrong with its own files', async () => {
      await store.commit(changeOf(store, anna, start));
      expect(await store.check()).toBe('ok');
    });
  });
};
