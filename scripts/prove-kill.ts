/**
 * Proof: the process is killed (-9) again and again under load, and nothing that was acknowledged is lost.
 *
 *   node scripts/prove-kill.ts [--kills 20]
 *
 * A child runs the real engine on the real store; this process is the platform: it brings messages over the child's
 * standard input, notes which were acknowledged and which answers arrived, kills the child at a random moment, starts it
 * again and brings what was not acknowledged once more, as platforms do. At the end every acknowledged message has been
 * answered and stands in its room, in order. What may be repeated is what was under way when the process died: at most one
 * post for each line (a person, a room, the desk), because a line sends its next post only after the last one is settled.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';

const { values } = parseArgs({ options: { kills: { type: 'string', default: '20' } } });
const kills = Number(values.kills);
if (!Number.isInteger(kills) || kills < 1) {
  console.error('prove-kill: --kills takes a whole number from 1.');
  process.exit(2);
}

const persons = 8;
const messagesPerKill = 60;
const folder = await mkdtemp(join(tmpdir(), 'lampa-kill-'));

/** What the platform has seen. */
const acknowledged = new Set<number>();
const arrivals = new Map<string, string[]>();
let repeated = 0;
/** The most posts that one line repeated after one kill. */
let mostRepeated = 0;
let repeatedByLine = new Map<string, number>();
const seenPosts = new Set<string>();

interface Running {
  readonly child: ChildProcess;
  readonly ready: Promise<void>;
  readonly gone: Promise<void>;
}

/** A small generator with a seed, so that a failure can be played again. */
let seed = 20_261_122;
const random = (): number => {
  seed = (seed * 48_271) % 2_147_483_647;
  return seed / 2_147_483_647;
};

type Line =
  | { readonly is: 'ready' }
  | { readonly is: 'taken'; readonly n: number }
  | { readonly is: 'sent'; readonly to: string; readonly id: string; readonly text: string }
  | { readonly is: 'idle' };

let onIdle: () => void = () => undefined;
let onTaken: () => void = () => undefined;

const run = (): Running => {
  const child = spawn(
    process.execPath,
    [new URL('./prove-kill-child.ts', import.meta.url).pathname, folder],
    {
      stdio: ['pipe', 'pipe', 'inherit'],
    },
  );
  let ready: () => void = () => undefined;
  const isReady = new Promise<void>((resolve) => {
    ready = resolve;
  });
  const gone = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
  });
  child.stdin?.on('error', () => undefined);
  if (child.stdout === null) throw new Error('the child has no output');
  createInterface({ input: child.stdout }).on('line', (raw) => {
    let line: Line;
    try {
      line = JSON.parse(raw) as Line;
    } catch {
      return; // the last line of a killed child may be cut
    }
    if (line.is === 'ready') ready();
    if (line.is === 'idle') onIdle();
    if (line.is === 'taken') {
      acknowledged.add(line.n);
      onTaken();
    }
    if (line.is === 'sent') {
      const key = `${line.to} ${line.id}`;
      if (seenPosts.has(key)) {
        repeated += 1;
        const ofLine = (repeatedByLine.get(line.to) ?? 0) + 1;
        repeatedByLine.set(line.to, ofLine);
        mostRepeated = Math.max(mostRepeated, ofLine);
      } else {
        seenPosts.add(key);
        arrivals.set(line.to, [...(arrivals.get(line.to) ?? []), line.text]);
      }
    }
  });
  return { child, ready: isReady, gone };
};

const bring = ({ child }: Running, n: number): void => {
  child.stdin?.write(`${JSON.stringify({ n, person: n % persons })}\n`);
};

const started = performance.now();
let next = 0;
for (let kill = 0; kill < kills; kill++) {
  repeatedByLine = new Map();
  const running = run();
  await running.ready;
  // What was brought and not acknowledged comes again, first and in order.
  for (let n = 0; n < next; n++) if (!acknowledged.has(n)) bring(running, n);
  const until = next + messagesPerKill;
  const target = acknowledged.size + Math.floor(random() * messagesPerKill);
  const enough = new Promise<void>((resolve) => {
    onTaken = () => {
      if (acknowledged.size >= target) resolve();
    };
    onTaken();
  });
  for (; next < until; next++) bring(running, next);
  await enough;
  running.child.kill('SIGKILL');
  await running.gone;
  process.stderr.write(`\rkill ${kill + 1} of ${kills}, ${acknowledged.size} acknowledged `);
}
process.stderr.write('\n');

repeatedByLine = new Map();
const last = run();
await last.ready;
for (let n = 0; n < next; n++) if (!acknowledged.has(n)) bring(last, n);
await new Promise<void>((resolve) => {
  onTaken = () => {
    if (acknowledged.size >= next) resolve();
  };
  onTaken();
});
await new Promise<void>((resolve) => {
  onIdle = resolve;
  last.child.stdin?.write('{"idle":true}\n');
});
last.child.stdin?.end();
await last.gone;

// Each person's messages are numbered; the person's room repeats them, so each must stand there once and in order.
const rooms = [...arrivals].filter(([to]) => to.startsWith('pipe:room-'));
const numbersIn = (texts: readonly string[]): readonly number[] =>
  texts.flatMap((text) => [...text.matchAll(/zprava c (\d+)/g)].map((match) => Number(match[1])));
let lost = 0;
let inverted = 0;
for (let person = 0; person < persons; person++) {
  const said = Array.from({ length: next }, (_, n) => n).filter((n) => n % persons === person);
  const inRoom = rooms.map(([, texts]) => numbersIn(texts)).find((numbers) => numbers[0] === said[0]) ?? [];
  const places = said.map((n) => inRoom.indexOf(n));
  lost += said.filter((n, i) => acknowledged.has(n) && places[i] === -1).length;
  inverted += places.filter((place, i) => i > 0 && place !== -1 && place < (places[i - 1] ?? -1)).length;
}
await rm(folder, { recursive: true, force: true });

const seconds = ((performance.now() - started) / 1000).toFixed(1);
console.log(
  `kills ${kills}, messages ${next}, acknowledged ${acknowledged.size}, lost ${lost}, repeated ${repeated} (at most ${mostRepeated} a line and kill), inverted ${inverted}, ${seconds} s`,
);
if (lost > 0 || inverted > 0 || repeated > kills || mostRepeated > 1 || acknowledged.size < next) {
  console.error(
    'prove-kill: failed. Nothing acknowledged may be lost or out of order, and at most one post may be repeated a kill.',
  );
  process.exit(1);
}
