import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import type { Update } from 'grammy/types';
import { createPressSeal } from '../../adapters/shared/press.ts';
import { parse } from '../../adapters/telegram/parse.ts';
import { renderPost } from '../../adapters/telegram/render.ts';
import { deskSide, personSide } from '../../adapters/telegram/sides.ts';
import { parseDeskCommand } from '../../src/conversation/desk-command.ts';
import { deskPressData, parseDeskPress, parsePress, pressData } from '../../src/conversation/press-data.ts';
import { plain } from '../../test/fakes/telegram/entities.ts';
import { givenStage } from '../../test/properties/stage.ts';
import { discordPackets, discordTowardsStaff } from './fuzz-discord.ts';
import { anyThing, holds, injections } from './hostile-input.ts';
import { createRandom, type Proved, type Scale } from './proof.ts';

/** Whatever comes in from outside: nothing throws, nothing is taken for what it is not, nothing gets into a prototype. */

const keys = fc.constantFrom(
  'message',
  'edited_message',
  'callback_query',
  'my_chat_member',
  'chat_member',
  'from',
  'chat',
  'id',
  'text',
  'caption',
  'date',
  'message_id',
  'data',
  'entities',
  'reply_to_message',
  'quote',
  'message_thread_id',
  'is_topic_message',
  'is_bot',
  'first_name',
  'language_code',
  'type',
  'new_chat_member',
  'status',
  'user',
  'sender_chat',
  'photo',
  'media_group_id',
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  'offset',
  'length',
);
const thing = anyThing(keys);

const desk = -1_001_234_567_890;
const seal = createPressSeal('123456789:AAFakeTokenOfABotThatDoesNotExist00');
const reader = { bot: { id: 1, username: 'lampa_bot' }, desk, seal, now: 0 };
const chat = fc.constantFrom<unknown>(
  { id: 42, type: 'private' },
  { id: desk, type: 'supergroup' },
  null,
  {},
);
const likeAMessage = fc
  .tuple(chat, fc.array(fc.tuple(keys, thing), { maxLength: 8 }))
  .map(([where, pairs]) => ({
    message_id: 1,
    date: 1,
    from: { id: 42 },
    chat: where,
    text: 'a',
    ...Object.fromEntries(pairs),
  }));
const update = fc
  .tuple(
    fc.constantFrom('message', 'edited_message', 'callback_query', 'my_chat_member', 'chat_member'),
    fc.oneof(likeAMessage, thing),
  )
  .map(([kind, content]) => ({ update_id: 1, [kind]: content }) as unknown as Update);

const updates = fc.property(update, (one) => {
  const read = parse(one, reader);
  if (read.is === 'person') {
    const { incoming } = read;
    if (!/^telegram:p-?\d+$/.test(incoming.person)) throw new Error('a person without an address');
    if ('text' in incoming && typeof incoming.text !== 'string') throw new Error('a text that is none');
    if (!Number.isFinite(incoming.at)) throw new Error('a time that is none');
  }
  if (read.is === 'desk' && 'text' in read.incoming && typeof read.incoming.text !== 'string')
    throw new Error('no text');
});

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 70 }),
  fc
    .array(
      fc.constantFrom(
        'take',
        'close',
        'c',
        't',
        'p',
        'g',
        'l',
        ':',
        ':helped',
        'aaaa',
        'delete',
        '1',
        '\0',
        '__proto__',
      ),
      { maxLength: 8 },
    )
    .map((parts) => parts.join('')),
);

const buttons = fc.property(anyText, fc.integer({ min: 1, max: 2 ** 40 }), (data, user) => {
  const press = parsePress(data);
  if (press !== null && pressData(press) !== data) throw new Error('a press that is not what was pressed');
  const onDesk = parseDeskPress(data);
  if (onDesk !== null && !data.startsWith(deskPressData(onDesk)))
    throw new Error('a press on the desk that is not what was pressed');
  if (seal.open(deskSide, data) !== null || seal.open(personSide(user), data) !== null)
    throw new Error('what nobody sealed was opened');
  const sealed = seal.seal(personSide(user), data);
  if (seal.open(personSide(user), sealed) !== data) throw new Error('what was sealed does not open');
  if (seal.open(personSide(user + 1), sealed) !== null || seal.open(deskSide, sealed) !== null)
    throw new Error('it opened for another');
});

const deskCommands = fc.property(
  fc.oneof(
    anyText,
    fc
      .tuple(
        fc.constantFrom('/take', '/close', '/block', '/capacity', '/reveal', '//', '/send', '/hand'),
        anyText,
      )
      .map(([word, rest]) => `${word} ${rest}`),
  ),
  (text) => {
    const command = parseDeskCommand(text);
    if (command.desk === 'block' && !(command.days >= 1 && command.days <= 365))
      throw new Error('a block for ever');
  },
);

/** Words of a person in the staff group: no command to tap, nobody called, no formatting but ours. */
const towardsStaff = fc.property(injections, (text) => {
  for (const part of renderPost(
    { blocks: [{ kind: 'words', by: 'Javor Vydra', text }], buttons: [] },
    'desk',
    String,
  )) {
    const shown = plain(part.content.text);
    const active = shown.entities.filter(({ type }) => ['bot_command', 'mention'].includes(type));
    if (active.length > 0) throw new Error(`it can be tapped: ${JSON.stringify(shown.text)}`);
    const foreign = part.content.marks.filter(({ type, offset }) => type !== 'bold' || offset !== 0);
    if (foreign.length > 0) throw new Error('it formats');
    if (/[\u202a-\u202e\u2066-\u2069\0]/.test(part.content.text))
      throw new Error('it turns or hides what stands after it');
  }
});

/** Words of a worker to the person: as they are, with no formatting but ours and no link behind other words. */
const towardsPerson = fc.property(injections, (text) => {
  for (const part of renderPost(
    { blocks: [{ kind: 'words', by: 'streetworker', text }], buttons: [] },
    'person',
    String,
  )) {
    if (part.content.marks.some(({ type, offset }) => type !== 'bold' || offset !== 0))
      throw new Error('it formats');
  }
});

export const fuzz = async ({ short, seed, progress }: Scale): Promise<readonly Proved[]> => {
  const runs = (long: number): number => (short ? Math.ceil(long / 20) : long);
  const against: string[] = [];
  const kinds = [
    ['updates of Telegram', updates, 40_000],
    ['packets of Discord', discordPackets, 40_000],
    ['what stands behind a button', buttons, 20_000],
    ['commands of the desk', deskCommands, 20_000],
    ['markup and mentions towards staff on Telegram', towardsStaff, 20_000],
    ['on Discord', discordTowardsStaff, 20_000],
    ['markup towards the person', towardsPerson, 20_000],
  ] as const;
  for (const [what, property, many] of kinds) {
    progress(what);
    against.push(...(await holds(what, property as fc.IProperty<unknown>, runs(many), seed)));
  }
  return [
    {
      what: 'any updates and packets, button data, desk commands, markup and mentions both ways',
      figures: `${kinds.map(([what, , many]) => `${runs(many)} ${what}`).join(', ')}; failed ${against.length}, prototypes whole`,
      against,
    },
    await throughTheWhole(short, seed),
    await commandLines(short, seed),
  ];
};

const rude = [
  '\0',
  '\ud800',
  '/',
  '//',
  '/delete x',
  'x'.repeat(4096),
  '<script>',
  '\u202e',
  '👩‍👩‍👧',
  '/start __proto__',
  '%s%n',
  "'; drop table texts; --",
  '{"a":1}',
  ' ',
  '/reveal',
  '/send ../../etc/passwd',
  '/capacity __proto__ full',
  '/hand @everyone',
  '/find .*',
  '/block 99999',
];

/** Odd words of people and workers through engine and store: all is taken, nothing breaks, people are answered. */
const throughTheWhole = async (short: boolean, seed: number): Promise<Proved> => {
  const stage = await givenStage('memory');
  const random = createRandom(seed);
  const against: string[] = [];
  let brought = 0;
  const pick = (): string => rude[Math.floor(random() * rude.length)] ?? '';
  for (let i = 0; i < (short ? 6 : 60); i++) {
    const who = stage.person('memory', `hrubec${i}`);
    await who.says('chci mluvit s clovekem');
    await stage.settle();
    const room = stage.desk.rooms().at(-1)?.address ?? null;
    for (let n = 0; n < 8; n++) {
      const words = `${pick()}${random() < 0.5 ? pick() : ''}`;
      if (random() < 0.5) await who.says(words);
      else await stage.desk.says('Jana', room, words);
      brought += 1;
    }
    await stage.settle();
    if (who.reads().length === 0) against.push('somebody was not answered');
  }
  const faults = stage.lampa.log.filter(({ line }) =>
    ['fault', 'not-taken', 'delivery-fault'].includes(line),
  );
  if (faults.length > 0)
    against.push(`${faults.length} faults in the log, the first: ${JSON.stringify(faults[0])}`);
  await stage.close();
  return {
    what: 'odd words of people and workers through engine and store',
    figures: `${brought} brought, faults ${faults.length}`,
    against,
  };
};

const words = [
  'start',
  'match',
  'eval',
  'doctor',
  'kb',
  'check',
  'show',
  'find',
  'add',
  'edit',
  'import',
  'export',
  'undo',
  'diff',
  '--explain',
  '--jsonl',
  '--as',
  '--as=../x',
  '--misses',
  '-h',
  '-v',
  '--',
  '--__proto__',
  '',
  '\u202e',
  '../../etc/passwd',
  'x'.repeat(3000),
  '-1',
  'nechci zit',
  '--help=1',
  '{}',
];

/** Any arguments: a sentence and a code, never a stack. */
const commandLines = async (short: boolean, seed: number): Promise<Proved> => {
  const random = createRandom(seed + 1);
  const folder = mkdtempSync(join(tmpdir(), 'lampa-args-'));
  const against: string[] = [];
  const many = short ? 6 : 60;
  for (let i = 0; i < many; i++) {
    const args = Array.from(
      { length: 1 + Math.floor(random() * 4) },
      () => words[Math.floor(random() * words.length)] ?? '',
    );
    const { code, said } = await runProgram(args, folder);
    if (code === null || code > 2) against.push(`${JSON.stringify(args).slice(0, 200)} ended with ${code}`);
    if (/\n\s+at .*:\d+:\d+|TypeError|RangeError|undefined|\[object/.test(said))
      against.push(`${JSON.stringify(args).slice(0, 200)} says: ${said.slice(0, 300)}`);
  }
  rmSync(folder, { recursive: true, force: true });
  return {
    what: 'any arguments of the command line',
    figures: `${many} runs, failed ${against.length}`,
    against,
  };
};

const runProgram = (
  args: readonly string[],
  folder: string,
): Promise<{ readonly code: number | null; readonly said: string }> =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, ['src/main.ts', ...args], {
      env: {
        PATH: process.env.PATH,
        LAMPA_DATA: join(folder, 'data'),
        LAMPA_KNOWLEDGE: join(folder, 'none'),
      },
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: 30_000,
    });
    let said = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => {
        said += chunk.toString();
      });
    child.once('close', (code) => resolve({ code, said }));
  });
