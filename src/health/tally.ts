import type { Log, LogLine } from '../log.ts';

/** What has happened since the start, counted from the log lines; only fixed words and numbers, nobody's. */
export interface Tally {
  readonly events: ReadonlyMap<string, number>;
  readonly delivered: ReadonlyMap<string, number>;
  /** By receiver and reason, with a space between. */
  readonly refused: ReadonlyMap<string, number>;
  /** Tries that were denied, by who and what, with a space between. */
  readonly denied: ReadonlyMap<string, number>;
  readonly postponed: number;
  readonly faults: number;
  readonly notTaken: number;
  readonly crisisPastStore: number;
  /** False since an edit of the directory was refused: the last good version is in use. */
  readonly knowledgeWell: boolean;
}

/** A log that is counted as it goes by, whatever its level shows. */
export const createTally = (log: Log): { readonly log: Log; readonly tally: () => Tally } => {
  const events = new Map<string, number>();
  const delivered = new Map<string, number>();
  const refused = new Map<string, number>();
  const denied = new Map<string, number>();
  let [postponed, faults, notTaken, crisisPastStore] = [0, 0, 0, 0];
  let knowledgeWell = true;
  const add = (to: Map<string, number>, what: string): void => {
    to.set(what, (to.get(what) ?? 0) + 1);
  };
  const count = (line: LogLine): void => {
    switch (line.line) {
      case 'event':
        add(events, line.event);
        break;
      case 'delivered':
        add(delivered, line.to);
        break;
      case 'room-opened':
        add(delivered, 'new-room');
        break;
      case 'refused':
        add(refused, `${line.to} ${line.reason}`);
        break;
      case 'denied':
        add(denied, `${line.by} ${line.what}`);
        break;
      case 'postponed':
        postponed += 1;
        break;
      case 'not-taken':
        notTaken += 1;
        break;
      case 'crisis-past-store':
        crisisPastStore += 1;
        break;
      case 'fault':
      case 'delivery-fault':
        faults += 1;
        break;
      case 'knowledge-loaded':
      case 'knowledge-refused':
        knowledgeWell = line.line === 'knowledge-loaded';
        break;
      default:
        break;
    }
  };
  return {
    log: (line) => {
      count(line);
      log(line);
    },
    tally: () => ({
      events,
      delivered,
      refused,
      denied,
      postponed,
      faults,
      notTaken,
      crisisPastStore,
      knowledgeWell,
    }),
  };
};
