import { backOff } from './back-off.ts';
import type { Clock } from './clock.ts';
import { faultOf, type Log } from './log.ts';
import type { Address, Port } from './port.ts';
import { StoreError } from './store/store-error.ts';
import { deskText } from './text/desk.ts';
import type { Voice } from './text/speaker.ts';

/** full: no room on the disk. broken: it refuses. slow: it does not answer. */
type Trouble = 'full' | 'broken' | 'slow';

/** An event that is not durable by then tells of a disk that hangs (milliseconds). */
const hangsAfter = 10_000;
/** As long as it lasts the desk is reminded this often (milliseconds). */
const remindEvery = 3_600_000;
/** It is well again when nothing has failed for so long, so that a disk that is nearly full does not ring all the time. */
const wellAfter = 5000;
/** SQLite's code for a disk that is full. */
const sqliteFull = 13;

/**
 * When the store cannot write, nothing is acknowledged, nobody is answered, and nothing can tell of it but the port itself:
 * the desk hears at once, straight through it, and again when it is over.
 */
export const createStoreWatch = ({
  port,
  desk,
  clock,
  log,
  voice,
  newId,
}: {
  /** The platform of the desk; absent: there is nobody to tell. */
  readonly port: Port | undefined;
  readonly desk: Address;
  readonly clock: Clock;
  readonly log: Log;
  readonly voice: () => Voice;
  readonly newId: () => string;
}) => {
  let trouble: Trouble | null = null;
  let callOff = (): void => undefined;
  /** Called off when something fails meanwhile. */
  let callOffWell: (() => void) | null = null;

  const send = async (text: string): Promise<boolean> => {
    try {
      const outgoing = { kind: 'post', id: newId(), blocks: [{ kind: 'text', text }], buttons: [] } as const;
      return (await port?.send(desk, outgoing))?.ok === true;
    } catch (error) {
      log({ line: 'fault', where: 'store-watch', error: faultOf(error) });
      return false;
    }
  };

  /** Until it was told, and then every hour, as long as the trouble lasts. */
  const tell = (attempt: number): void => {
    if (trouble === null) return;
    const told = send(`🔴 ${deskText(voice().knowledge).storeTrouble[trouble]}`);
    void told.then((done) => {
      if (trouble === null) return;
      callOff();
      callOff = done
        ? clock.after(remindEvery, () => tell(0))
        : clock.after(backOff(attempt), () => tell(attempt + 1));
    });
  };

  const begin = (what: Trouble): void => {
    callOffWell?.();
    callOffWell = null;
    if (trouble !== null) return;
    trouble = what;
    tell(0);
  };

  const worked = (): void => {
    if (trouble === null || callOffWell !== null) return;
    callOffWell = clock.after(wellAfter, () => {
      callOffWell = null;
      trouble = null;
      callOff();
      void send(`🟢 ${deskText(voice().knowledge).storeWell}`);
    });
  };

  const failed = (error: unknown): void => {
    if (error instanceof StoreError) begin(error.sqlite === sqliteFull ? 'full' : 'broken');
  };

  return {
    /** Does a job that writes, and watches how that goes. */
    over: async <T>(job: () => Promise<T>): Promise<T> => {
      const onTime = clock.after(hangsAfter, () => begin('slow'));
      try {
        const done = await job();
        worked();
        return done;
      } catch (error) {
        failed(error);
        throw error;
      } finally {
        onTime();
      }
    },
    stop: (): void => {
      trouble = null;
      callOff();
      callOffWell?.();
    },
  };
};
