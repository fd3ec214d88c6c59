import { describe, expect, test } from 'vitest';
import { day, hour, minute, read } from '../lampa.ts';
import { given, last, tells, withJana } from './scene.ts';

/** What happens at the desk and on the way: notes, hand-over, blocked people, lost rooms, failures, restarts. */

describe('in a room', () => {
  test('what begins with // and what other workers write stays inside', async () => {
    const { made, stage, jana, room, heard, idle } = await withJana();
    const before = heard().length;
    await jana.says('// bojí se otce', room);
    await stage.worker('Petr').says('znám je z klubu', room);
    await idle();
    expect(heard().length).toBe(before);
    await jana.says('/full', room);
    await idle();
    expect(last(read(made, room))).toContain('poznámka: bojí se otce');
  });

  test('words before anybody claimed stay inside, and the writer reads so', async () => {
    const made = await given();
    const person = made.stage.person('p');
    await person.says('chci cloveka');
    await made.idle();
    const room = made.stage.rooms()[0]?.address ?? '';
    const before = person.heard().length;
    await made.stage.worker('Petr').says('ahoj', room);
    await made.idle();
    expect(person.heard().length).toBe(before);
    expect(last(read(made, room))).toContain('zůstalo jako poznámka');
  });

  test('a case is handed over: the person is told, the named worker is called, and takes it', async () => {
    const { stage, jana, room, heard, desk, idle } = await withJana();
    await jana.says('/hand Petr', room);
    await idle();
    expect(last(heard())).toContain('Předávají si tě');
    expect(last(desk())).toContain('Petr, vezmeš to?');
    const petr = stage.worker('Petr');
    await petr.says('/take', room);
    await petr.says('Ahoj, jsem Petrův tým.', room);
    await jana.says('tohle už nejde ven', room);
    await idle();
    expect(last(heard())).toContain('Petrův tým');
  });

  test('only who has the case may close it; the outcome is chosen, and the person is asked whether it helped', async () => {
    const { stage, jana, room, heard, inRoom, idle } = await withJana();
    await stage.worker('Petr').says('/close helped', room);
    await idle();
    expect(last(inRoom())).toContain('Má to Jana');
    await jana.says('/close', room);
    await idle();
    expect(last(inRoom())).toContain('pomohlo');
    await jana.presses('pomohlo', room);
    await idle();
    expect(heard().at(-2)).toContain('jsem tu zase já, bot');
    expect(last(heard())).toContain('Pomohlo ti to?');
    expect(inRoom().join('\n')).toContain('Výsledek: pomohlo');
  });

  test('given back to the bot, the person is answered by the bot again, and can ask for a person once more', async () => {
    const { made, jana, person, room, heard, stage, idle } = await withJana();
    await jana.says('/back', room);
    await person.says('mam dluhy');
    await idle();
    expect(last(heard())).toMatch(/dluh|Dluh/);
    await person.says('chci cloveka');
    await idle();
    // A new case, a new room; the old one is over and says so.
    expect(stage.rooms()).toHaveLength(2);
    expect(stage.rooms()[1]?.sign.title).toContain('Případ 2');
    await jana.says('haló?', room);
    await idle();
    expect(last(read(made, room))).toContain('žádný případ není');
  });

  test('a service is found by a misspelt name and sent as a card', async () => {
    const { jana, room, heard, inRoom, idle } = await withJana();
    await jana.says('/find obcanska poradna policka', room);
    await idle();
    expect(last(inRoom())).toContain('/send cz-op-policka');
    await jana.says('/send cz-op-policka', room);
    await idle();
    expect(last(heard())).toContain('Občanská poradna Polička');
    await jana.says('/send nic-takoveho', room);
    await idle();
    expect(last(inRoom())).toContain('Nic takového v databázi není');
  });

  test('who writes is shown only with a reason, on record, before the eyes of the team', async () => {
    const { made, jana, room, inRoom, desk, idle, person } = await withJana();
    expect(inRoom().join('\n')).not.toContain(person.address);
    await jana.says('/reveal', room);
    await idle();
    expect(last(inRoom())).toContain('Napiš důvod');
    await jana.says('/reveal chce skočit, volám 155', room);
    await idle();
    expect(last(inRoom())).toContain(person.address);
    expect(last(desk())).toContain('nechává ukázat, kdo píše');
    const audit = await made.store().audit();
    expect(audit.map(({ what }) => what)).toEqual(['claimed', 'revealed']);
    expect(audit[1]?.detail).toBe('chce skočit, volám 155');
  });

  test('an unknown command goes to nobody, and is explained', async () => {
    const { jana, room, heard, inRoom, idle } = await withJana();
    const before = heard().length;
    await jana.says('/zavri to', room);
    await idle();
    expect(heard().length).toBe(before);
    expect(last(inRoom())).toContain('Tenhle příkaz neznám');
  });
});

describe('on the desk', () => {
  test('a case that nobody has yet can be put to somebody', async () => {
    const made = await given();
    await made.stage.person('p').says('chci cloveka');
    await made.idle();
    const heard = made.stage.person('p').heard().length;
    await made.stage.worker('Jana').says('/hand Petr', made.stage.rooms()[0]?.address);
    await made.idle();
    expect(last(read(made, made.stage.desk))).toContain('Petr, vezmeš to?');
    expect(made.stage.person('p').heard().length).toBe(heard);
  });

  test('services are found by what they help with', async () => {
    const made = await given();
    await made.stage.worker('Jana').says('/find dluhy polička');
    await made.idle();
    expect(last(read(made, made.stage.desk))).toContain('Občanská poradna Polička');
  });

  test('the list shows the most dangerous first, then who has waited longest', async () => {
    const made = await given();
    const { stage, idle, pass } = made;
    await stage.person('first').says('chci cloveka');
    await pass(minute);
    await stage.person('second').says('chci mluvit s clovekem');
    await pass(minute);
    await stage.person('third').says('uz nechci zit, mam doma nachystany prasky');
    await idle();
    await stage.worker('Jana').says('/cases');
    await idle();
    const lines = last(read(made, stage.desk)).split('\n');
    expect(lines.map((line) => /Případ (\d)/.exec(line)?.[1])).toEqual(['3', '1', '2']);
  });

  test('duty is switched on and off by hand, and a person is told the truth of it', async () => {
    const made = await given({ team: { hours: [] } });
    const { stage, idle } = made;
    const jana = stage.worker('Jana');
    await stage.person('a').says('chci cloveka');
    await idle();
    expect(read(made, stage.person('a').address).join('\n')).toContain('nevím, kdy přesně se někdo ozve');
    await jana.says('/duty on');
    await idle();
    expect(last(read(made, stage.desk))).toContain('Služba běží');
    await made.restart();
    await stage.person('b').says('chci cloveka');
    await idle();
    expect(read(made, stage.person('b').address).join('\n')).toContain('je teď ve službě');
    await jana.says('/duty off');
    await stage.person('c').says('chci cloveka');
    await idle();
    expect(read(made, stage.person('c').address).join('\n')).toContain('nevím, kdy přesně se někdo ozve');
    // What was said by hand ends by itself.
    await jana.says('/duty on');
    await made.pass(13 * hour);
    await jana.says('/duty');
    await idle();
    expect(last(read(made, stage.desk))).toContain('Nikdo není ve službě');
  });

  test('an unclaimed case rings after 5 and 15 minutes, and the person hears the truth with contacts', async () => {
    const made = await given({ team: { coordinators: ['Olga', 'Marek'] } });
    const { stage, idle, pass } = made;
    const person = stage.person('p');
    await person.says('chci cloveka');
    await idle();
    const before = person.heard().length;
    await pass(5 * minute);
    expect(last(read(made, stage.desk))).toContain('čeká už 5 minut');
    expect(last(read(made, person.address))).toContain('116 111');
    await pass(10 * minute);
    expect(last(read(made, stage.desk))).toContain('čeká už 15 minut');
    expect(last(read(made, stage.desk))).toContain('Volám koordinátory: Olga, Marek');
    expect(person.heard().length).toBe(before + 2);
    await pass(3 * hour);
    // The desk goes on being called; the person is not told the same again.
    expect(person.heard().length).toBe(before + 2);
    expect(read(made, stage.desk).filter((post) => post.includes('čeká už')).length).toBeGreaterThanOrEqual(
      4,
    );
  });

  test('the desk hears of danger without a case, and a worker steps in', async () => {
    const made = await given();
    const { stage, idle } = made;
    const person = stage.person('p');
    await person.says('tata me bije skoro kazdy den');
    await idle();
    expect(read(made, person.address)[0]).toContain('Na lince je člověk');
    expect(stage.rooms()).toHaveLength(0);
    expect(last(read(made, stage.desk))).toContain('🚨');
    await stage.worker('Jana').presses('Beru si to');
    await idle();
    expect(last(read(made, person.address))).toContain('Chce s tebou mluvit streetworker');
    expect(read(made, stage.rooms()[0]?.address ?? '').join('\n')).toContain('bije');
  });
});

describe('a person blocked by a worker', () => {
  test('is told once, gets crisis contacts all the same, and is heard again after the day has come', async () => {
    const { jana, person, room, heard, idle, pass } = await withJana();
    await jana.says('/block 2', room);
    await idle();
    expect(last(heard())).toContain('Krizové kontakty platí dál');
    const before = heard().length;
    await person.says('mam dluhy');
    await person.says('haló');
    await idle();
    expect(heard().length).toBe(before);
    await person.says('uz nechci zit');
    await idle();
    expect(last(heard())).toContain('116 111');
    await pass(2 * day + hour);
    await person.says('mam dluhy');
    await idle();
    expect(last(heard())).toMatch(/dluh/i);
  });

  test('cannot get around it by having everything deleted', async () => {
    const { jana, person, room, heard, idle } = await withJana();
    await jana.says('/block 2', room);
    await person.says('/smazat');
    await idle();
    const before = heard().length;
    await person.says('mam dluhy');
    await idle();
    expect(heard().slice(before).join('\n')).toContain('Streetworkeři ti teď nebudou odpovídat');
  });
});

describe('what goes wrong on the way', () => {
  test('a worker reads why a message was not delivered, and the room learns that the person is gone', async () => {
    const { stage, jana, person, room, heard, inRoom, idle } = await withJana();
    stage.break(person.address, { ok: false, reason: 'blocked' });
    await jana.says('jsi tam?', room);
    await idle();
    expect(inRoom()).toContain('✗ nedoručeno: člověk bota zablokoval nebo má zavřené soukromé zprávy');
    expect(last(inRoom())).toContain('Člověk bota zablokoval');
    await jana.says('haló', room);
    await idle();
    expect(inRoom()).toContain('✗ nedoručeno: člověk teď není k zastižení');
    stage.heal(person.address);
    await person.returns();
    await idle();
    if (tells.return) expect(last(inRoom())).toContain('zase k zastižení');
    await person.says('už jsem zpátky');
    await jana.says('to jsem ráda', room);
    await idle();
    expect(last(inRoom().filter((post) => post !== '✓'))).toContain('už jsem zpátky');
    expect(last(heard())).toBe('streetworker: to jsem ráda');
  });

  test('a platform that says later is asked again later, and order is kept', async () => {
    const { stage, jana, person, room, heard, idle, pass } = await withJana();
    stage.break(person.address, { ok: false, reason: 'later', seconds: 30 });
    await jana.says('první', room);
    await jana.says('druhá', room);
    await jana.says('třetí', room);
    await idle();
    expect(last(heard())).toContain('jsem tady');
    stage.heal(person.address);
    await pass(31_000);
    expect(heard().slice(-3)).toEqual(['streetworker: první', 'streetworker: druhá', 'streetworker: třetí']);
  });

  test('a connection that breaks is tried again with longer and longer pauses', async () => {
    const { stage, person, heard, idle, pass } = await withJana();
    stage.break(stage.desk, 'throw');
    stage.break(person.address, 'throw');
    await person.says('/soukromi');
    await idle();
    await pass(10_000);
    stage.heal(person.address);
    await pass(minute);
    expect(last(heard())).toContain('Neznám tvoje jméno');
  });

  test('a deleted room is made again with the last words, and nothing that waits for it is lost', async () => {
    const { made, stage, jana, person, room, idle } = await withJana();
    await jana.deletesRoom(room);
    await person.says('jsem tu pořád');
    await idle();
    const renewed = stage.rooms()[0]?.address ?? '';
    expect(renewed).not.toBe(room);
    const words = read(made, renewed).join('\n');
    expect(words).toContain('Případ 1');
    expect(words).toContain('chci mluvit s clovekem');
    expect(words).toContain('jsem tu pořád');
    await jana.says('vidím tě', renewed);
    await idle();
    expect(last(read(made, person.address))).toBe('streetworker: vidím tě');
  });

  test('a desk that cannot be reached keeps the case, the person has the contacts, and the desk learns it later', async () => {
    const made = await given();
    const { stage, idle, pass } = made;
    stage.break(stage.desk, { ok: false, reason: 'gone' });
    const person = stage.person('p');
    await person.says('chci cloveka');
    await person.says('je mi zle');
    await idle();
    expect(read(made, person.address).join('\n')).toContain('116 111');
    stage.heal(stage.desk);
    await pass(10 * minute);
    const room = stage.rooms()[0]?.address ?? '';
    expect(read(made, room).join('\n')).toContain('je mi zle');
    expect(read(made, stage.desk).join('\n')).toContain('Případ 1');
  });

  test('a restart in the middle of a take-over changes nothing: the bot stays silent, the worker goes on', async () => {
    const { stage, jana, person, room, heard, restart, idle } = await withJana();
    await restart();
    const before = heard().length;
    await person.says('doma je to zle');
    await idle();
    expect(heard().length).toBe(before);
    await jana.says('povídej', room);
    await idle();
    expect(last(heard())).toBe('streetworker: povídej');
    expect(stage.rooms()).toHaveLength(1);
  });

  test('the same update brought twice has one effect', async () => {
    const { stage, heard, desk, idle } = await withJana();
    const before = [heard().length, desk().length];
    for (const incoming of stage.received()) await stage.repeat(incoming);
    await idle();
    expect([heard().length, desk().length]).toEqual(before);
  });

  test('what was written while the bot was down is marked as late', async () => {
    const { made, stage, person, room, idle, pass } = await withJana();
    const at = made.clock.now();
    await pass(30 * minute);
    await stage.repeat({
      key: 'memory:late',
      at,
      from: 'person',
      person: person.address,
      kind: 'text',
      text: 'psáno dřív',
      message: 'late',
    });
    await idle();
    expect(last(read(made, room))).toMatch(/před 30 minutami[\s\S]*psáno dřív/);
  });
});

describe('other kinds of message', () => {
  test('a voice message is explained to the person, and announced to a worker', async () => {
    const made = await given();
    const { stage, idle } = made;
    const person = stage.person('p');
    await person.sends('voice');
    await idle();
    expect(last(read(made, person.address))).toContain('přečíst neumím');
    await person.says('chci cloveka');
    await person.sends('photo', 'to jsem dostala na stul');
    await idle();
    const room = read(made, stage.rooms()[0]?.address ?? '').join('\n');
    expect(room).toContain('to jsem dostala na stul');
    expect(last(read(made, person.address))).toContain('neumím předat');
  });

  test('a caption in danger is danger', async () => {
    const made = await given();
    const person = made.stage.person('p');
    await person.sends('photo', 'uz nechci zit, mam doma nachystany prasky');
    await made.idle();
    expect(read(made, person.address)[0]).toContain('Zavolej hned');
  });

  test('an edit reaches the worker, and is read again for danger', async () => {
    const { person, heard, inRoom, idle } = await withJana();
    await person.says('mam se dobre');
    await person.edits('uz nechci zit');
    await idle();
    expect(last(heard())).toContain('116 111');
    expect(inRoom().join('\n')).toContain('(opraveno): uz nechci zit');
  });

  test.runIf(tells.takenBack)('what the person takes back is told to the worker', async () => {
    const { person, inRoom, idle } = await withJana();
    await person.says('to nemelo byt');
    await person.unsends();
    await idle();
    expect(last(inRoom())).toContain('svou zprávu smazal');
  });

  test('a forged or old button changes nothing and is answered kindly', async () => {
    const made = await given();
    const { stage, idle } = made;
    const person = stage.person('p');
    for (const data of [
      '',
      'p:CZ-555771',
      't:nonsense',
      'c:__proto__',
      'close:x:helped',
      's:more',
      '\u0000'.repeat(64),
    ]) {
      await person.pressesRaw(data);
    }
    await stage.worker('Jana').pressesRaw('take:doesnotexist1');
    await stage.worker('Jana').pressesRaw('close:abcdefgh:nonsense');
    await idle();
    for (const post of read(made, person.address)) expect(post).toContain('Tohle tlačítko už neplatí');
    expect(read(made, stage.desk).every((post) => post.includes('žádný případ není'))).toBe(true);
  });

  test('what somebody may not do stands in the log, without a word, a name or a number of anybody', async () => {
    const { log, stage, idle, person, room, jana } = await withJana();
    const petr = stage.worker('Petr');
    await petr.says('/close helped', room);
    await person.pressesRaw('');
    await person.pressesRaw('t:nonsense');
    await petr.pressesRaw('', room);
    await jana.pressesRaw('take:doesnotexist1', room);
    await idle();
    const denied = log.filter(({ line }) => line === 'denied');
    expect(denied).toEqual([
      { line: 'denied', by: 'desk', what: 'not-yours' },
      { line: 'denied', by: 'person', what: 'forged-button' },
      { line: 'denied', by: 'person', what: 'old-button' },
      { line: 'denied', by: 'desk', what: 'forged-button' },
      { line: 'denied', by: 'desk', what: 'old-button' },
    ]);
  });
});

describe('a flood', () => {
  test('is answered once, nothing is dropped, and danger is still seen', async () => {
    const made = await given();
    const { stage, idle } = made;
    const person = stage.person('p');
    for (let i = 0; i < 20; i++) await person.says(`jsem tu ${i}`);
    await idle();
    const floods = read(made, person.address).filter((post) => post.includes('Píšeš rychle'));
    expect(floods).toHaveLength(1);
    const store = made.store();
    expect(await store.texts(store.conversationId(person.address), 50)).toHaveLength(20);
    await person.says('uz nechci zit, mam doma nachystany prasky');
    await idle();
    expect(last(read(made, person.address).filter((post) => post.includes('Na lince')))).toContain('155');
  });
});

describe('a guide', () => {
  test('is one button away under an answer and under the contacts for a friend', async () => {
    const made = await given();
    const person = made.stage.person('p');
    await person.says('mam paniku a nemuzu dychat kdyz mam jit do skoly');
    await made.idle();
    await person.presses('Panika: co zkusit právě teď');
    await made.idle();
    expect(last(read(made, person.address))).toMatch(/^Panika: co zkusit právě teď/);
    const friend = made.stage.person('friend');
    await friend.says('kamaradka mi pise ze uz nechce zit');
    await made.idle();
    await friend.presses('Když někdo blízký myslí na sebevraždu');
    await made.idle();
    expect(last(read(made, friend.address))).toContain('Zeptej se přímo');
    await friend.pressesRaw('g:nothing');
    await made.idle();
    expect(last(read(made, friend.address))).toContain('už neplatí');
  });
});

describe('what was asked', () => {
  test('is counted by topic and region, found or not, without a word of it', async () => {
    const made = await given();
    const person = made.stage.person('p');
    await person.says('nemuzu jist a zvracim po jidle, jsem z Aše');
    await person.says('mam dluhy, bydlim v Policce');
    await made.idle();
    const counters = await made.store().counters();
    const regions = (what: string) => counters.filter((one) => one.what === what).map((one) => one.region);
    expect(regions('found')).toContain('Pardubický kraj');
    expect(counters.every((one) => !JSON.stringify(one).includes('dluhy'))).toBe(true);
  });

  test('counts once for each place, by what there was, however far the list is looked through', async () => {
    const made = await given();
    const person = made.stage.person('p');
    await person.says('mam dluhy');
    await made.idle();
    const counted = async () =>
      (await made.store().counters()).map(({ what, region, n }) => `${what} ${region} ${n}`).sort();
    expect(await counted()).toEqual(['place-asked null 1']);
    await person.says('Plzeň');
    await person.says('a je neco zdarma?');
    await person.says('dalsi');
    await made.idle();
    await made.stage.person('elsewhere').says('umrela mi babicka a porad brecim');
    await made.idle();
    expect(await counted()).toEqual([
      'asked Plzeňský kraj 1',
      'asked null 1',
      'found Plzeňský kraj 1',
      'found-national null 1',
      'place-asked null 1',
    ]);
  });
});

describe('rights of the person', () => {
  test('language is chosen once and stays, whatever language is written', async () => {
    const made = await given();
    const person = made.stage.person('p');
    await person.says('/jazyk');
    await made.idle();
    await person.presses('English');
    await person.says('mam dluhy a nevim co s tim');
    await made.idle();
    expect(last(read(made, person.address))).toMatch(/debt/i);
  });

  test('the privacy text says the numbers that the store keeps to', async () => {
    const made = await given();
    const person = made.stage.person('p');
    await person.says('/soukromi');
    await made.idle();
    const text = last(read(made, person.address));
    expect(text).toContain('72 hodin');
    expect(text).toContain('30 dní');
    expect(text).toContain('12 měsíců');
  });

  test('hide wipes everything and tells how to clean the own side', async () => {
    const made = await given();
    const person = made.stage.person('p');
    await person.says('mam dluhy');
    await person.says('/skryt');
    await made.idle();
    expect(last(read(made, person.address))).toContain('smaž celý tenhle chat');
    const store = made.store();
    expect(await store.byId(store.conversationId(person.address))).toBeNull();
  });

  test('who are you, crisis and help are answered in every language', async () => {
    const made = await given();
    const { stage, idle } = made;
    for (const [who, word, answer] of [
      ['cs', '/kdo', 'Lampa'],
      ['pl', '/kryzys', '116 111'],
      ['sk', '/pomoc', 'Lampa'],
      ['uk', '/криза', '116 111'],
      ['en', '/crisis', '116 111'],
    ] as const) {
      const person = stage.person(who);
      await person.says(word);
      await idle();
      expect(read(made, person.address).join('\n'), who).toMatch(
        new RegExp(answer === 'Lampa' ? '.{20,}' : answer),
      );
    }
  });

  test('a person ends the talk with a worker, and both sides are told', async () => {
    const { person, heard, inRoom, idle } = await withJana();
    await person.says('/konec');
    await idle();
    expect(heard().at(-2)).toContain('Jsem tu zase já, bot');
    expect(last(inRoom())).toContain('Člověk rozhovor ukončil');
  });
});

describe('plain words of danger in five languages', () => {
  test.each([
    ['cs', 'uz nechci zit, mam doma nachystany prasky', /155|112/, '116 111'],
    ['pl', 'nie chce juz zyc, mam w domu przygotowane tabletki', /999|112/, '116 111'],
    ['sk', 'uz nechcem zit, mam doma nachystane lieky', /155|112/, '116 111'],
    ['uk', 'я більше не хочу жити, вдома приготовила таблетки', /103|155|112/, '116 111'],
    ['en', "i don't want to live anymore, i have pills ready at home", /155|112|999/, '116 111'],
  ])('%s: emergency numbers and a children’s line come first', async (_language, text, emergency, line) => {
    const made = await given();
    const person = made.stage.person('p');
    await person.says(text);
    await made.idle();
    const [card = ''] = read(made, person.address);
    expect(card.split('\n')[1]).toMatch(emergency);
    expect(card).toContain(line);
  });
});
