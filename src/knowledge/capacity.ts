import { openKnowledgeFile } from './load.ts';
import type { Service } from './schema.ts';

export type Capacity = NonNullable<Service['capacity']>;

/**
 * Notes in services.json that a service is full, has room or is closed, until the end of a day (YYYY-MM-DD), after which
 * it counts no more. False when there is no such service. Throws a KnowledgeError when the file is broken or was edited
 * by hand meanwhile; then nothing is changed.
 */
export const noteCapacity = async (folder: string, id: string, capacity: Capacity): Promise<boolean> => {
  const file = await openKnowledgeFile(folder, 'services.json');
  if (!file.data.services.some((service) => service.id === id)) return false;
  await file.update((data) => {
    for (const service of data.services) if (service.id === id) service.capacity = capacity;
  });
  return true;
};
