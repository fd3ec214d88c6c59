import type { GatewayDispatchPayload } from 'discord.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse } from '../../../adapters/discord/parse.ts';
import { firstAnswer } from '../../../adapters/discord/parse-interaction.ts';
import type { Place, Reader } from '../../../adapters/discord/reading.ts';
import { createPressSeal } from '../../../adapters/shared/press.ts';

const seal = createPressSeal('a token that is none');
const bot = '1100000000000000001';
const ema = '1100000000000000011';
const jana = '1100000000000000012';
const role = '1100000000000000021';
const chat = '1100000000000000031';
const room = '1100000000000000032';
const own = '1100000000000000033';
const square = '1100000000000000034';

const deskGuild = '1100000000000000051';

const places: Readonly<Record<string, Place>> = {
  [chat]: { in: 'private', user: ema },
  [room]: { in: 'room' },
  [own]: { in: 'desk' },
  [square]: { in: 'elsewhere' },
};

const reader: Reader = {
  bot,
  desk: { channel: '1100000000000000041', staffRole: role },
  deskGuild,
  seal,
  placeOf: (channel) => places[channel],
  commands: new Map([['crisis', 'c:crisis']]),
  deskCommands: new Set(['close', 'note', 'cases']),
  now: 1,
};

const read = (t: string, d: unknown) => parse({ op: 0, s: 1, t, d } as GatewayDispatchPayload, reader);

const message = (more: object = {}) => ({
  id: '1100000000000000101',
  channel_id: chat,
  author: { id: ema, username: 'ema' },
  content: 'ahoj',
  timestamp: '2026-11-23T10:00:00Z',
  edited_timestamp: null,
  type: 0,
  attachments: [],
  embeds: [],
  mentions: [],
  ...more,
});

describe('what Discord tells', () => {
  const kinds = [
    'MESSAGE_CREATE',
    'MESSAGE_UPDATE',
    'MESSAGE_DELETE',
    'INTERACTION_CREATE',
    'THREAD_CREATE',
    'THREAD_UPDATE',
    'THREAD_DELETE',
    'CHANNEL_UPDATE',
    'CHANNEL_DELETE',
    'GUILD_MEMBER_UPDATE',
    'GUILD_CREATE',
    'SOMETHING_NEW',
  ];

  test('is read without a fault, whatever it holds', () => {
    const fields = fc.dictionary(
      fc.constantFrom(
        'id',
        'channel_id',
        'guild_id',
        'author',
        'content',
        'type',
        'token',
        'user',
        'member',
        'data',
        'message',
        'edited_timestamp',
        'attachments',
        'sticker_items',
        'message_snapshots',
        'message_reference',
        'referenced_message',
        'mentions',
        'poll',
        'flags',
        'parent_id',
        'context',
        'channel',
        'locale',
      ),
      fc.oneof(
        fc.constantFrom<unknown>(bot, ema, jana, chat, room, own, square, null, 0, 1, 2, 3, 5, true, '', 'x'),
        fc.anything(),
        fc.record({ id: fc.constant(ema), username: fc.string() }),
        fc.record({ user: fc.record({ id: fc.constant(jana) }), roles: fc.constant([role]) }),
        fc.record({ custom_id: fc.string(), component_type: fc.constantFrom(2, 3), values: fc.anything() }),
        fc.record({ name: fc.constantFrom('crisis', 'close', 'write', 'panel'), options: fc.anything() }),
        fc.array(fc.anything()),
      ),
    );
    fc.assert(
      fc.property(fc.constantFrom(...kinds), fc.oneof(fields, fc.anything()), (t, d) => {
        read(t, d);
        if (typeof d === 'object' && d !== null) firstAnswer(d as never, reader);
      }),
      { numRuns: 3000 },
    );
  });

  test('a message of a person has its id, its time and its words', () => {
    expect(read('MESSAGE_CREATE', message())).toEqual({
      is: 'person',
      incoming: {
        key: `discord:${bot}:m1100000000000000101`,
        at: expect.any(Number),
        from: 'person',
        person: `discord:p${ema}`,
        kind: 'text',
        text: 'ahoj',
        message: '1100000000000000101',
      },
    });
  });

  test('a private chat that was never seen is one all the same, without saying what kind of channel it is', () => {
    expect(read('MESSAGE_CREATE', message({ channel_id: '1100000000000000999' })).is).toBe('person');
  });

  test.each([
    ['of a bot', { author: { id: ema, bot: true } }],
    ['of a webhook', { webhook_id: '5', channel_id: room, guild_id: '9' }],
    ['that tells of a pin', { type: 6 }],
    ['of somebody else in a private chat', { author: { id: jana } }],
    ['on another server', { channel_id: square, guild_id: '9' }],
  ])('a message %s says nothing', (_, more) => {
    expect(read('MESSAGE_CREATE', message(more)).is).toBe('nothing');
  });

  test.each([
    [{ attachments: [{ content_type: 'image/png' }] }, 'photo'],
    [{ attachments: [{ content_type: 'video/mp4' }] }, 'video'],
    [{ attachments: [{ content_type: 'audio/ogg' }], flags: 1 << 13 }, 'voice'],
    [{ attachments: [{ content_type: 'audio/mpeg' }] }, 'file'],
    [{ attachments: [{}] }, 'file'],
    [{ sticker_items: [{ id: '1', name: 'a', format_type: 1 }] }, 'sticker'],
    [{ poll: { question: { text: 'a' } } }, 'poll'],
    [{}, 'other'],
  ])('%j is never nothing', (more, media) => {
    expect(read('MESSAGE_CREATE', message({ content: '', ...more }))).toMatchObject({
      incoming: { kind: 'media', media },
    });
  });

  test('a forwarded message is read as its words', () => {
    const forwarded = {
      content: '',
      message_reference: { type: 1 },
      message_snapshots: [{ message: { content: 'zabij se' } }],
    };
    expect(read('MESSAGE_CREATE', message(forwarded))).toMatchObject({ incoming: { text: 'zabij se' } });
  });

  test('an edit counts only when somebody wrote something, and the same edit has the same key', () => {
    expect(read('MESSAGE_UPDATE', message()).is).toBe('nothing');
    const edited = message({ edited_timestamp: '2026-11-23T10:05:00Z', content: 'jinak' });
    expect(read('MESSAGE_UPDATE', edited)).toMatchObject({ incoming: { kind: 'edit', text: 'jinak' } });
    expect(read('MESSAGE_UPDATE', { ...edited, pinned: true })).toEqual(read('MESSAGE_UPDATE', edited));
    expect(
      read('MESSAGE_UPDATE', {
        id: '1100000000000000101',
        channel_id: chat,
        edited_timestamp: '2026-11-23T10:05:00Z',
      }).is,
    ).toBe('which');
  });

  test('a worker is who has the role, in a room of a case', () => {
    const said = message({ channel_id: room, guild_id: deskGuild, author: { id: jana, username: 'jana' } });
    expect(read('MESSAGE_CREATE', said).is).toBe('stranger');
    expect(read('MESSAGE_CREATE', { ...said, member: { roles: ['1'] } }).is).toBe('stranger');
    expect(read('MESSAGE_CREATE', { ...said, member: { roles: [role], nick: 'Jana' } })).toMatchObject({
      is: 'desk',
      incoming: { worker: { id: `discord:${jana}`, name: 'Jana' }, room: `discord:room:${room}` },
    });
    expect(read('MESSAGE_CREATE', { ...said, channel_id: '1100000000000000998' }).is).toBe('where');
  });

  test("what is said on servers that are not the desk's is not looked at, not even for what channel it is", () => {
    const said = { channel_id: '1100000000000000997', guild_id: '9', content: 'chci se zabít' };
    expect(read('MESSAGE_CREATE', message(said)).is).toBe('nothing');
    expect(read('MESSAGE_UPDATE', message({ ...said, edited_timestamp: '2026-11-23T10:05:00Z' })).is).toBe(
      'nothing',
    );
    expect(read('MESSAGE_CREATE', message({ ...said, mentions: [{ id: bot }] })).is).toBe('in-public');
  });

  test('a button counts only for the one under whose card it stands', () => {
    const press = (user: string, custom_id: string) =>
      read('INTERACTION_CREATE', {
        id: '1100000000000000201',
        token: 't',
        type: 3,
        context: 1,
        channel_id: chat,
        user: { id: user },
        locale: 'cs',
        data: { custom_id, component_type: 2 },
      });
    const own_ = seal.seal(`p${ema}`, 'c:delete');
    expect(press(ema, own_)).toMatchObject({
      asked: { what: { incoming: { kind: 'press', data: 'c:delete' } } },
    });
    expect(press(jana, own_)).toMatchObject({ asked: { what: { incoming: { kind: 'press', data: '' } } } });
    expect(press(ema, 'c:delete')).toMatchObject({ asked: { what: { incoming: { data: '' } } } });
  });
});
