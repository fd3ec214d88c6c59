import { statSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Child, ready, startChild } from './kill-pipe.ts';
import { type OpenMessenger, openDiscord, openTelegram, type Platform } from './messengers.ts';
import { createRandom, type Proof, type Proved } from './proof.ts';

/**
 * The process is killed (-9) again and again under load, and nothing that was acknowledged is lost.
 *
 * A child runs the real engine on the real store; this process is the platforms: it brings messages, notes which were
 * acknowledged and which answers arrived, kills the child at a random moment, starts it again and brings what was not
 * acknowledged once more, as platforms do. At the end every acknowledged message stands in its room, in order. What may be
 * repeated is what was under way when the process died: at most one post for each line (a person, a room, the desk), because
 * a line sends its next post only after the last one is settled.
 */
export interface KillNeeds {
  readonly kills: number;
  readonly seed: number;
  /** Where half of the persons, the desk and a worker are; null: all on a pipe. */
  readonly messenger: Platform | null;
  /** The child's clock is set anew after each start, up to 26 hours back or ahead. */
  readonly clockJumps: boolean;
  /** Where the store lies, and what befalls it after each kill; absent: a folder of its own, and nothing. */
  readonly disk?: { readonly folder: string; readonly afterKill: () => Promise<void> };
  readonly progress: (now: string) => void;
}

export interface KillFigures {
  readonly said: number;
  readonly acknowledged: number;
  readonly lost: number;
  readonly inverted: number;
  readonly repeated: number;
  /** The most posts that one line repeated after one kill. */
  readonly mostRepeated: number;
  /** Starts at which what was written last stood in the side file only (a hot WAL). */
  readonly uncleanStarts: number;
  /** Second processes on the same store that were refused, and those that were let in. */
  readonly secondRefused: number;
  readonly secondLetIn: number;
  /** Requests against the messenger's own description. */
  readonly violations: number;
}

const persons = 8;
const messagesPerKill = 60;
const hour = 3_600_000;

const isHot = (folder: string): boolean =>
  (statSync(join(folder, 'lampa.sqlite-wal'), { throwIfNoEntry: false })?.size ?? 0) > 0;

const numbersIn = (texts: readonly string[], word: string): readonly number[] =>
  texts.flatMap((text) => [...text.matchAll(new RegExp(`${word} c (\\d+)`, 'g'))].map(([, n]) => Number(n)));

/** What stands in each place, and how often something stands there again. */
interface Places {
  readonly rooms: () => readonly (readonly string[])[];
  /** All that was sent to each line so far, repeated posts included. */
  readonly lines: () => ReadonlyMap<string, readonly string[]>;
}

const open: Readonly<Record<Platform, OpenMessenger>> = { telegram: openTelegram, discord: openDiscord };
/** What has not come by then does not come any more (milliseconds). */
const longestWait = 120_000;

/** The words of a message that the marks of a double or of an album do not change. */
const bare = (text: string): string => text.replace(/^↻ /, '');

export const killUnderLoad = async (needs: KillNeeds): Promise<KillFigures> => {
  const random = createRandom(needs.seed);
  const folder = needs.disk?.folder ?? (await mkdtemp(join(tmpdir(), 'lampa-kill-')));
  const half = persons / 2;
  const there = needs.messenger === null ? null : await open[needs.messenger]({ people: half });
  const settings = { folder, messenger: there?.way ?? null };

  const taken = new Set<number>();
  const brought: { readonly n: number; readonly person: number; readonly text: string }[] = [];
  const posts = new Map<string, { readonly id: string; readonly text: string }[]>();
  const run = (): Child =>
    startChild(settings, (told) => {
      if (told.is === 'taken') taken.add(told.n);
      if (told.is === 'sent') {
        posts.set(told.to, [...(posts.get(told.to) ?? []), { id: told.id, text: told.text }]);
      }
    });

  const places: Places = {
    rooms: () => [
      ...[...posts]
        .filter(([to]) => to.startsWith('pipe:room-'))
        .map(([, all]) => all.map(({ text }) => text)),
      ...(there?.rooms() ?? []).map((room) => there?.inRoom(room) ?? []),
    ],
    lines: () =>
      new Map([
        ...[...posts].map(([to, all]) => [to, all.map(({ id }) => id)] as const),
        // There a post has no name that shows; what people said in it is numbered.
        ...(there?.rooms() ?? []).map(
          (room) =>
            [`room ${room}`, there?.inRoom(room).flatMap((text) => numbered(bare(text))) ?? []] as const,
        ),
        ...Array.from({ length: there === null ? 0 : half }, (_, i) => i).map(
          (i) => [`person ${i}`, there?.heard(i).flatMap((text) => numbered(bare(text))) ?? []] as const,
        ),
      ]),
  };

  let said = 0;
  /** What each person said, by its number, in order. */
  const saidBy = Array.from({ length: persons }, (): number[] => []);
  const words: { readonly room: string; readonly n: number }[] = [];
  const bring = (child: Child, ask: { readonly n: number; readonly person: number; readonly text: string }) =>
    child.ask({ is: 'bring', ...ask });
  const sayNext = (child: Child): void => {
    const n = said++;
    const person = n % persons;
    saidBy[person]?.push(n);
    const text = `zprava c ${n}`;
    if (there !== null && person >= half) there.says(person - half, text);
    else {
      brought.push({ n, person, text });
      bring(child, { n, person, text });
    }
  };
  const saidThere = (): number => saidBy.slice(half).reduce((sum, one) => sum + one.length, 0);
  const acknowledged = (): number =>
    taken.size + (there === null ? 0 : saidThere() - there.pending('zprava'));
  const bringAgain = (child: Child): void => {
    for (const one of brought) if (!taken.has(one.n)) bring(child, one);
  };
  /** Looked at now and then: what is asked for grows with all that was ever said. */
  const until = async (condition: () => boolean): Promise<void> => {
    const late = performance.now() + longestWait;
    while (!condition() && performance.now() < late) await new Promise((resolve) => setTimeout(resolve, 25));
  };
  const settle = async (child: Child): Promise<void> => {
    await until(() => acknowledged() >= said);
    const idle = child.said('idle');
    child.ask({ is: 'idle' });
    await idle;
  };
  const isWithPeople = (n: number): boolean =>
    Array.from({ length: half }, (_, i) => there?.heard(i) ?? [])
      .concat(
        [...posts]
          .filter(([to]) => to.startsWith('pipe:person-'))
          .map(([, all]) => all.map(({ text }) => text)),
      )
      .some((texts) => numbersIn(texts, 'slovo').includes(n));

  // Everybody has a case that the worker has taken before the first kill, so that her words go to people all the while.
  const first = run();
  await ready(first);
  if (there !== null) {
    for (let i = 0; i < persons; i++) sayNext(first);
    await until(() => there.rooms().length >= persons);
    await settle(first);
    for (const room of there.rooms()) there.workerSays(room, '/take');
    await until(() =>
      there.rooms().every((room) => there.inRoom(room).some((text) => text.includes('Jana'))),
    );
    await settle(first);
  }
  await first.end();

  let repeated = 0;
  let mostRepeated = 0;
  const doublesBefore = new Map<string, number>();
  const countDoubles = (): void => {
    for (const [line, all] of places.lines()) {
      const doubles = all.length - new Set(all).size;
      const more = doubles - (doublesBefore.get(line) ?? 0);
      doublesBefore.set(line, doubles);
      repeated += more;
      mostRepeated = Math.max(mostRepeated, more);
    }
  };

  let uncleanStarts = 0;
  let secondRefused = 0;
  let secondLetIn = 0;
  const startSecond = async (): Promise<void> => {
    const second = startChild(settings, () => undefined);
    const refused = await Promise.race([second.said('refused'), second.said('ready').then(() => null)]);
    if (refused?.why.includes('already running') === true) secondRefused += 1;
    else secondLetIn += 1;
    await second.kill();
  };

  for (let kill = 0; kill < needs.kills; kill++) {
    // Never looked at where this process is the disk itself.
    if (needs.disk === undefined && isHot(folder)) uncleanStarts += 1;
    const child = run();
    await ready(child);
    if (needs.clockJumps) child.ask({ is: 'set-clock', ahead: Math.round((random() * 2 - 1) * 26 * hour) });
    bringAgain(child);
    const target = acknowledged() + Math.floor(random() * messagesPerKill);
    for (let i = 0; i < messagesPerKill; i++) sayNext(child);
    for (const room of there?.rooms() ?? []) {
      const n = words.length;
      words.push({ room, n });
      there?.workerSays(room, `slovo c ${n}`);
    }
    // In every tenth round somebody starts Lampa a second time.
    if (needs.disk === undefined && kill % 10 === 1) await startSecond();
    // What a run does not finish falls to the next; every tenth may, so that they do not choke on it.
    await (kill % 10 === 9 ? settle(child) : until(() => acknowledged() >= target));
    await child.kill();
    await needs.disk?.afterKill();
    countDoubles();
    needs.progress(`kill ${kill + 1} of ${needs.kills}, ${acknowledged()} acknowledged`);
  }

  const last = run();
  await ready(last);
  bringAgain(last);
  await settle(last);
  await until(() => words.every(({ n }) => isWithPeople(n)));
  await settle(last);
  await last.end();
  countDoubles();

  const inPlaces = (numbers: readonly number[], place: readonly number[]) => {
    const at = numbers.map((n) => place.indexOf(n));
    return {
      lost: at.filter((one) => one === -1).length,
      inverted: at.filter((one, i) => i > 0 && one !== -1 && one < (at[i - 1] ?? -1)).length,
    };
  };
  let lost = 0;
  let inverted = 0;
  const rooms = places.rooms();
  for (const mine of saidBy) {
    // With clock jumps one case may end and the next begin: then they stand in more rooms than one.
    const inRooms = rooms
      .map((texts) => numbersIn(texts, 'zprava'))
      .filter((numbers) => numbers.some((n) => mine.includes(n)))
      .flat();
    const found = inPlaces(mine, inRooms);
    lost += found.lost;
    inverted += found.inverted;
  }
  // The worker's words are with the person of that room, wherever they are.
  if (there !== null) {
    const heard = [
      ...Array.from({ length: half }, (_, i) => there.heard(i)),
      ...[...posts]
        .filter(([to]) => to.startsWith('pipe:person-'))
        .map(([, all]) => all.map(({ text }) => text)),
    ].map((texts) => numbersIn(texts, 'slovo'));
    for (const room of there.rooms()) {
      const mine = words.filter((one) => one.room === room).map(({ n }) => n);
      const theirs = heard.find((numbers) => mine.some((n) => numbers.includes(n))) ?? [];
      const found = inPlaces(mine, theirs);
      lost += found.lost;
      inverted += found.inverted;
    }
  }
  const violations = there?.violations() ?? 0;
  await there?.stop();
  if (needs.disk === undefined) await rm(folder, { recursive: true, force: true });
  const all = said + words.length;
  return {
    said: all,
    acknowledged: acknowledged() + words.length,
    lost,
    inverted,
    repeated,
    mostRepeated,
    uncleanStarts,
    secondRefused,
    secondLetIn,
    violations,
  };
};

/** What can be told apart in a text, each by itself. */
const numbered = (text: string): readonly string[] =>
  [...text.matchAll(/(?:zprava|slovo) c \d+/g)].map(([one]) => one);

export const wrongWith = ({
  said,
  acknowledged,
  lost,
  inverted,
  mostRepeated,
  secondLetIn,
  violations,
}: KillFigures): readonly string[] => [
  ...(violations > 0 ? [`${violations} requests were against the messenger's description`] : []),
  ...(secondLetIn > 0 ? [`${secondLetIn} second processes were let in`] : []),
  ...(lost > 0 ? [`${lost} acknowledged messages were lost`] : []),
  ...(inverted > 0 ? [`${inverted} messages stand out of order`] : []),
  ...(mostRepeated > 1 ? [`one line repeated ${mostRepeated} posts after one kill`] : []),
  ...(acknowledged < said ? [`${said - acknowledged} messages were never acknowledged`] : []),
];

export const figuresOf = ({
  said,
  acknowledged,
  lost,
  inverted,
  repeated,
  mostRepeated,
}: KillFigures): string =>
  `said ${said}, acknowledged ${acknowledged}, lost ${lost}, doubled ${repeated} (at most ${mostRepeated} a line and kill), inverted ${inverted}`;

const line = async (what: string, needs: KillNeeds): Promise<Proved> => {
  const figures = await killUnderLoad(needs);
  return {
    what: `${needs.kills} × kill -9 under load, ${what}`,
    figures: `${figuresOf(figures)}; ${figures.uncleanStarts} starts on a hot WAL; second processes refused ${figures.secondRefused}, let in ${figures.secondLetIn}`,
    against: wrongWith(figures),
  };
};

export const kill: Proof = {
  name: 'kill',
  run: async ({ short, seed, progress }) => {
    const kills = (many: number, few: number): number => (short ? few : many);
    const base = { seed, progress };
    return [
      await line('a pipe and Telegram', {
        ...base,
        kills: kills(110, 4),
        messenger: 'telegram',
        clockJumps: false,
      }),
      await line('a pipe and Discord', {
        ...base,
        kills: kills(40, 4),
        messenger: 'discord',
        clockJumps: false,
      }),
      await line('a pipe', { ...base, kills: kills(25, 2), messenger: null, clockJumps: false }),
      await line('a pipe, with clock jumps of up to 26 hours', {
        ...base,
        kills: kills(25, 2),
        messenger: null,
        clockJumps: true,
      }),
    ];
  },
};
