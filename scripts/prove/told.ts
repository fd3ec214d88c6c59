import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { openStore } from '../../src/store/open-store.ts';
import type { Member } from '../../test/fakes/telegram/group.ts';
import type { Person } from '../../test/fakes/telegram/person.ts';
import { Refusal } from '../../test/fakes/telegram/refusal.ts';
import { type FakeTelegram, startFakeTelegram } from '../../test/fakes/telegram/telegram.ts';
import { retention } from '../../test/lampa.ts';
import { type Canary, canariesIn, canariesUnder } from './canaries.ts';
import type { Proof, Proved } from './proof.ts';

/**
 * Words that are nowhere else go through whole stories with the real program at its loudest, while everything fails that
 * can; then logs, output, crash reports, the data folder, a copy of it and the temporary folder are searched byte by byte.
 */

const canary = {
  message: 'žlutokvítekzpráva',
  edited: 'žlutokvítekoprava',
  caption: 'žlutokvítekpopisek',
  firstName: 'Žlutojméno',
  lastName: 'Žlutopříjmení',
  username: 'zlutohandle_xq',
  worker: 'žlutokvítekodpověď',
  note: 'žlutokvítekpoznámka',
  reason: 'žlutokvítekdůvod',
  workerName: 'Žlutopracovnice',
  echo: 'žlutokvítekozvěna',
} as const;

const token = '987654321:AAZlutokvitekTokenKteryNikdoNezna';
const keyOf = (folder: string): string => readFileSync(join(folder, 'master.key'), 'utf8').trim();

const canaries = (folder: string): readonly Canary[] => [
  ...Object.entries(canary).map(([of, word]) => ({ of, word })),
  { of: 'the token', word: token },
  { of: 'the token behind its number', word: token.split(':')[1] ?? '' },
  { of: 'the master key', word: keyOf(folder) },
];

type Crash = 'reject' | 'throw' | 'memory';

interface Places {
  readonly folder: string;
  readonly data: string;
  readonly temporary: string;
  readonly reports: string;
}

const makePlaces = (): Places => {
  const folder = mkdtempSync(join(tmpdir(), 'lampa-told-'));
  const places = {
    folder,
    data: join(folder, 'data'),
    temporary: join(folder, 'tmp'),
    reports: join(folder, 'reports'),
  };
  for (const one of [places.temporary, places.reports]) mkdirSync(one);
  return places;
};

/** The real program, as an operator starts it who wants to see everything. */
const startProgram = (
  telegram: FakeTelegram,
  desk: number,
  places: Places,
  crash: Crash | null,
  reports: boolean,
) => {
  const options = [
    ...(crash === null ? [] : ['--import', resolve('scripts/prove/crash-on-signal.mjs')]),
    ...(reports
      ? ['--report-on-fatalerror', '--report-uncaught-exception', `--report-directory=${places.reports}`]
      : []),
    ...(crash === 'memory' ? ['--max-old-space-size=300'] : []),
  ];
  const child = spawn(process.execPath, [...options, 'src/main.ts', 'start'], {
    env: {
      PATH: process.env.PATH,
      TMPDIR: places.temporary,
      LAMPA_DATA: places.data,
      LOG_LEVEL: 'debug',
      TELEGRAM_API_ROOT: telegram.url,
      TELEGRAM_TOKEN: telegram.token,
      TELEGRAM_DESK_CHAT: `${desk}`,
      ...(crash === null ? {} : { PROVE_CRASH: crash, PROVE_WORDS: canary.echo }),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const told: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => told.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => told.push(chunk));
  const code = new Promise<number | null>((done) => {
    child.once('close', (is) => done(is));
  });
  return { child, code, told: () => Buffer.concat(told) };
};

interface Played {
  readonly telegram: FakeTelegram;
  readonly people: readonly Person[];
  readonly worker: Person;
  readonly group: ReturnType<FakeTelegram['group']>;
}

const openTelegram = async (): Promise<Played> => {
  const telegram = await startFakeTelegram({ token, limits: null });
  const worker = telegram.person({ firstName: canary.workerName, language: 'cs' });
  const group = telegram.group({ title: 'Terén', creator: worker });
  group.joinBot();
  group.makeBotAdmin();
  telegram.updates.forgetAll();
  const people = ['a', 'b', 'c'].map((letter) =>
    telegram.person({
      firstName: canary.firstName,
      lastName: canary.lastName,
      username: `${canary.username}${letter}`,
      language: 'cs',
    }),
  );
  return { telegram, people, worker, group };
};

/** The methods that Lampa calls; each fails in several ways, with a body that repeats what somebody wrote. */
const methods = [
  'sendMessage',
  'editMessageText',
  'createForumTopic',
  'editForumTopic',
  'closeForumTopic',
  'pinChatMessage',
  'setMessageReaction',
  'answerCallbackQuery',
  'getChatMember',
  'sendChatAction',
  'getUpdates',
] as const;

const breakEverything = (telegram: FakeTelegram): void => {
  for (const method of methods) {
    telegram.faults.order(
      { kind: 'refuse', refusal: new Refusal(502, `Bad Gateway: ${canary.echo} ${canary.message}`) },
      { method },
    );
    telegram.faults.order({ kind: 'reset-before' }, { method });
    telegram.faults.order(
      { kind: 'refuse', refusal: new Refusal(500, `Internal: ${canary.echo}`) },
      { method },
    );
  }
};

/** Updates of a shape that nobody expects. */
const oddUpdates: readonly Readonly<Record<string, unknown>>[] = [
  { message: { text: canary.echo, from: { id: canary.echo }, chat: null } },
  { unheard_of: { text: canary.echo } },
];

const longest = 60_000;
const inTime = async (what: string, job: Promise<void>): Promise<void> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what} did not happen`)), longest);
  });
  try {
    await Promise.race([job, late]);
  } finally {
    clearTimeout(timer);
  }
};

/** A whole story: people in danger, a worker, notes, a reveal, edits, pictures; with faults of platform and store on the way. */
const playStory = async ({ telegram, people, worker, group }: Played, data: string): Promise<void> => {
  const heard = (person: Person, many: number) =>
    inTime(
      'an answer',
      telegram.when(() => person.heard().length >= many),
    );
  const [first, second, third] = people;
  if (first === undefined || second === undefined || third === undefined) throw new Error('nobody is there');
  const said = first.says(`chci se zabit ${canary.message}`);
  await heard(first, 1);
  second.says(`chci mluvit s clovekem ${canary.message}`);
  await inTime(
    'a room',
    telegram.when(() => group.topics().length >= 2),
  );
  third.says(`mam dluhy ${canary.message}`);
  await heard(third, 2);
  // Another program holds the file for a while: what comes then fails and is tried again.
  const holder = new DatabaseSync(join(data, 'lampa.sqlite'));
  holder.exec('BEGIN IMMEDIATE');
  first.edits(said, `chci se zabit ${canary.edited}`);
  await new Promise((later) => setTimeout(later, 2500));
  holder.exec('ROLLBACK');
  holder.close();
  await inTime('taking', telegram.confirmed());
  breakEverything(telegram);
  second.sends('photo', { caption: `chci cloveka ${canary.caption}` });
  third.sends('voice');
  for (const update of oddUpdates) telegram.bring(update);
  await inTime('taking', telegram.confirmed());
  const topic = topicWith(group, canary.message);
  const there: Member = group.as(worker, topic);
  there.says('/take');
  there.says(canary.worker);
  there.says(`// ${canary.note}`);
  there.says('/reveal');
  there.says(`/reveal ${canary.reason}`);
  await inTime(
    'a reveal',
    telegram.when(() => group.heard().some(({ text = '' }) => text.startsWith('👁'))),
  );
  await inTime(
    'an address',
    telegram.when(() => group.heard().some(({ text = '' }) => text.includes('Adresa'))),
  );
  await inTime(
    'words',
    telegram.when(() => people.some((person) => textsOf(person).includes(canary.worker))),
  );
};

const textsOf = (person: Person): string =>
  person
    .heard()
    .map(({ text = '' }) => text)
    .join('\n');

const topicWith = (group: Played['group'], words: string): number =>
  group.topics().find(({ id }) => group.heard(id).some(({ text = '' }) => text.includes(words)))?.id ?? 0;

/** What workers read: never a name, a handle or a number, but in the one room where it was revealed. */
const seenByWorkers = ({ group, people }: Played): readonly string[] => {
  const against: string[] = [];
  const numbers = people.map(({ id }) => `${id}`);
  for (const message of group.heard()) {
    const text = message.text ?? '';
    for (const word of [canary.firstName, canary.lastName, canary.username]) {
      if (text.includes(word)) against.push('a worker reads the name of a person');
    }
    const number = numbers.find((one) => text.includes(one));
    if (number !== undefined && !text.includes('Adresa'))
      against.push('a worker reads the number of an account');
  }
  const revealed = group.heard().filter(({ text = '' }) => text.includes('Adresa'));
  if (revealed.length !== 1)
    against.push(`${revealed.length} addresses were revealed, for one reason that was given`);
  const onDesk = group.heard().filter(({ message_thread_id: thread }) => thread === undefined);
  if (!onDesk.some(({ text = '' }) => text.startsWith('👁'))) against.push('the desk does not see the reveal');
  if (!group.heard().some(({ text = '' }) => text.includes('Napiš důvod'))) {
    against.push('a reveal without a reason is not refused');
  }
  return against;
};

const auditOf = async (folder: string): Promise<readonly string[]> => {
  const store = await openStore({ folder, retention, now: Date.now });
  const lines = (await store.audit()).filter(({ what }) => what === 'revealed');
  await store.close();
  const [line] = lines;
  if (lines.length !== 1 || line === undefined) return [`${lines.length} lines of audit about one reveal`];
  return line.detail.includes(canary.reason) && line.worker !== null && line.caseNumber !== null
    ? []
    : ['the audit of the reveal lacks reason, worker or case'];
};

const look = (places: Places, told: Buffer) => {
  const all = canaries(places.data);
  // The key file itself holds the key, and nothing else may.
  const copy = join(places.folder, 'copy');
  cpSync(places.data, copy, { recursive: true, filter: (from) => !from.endsWith('master.key') });
  const folders = [copy, places.temporary, places.reports].map((folder) => canariesUnder(folder, all));
  return {
    found: [
      ...canariesIn(told, all).map((of) => `${of} is in what the program says`),
      ...folders.flatMap(({ found }) => found),
    ],
    files: folders.reduce((sum, { files }) => sum + files, 0),
    bytes: folders.reduce((sum, { bytes }) => sum + bytes, told.length),
  };
};

const story = async (): Promise<readonly Proved[]> => {
  const places = makePlaces();
  const played = await openTelegram();
  const program = startProgram(played.telegram, played.group.id, places, null, true);
  try {
    await inTime(
      'the start',
      played.telegram.when(() => played.telegram.asked('getUpdates').length > 0),
    );
    await playStory(played, places.data);
    const running = look(places, program.told());
    rmSync(join(places.folder, 'copy'), { recursive: true });
    program.child.kill('SIGTERM');
    const code = await program.code;
    const ended = look(places, program.told());
    const lines = program.told().toString().trim().split('\n').length;
    const audit = await auditOf(places.data);
    const found = [...new Set([...running.found, ...ended.found])];
    const faults = played.telegram.requests.filter(({ answer }) => answer?.ok !== true).length;
    return [
      {
        what: 'canary words through whole stories at LOG_LEVEL=debug, with faults of platform and store',
        figures: `${Object.keys(canary).length + 3} canaries, ${lines} lines of log, ${faults} requests failed, ${ended.files} files and ${ended.bytes} bytes searched, found ${found.length}`,
        against: [
          ...found,
          ...(code === 0 ? [] : [`the program ended with ${code}`]),
          ...(lines < 20 ? ['it logged next to nothing'] : []),
        ],
      },
      {
        what: 'workers see an alias; a reveal needs a reason, the desk sees it, it is on record',
        figures: `${played.group.heard().length} messages to workers read`,
        against: [...seenByWorkers(played), ...audit],
      },
    ];
  } finally {
    program.child.kill('SIGKILL');
    await played.telegram.stop();
    rmSync(places.folder, { recursive: true, force: true });
  }
};

/** Breaks down with words in the error, with and without reports of crashes. */
const crashes = async (short: boolean): Promise<Proved> => {
  const against: string[] = [];
  let reports = 0;
  let crashed = 0;
  const kinds: readonly (readonly [Crash, boolean])[] = [
    ['reject', true],
    ['throw', false],
    ...(short
      ? []
      : ([
          ['reject', false],
          ['throw', true],
          ['memory', true],
          ['memory', false],
        ] as const)),
  ];
  for (const [crash, withReports] of kinds) {
    const places = makePlaces();
    const played = await openTelegram();
    const program = startProgram(played.telegram, played.group.id, places, crash, withReports);
    try {
      const [person] = played.people;
      person?.says(`chci se zabit ${canary.message}`);
      await inTime(
        'an answer',
        played.telegram.when(() => (person?.heard().length ?? 0) > 0),
      );
      program.child.kill('SIGUSR2');
      const code = await program.code;
      if (code === 0) against.push(`${crash}: it went on as if nothing had happened`);
      crashed += 1;
      const looked = look(places, program.told());
      reports += canariesUnder(places.reports, []).files;
      for (const one of looked.found) against.push(`${crash}${withReports ? ' with reports' : ''}: ${one}`);
    } finally {
      program.child.kill('SIGKILL');
      await played.telegram.stop();
      rmSync(places.folder, { recursive: true, force: true });
    }
  }
  return {
    what: 'crashes with words in the error (rejection, throw, no memory), crash reports on and off',
    figures: `${crashed} crashes, ${reports} reports, found ${against.length}`,
    against,
  };
};

export const told: Proof = {
  name: 'told',
  run: async ({ short, progress }) => {
    progress('a story');
    const proved = await story();
    progress('crashes');
    return [...proved, await crashes(short)];
  },
};
