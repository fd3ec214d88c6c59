import { playHistory } from '../../test/properties/mixing.ts';
import { type DeskOn, givenStage } from '../../test/properties/stage.ts';
import { createRandom } from './proof.ts';

/** Plays a share of the random histories, many on one stage, and tells what it found, a line for each stage. */

export interface Share {
  readonly from: number;
  readonly to: number;
  readonly seed: number;
  /** Each so many stages one has Telegram, and one Discord, with the desk there. */
  readonly messengerEvery: number;
}

const historiesOnAStage = 25;

const { from, to, seed, messengerEvery } = JSON.parse(process.argv[2] ?? '{}') as Share;
for (let first = from, stages = 0; first < to; first += historiesOnAStage, stages++) {
  const turn = stages % messengerEvery;
  const deskOn: DeskOn = turn === 0 ? 'telegram' : turn === 1 ? 'discord' : 'memory';
  const stage = await givenStage(deskOn);
  const told = {
    histories: 0,
    onTelegram: 0,
    onDiscord: 0,
    moves: 0,
    deliveries: 0,
    forged: 0,
    restarts: 0,
    mixed: [] as string[],
  };
  for (let history = first; history < Math.min(to, first + historiesOnAStage); history++) {
    const one = await playHistory(stage, history, createRandom(seed + history * 7919));
    told.histories += 1;
    if (deskOn === 'telegram') told.onTelegram += 1;
    if (deskOn === 'discord') told.onDiscord += 1;
    told.moves += one.moves;
    told.deliveries += one.deliveries;
    told.forged += one.forged;
    told.mixed.push(...one.mixed);
    if (history % historiesOnAStage === 12) {
      await stage.lampa.restart();
      told.restarts += 1;
    }
  }
  await stage.close();
  process.stdout.write(`${JSON.stringify(told)}\n`);
}
process.exit(0);
