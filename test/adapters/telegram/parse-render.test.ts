import fc from 'fast-check';
import type { Update } from 'grammy/types';
import { describe, expect, test } from 'vitest';
import { createPressSeal } from '../../../adapters/shared/press.ts';
import { contentOf } from '../../../adapters/telegram/message-kind.ts';
import { type Parsed, parse } from '../../../adapters/telegram/parse.ts';
import { renderPost } from '../../../adapters/telegram/render.ts';
import { entitiesOf, marked, plain } from '../../../adapters/telegram/rich-text.ts';
import { deskSide, personSide } from '../../../adapters/telegram/sides.ts';
import { split } from '../../../adapters/telegram/split.ts';
import type { Block } from '../../../src/port.ts';

const seal = createPressSeal('123456789:AAThisIsATokenOfNoBotAtAll000000000');
const desk = -1_001_234_567_890;
const reader = { bot: { id: 1, username: 'lampa_bot' }, desk, seal, now: 1_700_000_000_000 };
const ema = { id: 42, is_bot: false, first_name: 'Ema', language_code: 'uk-UA' };
const jana = { id: 7, is_bot: false, first_name: 'Jana' };
const privateChat = { id: 42, type: 'private', first_name: 'Ema' };
const deskChat = { id: desk, type: 'supergroup', title: 'Terén', is_forum: true };

/** An update as Telegram would send it; only what matters is filled in. */
const read = (update: object): Parsed => parse({ update_id: 5, ...update } as Update, reader);
const said = (more: object) =>
  read({ message: { message_id: 3, date: 1_700_000_000, from: ema, chat: privateChat, ...more } });
const inDesk = (more: object) =>
  read({ message: { message_id: 3, date: 1_700_000_000, from: jana, chat: deskChat, ...more } });

describe('what is read', () => {
  test('a message has a key of the bot and the update, the time of Telegram and the language of the app', () => {
    expect(said({ text: 'ahoj' })).toEqual({
      is: 'person',
      incoming: {
        key: 'telegram:1:5',
        at: 1_700_000_000_000,
        from: 'person',
        person: 'telegram:p42',
        locale: 'uk',
        kind: 'text',
        text: 'ahoj',
        message: '3',
      },
    });
  });

  test('no name, handle or number of a person comes along', () => {
    const from = { ...ema, last_name: 'Nováková', username: 'emanovak' };
    for (const more of [{ text: 'x' }, { contact: { phone_number: '+420777', first_name: 'Ema' } }]) {
      expect(JSON.stringify(said({ from, ...more }))).not.toMatch(/Nov|emanovak|777|"Ema"/);
    }
  });

  test('a link says where somebody comes from, and nothing else can', () => {
    expect(said({ text: '/start klub-holysov' })).toMatchObject({
      incoming: { kind: 'text', text: '/start', origin: 'klub-holysov' },
    });
    for (const text of ['/start', '/start co se děje', '/start <b>', `/start ${'x'.repeat(65)}`]) {
      expect(said({ text })).toMatchObject({ incoming: { text } });
      expect(JSON.stringify(said({ text }))).not.toContain('origin');
    }
  });

  test('kinds of message that nobody knows yet are something, and what Telegram only tells is nothing', () => {
    expect(said({ hologram: {} })).toMatchObject({ incoming: { kind: 'media', media: 'other' } });
    expect(said({ pinned_message: { message_id: 1, date: 0 } })).toEqual({ is: 'nothing' });
    expect(said({ message_auto_delete_timer_changed: {} })).toEqual({ is: 'nothing' });
    expect(said({ forward_origin: { type: 'hidden_user' }, photo: [] })).toMatchObject({
      incoming: { kind: 'media', media: 'photo' },
    });
    expect(said({ from: { ...ema, is_bot: true }, text: 'x' })).toEqual({ is: 'nothing' });
    expect(
      read({ edited_message: { message_id: 3, date: 1, from: ema, chat: privateChat, location: {} } }),
    ).toEqual({ is: 'nothing' });
  });

  test('a worker is named as the group knows them, in the room of the topic, and the general one is no room', () => {
    expect(inDesk({ text: 'ahoj', message_thread_id: 9, is_topic_message: true })).toMatchObject({
      is: 'desk',
      user: 7,
      incoming: {
        worker: { id: 'telegram:7', name: 'Jana' },
        room: `telegram:room:${desk}:9`,
        message: 'd3',
      },
    });
    expect(inDesk({ text: 'ahoj', message_thread_id: 9 })).toMatchObject({ incoming: { room: null } });
    expect(inDesk({ text: '/take@other_bot' })).toEqual({ is: 'nothing' });
    expect(inDesk({ text: '/take@Lampa_Bot' })).toMatchObject({ is: 'desk' });
    expect(inDesk({ text: 'x', sender_chat: deskChat })).toMatchObject({ is: 'nameless' });
  });

  test('a button counts only for the side where it stands', () => {
    const press = (data: string, chat: object, from: object) =>
      read({
        callback_query: {
          id: '1',
          from,
          chat_instance: '1',
          data,
          message: { message_id: 1, date: 1, chat },
        },
      });
    const mine = seal.seal(personSide(42), 'c:help');
    expect(press(mine, privateChat, ema)).toMatchObject({ incoming: { kind: 'press', data: 'c:help' } });
    expect(press(seal.seal(personSide(43), 'c:help'), privateChat, ema)).toMatchObject({
      incoming: { data: '' },
    });
    expect(press('c:help', privateChat, ema)).toMatchObject({ incoming: { data: '' } });
    expect(press(mine, deskChat, jana)).toMatchObject({ is: 'desk', incoming: { data: '' } });
    expect(press(seal.seal(deskSide, 'take:abcd'), deskChat, jana)).toMatchObject({
      incoming: { data: 'take:abcd' },
    });
    expect(press(mine, { id: -5, type: 'group', title: 'x' }, ema)).toEqual({ is: 'stray-press' });
  });

  const field = fc.constantFrom(
    'message',
    'edited_message',
    'callback_query',
    'my_chat_member',
    'chat_member',
    'guest_message',
  );
  const inside = fc.constantFrom(
    'message_id',
    'date',
    'chat',
    'from',
    'text',
    'caption',
    'photo',
    'reply_to_message',
    'entities',
    'quote',
    'new_chat_member',
    'data',
    'message',
    'message_thread_id',
    'is_topic_message',
    'migrate_to_chat_id',
    'id',
    'type',
    'status',
    'user',
    'is_bot',
    'first_name',
    'sender_chat',
    'media_group_id',
  );
  const value: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
    value: fc.oneof(
      { depthSize: 'small' },
      fc.constantFrom(null, true, 0, -1, 42, desk, 7, 'private', 'supergroup', '', '/start', [], {}),
      fc.string(),
      fc.dictionary(inside, tie('value')),
      fc.array(tie('value'), { maxLength: 2 }),
    ),
  })).value as fc.Arbitrary<unknown>;

  test('whatever comes, reading it never throws', () => {
    fc.assert(
      fc.property(fc.dictionary(field, fc.oneof(fc.dictionary(inside, value), value)), (update) => {
        expect(typeof read(update).is).toBe('string');
      }),
      { numRuns: 2000 },
    );
    fc.assert(
      fc.property(fc.dictionary(fc.oneof(inside, fc.string()), value), (message) => {
        contentOf(message as never);
      }),
    );
  });
});

describe('buttons', () => {
  test('fit into 64 bytes, come back whole, and are worth nothing when a letter is changed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.nat(), (text, change) => {
        const data = Buffer.from(text).subarray(0, 48).toString().replaceAll('\ufffd', '').slice(0, 40);
        const sealed = seal.seal('p1', data);
        if (Buffer.byteLength(data) <= 48) expect(Buffer.byteLength(sealed)).toBeLessThanOrEqual(64);
        expect(seal.open('p1', sealed)).toBe(data);
        expect(seal.open('p2', sealed)).toBeNull();
        const at = change % sealed.length;
        const other = `${sealed.slice(0, at)}${sealed[at] === 'x' ? 'y' : 'x'}${sealed.slice(at + 1)}`;
        expect(seal.open('p1', other)).toBeNull();
      }),
    );
  });
});

const textual = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme', maxLength: 300 }),
  fc
    .array(
      fc.constantFrom('slovo', ' ', '\n', '\n\n', '. ', '+420 777 123 456', '🏳️‍🌈', '<b>', 'x'.repeat(500)),
      {
        maxLength: 60,
      },
    )
    .map((parts) => parts.join('')),
);
const block: fc.Arbitrary<Block> = fc.oneof(
  fc.record({ kind: fc.constant('text' as const), text: textual }),
  fc.record({ kind: fc.constant('words' as const), by: fc.string({ maxLength: 30 }), text: textual }),
  fc.record({
    kind: fc.constant('card' as const),
    tone: fc.constantFrom('crisis' as const, 'service' as const, 'case' as const),
    title: fc.string({ unit: 'binary', maxLength: 60 }),
    lines: fc.array(
      fc.oneof(
        fc.record({ text: textual }),
        fc.record({
          text: textual,
          href: fc.constantFrom('tel:116111', 'https://example.org', 'mailto:a@b.cz'),
        }),
      ),
      { maxLength: 6 },
    ),
  }),
);

describe('what is sent', () => {
  test('is never empty, never too long, and its marks lie within it', () => {
    fc.assert(
      fc.property(
        fc.array(block, { maxLength: 5 }),
        fc.constantFrom('person' as const, 'desk' as const),
        (blocks, side) => {
          const parts = renderPost(
            { blocks, buttons: [[{ label: 'Ano', data: 'h:yes' }]] },
            side,
            (data) => data,
          );
          for (const [i, { content, keyboard }] of parts.entries()) {
            expect(content.text.trim()).not.toBe('');
            expect(content.text.length).toBeLessThanOrEqual(4096);
            expect(content.text.isWellFormed()).toBe(true);
            for (const { offset, length } of entitiesOf(content)) {
              expect(length).toBeGreaterThan(0);
              expect(offset + length).toBeLessThanOrEqual(content.text.length);
            }
            expect(keyboard !== null).toBe(i === parts.length - 1);
          }
        },
      ),
    );
  });

  test('keeps all of a text when it is split, but for white space at the seams', () => {
    fc.assert(
      fc.property(textual, fc.integer({ min: 20, max: 200 }), (text, limit) => {
        const parts = split(plain(text.toWellFormed()), limit);
        const bare = (one: string) => one.replace(/\s+/g, '');
        expect(bare(parts.map((part) => part.text).join(''))).toBe(bare(text.toWellFormed()));
        for (const part of parts) expect(part.text.length).toBeLessThanOrEqual(limit);
      }),
    );
  });

  test('cuts between paragraphs rather than in them, and never a phone number', () => {
    const paragraph = 'Věta. '.repeat(12).trim();
    expect(split(plain(`${paragraph}\n\n${paragraph}`), 100).map(({ text }) => text)).toEqual([
      paragraph,
      paragraph,
    ]);
    for (let before = 60; before < 110; before++) {
      const parts = split(plain(`${'x '.repeat(before / 2)}+420 777 123 456 konec`), 100);
      expect(
        parts.some(({ text }) => text.includes('+420 777 123 456')),
        `${before}`,
      ).toBe(true);
    }
  });

  test('carries marks over a seam', () => {
    const parts = split(marked('a '.repeat(60), { type: 'bold' }), 100);
    expect(parts.map(({ marks }) => marks.map(({ offset }) => offset))).toEqual([[0], [0]]);
  });

  test('lets nothing that a person wrote call a worker or be a command in the group', () => {
    const words = {
      kind: 'words',
      by: 'Javor',
      text: '@jana_teren /close (/reveal a/b e@mail.cz @ /',
    } as const;
    const inGroup =
      renderPost({ blocks: [words], buttons: [] }, 'desk', (data) => data)[0]?.content.text ?? '';
    expect(inGroup).not.toMatch(/@\w|(^|[^\w/])\/\w/);
    expect(inGroup.replaceAll('\u2060', '')).toBe(`Javor: ${words.text}`);
    const toPerson = renderPost({ blocks: [words], buttons: [] }, 'person', (data) => data)[0]?.content.text;
    expect(toPerson).toBe(`Javor: ${words.text}`);
  });

  test('makes short numbers a tap away, leaves long ones to the phone, and hides no link', () => {
    const lines = [
      { text: '116 111 – Linka bezpečí', href: 'tel:116111' },
      { text: '📞 +420 777 123 456', href: 'tel:+420777123456' },
      { text: '0800 1111 – Childline', href: 'tel:+448001111' },
      { text: 'web', href: 'https://example.org' },
      { text: '🔗 https://example.org', href: 'https://example.org' },
    ];
    const card = { kind: 'card', tone: 'service', title: 'Klub', lines } as const;
    const [part] = renderPost({ blocks: [card], buttons: [] }, 'person', (data) => data);
    const content = part?.content ?? plain('');
    expect(
      content.marks.map((mark) => [mark.type, content.text.slice(mark.offset, mark.offset + mark.length)]),
    ).toEqual([
      ['bold', 'Klub'],
      ['code', '116 111'],
      ['code', '0800 1111'],
      ['text_link', 'web'],
    ]);
  });
});
