import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, describe, expect, test } from 'vitest';
import type { Port } from '../../src/port.ts';
import { day, hour, type Lampa, minute, read } from '../lampa.ts';
import { type OpenTheatre, until } from '../stages/stage.ts';
import { given, theatre as here, isOnOne, last, tells, turn, withJana } from './scene.ts';

/** What once went wrong, or could: hanging platforms, a store that does not answer, rooms and cases that cross. */

const danger = 'uz nechci zit, mam doma nachystany prasky';
const holders: DatabaseSync[] = [];
afterEach(() => {
  for (const holder of holders.splice(0)) if (holder.isOpen) holder.close();
});

/** Another program holds the file: every write of ours waits or fails, as on a disk that hangs. */
const hold = (made: Lampa): (() => void) => {
  const holder = new DatabaseSync(join(made.folder, 'lampa.sqlite'));
  holders.push(holder);
  holder.exec('BEGIN IMMEDIATE');
  return () => {
    holder.exec('ROLLBACK');
    holder.close();
  };
};

/** Time passes while something hangs, so that nobody can wait for all to be done. */
const passHanging = async (made: Lampa, milliseconds: number): Promise<void> => {
  const until = made.clock.now() + milliseconds;
  await breathe(made);
  for (let next = made.clock.next(); next !== null && next <= until; next = made.clock.next()) {
    made.clock.set(next);
    await breathe(made);
  }
  made.clock.set(until);
  await breathe(made);
};

/** The store answers in the order in which it is asked, so after its answer all that was asked before is done. */
const breathe = async (made: Lampa): Promise<void> => {
  for (let i = 0; i < 12; i++) {
    await made.store().lastCaseNumber();
    await turn();
  }
};

describe('a crisis card', () => {
  test('is the first thing that leaves, before the alarm at the desk', async () => {
    const made = await given();
    const person = made.stage.person('p');
    await person.says(danger);
    await made.idle();
    expect(made.stage.sent().slice(0, 2)).toEqual([person.address, made.stage.desk]);
    expect(read(made, person.address)[0]).toContain('155');
  });

  test('goes out although the direct way past the store hangs', async () => {
    const made = await given();
    const boy = made.stage.person('boy');
    const release = hold(made);
    made.stage.break(boy.address, 'hang');
    const taken = boy.says(danger);
    made.clock.set(made.clock.now() + 500);
    await turn();
    release();
    await taken;
    made.stage.heal(boy.address);
    await passHanging(made, 10_000);
    await until(() => boy.heard().length > 0);
    expect(read(made, boy.address).join('\n')).toContain('155');
  });

  test('is tried again past the store until the platform takes it', async () => {
    const made = await given();
    const boy = made.stage.person('boy');
    const release = hold(made);
    made.stage.break(boy.address, { ok: false, reason: 'later', seconds: 1 });
    const taken = boy.says(danger).catch(() => undefined);
    await until(() => made.stage.received().length > 0);
    made.clock.set(made.clock.now() + 500);
    await until(() => made.log.some(({ line }) => line === 'crisis-past-store'));
    expect(boy.heard()).toEqual([]);
    made.stage.heal(boy.address);
    made.clock.set(made.clock.now() + 2000);
    await until(() => boy.heard().length > 0);
    expect(read(made, boy.address)[0]).toContain('155');
    release();
    await taken;
    await made.idle();
    expect(read(made, boy.address).filter((post) => post.includes('Na lince'))).toHaveLength(1);
  });

  test('goes out for what is said while an earlier word of the same person is still not taken', async () => {
    const made = await given();
    const boy = made.stage.person('boy');
    const release = hold(made);
    const taken = [boy.says('ahoj'), boy.says(danger)];
    await until(() => made.stage.received().length > 1);
    made.clock.set(made.clock.now() + 500);
    await until(() => boy.heard().length > 0);
    expect(read(made, boy.address)[0]).toContain('155');
    release();
    await passHanging(made, 10_000);
    await Promise.all(taken);
    await made.idle();
    expect(read(made, boy.address).filter((post) => post.includes('Na lince je člověk'))).toHaveLength(1);
  });

  test.runIf(isOnOne)('whose sending fails when the store fails as well goes out all the same', async () => {
    const made = await given();
    const boy = made.stage.person('boy');
    made.stage.break(boy.address, 'hang');
    await boy.says(danger);
    await until(() => made.stage.sent().includes(boy.address));
    await breathe(made);
    const release = hold(made);
    made.stage.heal(boy.address);
    await passHanging(made, 32_000);
    await until(() => boy.heard().length > 0);
    expect(read(made, boy.address)[0]).toContain('155');
    release();
    await passHanging(made, 2 * minute);
    await made.idle();
    expect(read(made, boy.address).filter((post) => post.includes('Na lince je člověk'))).toHaveLength(1);
  });

  test('that was only asked for goes out past the store as well', async () => {
    const made = await given();
    const release = hold(made);
    const person = made.stage.person('p');
    const taken = person.says('/krize');
    await until(() => made.stage.received().length > 0);
    made.clock.set(made.clock.now() + 500);
    await until(() => person.heard().length > 0);
    expect(read(made, person.address)[0]).toContain('Tady můžeš hned zavolat');
    release();
    await taken;
    await made.idle();
    expect(person.heard()).toHaveLength(1);
  });
});

test('what cannot be kept has the store looked at, so that the desk hears of it at once', async () => {
  let looks = 0;
  const made = await given({ onNotTaken: () => (looks += 1) });
  const release = hold(made);
  const person = made.stage.person('p');
  const taken = person.says('mam dluhy');
  await until(() => looks > 0);
  expect(person.heard()).toEqual([]);
  release();
  await passHanging(made, 10_000);
  await taken;
  await made.idle();
  expect(person.heard().length).toBeGreaterThan(0);
});

test.runIf(isOnOne)(
  'what is said while the store fails is taken in its order when it works again, however long that takes',
  async () => {
    const { made, person, inRoom } = await withJana();
    const release = hold(made);
    const taken = [person.says('slovo 1')];
    await passHanging(made, 4000);
    taken.push(person.says('slovo 2'));
    await passHanging(made, 15_000);
    taken.push(person.says('slovo 3'));
    release();
    await passHanging(made, 20_000);
    await Promise.all(taken);
    await made.idle();
    expect(
      inRoom()
        .join('\n')
        .match(/slovo \d/g),
    ).toEqual(['slovo 1', 'slovo 2', 'slovo 3']);
  },
);

test.runIf(tells.again)(
  'an end waits for no store that is out; what was not kept comes again afterwards, once',
  async () => {
    const { made, person, heard, inRoom } = await withJana();
    const before = made.stage.received().length;
    const release = hold(made);
    void person.says('slovo 1').catch(() => undefined);
    await until(() => made.stage.received().length > before);
    const began = made.clock.now();
    const restarting = made.restart();
    await until(() => made.log.some(({ line }) => line === 'not-taken'));
    release();
    await restarting;
    expect(made.clock.now() - began).toBeLessThan(10_000);
    await passHanging(made, minute);
    await made.idle();
    const words = inRoom().join('\n');
    expect(words.match(/slovo \d/g)).toEqual(['slovo 1']);
    expect(heard().at(-1)).toContain('Ahoj, jsem tady.');
  },
);

describe('a platform that hangs for some', () => {
  test('is given up after half a minute, doubles nothing, and holds up nobody else', async () => {
    const made = await given();
    const stuck = Array.from({ length: 20 }, (_, i) => made.stage.person(`stuck${i}`));
    for (const person of stuck) made.stage.break(person.address, 'hang');
    for (const person of stuck) await person.says('mam dluhy');
    await passHanging(made, 2 * minute);
    const other = made.stage.person('other');
    await other.says('mam dluhy');
    await passHanging(made, minute);
    expect(other.heard().length).toBeGreaterThan(0);
    for (const person of stuck) made.stage.heal(person.address);
    await passHanging(made, minute);
    await made.pass(10 * minute);
    for (const person of stuck) {
      const heard = read(made, person.address);
      expect(heard.length).toBeGreaterThan(0);
      expect(new Set(heard).size).toBe(heard.length);
    }
  });

  test('a card whose try past the store hangs is tried again, and again when the platform brings it once more', async () => {
    const made = await given();
    const boy = made.stage.person('boy');
    const release = hold(made);
    made.stage.break(boy.address, 'hang');
    const taken = boy.says(danger).catch(() => undefined);
    made.clock.set(made.clock.now() + 500);
    await turn();
    made.stage.heal(boy.address);
    for (let i = 0; i < 20; i++) {
      made.clock.set(made.clock.now() + 1000);
      await turn();
    }
    await until(() => boy.heard().length > 0);
    expect(read(made, boy.address)[0]).toContain('155');
    release();
    await taken;
    await made.idle();
  });

  test('a wish to come back in no time is not spun upon', async () => {
    const made = await given();
    const person = made.stage.person('p');
    made.stage.break(person.address, { ok: false, reason: 'later', seconds: 0 });
    await person.says('mam dluhy');
    await made.pass(30_000);
    expect(made.log.filter(({ line }) => line === 'postponed').length).toBeLessThan(40);
  });
});

describe('rooms', () => {
  test('a dead room holds up neither the desk nor its alerts', async () => {
    const { made, room, jana } = await withJana();
    made.stage.break(room, { ok: false, reason: 'gone' });
    await jana.says('/help', room);
    await made.idle();
    const before = made.stage.at(made.stage.desk).length;
    await made.stage.person('x').says(danger);
    await made.idle();
    expect(made.stage.at(made.stage.desk).length).toBeGreaterThan(before);
  });

  test('a case that was called off while the desk was away never opens, and the next one has its own room', async () => {
    const made = await given();
    const person = made.stage.person('p');
    made.stage.break(made.stage.desk, { ok: false, reason: 'gone' });
    await person.says('chci cloveka');
    await person.says('/konec');
    await person.says('chci mluvit s clovekem');
    await made.idle();
    made.stage.heal(made.stage.desk);
    await made.pass(10 * minute);
    await person.says('je mi zle');
    await made.idle();
    const rooms = made.stage.rooms();
    expect(rooms.map(({ sign }) => sign.title)).toEqual([expect.stringContaining('Případ 2')]);
    expect(read(made, rooms[0]?.address ?? '').join('\n')).toContain('je mi zle');
  });

  test('words of a closed case stay in its room, also when they arrive late', async () => {
    const { made, person, room, jana } = await withJana();
    made.stage.break(room, { ok: false, reason: 'later', seconds: 60 });
    await person.says('stara slova');
    await jana.says('/back', room);
    await person.says('chci cloveka');
    await made.idle();
    made.stage.heal(room);
    await made.pass(3 * minute);
    const [, second] = made.stage.rooms();
    expect(read(made, room).join('\n')).toMatch(/stara slova[\s\S]*Vráceno botovi/);
    expect(last(read(made, second?.address ?? ''))).not.toContain('Vráceno botovi');
  });

  test('the room of a case that is over shows nothing of what is said to the bot later', async () => {
    const { made, person, room, jana } = await withJana();
    await jana.says('/close helped', room);
    await person.says('mam jeste dluhy a bojim se to rict');
    await made.stage.worker('Petr').says('/full', room);
    await made.idle();
    expect(read(made, room).join('\n')).not.toContain('dluhy');
  });

  test('the room of a new case begins without the words and notes of an earlier one', async () => {
    const { made, person, room, jana } = await withJana();
    await jana.says('// dluží i u nás', room);
    await jana.says('/close helped', room);
    await person.says('chci zas mluvit s clovekem');
    await made.idle();
    const second = made.stage.rooms()[1]?.address ?? '';
    await made.stage.worker('Petr').says('/full', second);
    await made.idle();
    const words = read(made, second).join('\n');
    expect(words).toContain('chci zas mluvit s clovekem');
    expect(words).not.toContain('dluží');
    expect(words).not.toContain('jsem tady');
  });

  test('a desk where rooms can be opened and nothing written is not filled with rooms', async () => {
    const made = await given();
    made.stage.breakRooms({ ok: false, reason: 'gone' });
    await made.stage.person('p').says('chci cloveka');
    await made.idle();
    await made.pass(30 * minute);
    expect(made.stage.rooms().length).toBeLessThan(8);
  });

  test('a post that the platform will not take is named in the room, and the words stay readable', async () => {
    const { made, person, room, jana } = await withJana();
    made.stage.break(room, { ok: false, reason: 'rejected' });
    await person.says('divna slova');
    await made.idle();
    made.stage.heal(room);
    await person.says('a dal');
    await jana.says('/full', room);
    await made.idle();
    expect(read(made, room).join('\n')).toContain('divna slova');
  });
});

describe('a room that should be gone', () => {
  test('and may not be removed is named on the desk once, tried again every hour, and holds up nobody', async () => {
    const made = await withJana();
    const { stage, idle, pass, person, room, desk } = made;
    stage.break(room, { ok: false, reason: 'rejected' });
    await person.says('/smazat');
    await idle();
    const told = () => desk().filter((text) => text.includes('nesmím ji smazat'));
    expect(told()).toEqual([expect.stringContaining('Místnost případu 1 ')]);
    await person.says('mam dluhy');
    await idle();
    expect(last(read(made, person.address))).not.toBe('');
    await pass(3 * hour);
    expect(told()).toHaveLength(1);
    expect(stage.rooms()).toHaveLength(1);
    stage.heal(room);
    await pass(hour);
    expect(stage.rooms()).toEqual([]);
  });

  test('goes when the platform is back, however long that takes, also after a restart', async () => {
    const made = await withJana();
    const { stage, idle, pass, person, room } = made;
    stage.break(room, { ok: false, reason: 'later', seconds: 3600 });
    await person.says('/smazat');
    await idle();
    await pass(5 * day);
    expect(stage.rooms()).toHaveLength(1);
    await made.restart();
    stage.heal(room);
    await pass(2 * hour);
    expect(stage.rooms()).toEqual([]);
  });

  test('goes also when it opens only after everything was deleted', async () => {
    let asked = false;
    const { promise: allowed, resolve: allow } = Promise.withResolvers<void>();
    const slow = (port: Port): Port => ({
      ...port,
      openRoom: async (desk, sign) => {
        asked = true;
        await allowed;
        return port.openRoom(desk, sign);
      },
    });
    const theatre: OpenTheatre = async (clock) => {
      const opened = await here(clock);
      const platforms: typeof opened.platforms = (wires) => {
        const { ports, desk } = opened.platforms(wires);
        return { ports: ports.map(slow), desk };
      };
      return { ...opened, platforms };
    };
    const { stage, idle } = await given({ theatre });
    const person = stage.person('p');
    await person.says('chci mluvit s clovekem');
    await until(() => asked);
    await person.says('/smazat');
    allow();
    await idle();
    expect(stage.rooms()).toEqual([]);
  });
});

describe('what a person says', () => {
  test('a wish for a person counts also in a flood', async () => {
    const made = await given();
    const person = made.stage.person('p');
    for (let i = 0; i < 10; i++) await person.says(`haló ${i}`);
    await person.says('chci mluvit s clovekem');
    await made.idle();
    expect(made.stage.rooms()).toHaveLength(1);
  });

  test('what waited through an outage is no flood', async () => {
    const made = await given();
    const person = made.stage.person('p');
    const start = made.clock.now();
    await made.pass(3 * hour);
    for (let i = 0; i < 12; i++) {
      await made.stage.repeat({
        key: `memory:late-${i}`,
        at: start + i * 10 * minute,
        from: 'person',
        person: person.address,
        kind: 'text',
        text: i === 11 ? 'mam dluhy' : 'doma se hadame',
        message: `late-${i}`,
      });
    }
    await made.idle();
    expect(last(read(made, person.address))).toMatch(/dluh/i);
  });

  test('an edit into danger stands in the room that it opens', async () => {
    const made = await given();
    const person = made.stage.person('p');
    await person.says('mam se dobre');
    await person.edits(danger);
    await made.idle();
    expect(read(made, made.stage.rooms()[0]?.address ?? '').join('\n')).toContain(danger);
  });

  test('a caption in danger is in the room, also in a flood', async () => {
    const made = await given();
    const person = made.stage.person('p');
    for (let i = 0; i < 10; i++) await person.says(`haló ${i}`);
    await person.sends('photo', danger);
    await made.idle();
    expect(read(made, made.stage.rooms()[0]?.address ?? '').join('\n')).toContain(danger);
  });

  test('who asked for a person after danger by a button has a case as dangerous as what was said', async () => {
    const made = await given();
    const person = made.stage.person('p');
    await person.says('tata me bije skoro kazdy den');
    await made.idle();
    await person.presses('Chci člověka');
    await made.idle();
    expect(last(read(made, made.stage.desk))).toMatch(/🟠|🔴/);
  });

  test('after the crisis contacts a named town leads to what is near for just that', async () => {
    const made = await given();
    const person = made.stage.person('p');
    await person.says('tata me bije skoro kazdy den');
    await person.says('jsem z Klatov');
    await made.idle();
    const answer = last(read(made, person.address));
    expect(answer).toContain('OSPOD Klatovy');
    expect(answer).not.toContain('S čím ti můžu pomoct');
  });

  test('leaving after a deletion makes nobody known again', async () => {
    const made = await given();
    const person = made.stage.person('p');
    await person.says('mam dluhy');
    await person.says('/skryt');
    await person.unsends();
    await person.leaves();
    await made.idle();
    const store = made.store();
    expect(await store.byId(store.conversationId(person.address))).toBeNull();
  });
});

describe('a case that nobody takes', () => {
  test('ends after a week with honest words, and the desk is not rung every hour for days', async () => {
    const made = await given();
    const person = made.stage.person('p');
    await person.says('chci cloveka');
    await made.idle();
    await made.pass(6 * day);
    const calls = read(made, made.stage.desk).filter((post) => post.includes('čeká už')).length;
    expect(calls).toBeGreaterThan(20);
    expect(calls).toBeLessThan(40);
    await made.pass(2 * day);
    expect(last(read(made, person.address))).toContain('nikdo ze streetworkerů si tvůj vzkaz nevzal');
    expect(last(read(made, person.address))).toContain('116 111');
    await made.pass(4 * day);
    const store = made.store();
    expect(await store.texts(store.conversationId(person.address), 10)).toEqual([]);
  });

  test('in the evening rests until the desk opens again, when there is no danger in it', async () => {
    const made = await given();
    await made.pass(8 * hour + 50 * minute); // 19:50 in Prague; the desk closes at eight
    await made.stage.person('p').says('chci cloveka');
    await made.idle();
    await made.pass(5 * minute);
    const evening = made.stage.at(made.stage.desk).length;
    await made.pass(11 * hour);
    expect(made.stage.at(made.stage.desk).length).toBe(evening);
    await made.pass(2 * hour);
    expect(made.stage.at(made.stage.desk).length).toBeGreaterThan(evening);
  });

  test('rings once after an outage, not once for each alarm that has passed', async () => {
    const made = await given();
    const person = made.stage.person('p');
    await person.says('chci cloveka');
    await made.idle();
    const before = [made.stage.at(made.stage.desk).length, person.heard().length];
    made.clock.set(made.clock.now() + 10 * hour);
    await made.restart();
    await made.idle();
    expect(made.stage.at(made.stage.desk).length - (before[0] ?? 0)).toBeLessThanOrEqual(2);
    expect(person.heard().length - (before[1] ?? 0)).toBeLessThanOrEqual(2);
  });
});

describe('what a worker does', () => {
  test('a button in the room of a case that is over does nothing to the next case', async () => {
    const { made, person, room, jana } = await withJana();
    await jana.says('/close helped', room);
    await person.says(danger);
    await made.idle();
    await made.stage.worker('Petr').presses('Vrátit botovi', room);
    await made.idle();
    expect(last(read(made, room))).toContain('žádný případ není');
    expect(await made.store().openCases()).toHaveLength(1);
  });

  test('a button of a case that is over does nothing to the next case, also where it is not told in which room it stands', async () => {
    const { made, person, room, jana } = await withJana();
    await jana.says('/close', room);
    await made.idle();
    const buttons = made.stage
      .at(room)
      .flatMap((post) => (post.kind === 'post' ? post.buttons.flat() : []))
      .flatMap(({ data }) => (/(close|back):/.test(data) ? [data] : []));
    expect(buttons.length).toBeGreaterThan(3);
    await jana.says('/close helped', room);
    await person.says(danger);
    await made.idle();
    for (const data of buttons) await jana.pressesRaw(data);
    await made.idle();
    expect(await made.store().openCases()).toHaveLength(1);
  });

  test('the receipt of a word stands in the room where it was written, also when the case is over', async () => {
    const { made, person, room, jana } = await withJana();
    made.stage.break(person.address, { ok: false, reason: 'later', seconds: 30 });
    await jana.says('ještě jedno slovo', room);
    await jana.says('/back', room);
    await made.idle();
    made.stage.break(person.address, { ok: false, reason: 'rejected' });
    await made.pass(minute);
    expect(read(made, room)).toContain('✗ nedoručeno: platforma zprávu odmítla');
  });

  test('an entry that is not there is no answer: the reminder still comes', async () => {
    const { made, person, room, jana } = await withJana();
    await person.says('a co ted?');
    await jana.says('/send nic-takoveho', room);
    await made.idle();
    expect(last(read(made, room))).toContain('Nic takového');
    await made.pass(16 * minute);
    expect(last(read(made, room))).toContain('Člověk čeká na odpověď');
  });

  test('an old button takes nobody over who wants nobody', async () => {
    const made = await given();
    const person = made.stage.person('p');
    await person.says('chci cloveka');
    await person.says('/konec');
    await made.idle();
    const heard = person.heard().length;
    await made.stage.worker('Jana').presses('Beru si to');
    await made.idle();
    expect(person.heard().length).toBe(heard);
    expect(last(read(made, made.stage.desk))).toContain('žádný případ není');
  });

  test('a command that the platform brings twice counts once', async () => {
    const made = await given();
    const jana = made.stage.worker('Jana');
    await jana.says('/duty on');
    const on = made.stage.received().at(-1);
    await jana.says('/duty off');
    if (on !== undefined) await made.stage.repeat(on);
    await made.stage.person('p').says('chci cloveka');
    await made.idle();
    expect(read(made, made.stage.person('p').address).join('\n')).not.toContain('je teď ve službě');
  });

  test('a hand-over at night tells the person when somebody is there again', async () => {
    const { made, person, room, jana } = await withJana();
    await made.pass(11 * hour);
    await person.says('ahoj');
    await jana.says('/hand', room);
    await made.idle();
    expect(read(made, person.address).join('\n')).toContain('mají být zase');
  });
});

describe('after everything was deleted', () => {
  test('what /full was asked for before and is still on its way goes to nobody', async () => {
    const made = await withJana();
    const { stage, idle, pass, person, jana, room } = made;
    await person.says('doma me mlati');
    await idle();
    const posts = read(made, room).length;
    stage.break(room, { ok: false, reason: 'later', seconds: 600 });
    await jana.says('/full', room);
    await idle();
    await person.says('/smazat');
    await idle();
    stage.heal(room);
    await pass(hour);
    expect(read(made, room).slice(posts).join('\n')).not.toContain('mlati');
    expect(stage.rooms()).toEqual([]);
  });

  test('what a worker did in the case before does nothing to the next one', async () => {
    const made = await withJana();
    const { stage, idle, person, jana, room } = made;
    const release = hold(made);
    const said = [person.says('/smazat'), person.says('chci mluvit s clovekem')];
    await breathe(made);
    const done = [jana.says('// bydli u tety v Plzni', room), jana.says('/close misuse', room)];
    await breathe(made);
    release();
    await passHanging(made, 20_000);
    await Promise.all([...said, ...done]);
    await idle();
    const [open] = await made.store().openCases();
    expect(open?.kept.state).toMatchObject({ status: 'waiting', case: { number: 2 } });
    const kept = await made.store().texts(open?.kept.id ?? '', 100);
    expect(kept.map(({ text }) => text)).toEqual(['chci mluvit s clovekem']);
    expect(stage.rooms()).toHaveLength(1);
  });
});
