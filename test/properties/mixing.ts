import { type Actor, type Stage, workers } from './stage.ts';

/**
 * Histories of several people, workers and platforms at once. All that anybody says bears a mark that tells whose it is, so
 * that it can be found wherever it went; nothing of one person may ever be where another one or another one's case is.
 */

export interface Mixing {
  /** What is where it must not be, a sentence each. */
  readonly mixed: readonly string[];
  readonly moves: number;
  readonly deliveries: number;
  /** Buttons of others and invented ones that were pressed. */
  readonly forged: number;
}

interface Somebody {
  readonly mark: string;
  readonly platform: string;
  readonly actor: Actor;
  /** All aliases and handles that this person has had; a deletion makes new ones. */
  readonly aliases: Set<string>;
  readonly handles: Set<string>;
  /** How the rooms of this person are named: by the number of the case, for somebody else may bear the same alias. */
  readonly rooms: Set<string>;
}

const danger = 'uz nechci zit, mam doma nachystany prasky';
const sayings = [
  'mam dluhy',
  'chci mluvit s clovekem',
  danger,
  'nevim',
  'bydlim v Klatovech',
  '@Jana /take',
  'ahoj',
];
const letters = ['a', 'b', 'c', 'd'] as const;

const anyMark = /#(\d+[a-d])\.\d+#/g;

/** Plays one history on a stage on which others may have been played before; `random` gives numbers from 0 to below 1. */
export const playHistory = async (stage: Stage, history: number, random: () => number): Promise<Mixing> => {
  const { lampa, desk } = stage;
  const upTo = (n: number): number => Math.floor(random() * n);
  const pick = <T>(from: readonly T[]): T => {
    const one = from[upTo(from.length)];
    if (one === undefined) throw new Error('nothing to pick from');
    return one;
  };
  const people: readonly Somebody[] = letters.slice(0, 2 + upTo(3)).map((letter) => {
    const platform = pick(stage.platforms);
    const mark = `${history}${letter}`;
    const actor = stage.person(platform, mark);
    return { mark, platform, actor, aliases: new Set(), handles: new Set(), rooms: new Set() };
  });
  const astrayBefore = stage.deliveries.astray.length;
  const sentBefore = stage.deliveries.count();
  let n = 0;
  let moves = 0;
  let forged = 0;
  const mixed: string[] = [];
  const marked = (who: Somebody, words: string): string => `${words} #${who.mark}.${n++}#`;

  const kept = (who: Somebody) => {
    const store = lampa.store();
    return store.byId(store.conversationId(who.actor.address));
  };
  const learn = async (): Promise<void> => {
    for (const who of people) {
      const known = await kept(who);
      if (known === null) continue;
      const { state } = known;
      who.aliases.add(state.alias);
      who.handles.add(known.handle);
      if (state.status !== 'bot') who.rooms.add(` ${state.case.number}: ${state.alias}`);
    }
  };
  const roomOf = (who: Somebody): string | null =>
    desk
      .rooms()
      .filter(({ title }) => [...who.rooms].some((name) => title.includes(name)))
      .at(-1)?.address ?? null;
  /** How it is with everybody; null: not known yet. */
  const states = (): Promise<readonly (string | null)[]> =>
    Promise.all(
      people.map(async (who) => {
        const known = await kept(who);
        const { status, alias, blockedUntil } = known?.state ?? {};
        return known === null ? null : JSON.stringify([known.handle, status, alias, blockedUntil]);
      }),
    );

  const personMove = async (who: Somebody): Promise<void> => {
    const luck = random();
    if (luck < 0.75) return who.actor.says(marked(who, pick(sayings)));
    if (luck < 0.83) return who.actor.edits(marked(who, pick(sayings)));
    if (luck < 0.85) return who.actor.unsends();
    if (luck < 0.88) return who.actor.leaves();
    if (luck < 0.91) return who.actor.returns();
    if (luck < 0.94) return who.actor.says(pick(['/smazat', '/skryt', '/konec', '/soukromi']));
    const own = who.actor.buttons();
    if (own.length > 0) return who.actor.forges(pick(own));
  };

  const workerMove = async (who: Somebody): Promise<void> => {
    const room = roomOf(who);
    const worker = pick(workers);
    const luck = random();
    if (room === null || luck < 0.05)
      return desk.says(worker, null, pick(['/cases', '/find dluhy', '/duty', 'mluvime spolu']));
    if (luck < 0.35) return desk.says(worker, room, '/take');
    if (luck < 0.7) return desk.says(worker, room, marked(who, 'slovo'));
    if (luck < 0.76) return desk.says(worker, room, marked(who, '// poznamka'));
    if (luck < 0.9) {
      return desk.says(
        worker,
        room,
        pick(['/back', '/hand', '/hand Petr', '/full', '/close helped', '/card', '/reveal jde o zivot']),
      );
    }
    if (luck < 0.93) return desk.loses(worker, room);
    const buttons = desk.buttons(room);
    if (buttons.length > 0) return desk.forges(worker, room, pick(buttons));
  };

  /** A button of somebody else, or none at all; pressed alone, so that it can be seen that nothing follows. */
  const forgery = async (who: Somebody): Promise<void> => {
    const other = pick(people.filter((one) => one !== who));
    const room = roomOf(who);
    const foreignRoom = roomOf(other);
    const before = await states();
    const nonsense = pick([
      '',
      'c:nothing',
      'take:',
      `take:${'x'.repeat(40)}`,
      'close:aaaa:helped',
      '1AAAAAAAAAAc:delete',
      '__proto__',
    ]);
    const isSealed = !['memory', 'jinde'].includes(who.platform);
    const theirs = isSealed && other.platform === who.platform ? other.actor.buttons() : [];
    const ofDesk = foreignRoom === null ? [] : desk.buttons(foreignRoom);
    if (room !== null && ofDesk.length > 0 && random() < 0.5)
      await desk.forges(pick(workers), room, pick(ofDesk));
    else if (theirs.length > 0) await who.actor.forges(pick(theirs));
    else await who.actor.forges(nonsense);
    forged += 1;
    await stage.settle();
    const after = await states();
    // Whoever was not known before is known by it, and nothing else.
    if (before.some((was, i) => was !== null && was !== after[i]))
      mixed.push(`history ${history}: a forged button of ${who.mark} did something`);
  };

  const length = 6 + upTo(10);
  for (let move = 0; move < length; ) {
    const luck = random();
    if (luck < 0.08) {
      await stage.settle();
      await learn();
      await forgery(pick(people));
      moves += 1;
      move += 1;
    } else if (luck < 0.1) await stage.repeat();
    else if (luck < 0.12) await lampa.pass(3 * 60_000);
    else {
      // Several at once, each on its own side.
      const together = 1 + upTo(5);
      await Promise.all(
        Array.from({ length: together }, () => (random() < 0.6 ? personMove : workerMove)(pick(people))),
      );
      moves += together;
      move += together;
      await stage.settle();
      await learn();
    }
  }
  await stage.settle();
  await lampa.pass(60_000);
  await learn();
  const astray = stage.deliveries.astray.slice(astrayBefore).map((what) => `history ${history}: ${what}`);
  const deliveries = stage.deliveries.count() - sentBefore;
  return { mixed: [...mixed, ...astray, ...findMixed(stage, people, history)], moves, deliveries, forged };
};

const findMixed = (stage: Stage, people: readonly Somebody[], history: number): readonly string[] => {
  const { desk } = stage;
  const mixed: string[] = [];
  const marksIn = (texts: readonly string[]): ReadonlySet<string> =>
    new Set(texts.flatMap((text) => [...text.matchAll(anyMark)].map(([, mark = '']) => mark)));
  const aliasesOfOthers = (who: Somebody): readonly string[] =>
    people
      .filter((other) => other !== who)
      .flatMap((other) => [...other.aliases])
      .filter((alias) => !who.aliases.has(alias));

  for (const who of people) {
    const reads = who.actor.reads();
    for (const mark of marksIn(reads)) {
      if (mark !== who.mark) mixed.push(`history ${history}: ${who.mark} reads words of ${mark}`);
    }
    const aliases = [...aliasesOfOthers(who), ...who.aliases];
    if (reads.some((text) => aliases.some((alias) => text.includes(alias)))) {
      mixed.push(`history ${history}: ${who.mark} reads an alias`);
    }
    if (reads.some((text) => workers.some((name) => text.includes(name) && !text.includes(`@${name}`)))) {
      mixed.push(`history ${history}: ${who.mark} reads the name of a worker`);
    }
  }
  // Rooms of those who were played before are looked at as well: nothing new may have come there.
  for (const { address, title } of desk.rooms()) {
    const texts = desk.reads(address);
    const marks = marksIn(texts);
    if (marks.size > 1)
      mixed.push(`history ${history}: in the room "${title}" are words of ${[...marks].join(', ')}`);
    const owner = people.find((who) => marks.has(who.mark));
    if (owner === undefined) continue;
    const all = [title, ...texts].join('\n');
    for (const alias of aliasesOfOthers(owner)) {
      if (all.includes(alias))
        mixed.push(`history ${history}: in a room of ${owner.mark} stands the alias of another`);
    }
    // On platforms that seal them, what stands behind a button cannot be read here.
    for (const data of desk.buttons(address)) {
      const [, handle] = /^(?:take|hand|back|card|close):([a-z0-9]+)/.exec(data) ?? [];
      if (
        handle !== undefined &&
        !owner.handles.has(handle) &&
        people.some((who) => who.handles.has(handle))
      ) {
        mixed.push(`history ${history}: in a room of ${owner.mark} is a button of another`);
      }
    }
  }
  const onDesk = marksIn(desk.reads(null));
  if (onDesk.size > 0)
    mixed.push(`history ${history}: words of ${[...onDesk].join(', ')} stand on the desk for all`);
  return mixed;
};
