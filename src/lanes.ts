/** Jobs of one key run one after another; different keys run side by side; a failed job never blocks the next. */
export interface Lanes {
  run<T>(key: string, job: () => Promise<T>): Promise<T>;
  /** Resolves when nothing is under way any more. */
  idle(): Promise<void>;
}

export const createLanes = (): Lanes => {
  const last = new Map<string, Promise<unknown>>();
  return {
    run: (key, job) => {
      const before = last.get(key) ?? Promise.resolve();
      const mine = before.then(job, job);
      // What waits behind must not see the failure; whoever gave the job does.
      const settled = mine.catch(() => undefined);
      last.set(key, settled);
      void settled.then(() => {
        if (last.get(key) === settled) last.delete(key);
      });
      return mine;
    },
    idle: async () => {
      while (last.size > 0) await Promise.all(last.values());
    },
  };
};
