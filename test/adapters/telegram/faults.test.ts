import { describe, expect, test } from 'vitest';
import { deskAddress, personAddress } from '../../../adapters/telegram/addresses.ts';
import type { Incoming, Post } from '../../../src/port.ts';
import { type OrderedFault, serverError } from '../../fakes/telegram/faults.ts';
import { telegramLimits } from '../../fakes/telegram/limits.ts';
import { Refusal } from '../../fakes/telegram/refusal.ts';
import { givenOnTelegram, givenPort, givenWorld } from './on-telegram.ts';

const words = (id: string, text: string): Post => ({
  kind: 'post',
  id,
  blocks: [{ kind: 'words', by: 'Javor Vydra', text }],
  buttons: [],
});
const tooMany = (seconds: number) => ({
  kind: 'refuse' as const,
  refusal: new Refusal(429, `Too Many Requests: retry after ${seconds}`, { retry_after: seconds }),
});

/** A port that was started, and a person who has pressed Start. */
const givenStarted = async (receive: (incoming: Incoming) => Promise<void> = async () => undefined) => {
  const world = await givenWorld();
  const ema = world.telegram.person({ firstName: 'Ema', language: 'cs' });
  ema.starts();
  world.telegram.updates.forgetAll();
  const made = givenPort(world);
  await made.port.start(receive);
  return { ...world, ...made, ema, toEma: personAddress(ema.id) };
};

describe('what Telegram answers', () => {
  test('too many requests means later, after as many seconds as it says, and nothing is sent', async () => {
    const { telegram, port, ema, toEma } = await givenStarted();
    telegram.faults.order(tooMany(17), { method: 'sendMessage' });
    expect(await port.send(toEma, words('1', 'ahoj'))).toEqual({ ok: false, reason: 'later', seconds: 17 });
    expect(ema.heard()).toEqual([]);
    await port.stop();
  });

  test('a person who blocked the bot is blocked, one who deleted their account is gone', async () => {
    const { telegram, port, ema, toEma } = await givenStarted();
    ema.blocks();
    expect(await port.send(toEma, words('1', 'ahoj'))).toEqual({ ok: false, reason: 'blocked' });
    const eva = telegram.person({ firstName: 'Eva' });
    expect(await port.send(personAddress(eva.id), words('2', 'ahoj'))).toMatchObject({ ok: false });
    ema.unblocks();
    ema.deactivates();
    expect(await port.send(toEma, words('3', 'ahoj'))).toEqual({ ok: false, reason: 'gone' });
    await port.stop();
  });

  test('a deleted topic is a room that is gone, and so is one that is only unreachable', async () => {
    const { group, jana, port } = await givenStarted();
    for (const lose of ['deleted', 'unreachable'] as const) {
      const sign = { id: lose, title: 'Případ 1', risk: 'none', stage: 'waiting' } as const;
      const opened = await port.openRoom(deskAddress, sign);
      if (!opened.ok) throw new Error('not opened');
      const topic = group.topics().at(-1)?.id ?? 0;
      if (lose === 'deleted') group.as(jana).deletesTopic(topic);
      else group.makeUnreachable(topic);
      expect(await port.send(opened.room, words(lose, 'ahoj'))).toEqual({ ok: false, reason: 'gone' });
    }
    await port.stop();
  });

  test('a topic that is removed is gone with all its messages; without the right the operator is told', async () => {
    const { group, port, told, telegram } = await givenStarted();
    const opened = await port.openRoom(deskAddress, { id: 'a', title: 'P', risk: 'none', stage: 'waiting' });
    if (!opened.ok) throw new Error('not opened');
    const topic = group.topics().at(-1)?.id ?? 0;
    await port.send(opened.room, words('1', 'ahoj'));
    const refusal = new Refusal(400, 'Bad Request: not enough rights to delete the topic');
    telegram.faults.order({ kind: 'refuse', refusal }, { method: 'deleteForumTopic' });
    expect(await port.send(opened.room, { kind: 'removal', id: 'r' })).toEqual({
      ok: false,
      reason: 'rejected',
    });
    expect(told.map(({ what }) => what)).toContain('desk-rights');
    expect((await port.send(opened.room, { kind: 'removal', id: 'r' })).ok).toBe(true);
    expect(group.topics()).toEqual([]);
    expect(group.heard(topic)).toEqual([]);
    expect(await port.send(opened.room, words('2', 'ahoj'))).toEqual({ ok: false, reason: 'gone' });
    await port.stop();
  });

  test('a closed topic is opened again for what a person says', async () => {
    const { group, jana, port } = await givenStarted();
    group.makeBotAdmin({ can_manage_topics: true });
    const opened = await port.openRoom(deskAddress, { id: 'a', title: 'P', risk: 'none', stage: 'waiting' });
    if (!opened.ok) throw new Error('not opened');
    const topic = group.topics().at(-1)?.id ?? 0;
    group.as(jana, topic).closesTopic(topic);
    expect((await port.send(opened.room, words('1', 'ahoj'))).ok).toBe(true);
    expect(group.heard(topic).at(-1)?.text).toContain('ahoj');
    await port.stop();
  });

  test('a fault of its own before anything was done loses nothing and doubles nothing', async () => {
    const { telegram, port, ema, toEma } = await givenStarted();
    telegram.faults.order(serverError(), { method: 'sendMessage' });
    await expect(port.send(toEma, words('1', 'ahoj'))).rejects.toThrow();
    expect((await port.send(toEma, words('1', 'ahoj'))).ok).toBe(true);
    expect(ema.heard()).toHaveLength(1);
    await port.stop();
  });

  test('a lost answer to words leads to a double that is marked as one', async () => {
    const { telegram, port, ema, toEma, told } = await givenStarted();
    telegram.faults.order({ kind: 'reset-after' }, { method: 'sendMessage' });
    await expect(port.send(toEma, words('1', 'ahoj'))).rejects.toThrow();
    expect((await port.send(toEma, words('1', 'ahoj'))).ok).toBe(true);
    expect(ema.heard().map(({ text }) => text)).toEqual(['Javor Vydra: ahoj', '↻ Javor Vydra: ahoj']);
    expect(told.map(({ what }) => what)).toContain('perhaps-twice');
    await port.stop();
  });

  test('a long post that stopped in the middle goes on where it stopped', async () => {
    const { telegram, port, ema, toEma } = await givenStarted();
    const long = Array.from({ length: 300 }, (_, i) => `Tohle je věta číslo ${i}.`).join(' ');
    telegram.faults.order({ kind: 'reset-before' }, { method: 'sendMessage', times: 0 });
    await port.send(toEma, { ...words('0', 'x') });
    const before = ema.heard().length;
    const twice = port.send(toEma, words('1', long));
    await telegram.when(() => ema.heard().length === before + 1);
    telegram.faults.order(tooMany(5), { method: 'sendMessage' });
    const first = await twice;
    const sent = first.ok ? first : await port.send(toEma, words('1', long));
    expect(sent.ok).toBe(true);
    const all = ema
      .heard()
      .slice(before)
      .map(({ text }) => text ?? '');
    expect(all.join(' ')).toBe(`Javor Vydra: ${long}`);
    await port.stop();
  });

  test('a button, a card and a name that are as they should be are no failure', async () => {
    const { port } = await givenStarted();
    const opened = await port.openRoom(deskAddress, { id: 'a', title: 'P', risk: 'none', stage: 'waiting' });
    if (!opened.ok) throw new Error('not opened');
    const card = { blocks: [{ kind: 'text' as const, text: 'karta' }], buttons: [] };
    await port.send(opened.room, { kind: 'post', id: 'c', ...card, stands: true });
    const sign = { id: 's', title: 'P', risk: 'none', stage: 'waiting' } as const;
    for (const id of ['1', '2']) {
      expect((await port.send(opened.room, { kind: 'sign', id, sign, card })).ok).toBe(true);
    }
    await port.stop();
  });
});

describe('a topic to whose opening no answer came', () => {
  const sign = { id: 'a', title: 'Případ 1: Javor Vydra', risk: 'none', stage: 'waiting' } as const;

  test('is found by what Telegram tells of it, and there is no second one', async () => {
    const { telegram, group, port } = await givenStarted();
    telegram.faults.order({ kind: 'reset-after' }, { method: 'createForumTopic' });
    await expect(port.openRoom(deskAddress, sign)).rejects.toThrow();
    await telegram.confirmed();
    expect(await port.openRoom(deskAddress, sign)).toMatchObject({ ok: true });
    expect(group.topics()).toHaveLength(1);
    // Another time it is opened anew all the same: the first one may be gone.
    expect(await port.openRoom(deskAddress, { ...sign, id: 'b' })).toMatchObject({ ok: true });
    expect(group.topics()).toHaveLength(2);
    await port.stop();
  });

  test('and that Telegram tells of too late is told to the operator', async () => {
    const { telegram, port, told } = await givenStarted();
    telegram.updates.hold();
    telegram.faults.order({ kind: 'reset-after' }, { method: 'createForumTopic' });
    await expect(port.openRoom(deskAddress, sign)).rejects.toThrow();
    expect(await port.openRoom(deskAddress, sign)).toMatchObject({ ok: true });
    telegram.updates.release();
    await telegram.confirmed();
    expect(told.map(({ what }) => what)).toEqual(['topic-twice']);
    await port.stop();
  });
});

describe('updates', () => {
  test('are confirmed only when they are durable, and one that hangs holds up nobody', async () => {
    const world = await givenWorld();
    const { telegram, clock } = world;
    const came: string[] = [];
    const [stuck, first, second] = [1, 2, 3].map(() => Promise.withResolvers<void>()) as [
      PromiseWithResolvers<void>,
      PromiseWithResolvers<void>,
      PromiseWithResolvers<void>,
    ];
    const { port } = givenPort(world);
    await port.start(async (incoming) => {
      came.push(incoming.key);
      if (came.length > 1) return second.resolve();
      first.resolve();
      await stuck.promise;
    });
    telegram.person({ firstName: 'Ema' }).says('první');
    await first.promise;
    expect(telegram.updates.pending()).toHaveLength(1);
    telegram.person({ firstName: 'Eva' }).says('druhá');
    // Time turns only here; the look for what comes later waits for it.
    const turning = setInterval(() => clock.set(clock.now() + 1000), 5);
    await second.promise;
    clearInterval(turning);
    expect(telegram.updates.pending()).toHaveLength(2);
    stuck.resolve();
    await telegram.confirmed();
    expect(came).toHaveLength(2);
    await port.stop();
  });

  test('that are poison are set aside, without a word of them in the log', async () => {
    const world = await givenWorld();
    const { telegram, clock } = world;
    const { port, told } = givenPort(world);
    const taken: string[] = [];
    await port.start(async (incoming) => {
      if (incoming.kind === 'text' && incoming.text === 'jed') throw new Error('jed');
      taken.push(incoming.key);
    });
    const turning = setInterval(() => clock.set(clock.now() + 1000), 5);
    telegram.person({ firstName: 'Ema' }).says('jed');
    const eva = telegram.person({ firstName: 'Eva' });
    eva.says('dobrý den');
    await telegram.when(() => told.some(({ what }) => what === 'not-taken'));
    eva.says('jsem tu');
    await telegram.confirmed();
    clearInterval(turning);
    expect(taken).toHaveLength(2);
    expect(told.at(-1)).toEqual({ what: 'set-aside', chat: undefined });
    await port.stop();
  });

  test('are not set aside when nothing can be taken', async () => {
    const world = await givenWorld();
    const { telegram, clock } = world;
    const { port, told } = givenPort(world);
    const disk: { full: boolean } = { full: true };
    const came: string[] = [];
    await port.start(async (incoming) => {
      if (disk.full) throw new Error('the disk is full');
      came.push(incoming.key);
    });
    const turning = setInterval(() => clock.set(clock.now() + 1000), 5);
    telegram.person({ firstName: 'Ema' }).says('ahoj');
    await telegram.when(() => told.filter(({ what }) => what === 'not-taken').length > 5);
    disk.full = false;
    await telegram.confirmed();
    clearInterval(turning);
    expect(came).toHaveLength(1);
    expect(told.some(({ what }) => what === 'set-aside')).toBe(false);
    await port.stop();
  });

  test('of unknown kinds, of bots and of chats that are none of ours are passed over', async () => {
    const came: Incoming[] = [];
    const { telegram, port, group, jana } = await givenStarted(async (incoming) => {
      came.push(incoming);
    });
    const robot = telegram.person({ firstName: 'Robot', isBot: true });
    group.join(robot);
    group.as(robot).says('/cases');
    group.as(jana).opensTopic('Kafe');
    await telegram.confirmed();
    expect(came).toEqual([]);
    await port.stop();
  });

  test('a second poller ends it with a sentence that says what to do', async () => {
    const { telegram, port, ended, clock } = await givenStarted();
    const conflict = new Refusal(409, 'Conflict: terminated by other getUpdates request');
    telegram.faults.order({ kind: 'refuse', refusal: conflict }, { method: 'getUpdates', times: Infinity });
    telegram.person({ firstName: 'Ema' }).says('ahoj');
    const turning = setInterval(() => clock.set(clock.now() + 3000), 5);
    expect((await ended).message).toContain('another program');
    clearInterval(turning);
    await port.stop();
  });

  test('a token that is taken back ends it, and the token is in no message', async () => {
    const { telegram, port, ended, clock } = await givenStarted();
    telegram.person({ firstName: 'Ema' }).says('ahoj');
    telegram.revokeToken();
    const turning = setInterval(() => clock.set(clock.now() + 1000), 5);
    telegram.person({ firstName: 'Eva' }).says('ahoj');
    const reason = await ended;
    clearInterval(turning);
    expect(reason.message).toContain('@BotFather');
    expect(`${reason.message}${reason.stack}`).not.toContain(telegram.token);
    await port.stop();
  });

  test('a token that is none is refused at the start', async () => {
    const world = await givenWorld();
    const { port } = givenPort(world, { token: '123456789:AAThisIsNotTheTokenOfAnyBot0000000' });
    await expect(port.start(async () => undefined)).rejects.toThrow('@BotFather');
    await port.stop();
  });
});

describe('the desk', () => {
  test('is closed to whoever is no member of it, though they press a button there', async () => {
    const came: Incoming[] = [];
    const { telegram, group, jana, port, told } = await givenStarted(async (incoming) => {
      came.push(incoming);
    });
    const eva = telegram.person({ firstName: 'Eva' });
    group.join(eva);
    group.as(eva).says('/cases');
    await telegram.confirmed();
    expect(came).toHaveLength(1);
    const evaThere = group.as(eva);
    group.remove(eva, 'kicked');
    await telegram.confirmed();
    evaThere.says('/cases');
    group.as(jana).says('/cases');
    await telegram.confirmed();
    expect(came).toHaveLength(2);
    expect(told.map(({ what }) => what)).toContain('stranger');
    await port.stop();
  });

  test('that was upgraded to another number is followed, and the operator is told the new one', async () => {
    const world = await givenWorld();
    const { telegram, jana } = world;
    const old = telegram.group({ title: 'Terén', creator: jana, kind: 'group' });
    old.joinBot();
    telegram.updates.forgetAll();
    const { port, told } = givenPort(world, { desk: old.id });
    await port.start(async () => undefined);
    const now = old.upgrade();
    expect((await port.send(deskAddress, words('1', 'ahoj'))).ok).toBe(true);
    expect(now.heard().at(-1)?.text).toContain('ahoj');
    expect(told).toContainEqual({ what: 'desk-moved', chat: now.id });
    await port.stop();
  });

  test('without rights or without the bot is told to the operator, and what is to be said waits', async () => {
    const { group, port, told, telegram } = await givenStarted();
    group.demoteBot();
    await telegram.confirmed();
    expect(told.map(({ what }) => what)).toContain('desk-rights');
    const sign = { id: 'x', title: 'P', risk: 'none', stage: 'waiting' } as const;
    expect(await port.openRoom(deskAddress, sign)).toMatchObject({ ok: false, reason: 'later' });
    group.removeBot();
    await telegram.confirmed();
    expect(told.map(({ what }) => what)).toContain('desk-lost');
    expect(await port.send(deskAddress, words('1', 'ahoj'))).toEqual({ ok: false, reason: 'gone' });
    await port.stop();
  });
});

describe('a whole Lampa on Telegram', () => {
  test('recreates a deleted topic with what was said, and loses no word', async () => {
    const { telegram, group, jana, as, settled, topic, inTopic, lampa } = await givenOnTelegram();
    const ema = telegram.person({ firstName: 'Ema', language: 'cs' });
    ema.says('chci mluvit s clovekem');
    await settled();
    const first = topic();
    as(jana).deletesTopic(first);
    ema.says('jste tam?');
    await settled();
    await lampa.pass(1000);
    expect(topic()).not.toBe(first);
    expect(inTopic(topic()).join('\n')).toContain('jste tam?');
    expect(group.topics()).toHaveLength(1);
  });

  test('tells the worker when the person blocks the bot, and when they come back', async () => {
    const { telegram, group, jana, as, settled, topic, inTopic } = await givenOnTelegram();
    const ema = telegram.person({ firstName: 'Ema', language: 'cs' });
    ema.says('chci mluvit s clovekem');
    await settled();
    as(jana).presses('Beru si to');
    await settled();
    ema.blocks();
    await settled();
    expect(inTopic(topic()).at(-1)).toContain('odešel');
    const said = as(jana, topic()).says('Jsi tam?');
    await settled();
    expect(group.reactions(said)).toEqual([]);
    expect(group.heard(topic()).at(-1)).toMatchObject({
      text: expect.stringContaining('nedoručeno'),
      reply_to_message: { message_id: said.message_id },
    });
    ema.unblocks();
    await settled();
    expect(inTopic(topic()).at(-1)).toContain('k zastižení');
  });

  test('an update that comes twice, or again after a restart, is answered once', async () => {
    const { telegram, settled, heard, lampa } = await givenOnTelegram();
    const ema = telegram.person({ firstName: 'Ema', language: 'cs' });
    ema.says('kdo jsi');
    await settled();
    const once = heard(ema).length;
    telegram.updates.repeat();
    await settled();
    await lampa.restart();
    telegram.updates.repeat();
    await settled();
    expect(heard(ema)).toHaveLength(once);
  });

  test('keeps a crisis answer going while the group takes no more', async () => {
    const { telegram, settled, heard, group } = await givenOnTelegram({
      fake: { limits: { ...telegramLimits, perSecond: 1000 } },
    });
    for (let i = 0; i < 25; i++) {
      telegram.person({ firstName: `P${i}`, language: 'cs' }).says('chci mluvit s clovekem');
    }
    await settled();
    expect(group.heard().length).toBeLessThanOrEqual(20);
    const ema = telegram.person({ firstName: 'Ema', language: 'cs' });
    ema.says('chci se zabit');
    await settled();
    expect(heard(ema)[0]).toContain('116 111');
  });
});

describe('the way in', () => {
  test('by webhook: what is not taken comes again, and everything is answered once', async () => {
    const url = 'https://lampa.example/telegram';
    const port = 28_000 + (process.pid % 4000);
    const { telegram, heard, lampa } = await givenOnTelegram({
      needs: { webhook: { url, host: null, port, secret: 'a-secret-that-nobody-guesses' } },
    });
    expect(telegram.asked('setWebhook').at(-1)?.parameters.text('secret_token')).toBe(
      'a-secret-that-nobody-guesses',
    );
    const ema = telegram.person({ firstName: 'Ema', language: 'cs' });
    ema.says('kdo jsi');
    const [update] = telegram.updates.pending();
    const bring = () =>
      fetch(`http://127.0.0.1:${port}/telegram`, {
        method: 'POST',
        headers: { 'x-telegram-bot-api-secret-token': 'a-secret-that-nobody-guesses' },
        body: JSON.stringify(update),
      }).then(({ status }) => status);
    expect(await Promise.all([bring(), bring()])).toEqual([200, 200]);
    expect(await bring()).toBe(200);
    await lampa.idle();
    const once = heard(ema).filter((text) => text.includes('Jsem Lampa'));
    expect(once).toHaveLength(1);
  });

  test('by polling: a webhook that was left over is taken away first', async () => {
    const world = await givenWorld();
    const { telegram } = world;
    const webhook = await fetch(`${telegram.url}/bot${telegram.token}/setWebhook?url=https://old.example/x`);
    expect(webhook.status).toBe(200);
    const { port } = givenPort(world);
    const came = Promise.withResolvers<void>();
    await port.start(async () => came.resolve());
    telegram.person({ firstName: 'Ema' }).says('ahoj');
    await came.promise;
    await port.stop();
  });

  test('in another order than it happened: nothing is lost or doubled', async () => {
    const { telegram, settled, inTopic, topic } = await givenOnTelegram();
    const ema = telegram.person({ firstName: 'Ema', language: 'cs' });
    ema.says('chci mluvit s clovekem');
    await settled();
    telegram.updates.hold();
    for (let i = 1; i <= 4; i++) ema.says(`slovo ${i}`);
    telegram.updates.release('reversed');
    await telegram.when(() => inTopic(topic()).join().includes('slovo 1'));
    await settled();
    expect(
      inTopic(topic())
        .join()
        .match(/slovo \d/g)
        ?.toSorted(),
    ).toEqual([1, 2, 3, 4].map((i) => `slovo ${i}`));
  });

  test('with the clock of Telegram an hour ahead or behind: people are answered all the same', async () => {
    for (const skew of [3600, -3600]) {
      const { telegram, settled, heard } = await givenOnTelegram();
      telegram.skew(skew);
      const ema = telegram.person({ firstName: 'Ema', language: 'cs' });
      ema.says('chci se zabit');
      await settled();
      expect(heard(ema)[0]).toContain('116 111');
    }
  });

  test('cut off at the start: it is tried again, and then everything is answered', async () => {
    const { telegram, heard, lampa, told } = await givenOnTelegram({
      before: ({ telegram: fake }) => {
        fake.faults.order({ kind: 'reset-before' }, { method: 'getMe', times: 2 });
      },
    });
    const ema = telegram.person({ firstName: 'Ema', language: 'cs' });
    ema.says('chci se zabit');
    const turning = setInterval(() => void lampa.pass(1000), 20);
    await telegram.when(() => heard(ema).length > 0);
    clearInterval(turning);
    expect(told.map(({ what }) => what).slice(0, 1)).toEqual(['unreachable']);
    expect(heard(ema)[0]).toContain('116 111');
  });
});

test('commands that cannot be set are told, and people are answered', async () => {
  const { telegram, heard, settled, told } = await givenOnTelegram({
    before: ({ telegram: fake }) => {
      const refusal = new Refusal(400, 'Bad Request: BOT_COMMAND_INVALID');
      fake.faults.order({ kind: 'refuse', refusal }, { method: 'setMyCommands', times: Infinity });
    },
  });
  const ema = telegram.person({ firstName: 'Ema', language: 'cs' });
  ema.says('kdo jsi');
  await settled();
  expect(heard(ema).join()).toContain('Jsem Lampa');
  expect(told.map(({ what }) => what)).toContain('menu-not-set');
});

describe('every fault of the matrix', () => {
  const faults = {
    'too many requests': tooMany(3),
    'a fault of the server': serverError(),
    'a reset before it is done': { kind: 'reset-before' } as const,
    'a reset after it is done': { kind: 'reset-after' } as const,
  };
  test.each(Object.entries(faults))(
    '%s, on each third sending: all is answered, in order, staff see it',
    async (name, fault) => {
      const { telegram, settled, heard, inTopic, topic, lampa, as, jana, group } = await givenOnTelegram();
      const ema = telegram.person({ firstName: 'Ema', language: 'cs' });
      ema.says('chci mluvit s clovekem');
      await settled();
      as(jana).presses('Beru si to');
      await settled();
      const said = [];
      const befell: OrderedFault[] = [];
      for (let i = 1; i <= 6; i++) {
        if (i % 3 === 0) befell.push(telegram.faults.order(fault, { method: 'sendMessage', times: 2 }));
        ema.says(`slovo ${i}`);
        said.push(as(jana, topic()).says(`odpověď ${i}`));
        await settled();
        await lampa.pass(10_000);
      }
      const inRoom =
        inTopic(topic())
          .join('\n')
          .match(/slovo \d/g) ?? [];
      const toEma =
        heard(ema)
          .join('\n')
          .match(/odpověď \d/g) ?? [];
      const wanted = (word: string) => [1, 2, 3, 4, 5, 6].map((i) => `${word} ${i}`);
      expect([...new Set(inRoom)]).toEqual(wanted('slovo'));
      expect([...new Set(toEma)]).toEqual(wanted('odpověď'));
      expect(befell.map((one) => one.count())).toEqual([2, 2]);
      const doubled = inRoom.length + toEma.length - 12;
      if (name !== 'a reset after it is done') expect(doubled).toBe(0);
      else {
        const marked = [...inTopic(topic()), ...heard(ema)].filter((text) => text.startsWith('↻'));
        expect(marked).toHaveLength(doubled);
      }
      for (const message of said) expect(group.reactions(message)).toHaveLength(1);
    },
  );
});
