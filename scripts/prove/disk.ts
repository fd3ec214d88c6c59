import { type FailingDisk, openFailingDisk, whyNoFailingDisk } from './failing-disk.ts';
import { figuresOf, killUnderLoad, wrongWith } from './kill.ts';
import { type Child, ready, startChild, type Told } from './kill-pipe.ts';
import { createRandom, type Proof, type Proved, type Scale } from './proof.ts';

/** What a disk can do to a store: lose what was not flushed, be full, refuse, be slow, hang. */

const withDisk = async <T>(job: (disk: FailingDisk) => Promise<T>): Promise<T> => {
  const disk = await openFailingDisk();
  try {
    return await job(disk);
  } finally {
    await disk.remove();
  }
};

const powerCuts = (cuts: number, lies: boolean, { seed, progress }: Scale) =>
  withDisk(async (disk) => {
    const random = createRandom(seed);
    const dropped = { writes: 0, torn: 0, kept: 0 };
    if (lies) disk.lie();
    const figures = await killUnderLoad({
      kills: cuts,
      seed,
      messenger: null,
      clockJumps: false,
      progress: (now) => progress(now.replace('kill', 'power cut')),
      disk: {
        folder: disk.folder,
        afterKill: async () => {
          const cut = await disk.cut(random);
          dropped.writes += cut.dropped;
          dropped.torn += cut.torn;
          dropped.kept += cut.kept;
        },
      },
    });
    return { figures, dropped, flushes: disk.counts.flushes };
  });

const powerCut = async (scale: Scale): Promise<readonly Proved[]> => {
  const cuts = scale.short ? 2 : 30;
  const { figures, dropped, flushes } = await powerCuts(cuts, false, scale);
  const unflushed = `of what was not flushed ${dropped.writes} writes dropped, ${dropped.torn} torn, ${dropped.kept} kept; ${flushes} flushes`;
  return [
    {
      what: `${cuts} × the power is cut under load`,
      figures: `${figuresOf(figures)}; ${unflushed}`,
      against: wrongWith(figures),
    },
    await control(scale),
  ];
};

/** On a disk that only says that it flushes, a cut must cost something: else the cuts above would prove nothing. */
const control = async (scale: Scale): Promise<Proved> => {
  const what = 'the same on a disk that lies about flushing, to see that a cut bites';
  const lost = await powerCuts(scale.short ? 1 : 4, true, scale).then(
    ({ figures }) => `${figures.lost} lost, ${figures.repeated} doubled`,
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  );
  return {
    what,
    figures: lost,
    against: lost.startsWith('0 lost') ? ['nothing was lost, so the cut does not cut'] : [],
  };
};

/** A child on the disk, and all that it has told. */
const watched = (folder: string) => {
  const told: { readonly line: Told; readonly at: number }[] = [];
  let look = (): void => undefined;
  const child = startChild({ folder, messenger: null }, (line) => {
    told.push({ line, at: performance.now() });
    look();
  });
  return {
    child,
    told,
    /** Resolves to when it was so (milliseconds); null after too long. */
    when: (condition: () => boolean, atMost: number): Promise<number | null> =>
      new Promise((resolve) => {
        const late = setTimeout(() => resolve(null), atMost);
        look = () => {
          if (!condition()) return;
          clearTimeout(late);
          resolve(performance.now());
        };
        look();
      }),
    taken: () => told.flatMap(({ line }) => (line.is === 'taken' ? [line.n] : [])),
    sentTo: (to: string) => told.flatMap(({ line }) => (line.is === 'sent' && line.to === to ? [line] : [])),
    sent: () => told.flatMap(({ line }) => (line.is === 'sent' ? [line] : [])),
  };
};

const idle = async (child: Child): Promise<void> => {
  const is = child.said('idle');
  child.ask({ is: 'idle' });
  await is;
};

const persons = 8;
const perRound = 24;

interface Trouble {
  readonly what: string;
  readonly begin: (disk: FailingDisk) => void;
  readonly end: (disk: FailingDisk) => void;
  /** What the desk reads; null: it is only slow, and everything goes on. */
  readonly desk: RegExp | null;
}

const troubles: readonly Trouble[] = [
  {
    what: 'a full disk',
    begin: (disk) => disk.leaveRoom(20_000),
    end: (disk) => disk.leaveRoom(null),
    desk: /⚠️.*je plný/,
  },
  {
    what: 'a disk that refuses to flush (EIO)',
    begin: (disk) => disk.breakCalls(['flush']),
    end: (disk) => disk.breakCalls([]),
    desk: /⚠️.*nemůže nic uložit/,
  },
  {
    what: 'a disk that refuses to write (EIO)',
    begin: (disk) => disk.breakCalls(['write']),
    end: (disk) => disk.breakCalls([]),
    desk: /⚠️.*nemůže nic uložit/,
  },
  {
    what: 'a disk that hangs',
    begin: (disk) => disk.slowDown(Number.POSITIVE_INFINITY),
    end: (disk) => disk.slowDown(0),
    desk: /⚠️.*nemůže nic uložit/,
  },
  {
    what: 'a slow disk (40 ms a write)',
    begin: (disk) => disk.slowDown(40),
    end: (disk) => disk.slowDown(0),
    desk: null,
  },
];

/** Brings messages before, in and after the trouble, and one in danger; in the end all is there, once and in order. */
const inTrouble = ({ what, begin, end, desk }: Trouble): Promise<Proved> =>
  withDisk(async (disk) => {
    const run = watched(disk.folder);
    const { child } = run;
    const against: string[] = [];
    await ready(child);
    let said = 0;
    const bring = (n: number): void =>
      child.ask({ is: 'bring', n, person: n % persons, text: `zprava c ${n}` });
    const say = (many: number): void => {
      for (let i = 0; i < many; i++) bring(said++);
    };
    say(perRound);
    await run.when(() => run.taken().length >= said, 60_000);
    await idle(child);

    begin(disk);
    const began = performance.now();
    const before = run.taken().length;
    say(perRound);
    child.ask({ is: 'bring', n: 1_000_000, person: 99, text: 'krize' });
    const card = await run.when(() => run.sentTo('pipe:person-99').length > 0, 20_000);
    const cardTook = card === null ? null : Math.round(card - began);
    if (cardTook === null || cardTook > 1500)
      against.push(`the crisis card took ${cardTook ?? 'more than 20,000'} ms`);
    const told =
      desk === null
        ? 0
        : await run.when(() => run.sentTo('pipe:desk').some(({ text }) => desk.test(text)), 40_000);
    if (told === null) against.push('the desk was not told');
    const takenMeanwhile = run.taken().length - before;

    end(disk);
    // As a platform does: what was refused comes again.
    const again = setInterval(() => {
      const taken = new Set(run.taken());
      const refused = new Set(run.told.flatMap(({ line }) => (line.is === 'not-taken' ? [line.n] : [])));
      for (const n of refused) if (!taken.has(n) && n < said) bring(n);
    }, 1000);
    say(perRound);
    const all = () => new Set(run.taken().filter((n) => n < said)).size >= said;
    const settled = await run.when(all, 90_000);
    clearInterval(again);
    if (settled === null) against.push(`${said - new Set(run.taken()).size} messages were never taken`);
    else await idle(child);
    const well =
      desk === null ||
      (await run.when(() => run.sentTo('pipe:desk').some(({ text }) => text.startsWith('✅')), 20_000));
    if (well === null) against.push('the desk was not told that it is over');
    const check = child.said('checked');
    child.ask({ is: 'check' });
    const says = (await check)?.says;
    if (says !== 'ok') against.push(`the files are not whole: ${says ?? 'it ended'}`);
    await child.end();

    const { lost, doubled, inverted } = countIn(run.sent(), said);
    if (lost > 0) against.push(`${lost} messages were lost`);
    if (inverted > 0) against.push(`${inverted} messages stand out of order`);
    if (doubled > 0) against.push(`${doubled} messages stand twice`);
    const toldAfter =
      desk === null || told === null ? '' : `, desk told after ${((told - began) / 1000).toFixed(1)} s`;
    return {
      what,
      figures: `said ${said}, acknowledged meanwhile ${takenMeanwhile}, lost ${lost}, doubled ${doubled}, inverted ${inverted}; crisis card after ${cardTook ?? '–'} ms${toldAfter}`,
      against,
    };
  });

const countIn = (sent: readonly { readonly to: string; readonly text: string }[], said: number) => {
  const rooms = new Map<string, number[]>();
  for (const { to, text } of sent) {
    if (!to.startsWith('pipe:room-')) continue;
    const numbers = [...text.matchAll(/zprava c (\d+)/g)].map(([, n]) => Number(n));
    rooms.set(to, [...(rooms.get(to) ?? []), ...numbers]);
  }
  const there = [...rooms.values()].flat();
  const inverted = [...rooms.values()].reduce(
    (sum, numbers) => sum + numbers.filter((n, i) => i > 0 && n < (numbers[i - 1] ?? -1)).length,
    0,
  );
  return {
    lost: Array.from({ length: said }, (_, n) => n).filter((n) => !there.includes(n)).length,
    doubled: there.length - new Set(there).size,
    inverted,
  };
};

export const disk: Proof = {
  name: 'disk',
  run: async (scale) => {
    const skipped = whyNoFailingDisk();
    if (skipped !== null) return [{ what: 'a disk that fails', figures: '', against: [], skipped }];
    const proved: Proved[] = [...(await powerCut(scale))];
    for (const trouble of scale.short ? troubles.slice(0, 2) : troubles) {
      scale.progress(trouble.what);
      proved.push(await inTrouble(trouble));
    }
    return proved;
  },
};
