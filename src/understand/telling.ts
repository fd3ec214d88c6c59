import { topicIds } from '../domain.ts';
import type { ReadConcepts } from './concepts.ts';
import { wordsOf } from './fold.ts';
import { type Labels, topicsAtMost } from './labels.ts';

/**
 * How much the words of a message tell about what it is about. "nevím, co mám dělat" could stand in front of anything; models
 * guess all the same, for they only compare. Whoever decides on a guess should know that it stands on nothing.
 */

/** Words are cut to their beginning, which stands in for endings of all kinds. */
const cut = 5;
/** So many imagined ordinary occurrences are added to each word: what was seen twice proves nothing. */
const doubt = 3;
/** The most telling words of a message count, so that length alone tells nothing. */
const wordsCounted = 2;

/** Beginnings and concepts are numbered by a hash: fast to count, and two that share a number are too rare to matter. */
const slots = 1 << 17;

const slotOf = (hash: number): number => {
  const mixed = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return ((mixed ^ (mixed >>> 13)) >>> 0) & (slots - 1);
};

function beginningOf(word: string): number {
  let hash = 7;
  for (let i = 0; i < Math.min(cut, word.length); i++)
    hash = Math.imul(hash ^ word.charCodeAt(i), 0x01000193);
  return slotOf(hash);
}

/** For every word of a folded text its own number, and those of the concepts that it means. */
function numbersOf(folded: string, readConcepts: ReadConcepts): readonly (readonly number[])[] {
  const words = wordsOf(folded);
  const concepts = readConcepts(words);
  return words.map((word, at) => [beginningOf(word), ...(concepts[at] ?? []).map(slotOf)]);
}

/** What there is to go by in a message. */
export interface Substance {
  /** 0 for nothing but everyday or unknown words; a clear word gives about 1. */
  readonly telling: number;
  /** How many different words. */
  readonly words: number;
}

export type Weigh = (folded: string) => Substance;

/** How many numbers the table has, one for every slot. */
export const tellingTableSize = slots;
/** One stored unit, in natural logarithms. */
const unit = 1 / 50;

/**
 * Learns from labelled folded texts how far each word shifts the topics away from the ordinary: for the beginning of each word, and
 * each concept, in units of a fiftieth of a natural logarithm.
 */
export function tellingOf(folded: readonly string[], labels: Labels, readConcepts: ReadConcepts): Uint8Array {
  const size = topicIds.length;
  const usual = new Float64Array(size).fill(1 / folded.length);
  const counts = new Uint16Array(slots * size);
  const totals = new Uint16Array(slots);
  const lastSeen = new Int32Array(slots).fill(-1);
  folded.forEach((text, index) => {
    const topic = labels.topics[index * topicsAtMost] ?? 0;
    usual[topic] = (usual[topic] ?? 0) + 1 / folded.length;
    for (const number of numbersOf(text, readConcepts).flat()) {
      if (lastSeen[number] === index) continue;
      lastSeen[number] = index;
      totals[number] = (totals[number] ?? 0) + 1;
      const at = number * size + topic;
      counts[at] = (counts[at] ?? 0) + 1;
    }
  });
  const tells = new Uint8Array(slots);
  for (let beginning = 0; beginning < slots; beginning++) {
    const total = (totals[beginning] ?? 0) + doubt;
    if (total === doubt) continue;
    let shift = 0;
    for (let k = 0; k < size; k++) {
      const prior = usual[k] ?? 1;
      const share = ((counts[beginning * size + k] ?? 0) + doubt * prior) / total;
      shift += share * Math.log(share / prior);
    }
    tells[beginning] = Math.min(255, Math.round(shift / unit));
  }
  return tells;
}

/**
 * Makes the function that weighs a folded text by what was learnt. A rare word tells as much as the concept that it means.
 */
export function createWeigh(tells: Uint8Array, readConcepts: ReadConcepts): Weigh {
  return (text) => {
    const byWord = new Map(
      numbersOf(text, readConcepts).map((numbers) => [
        numbers[0],
        Math.max(...numbers.map((number) => tells[number] ?? 0)),
      ]),
    );
    const most = [...byWord.values()].sort((a, b) => b - a);
    return {
      telling: unit * most.slice(0, wordsCounted).reduce((sum, shift) => sum + shift, 0),
      words: byWord.size,
    };
  };
}
