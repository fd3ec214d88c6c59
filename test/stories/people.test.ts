import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import type { MemoryPerson } from '../../adapters/memory/memory.ts';
import type { Language } from '../../src/domain.ts';
import { texts } from '../../src/text/texts.ts';
import { day, hour, type Lampa, minute, read } from '../lampa.ts';
import { until } from '../stages/stage.ts';
import { given, last, withJana } from './scene.ts';

/** Stories through the front door: a person writes on a platform, a worker answers on the desk. */

const atNight = '2026-11-23T22:30:00Z';

describe('a bullied girl at night, with nobody on duty', () => {
  test('she is answered, led to what is near, told the truth about the night, and found in the morning', async () => {
    const made = await given({ at: atNight });
    const { stage, pass, idle } = made;
    const girl = stage.person('girl');
    await girl.says('spoluzaci me sikanujou uz rok');
    await idle();
    const answer = read(made, girl.address);
    expect(answer[0]).toContain('Jsem bot, ne člověk');
    expect(answer[1]).toContain('116 111');
    expect(answer[1]).toContain('Kde teď jsi?');

    await girl.says('bydlim v Klatovech');
    await idle();
    expect(last(read(made, girl.address))).toContain('Klatovy');

    await girl.says('chci mluvit s clovekem');
    await idle();
    const honest = last(read(made, girl.address));
    expect(honest).toContain('Teď tu nikdo není. Streetworkeři tu mají být zase: úterý 24. 11. 8:00');
    expect(honest).toContain('116 111');
    const desk = () => read(made, stage.desk);
    expect(last(desk())).toContain('Kdo to vezme?');
    const [room] = stage.rooms();
    const inRoom = read(made, room?.address ?? '').join('\n');
    expect(inRoom).toContain('Klatovy');
    expect(inRoom).toContain('spoluzaci me sikanujou uz rok');

    // Nobody is woken at night for what can wait, and she is not told again and again that nobody comes.
    const heard = girl.heard().length;
    const calls = desk().length;
    await pass(8 * hour);
    expect(girl.heard().length).toBe(heard);
    expect(desk().length).toBe(calls);
    // At eight the desk opens, and the case is called again.
    await pass(40 * minute);
    expect(desk().length).toBeGreaterThan(calls);

    const jana = stage.worker('Jana');
    await jana.presses('Beru si to');
    await idle();
    expect(last(read(made, girl.address))).toContain('streetworker, člověk');
    await jana.says('Ahoj, jsem tady. Co se ve škole děje?', room?.address);
    await idle();
    expect(last(read(made, girl.address))).toBe('streetworker: Ahoj, jsem tady. Co se ve škole děje?');
  });
});

describe('somebody worried about a friend', () => {
  test('gets the contacts in the form for helpers, and the desk hears of it', async () => {
    const made = await given();
    const { stage, idle } = made;
    const friend = stage.person('friend');
    await friend.says('kamaradka mi pise ze uz nechce zit a ze ma doma nachystany prasky');
    await idle();
    const [card] = read(made, friend.address);
    expect(card).toContain('Ten člověk může být v nebezpečí');
    expect(card).toMatch(/155|112/);
    expect(card).toContain('116 111');
    expect(read(made, stage.desk).join('\n')).toContain('ohrožení života');
  });
});

describe('somebody whose greeting was taken for English', () => {
  test('is answered in their own language as soon as they say anything', async () => {
    const made = await given();
    const { stage, idle } = made;
    const girl = stage.person('girl');
    await girl.says('hello');
    await idle();
    await girl.says('nemam kde spat');
    await idle();
    expect(read(made, girl.address).at(-1)).toContain('Tohle je vážné');
  });
});

describe('somebody who waits, in danger to life, and names another country', () => {
  test('gets the emergency number of that country', async () => {
    const made = await given();
    const { stage, idle } = made;
    const friend = stage.person('friend');
    await friend.says('my friend took a lot of pills');
    await friend.says('london');
    await idle();
    const last = read(made, friend.address).at(-1);
    expect(last).toContain('999');
    expect(last).not.toContain('connect you with a person');
  });
});

describe('an attempt under way while the store does not answer', () => {
  test('the contacts go out within half a second, past the store; nothing is lost when it answers again', async () => {
    const made = await given();
    const { stage, idle, folder, clock, log } = made;
    const boy = stage.person('boy');
    // Another program holds the file: every write of ours waits, as on a disk that hangs.
    const holder = new DatabaseSync(join(folder, 'lampa.sqlite'));
    holder.exec('BEGIN IMMEDIATE');
    const taken = boy.says('prave jsem snedl vsechny prasky co jsem doma nasel, chci umrit');
    expect(boy.heard()).toEqual([]);
    await until(() => stage.received().length > 0);
    clock.set(clock.now() + 500);
    const pastStore = () => log.some(({ line }) => line === 'crisis-past-store');
    await until(() => pastStore() && stage.at(stage.desk).length > 0);
    const [card] = read(made, boy.address);
    expect(card).toMatch(/155[\s\S]*112/);
    expect(card).toContain('116 111');
    expect(read(made, stage.desk).join('\n')).toContain('🚨');

    holder.exec('ROLLBACK');
    holder.close();
    await taken;
    await idle();
    // The card is not shown twice, the case is open, the words are in the room.
    const cards = read(made, boy.address).filter((post) => post.includes('Na lince je člověk'));
    expect(cards).toHaveLength(1);
    const [room] = stage.rooms();
    expect(read(made, room?.address ?? '').join('\n')).toContain('snedl vsechny prasky');
  });
});

describe('one boy with five needs, one after another', () => {
  test('he is led through the local services, and to a worker', async () => {
    const made = await given();
    const { stage, idle } = made;
    const boy = stage.person('boy');
    const told = async (text: string): Promise<string> => {
      const before = boy.heard().length;
      await boy.says(text);
      await idle();
      return read(made, boy.address).slice(before).join('\n');
    };
    expect(await told('nejde mi skola, asi propadnu. jsem z Policky')).toMatch(
      /Polička|461|Šance pro rodinu|Svitavy/,
    );
    // The place stays; only the need changes.
    expect(await told('doma mame dluhy a chodi exekutor')).toContain('Občanská poradna Polička');
    expect(await told('tata pije kazdy den')).toContain('Laxus');
    const bed = await told('nemam dneska kde spat, vyhodili me');
    expect(bed).toMatch(/116 111|Polička/);
    expect(await told('prisel mi dopis od soudu a nerozumim mu')).toContain('Občanská poradna Polička');
    expect(await told('muzu mluvit s clovekem?')).toContain('volám člověka');
    const [room] = stage.rooms();
    const words = read(made, room?.address ?? '').join('\n');
    for (const need of ['propadnu', 'exekutor', 'pije', 'kde spat', 'soudu']) expect(words).toContain(need);
  });
});

describe('two workers who claim at once', () => {
  test('one wins, the other reads who has it and since when, and only the winner speaks to the person', async () => {
    const made = await given();
    const { stage, idle } = made;
    const person = stage.person('p');
    await person.says('chci mluvit s clovekem');
    await idle();
    const room = stage.rooms()[0]?.address ?? '';
    const jana = stage.worker('Jana');
    const petr = stage.worker('Petr');
    await Promise.all([jana.presses('Beru si to'), petr.presses('Beru si to')]);
    await idle();
    const desk = read(made, stage.desk).join('\n');
    const winner = desk.includes('si bere Jana') ? jana : petr;
    const loser = winner === jana ? petr : jana;
    expect(desk.match(/si bere/g)).toHaveLength(1);
    expect(desk).toMatch(/Už to má (Jana|Petr).*11:00/);
    const heard = person.heard().length;
    await loser.says('tohle je jen pro tým', room);
    await winner.says('ahoj, jsem tu pro tebe', room);
    await idle();
    expect(read(made, person.address).slice(heard)).toEqual(['streetworker: ahoj, jsem tu pro tebe']);
    expect(stage.at(room).filter((one) => one.kind === 'receipt' && one.delivered)).toHaveLength(1);
  });
});

describe('a person and a worker who talk', () => {
  test('read each other whole and in order; nothing goes to the person before it begins and after it is over', async () => {
    const made = await given();
    const { stage, idle } = made;
    const person = stage.person('p');
    await person.says('chci mluvit s clovekem');
    await idle();
    const room = stage.rooms()[0]?.address ?? '';
    const jana = stage.worker('Jana');
    await jana.presses('Beru si to');
    for (let i = 0; i < 3; i++) {
      await person.says(`od člověka ${i}`);
      await jana.says(`od Jany ${i}`, room);
      await idle();
    }
    const heard = () => read(made, person.address);
    const all = (posts: readonly string[], what: RegExp) => posts.join('\n').match(what);
    expect(all(read(made, room), /od člověka \d/g)).toEqual(['od člověka 0', 'od člověka 1', 'od člověka 2']);
    expect(all(heard(), /od Jany \d/g)).toEqual(['od Jany 0', 'od Jany 1', 'od Jany 2']);
    await jana.says('/close helped', room);
    await idle();
    const before = heard().length;
    await jana.says('Ještě něco.', room);
    await idle();
    expect(heard().length).toBe(before);
    expect(heard().join('\n')).not.toMatch(/Jana\b/);
    await person.says('hledam doucovani v Holysove');
    await idle();
    expect(heard().length).toBeGreaterThan(before);
  });
});

/** Jana takes the case and closes it; it has helped, and the person wants to be asked later whether they reached anybody. */
const wishesToBeAsked = async ({ stage, idle }: Lampa, person: MemoryPerson): Promise<void> => {
  const room = stage.rooms()[0]?.address ?? '';
  const jana = stage.worker('Jana');
  await jana.presses('Beru si to');
  await jana.says('Zkus prosím poradnu.', room);
  await jana.says('/close referred', room);
  await idle();
  await person.presses('Ano');
  await idle();
  await person.presses('Zeptej se mě později');
};

describe('a worker who goes silent', () => {
  test('is reminded, then the case is free for others, and the person hears the truth with contacts', async () => {
    const made = await given();
    const { stage, idle, pass } = made;
    const person = stage.person('p');
    await person.says('potrebuju mluvit s clovekem');
    await idle();
    const room = stage.rooms()[0]?.address ?? '';
    const jana = stage.worker('Jana');
    await jana.presses('Beru si to');
    await jana.says('Ahoj, povídej.', room);
    await idle();
    await person.says('doma se to neda vydrzet');
    await idle();
    await pass(16 * minute);
    expect(last(read(made, room))).toContain('Člověk čeká na odpověď');
    await pass(hour);
    const truth = last(read(made, person.address));
    expect(truth).toContain('neozval');
    expect(truth).toContain('116 111');
    expect(read(made, stage.desk).join('\n')).toContain('Případ je zase volný');
    const petr = stage.worker('Petr');
    await petr.presses('Beru si to');
    await petr.says('Ahoj, píše někdo další z týmu.', room);
    await idle();
    expect(last(read(made, person.address))).toBe('streetworker: Ahoj, píše někdo další z týmu.');
  });

  test('a conversation closes by itself only a day after the last word of the worker, and asks whether it helped', async () => {
    const made = await given();
    const { stage, idle, pass } = made;
    const person = stage.person('p');
    await person.says('potrebuju mluvit s clovekem');
    await idle();
    const room = stage.rooms()[0]?.address ?? '';
    const jana = stage.worker('Jana');
    await jana.presses('Beru si to');
    await person.says('diky, to je vsechno');
    await jana.says('Kdykoli se ozvi.', room);
    await idle();
    await pass(23 * hour);
    expect(last(read(made, person.address))).toContain('Kdykoli se ozvi');
    await pass(2 * hour);
    expect(last(read(made, person.address))).toContain('Pomohlo ti to?');
    await person.presses('Ano');
    await idle();
    const counters = await made.store().counters();
    expect(counters.find((counter) => counter.what === 'helped-yes')?.n).toBe(1);
  });

  test('who wants to is asked ten days later whether they reached anybody, and nothing else is kept for it', async () => {
    const made = await given();
    const { stage, idle, pass } = made;
    const person = stage.person('p');
    await person.says('potrebuju mluvit s clovekem');
    await idle();
    await wishesToBeAsked(made, person);
    await idle();
    const heard = person.heard().length;
    await pass(9 * day);
    expect(person.heard().length).toBe(heard);
    await pass(2 * day);
    expect(last(read(made, person.address))).toContain('Podařilo se ti k někomu dostat?');
    await person.presses('Ne');
    await idle();
    expect(last(read(made, person.address))).toContain('Chci člověka');
    const counters = await made.store().counters();
    expect(counters.find((counter) => counter.what === 'reached-no')?.n).toBe(1);
    await pass(31 * day);
    const store = made.store();
    expect(await store.byId(store.conversationId(person.address))).toBeNull();
  });

  test('who wants to be asked later is kept without what they told since, when they have been silent for three days', async () => {
    const made = await given();
    const { stage, idle, pass } = made;
    const person = stage.person('p');
    await person.says('/start skola');
    await person.says('potrebuju mluvit s clovekem');
    await idle();
    await wishesToBeAsked(made, person);
    await person.says('je mi 15, mam dluhy a jsem z Plzne');
    await idle();
    const state = async () => (await made.store().byId(made.store().conversationId(person.address)))?.state;
    expect(await state()).toMatchObject({ place: { name: 'Plzeň' } });
    await pass(4 * day);
    const nothing = { place: null, age: null, search: null, asked: null, alerted: null, origin: null };
    expect(await state()).toMatchObject(nothing);
    await pass(8 * day);
    expect(read(made, person.address).join()).toContain('Podařilo se ti k někomu dostat?');
  });
});

describe('a person who deletes everything in the middle', () => {
  test('gets a receipt, the worker learns only that it is over, and the person is a stranger afterwards', async () => {
    const made = await given();
    const { stage, idle } = made;
    const person = stage.person('p');
    await person.says('chci mluvit s clovekem, doma me mlati');
    await idle();
    const room = stage.rooms()[0]?.address ?? '';
    const jana = stage.worker('Jana');
    await jana.presses('Beru si to');
    await jana.says('Ahoj, jsem tady.', room);
    await idle();
    await person.says('smaž mě');
    await idle();
    expect(last(read(made, person.address))).toContain('Hotovo, všechno o tobě je u mě pryč');
    expect(last(read(made, room))).toContain('nechal všechno smazat');
    const store = made.store();
    expect(await store.byId(store.conversationId(person.address))).toBeNull();
    expect(await store.openCases()).toEqual([]);
    // The team's copy has gone as well, with all that stood in it.
    expect(stage.rooms()).toEqual([]);
    expect(read(made, stage.desk).join()).not.toContain('mlati');
    await person.says('ahoj');
    await idle();
    expect(read(made, person.address).slice(-2)[0]).toContain('Jsem bot');
  });
});

describe('a Ukrainian girl in Plzeň who writes half Czech', () => {
  test('is answered in Ukrainian, from services in Plzeň, and a crisis gives her numbers that work in Czechia', async () => {
    const made = await given();
    const { stage, idle } = made;
    const girl = stage.person('girl');
    await girl.says('Привіт, я живу в Пльзні, у школі мене ображають бо я українка');
    await idle();
    const first = read(made, girl.address).join('\n');
    expect(first).toContain('бот');
    await girl.says('nemam penize na jidlo, мама не має роботи');
    await idle();
    expect(last(read(made, girl.address))).toMatch(/Plzeň|Plzni/);
    await girl.says('я не хочу жити');
    await idle();
    const card = last(read(made, girl.address));
    expect(card).toContain('116 111');
    expect(card).toMatch(/[а-яіїє]/);
    expect(card).not.toContain('7333');
  });
});

describe('after three days', () => {
  test('what nobody but the bot has read is gone', async () => {
    const made = await given();
    const { stage, idle, pass } = made;
    const person = stage.person('p');
    await person.says('mam dluhy');
    await idle();
    const store = made.store();
    const id = store.conversationId(person.address);
    expect(await store.texts(id, 10)).toHaveLength(1);
    await pass(3 * day + hour);
    expect(await store.texts(id, 10)).toEqual([]);
    expect(await store.byId(id)).toBeNull();
  });
});

describe('the copy that the team has read', () => {
  test('goes with the words: not a day before, and without touching the room of a later case', async () => {
    const { stage, pass, idle, person, jana, room } = await withJana();
    await jana.says('/close helped', room);
    await idle();
    await pass(20 * day);
    await person.says('chci zase mluvit s clovekem');
    await idle();
    const later = stage.rooms().at(-1)?.address ?? '';
    await jana.presses('Beru si to');
    await jana.says('Jsem tu.', later);
    await idle();
    expect(stage.rooms().map(({ address }) => address)).toEqual([room, later]);
    await pass(9 * day);
    expect(stage.rooms()).toHaveLength(2);
    await pass(day + hour);
    expect(stage.rooms().map(({ address }) => address)).toEqual([later]);
  });

  test('of all cases goes when everything is deleted, and nothing of it is asked to stay', async () => {
    const { stage, idle, person, jana, room } = await withJana();
    await jana.says('/close helped', room);
    await idle();
    await person.says('chci zase mluvit s clovekem');
    await idle();
    expect(stage.rooms()).toHaveLength(2);
    await person.says('/smazat');
    await idle();
    expect(stage.rooms()).toEqual([]);
  });
});

describe('somebody who asks for a service by its name', () => {
  test('reads its card at once; of another town it is said first that it is only near', async () => {
    const made = await given();
    const person = made.stage.person('p');
    await person.says('kdy maj v holysove otevreno magnet');
    await made.idle();
    expect(last(read(made, person.address))).toContain('Klub Magnet');
    expect(last(read(made, person.address))).not.toContain('Přímo u tebe nic neznám');
    await person.says('cislo na ospod susice');
    await made.idle();
    const answer = last(read(made, person.address));
    expect(answer).toContain('OSPOD Klatovy');
    expect(answer).not.toContain('Polička');
    expect(answer).toContain('Přímo u tebe nic neznám, ale tohle je poblíž');
    expect(answer).toContain('než tam půjdeš, ověř si to');
  });
});

describe('somebody who asks on about what was offered', () => {
  test.each<[Language, string, string, string]>([
    ['cs', 'hledam klub v ostrave', 'a vecer?', 'je to zadarmo?'],
    ['sk', 'hľadám klub pre mládež v Ostrave', 'a večer?', 'je to zadarmo?'],
    ['pl', 'szukam klubu dla młodzieży w Ostrawie', 'a wieczorem?', 'czy to za darmo?'],
    ['uk', 'шукаю клуб для підлітків в Остраві', 'а ввечері?', 'це безкоштовно?'],
    ['en', 'i am looking for a youth club in Ostrava', 'what about evenings?', 'is it free?'],
  ])('%s: %s – %s – %s: the topic and the place stay', async (language, first, evening, free) => {
    const made = await given();
    const person = made.stage.person('p');
    const search = async (text: string) => {
      await person.says(text);
      await made.idle();
      return last(read(made, person.address));
    };
    const offered = await search(first);
    const inTheEvening = await search(evening);
    const withoutPaying = await search(free);
    for (const answer of [offered, inTheEvening, withoutPaying]) expect(answer).toMatch(/📍.*Ostrava/);
    // Whether they are open then is not known: that is said, and nobody is left with nothing.
    const { nothingThatFits } = texts[language];
    expect(offered).not.toContain(nothingThatFits);
    expect(inTheEvening).toContain(nothingThatFits);
  });
});
