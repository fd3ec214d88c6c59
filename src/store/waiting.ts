import type { Ground } from './ground.ts';
import type { Waiting } from './store.ts';

/** Counts what waits, and opens nothing. */
export const readWaiting = async ({ db }: Ground): Promise<Waiting> => {
  const errands = await db
    .selectFrom('errands')
    .select((is) => [
      is.fn.countAll().as('n'),
      is.fn.sum('crisis').as('crisis'),
      is.fn.min('created_at').as('oldest'),
    ])
    .executeTakeFirst();
  const cases = await db
    .selectFrom('conversations')
    .select((is) => ['status', is.fn.countAll().as('n')])
    .where('status', '!=', 'bot')
    .groupBy('status')
    .execute();
  const inState = (state: string): number => Number(cases.find(({ status }) => status === state)?.n ?? 0);
  return {
    errands: Number(errands?.n ?? 0),
    crisis: Number(errands?.crisis ?? 0),
    oldest: errands?.oldest ?? null,
    casesWaiting: inState('waiting'),
    casesWithWorker: inState('with-worker'),
  };
};
