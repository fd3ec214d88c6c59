/** Calls back after so many milliseconds; the returned function calls it off. */
export type After = (milliseconds: number, call: () => void) => () => void;

export interface Pause {
  /** Resolves when the time is over, or at once when it is ended. */
  readonly over: Promise<void>;
  end(): void;
}

export const createPause = (after: After, milliseconds: number): Pause => {
  const over = Promise.withResolvers<void>();
  const callOff = after(milliseconds, over.resolve);
  return {
    over: over.promise,
    end: () => {
      callOff();
      over.resolve();
    },
  };
};

/** One pause at a time, that ends at once when everything is to stop. */
export const createPauses = (after: After) => {
  const open = new Set<Pause>();
  let stopped = false;
  return {
    /** Resolves when the time is over or the job done, whichever comes first. */
    atMost: async (milliseconds: number, job?: Promise<unknown>): Promise<void> => {
      if (stopped) return;
      const pause = createPause(after, milliseconds);
      open.add(pause);
      await (job === undefined ? pause.over : Promise.race([pause.over, job]));
      open.delete(pause);
      pause.end();
    },
    stop: (): void => {
      stopped = true;
      for (const pause of open) pause.end();
    },
  };
};
