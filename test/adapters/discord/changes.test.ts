import { describe, expect, onTestFinished, test } from 'vitest';
import { deskAddress, personAddress } from '../../../adapters/discord/addresses.ts';
import type { Port, Post, RoomSign } from '../../../src/port.ts';
import { readable } from '../../fakes/discord/readable.ts';
import { givenOnDiscord, givenPort, givenWorld, type World } from './on-discord.ts';

/** What was sent and is changed later, also by a Lampa that was started anew and remembers only what the core hands it. */

const words = (id: string, text: string, more: Partial<Post> = {}): Post => ({
  kind: 'post',
  id,
  blocks: [{ kind: 'words', by: 'Streetworker', text }],
  buttons: [],
  ...more,
});
const cardOf = (text: string) => ({ blocks: [{ kind: 'text' as const, text }], buttons: [] });
const signOf = (stage: RoomSign['stage']): RoomSign => ({
  id: 'sign',
  title: 'Případ 1: Javor',
  risk: 'none',
  stage,
});

const started = async (world: World): Promise<Port> => {
  const { port } = await givenPort(world);
  await port.start(async () => undefined);
  onTestFinished(() => port.stop());
  return port;
};

const nameOf = (sent: Awaited<ReturnType<Port['send']>>): string => {
  if (!sent.ok) throw new Error('it was not sent');
  return sent.message;
};

const givenRoom = async () => {
  const world = await givenWorld();
  const port = await started(world);
  const opened = await port.openRoom(deskAddress, signOf('waiting'));
  if (!opened.ok) throw new Error('not opened');
  const { room } = opened;
  const thread = room.slice('discord:room:'.length);
  const inRoom = () => world.guild.heard(thread).map(readable);
  return { ...world, port, room, thread, inRoom };
};

describe('words that are corrected', () => {
  test('are corrected in their place, also after a restart', async () => {
    const world = await givenWorld();
    const ema = world.discord.person({ name: 'Ema', locale: 'cs' });
    const to = personAddress(ema.id);
    const replaced = nameOf(await (await started(world)).send(to, words('1', 'v 5')));
    const anew = await started(world);
    const corrected = words('2', 'v 6', { replaces: '1', replaced });
    expect(await anew.send(to, corrected)).toEqual({ ok: true, message: replaced });
    expect(ema.heard().map(readable)).toEqual(['**Streetworker:** v 6']);
  });

  test('come as well where the earlier ones are no more, or were several messages', async () => {
    const world = await givenWorld();
    const ema = world.discord.person({ name: 'Ema', locale: 'cs' });
    const to = personAddress(ema.id);
    const port = await started(world);
    const long = nameOf(await port.send(to, words('1', 'dlouhé slovo '.repeat(300))));
    const before = ema.heard().length;
    expect(before).toBeGreaterThan(1);
    const anew = await started(world);
    await anew.send(to, words('2', 'krátce', { replaces: '1', replaced: long }));
    expect(ema.heard()).toHaveLength(before + 1);
    const gone = words('4', 'ještě jinak', { replaces: '3', replaced: '1100000000000099999' });
    expect((await anew.send(to, gone)).ok).toBe(true);
    expect(ema.heard().map(readable).at(-1)).toContain('ještě jinak');
  });

  test('of a worker are corrected at the person when Lampa was started anew in between', async () => {
    const { discord, lampa, settled, heard, as, jana, room } = await givenOnDiscord();
    const ema = discord.person({ name: 'Ema', locale: 'cs' });
    ema.says('chci mluvit s clovekem');
    await settled();
    as(jana).presses('Beru si to');
    await settled();
    const said = as(jana, room()).says('Přijď zítra v 5.');
    await settled();
    const before = heard(ema).length;
    await lampa.restart();
    await settled();
    as(jana, room()).edits(said, 'Přijď zítra v 6.');
    await settled();
    expect(heard(ema)).toHaveLength(before);
    expect(heard(ema).at(-1)).toContain('v 6');
  });
});

describe('the card of a case', () => {
  test('that was sent anew is found again after a restart', async () => {
    const world = await givenRoom();
    const { guild, room, thread, inRoom } = world;
    const [first] = guild.heard(thread);
    if (first !== undefined) guild.deleteMessage(first);
    const card = { kind: 'post', id: 'c', ...cardOf('karta'), stands: true } as const;
    const over = nameOf(await world.port.send(room, card));
    const anew = await started(world);
    const sign = {
      kind: 'sign',
      id: 's',
      sign: signOf('with-worker'),
      card: cardOf('nová karta'),
      over,
    } as const;
    expect(await anew.send(room, sign)).toEqual({ ok: true, message: over });
    expect(inRoom()).toEqual(['nová karta']);
  });

  test('that somebody deleted is sent anew while there is a case to be shown, and not afterwards', async () => {
    const { guild, port, room, thread, inRoom } = await givenRoom();
    const sign = (id: string, stage: RoomSign['stage'], over?: string) =>
      ({
        kind: 'sign',
        id,
        sign: signOf(stage),
        card: cardOf(`karta ${id}`),
        ...(over === undefined ? {} : { over }),
      }) as const;
    for (const message of guild.heard(thread)) guild.deleteMessage(message);
    const over = nameOf(await port.send(room, sign('a', 'with-worker')));
    expect(inRoom()).toEqual(['karta a']);
    expect(nameOf(await port.send(room, sign('b', 'with-worker', over)))).toBe(over);
    for (const message of guild.heard(thread)) guild.deleteMessage(message);
    expect(await port.send(room, sign('c', 'over', over))).toEqual({ ok: true, message: '' });
    expect(inRoom()).toEqual([]);
  });

  test('of a case that is over is put away with its tag, also when it was put away before', async () => {
    const { guild, forum, port, room, thread } = await givenRoom();
    const post = () => guild.posts(forum).find(({ id }) => id === thread);
    guild.archive(thread);
    await port.send(room, { kind: 'sign', id: 's', sign: signOf('over'), card: cardOf('konec') });
    expect(post()).toMatchObject({
      archived: true,
      tags: ['uzavřeno'],
      name: expect.stringMatching(/^✔️ /),
    });
    expect(guild.heard(thread).map(readable)).toEqual(['konec']);
  });

  test('whose post is deleted is a room that is gone', async () => {
    const { guild, port, room, thread } = await givenRoom();
    guild.delete(thread);
    const sign = {
      kind: 'sign',
      id: 's',
      sign: signOf('with-worker'),
      card: cardOf('karta'),
    } as const;
    expect(await port.send(room, sign)).toEqual({ ok: false, reason: 'gone' });
  });
});

describe('what only an app that knows where it is can do', () => {
  test('is left out: there is no button that leads nowhere', async () => {
    const world = await givenWorld();
    const ema = world.discord.person({ name: 'Ema', locale: 'cs' });
    const port = await started(world);
    const location = { button: { label: 'Kde jsem', data: 'c:where' } };
    await port.send(personAddress(ema.id), { ...words('1', 'Kde bydlíš?'), location });
    expect(ema.heard().map(readable).join()).not.toContain('Kde jsem');
  });
});
