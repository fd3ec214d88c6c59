import { topicIds } from '../domain.ts';
import type { Labels } from './evidence.ts';
import { isWordCode } from './fold.ts';

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

/** Beginnings are numbered by a hash: fast to count, and two that share a number are too rare to matter. */
const slots = 1 << 17;

/** Calls `visit` with the number of the beginning of every word of a folded text. */
function visitBeginnings(folded: string, visit: (beginning: number) => void): void {
  let begin = -1;
  let hash = 7;
  for (let i = 0; i <= folded.length; i++) {
    const code = i < folded.length ? folded.charCodeAt(i) : 32;
    if (isWordCode(code)) {
      if (begin < 0) {
        begin = i;
        hash = 7;
      }
      if (i < begin + cut) hash = Math.imul(hash ^ code, 0x01000193);
    } else if (begin >= 0) {
      const mixed = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
      visit(((mixed ^ (mixed >>> 13)) >>> 0) & (slots - 1));
      begin = -1;
    }
  }
}

/** What there is to go by in a message. */
export interface Substance {
  /** 0 for nothing but everyday or unknown words; a clear word gives about 1. */
  readonly telling: number;
  /** How many different words. */
  readonly words: number;
}

export type Weigh = (folded: string) => Substance;

/** Learns from labelled folded texts how far each word shifts the topics away from the ordinary (in natural logarithms). */
export function createWeigh(folded: readonly string[], labels: readonly Labels[]): Weigh {
  const size = topicIds.length;
  const usual = new Float64Array(size).fill(1 / folded.length);
  const counts = new Uint16Array(slots * size);
  const totals = new Uint16Array(slots);
  const lastSeen = new Int32Array(slots).fill(-1);
  folded.forEach((text, index) => {
    const topic = labels[index]?.topics[0] ?? 0;
    usual[topic] = (usual[topic] ?? 0) + 1 / folded.length;
    visitBeginnings(text, (beginning) => {
      if (lastSeen[beginning] === index) return;
      lastSeen[beginning] = index;
      totals[beginning] = (totals[beginning] ?? 0) + 1;
      const at = beginning * size + topic;
      counts[at] = (counts[at] ?? 0) + 1;
    });
  });
  const tells = new Float32Array(slots);
  for (let beginning = 0; beginning < slots; beginning++) {
    const total = (totals[beginning] ?? 0) + doubt;
    if (total === doubt) continue;
    let shift = 0;
    for (let k = 0; k < size; k++) {
      const prior = usual[k] ?? 1;
      const share = ((counts[beginning * size + k] ?? 0) + doubt * prior) / total;
      shift += share * Math.log(share / prior);
    }
    tells[beginning] = shift;
  }
  return (text) => {
    const own = new Set<number>();
    visitBeginnings(text, (beginning) => own.add(beginning));
    const most = [...own].map((beginning) => tells[beginning] ?? 0).sort((a, b) => b - a);
    return {
      telling: most.slice(0, wordsCounted).reduce((sum, shift) => sum + shift, 0),
      words: own.size,
    };
  };
}
