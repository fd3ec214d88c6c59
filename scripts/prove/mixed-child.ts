import { playHistory } from '../../test/properties/mixing.ts';
import { givenStage } from '../../test/properties/stage.ts';
import { createRandom } from './proof.ts';

/** Plays a share of the random histories, many on one stage, and tells what it found, a line for each stage. */

export interface Share {
  readonly from: number;
  readonly to: number;
  readonly seed: number;
  /** Each so many stages one has Telegram beside the others. */
  readonly telegramEvery: number;
}

const historiesOnAStage = 25;

const { from, to, seed, telegramEvery } = JSON.parse(process.argv[2] ?? '{}') as Share;
for (let first = from, stages = 0; first < to; first += historiesOnAStage, stages++) {
  const telegram = stages % telegramEvery === 0;
  const stage = await givenStage(telegram);
  const told = {
    histories: 0,
    onTelegram: 0,
    moves: 0,
    deliveries: 0,
    forged: 0,
    restarts: 0,
    mixed: [] as string[],
  };
  for (let history = first; history < Math.min(to, first + historiesOnAStage); history++) {
    const one = await playHistory(stage, history, createRandom(seed + history * 7919));
    told.histories += 1;
    if (telegram) told.onTelegram += 1;
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
