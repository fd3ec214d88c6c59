import { v5 } from 'uuid';

/** Fixed for ever: with another one every export would seem to hold other services. */
const namespace = '6f0d9a52-5d0b-5c1e-9a55-3f6f1d2f8b71';

/** The same id for the same thing in every export. `kind` keeps things apart that bear one name. */
export const stableId = (kind: string, ...names: readonly string[]): string =>
  v5(JSON.stringify([kind, ...names]), namespace);
