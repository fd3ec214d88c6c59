import { createHash } from 'node:crypto';
import type { RoomSign } from '../../src/port.ts';

/** Letters of a post's name in a forum. */
const longestName = 100;

const circles: Readonly<Record<RoomSign['risk'], string>> = {
  none: '⚪',
  concern: '🟡',
  high: '🟠',
  emergency: '🔴',
};

/** The name of a post: the risk as a colour before the title, a mark when the case is over. */
export const postName = ({ title, risk, stage }: RoomSign): string =>
  `${stage === 'over' ? '✔️' : circles[risk]} ${title}`.slice(0, longestName).toWellFormed().trim();

/** What the tags of the forum say. */
export type Tag = RoomSign['stage'] | Exclude<RoomSign['risk'], 'none'>;
export const allTags: readonly Tag[] = ['waiting', 'with-worker', 'over', 'concern', 'high', 'emergency'];

export const tagsOf = ({ risk, stage }: RoomSign): readonly Tag[] =>
  risk === 'none' ? [stage] : [stage, risk];

/**
 * A number that names an opening for good. It stands, seen by nobody, on the first card of the post: so a post that was
 * opened without an answer is found again instead of being opened twice.
 */
export const markOf = (id: string): number =>
  (createHash('sha256').update(id).digest().readUInt32BE(0) % 2_000_000_000) + 1000;
