import type { Clock } from '../clock.ts';
import { faultOf, type Log } from '../log.ts';
import { StoreError } from '../store/store-error.ts';

/** full: the disk has no room. refuses: nothing can be written, or it takes too long. */
export type StoreState = 'well' | 'full' | 'refuses';

export interface StoreWatchNeeds {
  /** Writes something small, so that the disk is really asked. */
  readonly write: () => Promise<void>;
  /** Bytes that are free where the store lies; null: it cannot be told. */
  readonly free: () => Promise<number | null>;
  readonly clock: Clock;
  readonly log: Log;
  /** Tells the desk, past the store; true when it got there. */
  readonly tell: (state: StoreState) => Promise<boolean>;
}

export interface StoreWatch {
  readonly state: () => StoreState;
  /** Bytes, when it was last looked; null: not yet, or it cannot be told. */
  readonly free: () => number | null;
  /** Looks now. */
  readonly look: () => Promise<void>;
  /** Looks now and from now on. */
  readonly start: () => void;
  readonly stop: () => void;
}

/** Looked at this often, milliseconds. */
const round = 15_000;
/** What the disk has not answered by then has not gone well. */
const patience = 5_000;
/** As long as it lasts the desk is reminded this often, milliseconds. */
const remindEvery = 3_600_000;
/** Less than this is full (bytes): the databases need room to be written anew after a deletion. */
const leastFree = 50_000_000;
const diskIsFull = 13;

/** Asks the disk again and again whether it still writes, so that the desk and the operator know before people notice. */
export const createStoreWatch = ({ write, free, clock, log, tell }: StoreWatchNeeds): StoreWatch => {
  let state: StoreState = 'well';
  /** What the desk was told last, and when (milliseconds since 1970). */
  let told: StoreState = 'well';
  let toldAt = 0;
  let bytes: number | null = null;
  let callOff = (): void => undefined;
  let stopped = false;
  let looking: Promise<void> | null = null;
  /** A write that hangs is not followed by another. */
  let writing: Promise<StoreState> | null = null;

  const tryWrite = async (): Promise<StoreState> => {
    try {
      await write();
      return 'well';
    } catch (error) {
      log({ line: 'store-trouble', error: faultOf(error) });
      const code = error instanceof StoreError ? (error.sqlite ?? 0) & 0xff : 0;
      return code === diskIsFull ? 'full' : 'refuses';
    }
  };

  const inTime = async <T>(job: Promise<T>, otherwise: T): Promise<T> => {
    let callOffLate = (): void => undefined;
    const late = new Promise<T>((resolve) => {
      callOffLate = clock.after(patience, () => resolve(otherwise));
    });
    try {
      return await Promise.race([job, late]);
    } finally {
      callOffLate();
    }
  };

  const writes = (): Promise<StoreState> => {
    writing ??= tryWrite().finally(() => {
      writing = null;
    });
    return inTime(writing, 'refuses');
  };

  const lookNow = async (): Promise<void> => {
    bytes = await inTime(free(), null);
    const found = bytes !== null && bytes < leastFree ? 'full' : await writes();
    if (found !== state)
      log(found === 'well' ? { line: 'store-well' } : { line: 'store-state', state: found });
    state = found;
    const reminds = state !== 'well' && clock.now() - toldAt >= remindEvery;
    if (stopped || (state === told && !reminds)) return;
    const now = state;
    if (!(await tell(now))) return;
    told = now;
    toldAt = clock.now();
  };

  const look = (): Promise<void> => {
    looking ??= lookNow()
      .catch((error: unknown) => log({ line: 'fault', where: 'store-watch', error: faultOf(error) }))
      .finally(() => {
        looking = null;
      });
    return looking;
  };

  const go = (): void => {
    void look().then(() => {
      if (!stopped) callOff = clock.after(round, go);
    });
  };

  return {
    state: () => state,
    free: () => bytes,
    look,
    start: go,
    stop: () => {
      stopped = true;
      callOff();
    },
  };
};
