import { expect, test } from 'vitest';
import { eachOn, type Place } from './each-store.ts';
import {
  changeOf,
  day,
  hour,
  keepOf,
  leased,
  postTo,
  roomOf,
  start,
  toDesk,
  toPerson,
  waitingIn,
} from './given.ts';

const anna = 'telegram:1';
const forget = { keep: { forget: 'person-asked' } } as const;

/** What every store must do with what waits to be sent: whom it holds up, what outlasts a forgetting, when it goes. */
export const outboxContract = (name: string, createPlace: () => Promise<Place>): void =>
  eachOn(`the outbox of a store on ${name}`, createPlace, ({ store: now, reopen }) => {
    test('does not let a dead address of the desk hold up another', async () => {
      const store = now();
      const errands = [
        toDesk('discord:dead', 'd1'),
        toDesk('discord:dead', 'd2'),
        toDesk('discord:desk', 'call'),
      ];
      await store.commitDesk({ now: start, inbox: null, errands });
      const due = await store.lease(start, start + 1000, 10);
      expect(due.map(({ errand }) => errand.errand === 'send' && errand.outgoing.id)).toEqual(['d1', 'call']);
      expect(due.map(({ line }) => line)).toEqual([{ to: 'desk' }, { to: 'desk' }]);
      await store.postpone(due[0]?.id ?? 0, start + hour);
      await store.settle(due[1]?.id ?? 0, null);
      await store.commitDesk({ now: start, inbox: null, errands: [toDesk('discord:desk', 'next')] });
      expect(await leased(store, start)).toEqual(['next']);
    });

    test('makes nothing wait because a clock ran ahead and was set back, nor because it ran ahead before a start', async () => {
      const ahead = start + 20 * hour;
      const errands = [toPerson(now(), anna, 'card', { crisis: true }), toDesk('discord:desk', 'call')];
      await now().commit(changeOf(now(), anna, ahead, { errands }));
      const [card] = await now().lease(ahead, ahead + 60_000, 10);
      await now().postpone(card?.id ?? 0, ahead + 1000);
      expect(await leased(now(), start)).toEqual(['card']);
      expect(await leased(now(), start + 60_000)).toEqual(['card', 'call']);
      await now().postpone(card?.id ?? 0, ahead);
      await reopen();
      expect(await leased(now(), start)).toEqual(['card', 'call']);
    });

    test('shows what stands behind an errand in its own line, in order, and hands it out no earlier for that', async () => {
      const store = now();
      const other = toPerson(store, 'telegram:2', 'other');
      const errands = ['a', 'b', 'c'].map((id) => toPerson(store, anna, id));
      await store.commit(changeOf(store, anna, start, { errands }));
      await store.commit(changeOf(store, 'telegram:2', start, { errands: [other] }));
      const [first] = await store.lease(start, start + 1000, 10);
      const names = async (limit: number) =>
        (await store.behind(first?.id ?? 0, limit)).map(
          ({ errand, person }) => errand.errand === 'send' && [errand.outgoing.id, person],
        );
      expect(await names(10)).toEqual([
        ['b', anna],
        ['c', anna],
      ]);
      expect(await names(1)).toEqual([['b', anna]]);
      expect(await leased(store, start)).toEqual([]);
    });

    test('still hands out the crisis card of a person who deletes everything right after, before the receipt', async () => {
      const crisis = toPerson(now(), anna, 'card', { crisis: true, first: true });
      const errands = [crisis, toPerson(now(), anna, 'plain')];
      await now().commit(changeOf(now(), anna, start, { errands }));
      const receipt = toPerson(now(), anna, 'receipt');
      await now().commit(changeOf(now(), anna, start, { ...forget, errands: [receipt] }));
      await reopen();
      const [card] = await now().lease(start, start + 1000, 10);
      expect(card).toMatchObject({
        crisis: true,
        person: null,
        errand: { address: anna, outgoing: { id: 'card' } },
      });
      await now().settle(card?.id ?? 0, null);
      expect(await leased(now(), start)).toEqual(['receipt']);
    });

    test('keeps the crisis card over a second forgetting, and settles the one under way', async () => {
      const store = now();
      const errands = [toPerson(store, anna, 'card', { crisis: true })];
      await store.commit(changeOf(store, anna, start, { errands }));
      const [card] = await store.lease(start, start + 1000, 10);
      await store.commit(changeOf(store, anna, start, forget));
      await store.commit(changeOf(store, anna, start, forget));
      expect(await leased(store, start + 999)).toEqual([]);
      expect(await store.nextErrand()).toBe(start + 1000);
      await store.settle(card?.id ?? 0, null);
      expect(await store.nextErrand()).toBeNull();
    });

    test('lets a forgetting take along a crisis card that it settles', async () => {
      const store = now();
      const errands = [toPerson(store, anna, 'card', { crisis: true })];
      await store.commit(changeOf(store, anna, start, { errands }));
      const [card] = await store.lease(start, start + 1000, 10);
      await store.commit(changeOf(store, anna, start, { ...forget, settle: [card?.id ?? 0] }));
      expect(await store.nextErrand()).toBeNull();
    });

    test('lets an errand of a conversation without a case go after 72 hours, and the conversation with it', async () => {
      const store = now();
      const errands = [toPerson(store, anna, 'p'), postTo(roomOf(store, anna, 4), 'r')];
      await store.commit(changeOf(store, anna, start, { errands, keep: keepOf(store, anna, start) }));
      expect((await store.expire(start + 72 * hour - 1)).conversations).toBe(0);
      expect([...(await leased(store, start))]).toEqual(['p', 'r']);
      expect((await store.expire(start + 72 * hour)).conversations).toBe(1);
      expect(await store.nextErrand()).toBeNull();
    });

    test('lets the receipt of a forgotten conversation go after 72 hours', async () => {
      const store = now();
      const receipt = toPerson(store, anna, 'receipt');
      await store.commit(changeOf(store, anna, start));
      await store.commit(changeOf(store, anna, start, { ...forget, errands: [receipt] }));
      await store.expire(start + 72 * hour - 1);
      expect(await store.nextErrand()).toBe(start);
      await store.expire(start + 72 * hour);
      expect(await store.nextErrand()).toBeNull();
    });

    test('keeps an errand of an open case and one of the desk 30 days', async () => {
      const store = now();
      const keep = waitingIn(store, anna, start, 5);
      const errands = [postTo(roomOf(store, anna, 5), 'r'), toDesk('discord:desk', 'd')];
      await store.commit(changeOf(store, anna, start, { keep, errands }));
      await store.expire(start + 30 * day - 1);
      expect(await leased(store, start)).toEqual(['r', 'd']);
      await store.expire(start + 30 * day);
      expect(await store.nextErrand()).toBeNull();
    });

    test('keeps what waits for the desk also when no case at all is open', async () => {
      const store = now();
      await store.commitDesk({ now: start, inbox: null, errands: [toDesk('discord:desk', 'd')] });
      await store.expire(start + 29 * day);
      expect(await leased(store, start)).toEqual(['d']);
    });

    test('tells how much waits, and for how long', async () => {
      const store = now();
      expect(await store.waiting()).toEqual({
        errands: 0,
        crisis: 0,
        oldest: null,
        casesWaiting: 0,
        casesWithWorker: 0,
      });
      const errands = [toPerson(store, anna, 'p'), toPerson(store, anna, 'card', { crisis: true })];
      await store.commit(changeOf(store, anna, start, { errands, keep: waitingIn(store, anna, start, 5) }));
      await store.commitDesk({ now: start + 5, inbox: null, errands: [toDesk('discord:desk', 'd')] });
      expect(await store.waiting()).toEqual({
        errands: 3,
        crisis: 1,
        oldest: start,
        casesWaiting: 1,
        casesWithWorker: 0,
      });
    });
  });
