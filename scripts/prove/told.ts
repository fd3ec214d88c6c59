import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { openStore } from '../../src/store/open-store.ts';
import { retention } from '../../test/lampa.ts';
import { type Canary, canariesIn, canariesUnder } from './canaries.ts';
import { type Given, type Messenger, openDiscord, openTelegram, settingsOf } from './messengers.ts';
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

const tokens = {
  telegram: '987654321:AAZlutokvitekTokenKteryNikdoNezna',
  discord: `${Buffer.from('1100000000000000001').toString('base64url')}.ZlUt00.zlutokvitek-token-ktery-nikdo-nezna`,
} as const;
const keyOf = (folder: string): string => readFileSync(join(folder, 'master.key'), 'utf8').trim();

const canaries = (folder: string, token: string): readonly Canary[] => [
  ...Object.entries(canary).map(([of, word]) => ({ of, word })),
  { of: 'the token', word: token },
  { of: 'the token behind its number', word: token.split(/[:.]/).at(-1) ?? '' },
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
const startProgram = (messenger: Messenger, places: Places, crash: Crash | null, reports: boolean) => {
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
      ...settingsOf(messenger.way),
      ...(crash === null ? {} : { PROVE_CRASH: crash, PROVE_WORDS: canary.echo }),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const told: Buffer[] = [];
  const started = Promise.withResolvers<void>();
  const hear = (chunk: Buffer): void => {
    told.push(chunk);
    if (Buffer.concat(told).includes('"started"')) started.resolve();
  };
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  const code = new Promise<number | null>((done) => {
    child.once('close', (is) => done(is));
  });
  return { child, code, started: started.promise, told: () => Buffer.concat(told) };
};

const names = {
  people: 3,
  firstName: canary.firstName,
  lastName: canary.lastName,
  username: canary.username,
  workerName: canary.workerName,
} satisfies Given;

const platforms = [
  { name: 'Telegram', token: tokens.telegram, open: openTelegram },
  { name: 'Discord', token: tokens.discord, open: openDiscord },
] as const;
type Platform = (typeof platforms)[number];

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
const playStory = async (messenger: Messenger, data: string): Promise<void> => {
  const soon = (what: string, condition: () => boolean) => inTime(what, messenger.when(condition));
  const heard = (person: number, many: number) =>
    soon('an answer', () => messenger.heard(person).length >= many);
  messenger.says(0, `chci se zabit ${canary.message}`);
  await heard(0, 1);
  messenger.says(1, `chci mluvit s clovekem ${canary.message}`);
  await soon('a room', () => messenger.rooms().length >= 2);
  messenger.says(2, `mam dluhy ${canary.message}`);
  await heard(2, 1);
  // Another program holds the file for a while: what comes then fails and is tried again.
  const holder = new DatabaseSync(join(data, 'lampa.sqlite'));
  holder.exec('BEGIN IMMEDIATE');
  messenger.edits(0, `chci se zabit ${canary.edited}`);
  await new Promise((later) => setTimeout(later, 2500));
  holder.exec('ROLLBACK');
  holder.close();
  await soon('an edit', () => roomWith(messenger, canary.edited) !== '');
  messenger.breakEverything(`${canary.echo} ${canary.message}`);
  messenger.sends(1, 'photo', `chci cloveka ${canary.caption}`);
  messenger.sends(2, 'voice', '');
  messenger.bringOdd(canary.echo);
  await soon('a caption', () => roomWith(messenger, canary.caption) !== '');
  const room = roomWith(messenger, canary.message);
  messenger.workerSays(room, '/take');
  messenger.workerSays(room, canary.worker);
  messenger.workerSays(room, `// ${canary.note}`);
  messenger.workerSays(room, '/reveal');
  messenger.workerSays(room, `/reveal ${canary.reason}`);
  await soon('a reveal', () => messenger.onDesk().some((text) => text.includes('👁')));
  await soon('an address', () => all(messenger).some((text) => text.includes('Adresa')));
  await soon('words', () =>
    messenger.ids().some((_, person) => messenger.heard(person).join('\n').includes(canary.worker)),
  );
};

const all = (messenger: Messenger): readonly string[] => [
  ...messenger.onDesk(),
  ...messenger.rooms().flatMap((room) => messenger.inRoom(room)),
];

const roomWith = (messenger: Messenger, words: string): string =>
  messenger.rooms().find((room) => messenger.inRoom(room).some((text) => text.includes(words))) ?? '';

/** What workers read: never a name, a handle or a number, but in the one room where it was revealed. */
const seenByWorkers = (messenger: Messenger): readonly string[] => {
  const against: string[] = [];
  for (const text of all(messenger)) {
    for (const word of [canary.firstName, canary.lastName, canary.username]) {
      if (text.includes(word)) against.push('a worker reads the name of a person');
    }
    if (!text.includes('Adresa') && messenger.ids().some((id) => text.includes(id)))
      against.push('a worker reads the number of an account');
  }
  const revealed = all(messenger).filter((text) => text.includes('Adresa'));
  if (revealed.length !== 1)
    against.push(`${revealed.length} addresses were revealed, for one reason that was given`);
  if (!messenger.onDesk().some((text) => text.includes('👁')))
    against.push('the desk does not see the reveal');
  if (!all(messenger).some((text) => text.includes('Napiš důvod'))) {
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

const look = (places: Places, told: Buffer, token: string) => {
  const all = canaries(places.data, token);
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

const story = async ({ name, token, open }: Platform): Promise<readonly Proved[]> => {
  const places = makePlaces();
  const messenger = await open({ ...names, token });
  const program = startProgram(messenger, places, null, true);
  try {
    await inTime('the start', program.started);
    await playStory(messenger, places.data);
    const running = look(places, program.told(), token);
    rmSync(join(places.folder, 'copy'), { recursive: true });
    program.child.kill('SIGTERM');
    const code = await program.code;
    const ended = look(places, program.told(), token);
    const lines = program.told().toString().trim().split('\n').length;
    const audit = await auditOf(places.data);
    const found = [...new Set([...running.found, ...ended.found])];
    const violations = messenger.violations();
    return [
      {
        what: `canary words through whole stories on ${name} at LOG_LEVEL=debug, with faults of platform and store`,
        figures: `${Object.keys(canary).length + 3} canaries, ${lines} lines of log, ${messenger.failed()} requests failed, ${ended.files} files and ${ended.bytes} bytes searched, found ${found.length}`,
        against: [
          ...found,
          ...(code === 0 ? [] : [`the program ended with ${code}`]),
          ...(lines < 20 ? ['it logged next to nothing'] : []),
          ...(violations > 0 ? [`${violations} requests were against the description of the platform`] : []),
        ],
      },
      {
        what: `workers on ${name} see an alias; a reveal needs a reason, the desk sees it, it is on record`,
        figures: `${all(messenger).length} messages to workers read`,
        against: [...seenByWorkers(messenger), ...audit],
      },
    ];
  } finally {
    program.child.kill('SIGKILL');
    await messenger.stop();
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
    const messenger = await openTelegram({ ...names, token: tokens.telegram });
    const program = startProgram(messenger, places, crash, withReports);
    try {
      messenger.says(0, `chci se zabit ${canary.message}`);
      await inTime(
        'an answer',
        messenger.when(() => messenger.heard(0).length > 0),
      );
      program.child.kill('SIGUSR2');
      const code = await program.code;
      if (code === 0) against.push(`${crash}: it went on as if nothing had happened`);
      crashed += 1;
      const looked = look(places, program.told(), tokens.telegram);
      reports += canariesUnder(places.reports, []).files;
      for (const one of looked.found) against.push(`${crash}${withReports ? ' with reports' : ''}: ${one}`);
    } finally {
      program.child.kill('SIGKILL');
      await messenger.stop();
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
    const proved: Proved[] = [];
    for (const platform of platforms) {
      progress(`a story on ${platform.name}`);
      proved.push(...(await story(platform)));
    }
    progress('crashes');
    return [...proved, await crashes(short)];
  },
};
