import { isDeepStrictEqual } from 'node:util';
import { openKnowledgeFile } from '../load.ts';
import type { Service } from '../schema.ts';
import { applied, type Proposal } from './propose.ts';

export interface Admitted {
  readonly written: readonly string[];
  /** Entries that somebody changed since they were compared; nothing was written there. */
  readonly outrun: readonly string[];
}

/** Free places are noted by workers at any time and belong to nobody's import. */
const withoutCapacity = ({ capacity: _, ...rest }: Service): object => rest;

/**
 * Writes what a person has admitted, all of it in one step: after a crash there is the old file or the new. What somebody
 * changed meanwhile is left alone. Throws a KnowledgeError.
 */
export async function admit(folder: string, proposals: readonly Proposal[]): Promise<Admitted> {
  if (proposals.length === 0) return { written: [], outrun: [] };
  const file = await openKnowledgeFile(folder, 'services.json');
  const now = new Map(file.data.services.map((one) => [one.id, one]));
  const isStill = ({ id, before }: Proposal): boolean => {
    const there = now.get(id);
    if (before === null || there === undefined) return before === null && there === undefined;
    return isDeepStrictEqual(withoutCapacity(there), withoutCapacity(before));
  };
  const good = proposals.filter(isStill).map((proposal) => {
    const there = now.get(proposal.id);
    return there === undefined
      ? proposal
      : { ...proposal, after: { ...proposal.after, capacity: there.capacity } };
  });
  if (good.length > 0)
    await file.update((data) => {
      data.services = applied(data.services, good);
    });
  const written = good.map(({ id }) => id);
  return { written, outrun: proposals.map(({ id }) => id).filter((id) => !written.includes(id)) };
}
