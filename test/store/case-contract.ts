import { expect, test } from 'vitest';
import { eachOn, type Place } from './each-store.ts';
import {
  changeOf,
  day,
  hour,
  keepOf,
  leased,
  openedRoom,
  openRoomOf,
  postTo,
  roomOf,
  start,
  textOf,
  waitingIn,
} from './given.ts';

const anna = 'telegram:1';
const boris = 'discord:2';
const first = 'discord:room:1';
const second = 'discord:room:2';

/** What every store must do with cases: their rooms, and how long their texts stay. */
export const caseContract = (name: string, createPlace: () => Promise<Place>): void =>
  eachOn(`cases in a store on ${name}`, createPlace, ({ store: now, reopen }) => {
    test('learns the room of a case when it was opened, keeps it over later changes, and can lose it', async () => {
      const store = now();
      const keep = waitingIn(store, anna, start, 7);
      const errands = [openRoomOf(store, anna, 7), postTo(roomOf(store, anna, 7), 'card')];
      await store.commit(changeOf(store, anna, start, { keep, errands }));
      const [open] = await store.lease(start, start + 1000, 10);
      expect(open).toMatchObject({ line: { to: 'room', case: 7 }, person: anna, room: null });
      await store.settle(open?.id ?? 0, first);
      await store.commit(changeOf(store, anna, start + 1, { keep }));
      const found = await store.byRoom(first);
      expect([found?.kept.person, found?.kept.room, found?.caseNumber]).toEqual([anna, first, 7]);
      expect((await store.lease(start, start + 1000, 10)).map((due) => due.room)).toEqual([first]);
      expect(await store.loseRoom(first)).toBe(true);
      expect(await store.loseRoom(first)).toBe(false);
      expect(await store.byRoom(first)).toBeNull();
      expect((await store.byId(store.conversationId(anna)))?.room).toBeNull();
    });

    test('keeps a room for each of two cases, also after a restart', async () => {
      await openedRoom(now(), anna, 3, first);
      await now().commit(changeOf(now(), anna, start));
      await openedRoom(now(), anna, 8, second);
      await reopen();
      expect((await now().byRoom(first))?.caseNumber).toBe(3);
      expect((await now().byRoom(second))?.caseNumber).toBe(8);
      expect((await now().byRoom(first))?.kept.room).toBe(second);
      expect((await now().openCases()).map(({ kept }) => kept.room)).toEqual([second]);
    });

    test('names everybody whose conversation is kept, those with an open case first, then who was heard last', async () => {
      const store = now();
      await store.commit(changeOf(store, 'discord:1', start));
      await store.commit(changeOf(store, 'discord:2', start + 2));
      await openedRoom(store, anna, 3, first);
      expect(await store.persons(10)).toEqual([anna, 'discord:2', 'discord:1']);
      expect(await store.persons(2)).toEqual([anna, 'discord:2']);
    });

    test('gives the last room when no case is open, and none to a new case before its own is opened', async () => {
      const store = now();
      const room = async () => (await store.byId(store.conversationId(anna)))?.room;
      await openedRoom(store, anna, 3, first);
      await store.commit(changeOf(store, anna, start));
      expect(await room()).toBe(first);
      await store.commit(changeOf(store, anna, start, { keep: waitingIn(store, anna, start, 8) }));
      expect(await room()).toBeNull();
      expect((await store.byRoom(first))?.caseNumber).toBe(3);
    });

    test('does not touch the new room when the old one is told to be gone late', async () => {
      const store = now();
      await openedRoom(store, anna, 3, first);
      await openedRoom(store, anna, 8, second);
      expect(await store.loseRoom(first)).toBe(true);
      expect((await store.byId(store.conversationId(anna)))?.room).toBe(second);
      expect((await store.byRoom(second))?.caseNumber).toBe(8);
    });

    test('replaces the room of a case when it is opened again, and a room belongs to one case only', async () => {
      const store = now();
      await openedRoom(store, anna, 3, first);
      await openedRoom(store, anna, 3, second);
      expect(await store.byRoom(first)).toBeNull();
      expect((await store.byRoom(second))?.caseNumber).toBe(3);
      await openedRoom(store, boris, 4, second);
      expect((await store.byRoom(second))?.kept.person).toBe(boris);
      expect((await store.byId(store.conversationId(anna)))?.room).toBeNull();
    });

    test('hands out words of two cases side by side, each to its own room', async () => {
      const store = now();
      await openedRoom(store, anna, 3, first);
      await openedRoom(store, anna, 8, second);
      const errands = [postTo(roomOf(store, anna, 3), 'old'), postTo(roomOf(store, anna, 8), 'new')];
      const keep = waitingIn(store, anna, start, 8);
      await store.commit(changeOf(store, anna, start, { keep, errands }));
      const due = await store.lease(start, start + 1000, 10);
      expect(due.map(({ line, room }) => [line.to === 'room' && line.case, room])).toEqual([
        [3, first],
        [8, second],
      ]);
    });

    test('forgets all rooms with the person, and a room opened late comes back for nobody', async () => {
      const store = now();
      await openedRoom(store, anna, 3, first);
      const keep = waitingIn(store, anna, start, 8);
      const errands = [openRoomOf(store, anna, 8)];
      await store.commit(changeOf(store, anna, start, { keep, errands }));
      const [open] = await store.lease(start, start + 1000, 10);
      await store.commit(changeOf(store, anna, start, { keep: { forget: 'person-asked' } }));
      await store.settle(open?.id ?? 0, second);
      await store.commit(changeOf(store, anna, start));
      expect(await store.byRoom(first)).toBeNull();
      expect(await store.byRoom(second)).toBeNull();
      expect((await store.byId(store.conversationId(anna)))?.room).toBeNull();
    });

    test('lets the texts of a case that nobody ever claimed go 72 hours after each was written', async () => {
      const store = now();
      const keep = waitingIn(store, anna, start, 5);
      const at = start + 100 * hour;
      await store.commit(changeOf(store, anna, start, { keep, texts: [textOf('a', start, 5)] }));
      await store.commit(changeOf(store, anna, at, { keep, texts: [textOf('b', at, 5)] }));
      expect((await store.expire(at)).texts).toBe(0);
      const closes = { caseNumber: 5, worked: false };
      await store.commit(changeOf(store, anna, at, { keep: keepOf(store, anna, at), closes }));
      await store.commit(changeOf(store, anna, at + 1));
      expect((await store.expire(at + 1)).texts).toBe(1);
      expect((await store.texts(store.conversationId(anna), 10)).map(({ text }) => text)).toEqual(['b']);
      expect((await store.expire(at + 72 * hour - 1)).texts).toBe(0);
      expect((await store.expire(at + 72 * hour)).texts).toBe(1);
    });

    test('keeps the texts of a claimed case 30 days, also when an earlier case was never claimed', async () => {
      const store = now();
      const inCase = (number: number) => ({
        keep: waitingIn(store, anna, start, number),
        texts: [textOf(`${number}`, start, number)],
      });
      const closes = (caseNumber: number, worked: boolean) =>
        changeOf(store, anna, start, { closes: { caseNumber, worked } });
      await store.commit(changeOf(store, anna, start, inCase(5)));
      await store.commit(closes(5, false));
      await store.commit(changeOf(store, anna, start, inCase(6)));
      await store.commit(closes(6, true));
      expect((await store.expire(start + 72 * hour)).texts).toBe(1);
      expect((await store.expire(start + 30 * day - 1)).texts).toBe(0);
      expect((await store.expire(start + 30 * day)).texts).toBe(1);
    });

    test('keeps the texts of the case that opens when an unclaimed one ends', async () => {
      const store = now();
      const texts = [textOf('a', start, 5), textOf('b', start, 6)];
      const keep = waitingIn(store, anna, start, 6);
      const closes = { caseNumber: 5, worked: false };
      await store.commit(changeOf(store, anna, start, { keep, texts, closes }));
      expect((await store.expire(start + 300 * day)).texts).toBe(1);
      expect((await store.texts(store.conversationId(anna), 10)).map(({ text }) => text)).toEqual(['b']);
    });

    test('asks for the removal of a room when the last word of its case has gone, never before and never twice', async () => {
      const store = now();
      await openedRoom(store, anna, 5, first);
      const keep = waitingIn(store, anna, start, 5);
      await store.commit(changeOf(store, anna, start, { keep, texts: [textOf('a', start, 5)] }));
      expect((await store.expire(start + 400 * day)).rooms).toBe(0);
      await store.commit(changeOf(store, anna, start, { closes: { caseNumber: 5, worked: true } }));
      await openedRoom(store, anna, 6, second);
      expect((await store.expire(start + 30 * day - 1)).rooms).toBe(0);
      expect((await store.expire(start + 30 * day)).rooms).toBe(1);
      expect(await store.byRoom(first)).toBeNull();
      expect((await store.byRoom(second))?.caseNumber).toBe(6);
      expect((await store.expire(start + 30 * day)).rooms).toBe(0);
      const due = await store.lease(start + 30 * day, start + 31 * day, 10);
      expect(due.map(({ line, errand }) => [line, errand])).toEqual([
        [{ to: 'desk' }, { errand: 'remove-room', room: first, caseNumber: 5 }],
      ]);
    });

    test('asks for the removal of every room of whoever is forgotten, and of nobody else', async () => {
      const store = now();
      await openedRoom(store, anna, 5, first);
      await store.commit(changeOf(store, anna, start));
      await openedRoom(store, anna, 6, second);
      await openedRoom(store, boris, 7, 'discord:room:3');
      await store.commit(changeOf(store, anna, start, { keep: { forget: 'person-asked' } }));
      expect(await leased(store, start)).toEqual([`remove ${first}`, `remove ${second}`]);
      expect((await store.byRoom('discord:room:3'))?.caseNumber).toBe(7);
    });

    test('hands out nothing of a line in which something is under way, but for a crisis card', async () => {
      const store = now();
      const line = roomOf(store, anna, 5);
      const say = (id: string, over = {}) =>
        store.commit(changeOf(store, anna, start, { errands: [postTo(line, id, over)] }));
      await say('under way');
      expect(await leased(store, start)).toEqual(['under way']);
      await say('overtakes', { first: true });
      expect(await leased(store, start)).toEqual([]);
      expect(await store.nextErrand()).toBe(start + 60_000);
      await say('danger', { first: true, crisis: true });
      expect(await store.nextErrand()).toBe(start);
      expect(await leased(store, start)).toEqual(['danger']);
    });
  });
