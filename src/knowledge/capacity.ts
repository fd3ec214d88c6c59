import { openKnowledgeFile } from './load.ts';
import { KnowledgeError } from './problem.ts';
import type { Service } from './schema.ts';

export type Capacity = NonNullable<Service['capacity']>;

/**
 * Notes that a service is full, has room or is closed. unknown: there is no such service; not-written: the file is broken
 * or was edited by hand meanwhile, and nothing was changed.
 */
export type NoteCapacity = (
  service: string,
  capacity: Capacity,
) => Promise<'noted' | 'unknown' | 'not-written'>;

/** Writes into services.json, until the end of a day (YYYY-MM-DD), after which it counts no more. */
export const noteCapacityIn =
  (folder: string): NoteCapacity =>
  async (id, capacity) => {
    try {
      return await writeCapacity(folder, id, capacity);
    } catch (error) {
      if (error instanceof KnowledgeError) return 'not-written';
      throw error;
    }
  };

/** The same, and null takes the note away; throws a KnowledgeError that says why nothing was written. */
export async function writeCapacity(
  folder: string,
  id: string,
  capacity: Capacity | null,
): Promise<'noted' | 'unknown'> {
  const file = await openKnowledgeFile(folder, 'services.json');
  if (!file.data.services.some((service) => service.id === id)) return 'unknown';
  await file.update((data) => {
    for (const service of data.services) if (service.id === id) service.capacity = capacity;
  });
  return 'noted';
}

/** Services with a note that still counts on a day (YYYY-MM-DD), the first to end first. */
export const notedCapacities = (
  services: readonly Service[],
  today: string,
): readonly (Service & { readonly capacity: Capacity })[] =>
  services
    .filter(
      (service): service is Service & { capacity: Capacity } => (service.capacity?.until ?? '') >= today,
    )
    .sort((a, b) => (a.capacity.until < b.capacity.until ? -1 : 1));
