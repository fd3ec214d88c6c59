import { PassThrough } from 'node:stream';
import { text as readAll } from 'node:stream/consumers';
import { describe, expect, test } from 'vitest';
import { createTerminal } from '../../adapters/terminal/terminal.ts';
import type { Address, Incoming, Outgoing, Port, Post } from '../../src/port.ts';

const post = (text: string, buttons: Post['buttons'] = []): Post => ({
  kind: 'post',
  id: text,
  blocks: [{ kind: 'text', text }],
  buttons,
});

interface Played {
  readonly heard: readonly Incoming[];
  readonly shown: string;
}

interface Scene {
  readonly lines: readonly string[];
  readonly color?: boolean;
  readonly interactive?: boolean;
  /** Answers come after the event was taken, as they do from a store. */
  readonly late?: boolean;
  /** What Lampa does with each event, before the next line is taken. */
  readonly answer?: (incoming: Incoming, port: Port) => Promise<unknown>;
}

/** Types the lines, and gives what Lampa heard and what stood in the window at the end of the input. */
const play = async ({
  lines,
  color = false,
  interactive = false,
  late = false,
  answer,
}: Scene): Promise<Played> => {
  const input = new PassThrough();
  const output = new PassThrough();
  const heard: Incoming[] = [];
  const ended = Promise.withResolvers<void>();
  let now = 1000;
  let underWay: Promise<unknown> = Promise.resolve();
  const port = createTerminal({
    input,
    output,
    person: 'ema',
    settled: async () => {
      await underWay;
    },
    color,
    interactive,
    now: () => now++,
    run: 'r1',
    onEnd: ended.resolve,
  });
  await port.start(async (incoming) => {
    heard.push(incoming);
    if (late) underWay = new Promise((resolve) => setImmediate(resolve)).then(() => answer?.(incoming, port));
    else await answer?.(incoming, port);
  });
  input.end(lines.map((line) => `${line}\n`).join(''));
  await ended.promise;
  await port.stop();
  output.end();
  return { heard, shown: await readAll(output) };
};

const withoutKeys = (heard: readonly Incoming[]) => heard.map(({ key: _, at: __, ...rest }) => rest);

const person = 'terminal:person-ema';
const streetworker = { id: 'terminal:streetworker', name: 'Streetworker' };

/** What the window shows when these are sent. */
const shownOf = async (to: Address, outgoing: Outgoing, color = false): Promise<string> => {
  const { shown } = await play({
    lines: ['x'],
    color,
    answer: (_, port) => port.send(to, outgoing),
  });
  return shown.replace('> x\n', '');
};

describe('what is typed', () => {
  test('a line is said by the person, a line with @ by a worker at the desk', async () => {
    const { heard } = await play({ lines: ['ahoj', '@ jsem tu', '@Jana: já taky', '@/cases', '', '  '] });
    expect(withoutKeys(heard)).toEqual([
      { from: 'person', person, kind: 'text', text: 'ahoj', message: expect.any(String) },
      {
        from: 'desk',
        worker: streetworker,
        kind: 'text',
        room: null,
        text: 'jsem tu',
        message: expect.any(String),
      },
      {
        from: 'desk',
        worker: { id: 'terminal:jana', name: 'Jana' },
        kind: 'text',
        room: null,
        text: 'já taky',
        message: expect.any(String),
      },
      {
        from: 'desk',
        worker: streetworker,
        kind: 'text',
        room: null,
        text: '/cases',
        message: expect.any(String),
      },
    ]);
  });

  test('every event has a key of its own that names platform, person and run', async () => {
    const { heard } = await play({ lines: ['jedna', 'dvě', ':leave', '@tři'] });
    const keys = heard.map(({ key }) => key);
    expect(new Set(keys).size).toBe(4);
    expect(keys[0]).toMatch(/^terminal:ema:r1-\d+$/);
    expect(keys.every((key) => key.startsWith('terminal:'))).toBe(true);
  });

  test('a number presses the button of that number, and is text where there is no such button', async () => {
    const buttons = [[{ label: 'Ano', data: 'h:yes' }], [{ label: 'Ne', data: 'h:no' }]];
    const { heard } = await play({
      lines: ['1', '2', '15', '3'],
      answer: (_, port) => port.send(person, post('Pomohlo to?', buttons)),
    });
    expect(withoutKeys(heard)).toMatchObject([
      { kind: 'text', text: '1' },
      { kind: 'press', data: 'h:no' },
      { kind: 'text', text: '15' },
      { kind: 'text', text: '3' },
    ]);
  });

  test('buttons stay usable when a post without buttons follows', async () => {
    const posts = [post('a', [[{ label: 'A', data: 'a' }]]), post('b')];
    const { heard } = await play({
      lines: ['ahoj', 'nic', '1'],
      answer: async (_, port) => {
        const next = posts.shift();
        if (next !== undefined) await port.send(person, next);
      },
    });
    expect(heard.at(-1)).toMatchObject({ kind: 'press', data: 'a' });
  });

  test('@ and a number presses a button of the desk where it stands', async () => {
    const { heard } = await play({
      lines: ['x', '@1', '@Jana: 1'],
      answer: (_, port) =>
        port.send('terminal:room-7', post('Případ', [[{ label: 'Vzít', data: 'take:abcd' }]])),
    });
    expect(withoutKeys(heard).slice(1)).toEqual([
      { from: 'desk', worker: streetworker, kind: 'press', room: 'terminal:room-7', data: 'take:abcd' },
      {
        from: 'desk',
        worker: { id: 'terminal:jana', name: 'Jana' },
        kind: 'press',
        room: 'terminal:room-7',
        data: 'take:abcd',
      },
    ]);
  });

  test('an edit concerns the last message of the person', async () => {
    const { heard, shown } = await play({ lines: [':edit nic', 'první', 'druhá', ':edit druhá, lépe'] });
    const [, second, edited] = heard;
    expect(heard).toHaveLength(3);
    expect(edited).toMatchObject({ kind: 'edit', text: 'druhá, lépe' });
    expect(edited).toHaveProperty(
      'message',
      second !== undefined && 'message' in second ? second.message : '',
    );
    expect(shown).toContain('no message to edit');
  });

  test('media, blocking and unblocking have words of their own; smileys are text', async () => {
    const { heard, shown } = await play({
      lines: [':photo můj pes', ':voice', ':leave', ':return', ':)', ':D', ':x', ':smile:', ':nonsense'],
    });
    expect(withoutKeys(heard)).toMatchObject([
      { kind: 'media', media: 'photo', caption: 'můj pes' },
      { kind: 'media', media: 'voice', caption: '' },
      { kind: 'left' },
      { kind: 'returned' },
      { kind: 'text', text: ':)' },
      { kind: 'text', text: ':D' },
      { kind: 'text', text: ':x' },
      { kind: 'text', text: ':smile:' },
    ]);
    expect(shown).toContain(':nonsense');
  });

  test(':quit ends before the input does', async () => {
    const { heard } = await play({ lines: ['ahoj', ':quit', 'pozdě'] });
    expect(heard).toHaveLength(1);
  });

  test('a line that was not taken is told and the run goes on', async () => {
    let first = true;
    const { heard, shown } = await play({
      lines: ['tajné', 'druhá'],
      answer: async () => {
        if (!first) return;
        first = false;
        throw new Error('disk tajné');
      },
    });
    expect(heard).toHaveLength(2);
    expect(shown.split('\n').filter((line) => line.includes('not taken'))).toHaveLength(1);
    expect(shown).not.toContain('disk');
  });

  test('piped lines stand before their answers, one after another, and the last is answered before the end', async () => {
    const { shown } = await play({
      lines: ['jedna', 'dvě'],
      late: true,
      answer: async (incoming, port) => {
        if ('text' in incoming) await port.send(person, post(`odpověď na ${incoming.text}`));
      },
    });
    expect(shown).toBe('> jedna\nodpověď na jedna\n> dvě\nodpověď na dvě\n');
  });

  test('when somebody types, the prompt comes back after each answer and lines are not repeated', async () => {
    const { shown } = await play({
      lines: ['ahoj'],
      interactive: true,
      answer: (_, port) => port.send(person, post('Ahoj.')),
    });
    expect(shown).not.toContain('ahoj');
    expect(shown).toContain('Ahoj.\n> ');
  });
});

describe('what is shown', () => {
  test('the desk is told apart by its prefix, without colours', async () => {
    expect(await shownOf(person, post('Ahoj.\nCo se děje?'))).toBe('Ahoj.\nCo se děje?\n');
    expect(await shownOf('terminal:desk', post('Nový případ.\nKdo?'))).toBe(
      'desk │ Nový případ.\ndesk │ Kdo?\n',
    );
  });

  test('an empty line parts what follows one another, but for what the desk reads', async () => {
    const { shown } = await play({
      lines: ['x', 'y'],
      answer: async (incoming, port) => {
        if (!('text' in incoming) || incoming.text !== 'x') return;
        for (const to of [person, person, 'terminal:desk', 'terminal:room-1', person]) {
          await port.send(to, post('Slova.'));
        }
      },
    });
    expect(shown.split('\n')).toEqual([
      '> x',
      'Slova.',
      '',
      'Slova.',
      '',
      'desk │ Slova.',
      'desk │ Slova.',
      '',
      'Slova.',
      '> y',
      '',
    ]);
  });

  test('buttons are numbered through all rows', async () => {
    const row = (label: string) => [{ label, data: label }];
    const shown = await shownOf(
      person,
      post('?', [[...row('Ano'), ...row('Ne')], row('Chci mluvit s člověkem')]),
    );
    expect(shown).toBe('?\n[1] Ano [2] Ne\n[3] Chci mluvit s člověkem\n');
  });

  test('cards have a frame and an empty line around them, words have a speaker, links are shown once', async () => {
    const shown = await shownOf(person, {
      kind: 'post',
      id: 'p',
      blocks: [
        { kind: 'text', text: 'Tady to umí:' },
        {
          kind: 'card',
          tone: 'service',
          title: 'Klub',
          lines: [
            { text: '📞 123 456 789', href: 'tel:+420123456789' },
            { text: 'Chat', href: 'https://chat.example/' },
            { text: '🔗 https://klub.example', href: 'https://klub.example' },
          ],
        },
        { kind: 'words', by: 'Streetworker', text: 'ahoj\njsem tu' },
      ],
      buttons: [],
    });
    expect(shown.split('\n')).toEqual([
      'Tady to umí:',
      '',
      '│ Klub',
      '│ 📞 123 456 789',
      '│ Chat https://chat.example/',
      '│ 🔗 https://klub.example',
      '',
      'Streetworker: ahoj',
      '              jsem tu',
      '',
    ]);
  });

  test('crisis cards are red and bold in colour, and have a heavier frame without', async () => {
    const card: Outgoing = {
      kind: 'post',
      id: 'c',
      blocks: [{ kind: 'card', tone: 'crisis', title: 'Volej', lines: [{ text: '155', href: 'tel:155' }] }],
      buttons: [],
    };
    expect(await shownOf(person, card)).toBe('┃ Volej\n┃ 155\n');
    const colored = await shownOf(person, card, true);
    expect(colored).toContain('\u001b[31m');
    expect(colored).toContain('\u001b[1m');
  });

  test('lines are broken between words, links are not', async () => {
    const link = `https://example.org/${'a'.repeat(100)}`;
    const shown = await shownOf('terminal:desk', post(`${'slovo '.repeat(60)}${link} konec`));
    const lines = shown.trimEnd().split('\n');
    expect(lines.filter((line) => line.length > 96)).toEqual([`desk │ ${link}`]);
    expect(lines.every((line) => line.startsWith('desk │ '))).toBe(true);
    expect(shown).not.toContain('slov\n');
  });

  test('words cannot move the cursor, change colours or turn the direction of writing', async () => {
    const evil = 'a\u001b[2Jb\u001b]0;title\u0007c\rd\u0008e\u202ef\u009b31mg';
    const shown = await shownOf('terminal:desk', {
      kind: 'post',
      id: 'w',
      blocks: [{ kind: 'words', by: 'x\u001b[0m', text: evil }],
      buttons: [],
    });
    expect(shown).not.toMatch(/(?!\n)[\p{Cc}\u202e]/u);
  });

  test('a receipt is a mark, or tells why not', async () => {
    const receipt = { kind: 'receipt', id: 'r', message: 'd1' } as const;
    expect(await shownOf('terminal:room-1', { ...receipt, delivered: true, text: '' })).toBe('desk │ ✓\n');
    expect(await shownOf('terminal:room-1', { ...receipt, delivered: false, text: 'Nedoručeno.' })).toBe(
      'desk │ ✗ Nedoručeno.\n',
    );
  });
});

describe('where things go', () => {
  test('the desk talks in the room that was opened last, also when an older room gets a post', async () => {
    const { heard, shown } = await play({
      lines: ['x', '@ahoj'],
      answer: async (incoming, port) => {
        if (incoming.from !== 'person') return;
        const opened = await port.openRoom('terminal:desk', {
          id: 'abc',
          title: 'Případ 3',
          risk: 'none',
          stage: 'waiting',
        });
        expect(opened).toEqual({ ok: true, room: 'terminal:room-abc' });
        await port.send('terminal:room-old', post('Čeká dál.'));
      },
    });
    expect(heard[1]).toMatchObject({ kind: 'text', room: 'terminal:room-abc', text: 'ahoj' });
    expect(shown).toContain('desk │ ── Případ 3 ──');
  });

  test('the same opening twice is one room', async () => {
    const rooms: unknown[] = [];
    await play({
      lines: ['x'],
      answer: async (_, port) => {
        for (let i = 0; i < 2; i++) {
          rooms.push(
            await port.openRoom('terminal:desk', {
              id: 'abc',
              title: 'Případ',
              risk: 'none',
              stage: 'waiting',
            }),
          );
        }
      },
    });
    expect(rooms[1]).toEqual(rooms[0]);
  });

  test('after a restart the desk talks in the room that still gets posts', async () => {
    const { heard } = await play({
      lines: ['x', '@ahoj'],
      answer: (_, port) => port.send('terminal:room-5', post('Píše.')),
    });
    expect(heard[1]).toMatchObject({ room: 'terminal:room-5' });
  });

  test('what is for another person waits, and what is for nobody is gone', async () => {
    const sent: unknown[] = [];
    const { shown } = await play({
      lines: ['x'],
      answer: async (_, port) => {
        sent.push(await port.send('terminal:person-jan', post('pro Jana')));
        sent.push(await port.send('terminal:elsewhere', post('nikomu')));
      },
    });
    expect(sent).toEqual([
      { ok: false, reason: 'later', seconds: 60 },
      { ok: false, reason: 'gone' },
    ]);
    expect(shown).toBe('> x\n');
  });
});
