import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig, retentionOf } from '../../src/config.ts';
import { languages } from '../../src/domain.ts';
import { openStore } from '../../src/store/open-store.ts';
import { texts } from '../../src/text/texts.ts';
import { day, hour } from '../../test/lampa.ts';
import { type Actor, givenStage, type Stage } from '../../test/properties/stage.ts';
import { changeOf, start, textOf } from '../../test/store/given.ts';
import { ready, startChild } from './kill-pipe.ts';
import { createRandom, type Proof, type Proved } from './proof.ts';
import { piecesLeft, sealedOf } from './sealed-bytes.ts';

/** What goes: by a wish, by time, in the middle of a crash. Looked for in the raw bytes of every file. */

const wishes = ['/smazat', '/skryt', 'smaž mě'] as const;
const situations = ['bot', 'waiting', 'with-worker', 'closed', 'blocked', 'left'] as const;
type Situation = (typeof situations)[number];

const roomOf = (stage: Stage, mark: string): string | null =>
  stage.desk.rooms().find(({ address }) => stage.desk.reads(address).some((text) => text.includes(mark)))
    ?.address ?? null;

/** Brings somebody into a situation, with words on both sides. */
const bring = async (stage: Stage, who: Actor, mark: string, into: Situation): Promise<void> => {
  await who.says(`mam dluhy a nevim co dal ${mark}`);
  if (into !== 'bot') await who.says(`chci mluvit s clovekem ${mark}`);
  await stage.settle();
  const room = roomOf(stage, mark);
  if (room === null || into === 'bot' || into === 'waiting') return;
  await stage.desk.says('Jana', room, '/take');
  await stage.desk.says('Jana', room, `jsem tady ${mark}`);
  await stage.desk.says('Jana', room, `// poznamka ${mark}`);
  await who.says(`dekuju ${mark}`);
  await stage.settle();
  if (into === 'closed') await stage.desk.says('Jana', room, '/close helped');
  if (into === 'blocked') await stage.desk.says('Jana', room, '/block 30');
  if (into === 'left') await who.leaves();
  await stage.settle();
};

const containsText = (folder: string, words: string): boolean =>
  readdirSync(folder).some((name) => readFileSync(join(folder, name)).includes(Buffer.from(words)));

interface Counted {
  persons: number;
  pieces: number;
  readonly against: string[];
}

const goneOf = (
  stage: Stage,
  conversation: string,
  sealed: readonly Buffer[],
  what: string,
  counted: Counted,
): void => {
  const { left, pieces } = piecesLeft(stage.lampa.folder, sealed);
  counted.persons += 1;
  counted.pieces += pieces;
  if (pieces < 20) counted.against.push(`${what}: there was next to nothing to look for`);
  if (left > 0) counted.against.push(`${what}: ${left} of ${pieces} pieces are still in a file`);
  if (sealedOf(stage.lampa.folder, conversation).length > 0)
    counted.against.push(`${what}: a row is still there`);
};

const byWish = async (rounds: number, progress: (now: string) => void): Promise<Proved> => {
  const stage = await givenStage('memory');
  const counted: Counted = { persons: 0, pieces: 0, against: [] };
  const store = stage.lampa.store();
  const stays = stage.person('memory', 'zustava');
  await bring(stage, stays, 'ZUSTAVA', 'with-worker');
  const id = store.conversationId(stays.address);
  const before = (await store.texts(id, 100)).length;
  let receipts = 0;
  for (let round = 0; round < rounds; round++) {
    for (const [n, situation] of situations.entries()) {
      progress(`round ${round + 1} of ${rounds}: ${situation}`);
      const mark = `M${round}x${n}`;
      const who = stage.person(stage.platforms[n % stage.platforms.length] ?? 'memory', mark);
      await bring(stage, who, mark, situation);
      const conversation = store.conversationId(who.address);
      const sealed = sealedOf(stage.lampa.folder, conversation);
      // The looking itself: what is there is found.
      if (piecesLeft(stage.lampa.folder, sealed).left === 0)
        counted.against.push('what is there was not found');
      const wish = wishes[(round + n) % wishes.length] ?? '/smazat';
      if (situation === 'left') await who.returns();
      await who.says(wish);
      await stage.settle();
      goneOf(stage, conversation, sealed, `${wish} (${situation})`, counted);
      if (containsText(stage.lampa.folder, mark))
        counted.against.push(`${wish} (${situation}): words stand in a file`);
      if (who.reads().at(-1)?.includes('Hotovo') === true) receipts += 1;
      else counted.against.push(`${wish} (${situation}): no receipt`);
      const blocked = await store.blockedUntil(conversation);
      if ((blocked !== null) !== (situation === 'blocked'))
        counted.against.push(`${wish} (${situation}): the block is wrong`);
    }
  }
  if ((await store.texts(id, 100)).length !== before)
    counted.against.push('something of somebody else went with it');
  await stage.close();
  return {
    what: `deleted or hidden by the person, in ${situations.length} situations`,
    figures: `${counted.persons} persons, ${counted.pieces} pieces of sealed words and keys looked for in the raw bytes, ${receipts} receipts, left ${counted.against.length}`,
    against: counted.against,
  };
};

/** Nobody says anything any more: everything goes by the clock, and not before. */
const byTime = async (): Promise<Proved> => {
  const stage = await givenStage('memory');
  const store = stage.lampa.store();
  const counted: Counted = { persons: 0, pieces: 0, against: [] };
  const people = situations.map((situation, n) => ({
    situation,
    mark: `T${n}`,
    who: stage.person('memory', `T${n}`),
  }));
  for (const { who, mark, situation } of people) await bring(stage, who, mark, situation);
  const known = people.map((one) => {
    const conversation = store.conversationId(one.who.address);
    return { ...one, conversation, sealed: sealedOf(stage.lampa.folder, conversation) };
  });
  const isThere = async (conversation: string): Promise<boolean> =>
    (await store.byId(conversation)) !== null || (await store.texts(conversation, 1)).length > 0;
  const expectThere = async (after: string, expected: (situation: Situation) => boolean): Promise<void> => {
    for (const { situation, conversation } of known) {
      if ((await isThere(conversation)) !== expected(situation)) {
        counted.against.push(
          `${situation}: after ${after} it is ${expected(situation) ? 'gone too early' : 'still there'}`,
        );
      }
    }
  };
  await stage.lampa.pass(71 * hour);
  await expectThere('71 hours', () => true);
  await stage.lampa.pass(2 * hour);
  await expectThere('73 hours', (situation) => situation !== 'bot');
  // A case that nobody takes ends after a week without a word; then the receipt of its end and 72 hours.
  await stage.lampa.pass(11 * day);
  await expectThere('14 days', (situation) => situation !== 'bot' && situation !== 'waiting');
  await stage.lampa.pass(21 * day);
  await expectThere('35 days', () => false);
  for (const { situation, conversation, sealed } of known)
    goneOf(stage, conversation, sealed, `by time (${situation})`, counted);
  await stage.close();
  return {
    what: 'gone by the clock: 72 hours, 30 days after the last word; blocked and unreachable persons too',
    figures: `${counted.persons} persons, ${counted.pieces} pieces looked for, left ${counted.against.length}`,
    against: counted.against,
  };
};

/** Killed in the middle of many deletions: the next start finishes what was begun. */
const byKill = async (rounds: number, seed: number, progress: (now: string) => void): Promise<Proved> => {
  const random = createRandom(seed);
  const folder = mkdtempSync(join(tmpdir(), 'lampa-gone-'));
  const against: string[] = [];
  let n = 0;
  let pieces = 0;
  let deleted = 0;
  const run = async (
    ask: readonly { readonly person: number; readonly text: string }[],
    killAfter: number | null,
  ) => {
    const taken = new Set<number>();
    let enough = (): void => undefined;
    const child = startChild({ folder, messenger: null }, (told) => {
      if (told.is === 'taken') taken.add(told.n);
      enough();
    });
    await ready(child);
    const first = n;
    const numbers = ask.map(() => n++);
    for (const [i, one] of ask.entries()) child.ask({ is: 'bring', n: first + i, ...one });
    const target = killAfter ?? ask.length;
    await new Promise<void>((resolve) => {
      enough = () => {
        if (taken.size >= target) resolve();
      };
      enough();
    });
    if (killAfter !== null) await child.kill();
    else {
      const idle = child.said('idle');
      child.ask({ is: 'idle' });
      await idle;
      await child.end();
    }
    return ask.filter((_, i) => !taken.has(numbers[i] ?? -1));
  };
  for (let round = 0; round < rounds; round++) {
    progress(`kill ${round + 1} of ${rounds}`);
    const people = Array.from({ length: 12 }, (_, i) => round * 100 + i);
    await run(
      people.flatMap((person) =>
        [1, 2, 3].map((i) => ({ person, text: `slova cloveka ${person} ${i} `.repeat(i * 9) })),
      ),
      null,
    );
    const sealed = sealedOf(folder, null);
    const left = await run(
      people.map((person) => ({ person, text: '/smazat' })),
      Math.floor(random() * people.length),
    );
    await run(left, null);
    // The receipts went out in the last run.
    const found = piecesLeft(folder, sealed);
    pieces += found.pieces;
    deleted += people.length;
    if (found.left > 0)
      against.push(`round ${round + 1}: ${found.left} of ${found.pieces} pieces are still in a file`);
  }
  rmSync(folder, { recursive: true, force: true });
  return {
    what: `${rounds} × kill -9 in the middle of deletions`,
    figures: `${deleted} persons deleted, ${pieces} pieces looked for, left ${against.length}`,
    against,
  };
};

/** With other numbers than usual: what is said and what is done are the same. */
const promises = async (): Promise<Proved> => {
  const against: string[] = [];
  const read = readConfig({
    RETENTION_BOT_HOURS: '7',
    RETENTION_CASE_DAYS: '11',
    RETENTION_DELETION_MONTHS: '3',
  });
  if (!read.ok) throw new Error(read.problems.join('\n'));
  const { promise } = read.config;
  for (const language of languages) {
    const said = texts[language].privacy(promise);
    for (const number of ['7', '11', '3']) {
      if (!new RegExp(`(?<!\\d)${number}(?!\\d)`).test(said))
        against.push(`${language}: "${number}" is not said`);
    }
  }
  const folder = mkdtempSync(join(tmpdir(), 'lampa-promise-'));
  const store = await openStore({ folder, retention: retentionOf(read.config), now: () => start });
  const id = store.conversationId('telegram:1');
  await store.commit(changeOf(store, 'telegram:1', start, { texts: [textOf('slova', start)] }));
  await store.expire(start + 7 * hour - 1);
  if ((await store.texts(id, 9)).length !== 1) against.push('words to the bot went too early');
  await store.expire(start + 7 * hour);
  if ((await store.texts(id, 9)).length !== 0) against.push('words to the bot stayed longer than was said');
  await store.close();
  rmSync(folder, { recursive: true, force: true });
  return {
    what: 'what the texts promise is what the code does, with other numbers than usual',
    figures: `${languages.length} languages, 3 numbers`,
    against,
  };
};

export const gone: Proof = {
  name: 'gone',
  run: async ({ short, seed, progress }) => [
    await byWish(short ? 1 : 20, progress),
    await byTime(),
    await byKill(short ? 2 : 25, seed, progress),
    await promises(),
  ],
};
