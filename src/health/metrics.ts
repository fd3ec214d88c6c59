import type { Waiting } from '../store/store.ts';
import { type Condition, isReady } from './condition.ts';
import type { Tally } from './tally.ts';

/** What is measured of the process. */
export interface Measured {
  /** Seconds since the process began. */
  readonly uptime: number;
  /** Bytes. */
  readonly memory: number;
  readonly heap: number;
  /** Delay of the event loop since the last look, seconds: what 99 of 100 are under, and the longest. */
  readonly delayed: { readonly p99: number; readonly longest: number };
}

export interface Metrics {
  readonly condition: Condition;
  readonly tally: Tally;
  /** null: the store does not answer. */
  readonly waiting: Waiting | null;
  readonly measured: Measured;
  /** Milliseconds since 1970. */
  readonly now: number;
}

type Labels = Readonly<Record<string, string>>;
type Sample = readonly [labels: Labels, value: number];

/** Events that people bring; the others come from the desk, from delivery and from time. */
const ofPeople = ['said', 'edited', 'unsent', 'sent-media', 'pressed', 'pressed-unknown', 'left', 'returned'];

const labelled = (labels: Labels): string => {
  const all = Object.entries(labels).map(([name, value]) => `${name}="${value}"`);
  return all.length === 0 ? '' : `{${all.join(',')}}`;
};

const family = (
  kind: 'counter' | 'gauge',
  name: string,
  help: string,
  samples: readonly Sample[],
): readonly string[] => [
  `# HELP ${name} ${help}`,
  `# TYPE ${name} ${kind}`,
  ...samples.map(([labels, value]) => `${name}${labelled(labels)} ${value}`),
];

const one = (value: number): readonly Sample[] => [[{}, value]];
const sum = (counts: ReadonlyMap<string, number>, of: (what: string) => boolean): number =>
  [...counts].reduce((total, [what, n]) => (of(what) ? total + n : total), 0);

const happened = (tally: Tally): readonly string[] => [
  ...family(
    'counter',
    'lampa_received_total',
    'What people wrote, pressed or sent.',
    one(sum(tally.events, (event) => ofPeople.includes(event))),
  ),
  ...family(
    'counter',
    'lampa_events_total',
    'Events that were decided and written.',
    [...tally.events].map(([event, n]) => [{ event }, n]),
  ),
  ...family(
    'counter',
    'lampa_answered_total',
    'Posts that reached people.',
    one(tally.delivered.get('person') ?? 0),
  ),
  ...family(
    'counter',
    'lampa_delivered_total',
    'Posts that a platform took, by kind of receiver.',
    [...tally.delivered].map(([to, n]) => [{ to }, n]),
  ),
  ...family(
    'counter',
    'lampa_refused_total',
    'Posts that a platform will never take.',
    [...tally.refused].map(([what, n]) => {
      const [to = '', reason = ''] = what.split(' ');
      return [{ to, reason }, n];
    }),
  ),
  ...family(
    'counter',
    'lampa_denied_total',
    'What was tried and may not be: buttons that are forged or old, acts in the case of somebody else.',
    [...tally.denied].map(([tried, n]) => {
      const [by = '', what = ''] = tried.split(' ');
      return [{ by, what }, n];
    }),
  ),
  ...family(
    'counter',
    'lampa_postponed_total',
    'Posts that a platform asked to send later.',
    one(tally.postponed),
  ),
  ...family('counter', 'lampa_not_taken_total', 'Tries to write an event that failed.', one(tally.notTaken)),
  ...family(
    'counter',
    'lampa_crisis_past_store_total',
    'Crisis cards that went past the store.',
    one(tally.crisisPastStore),
  ),
  ...family('counter', 'lampa_faults_total', 'Faults in the log.', one(tally.faults)),
];

const waits = (waiting: Waiting | null, now: number): readonly string[] => {
  if (waiting === null) return [];
  const { errands, crisis, oldest, casesWaiting, casesWithWorker } = waiting;
  return [
    ...family('gauge', 'lampa_queue_length', 'Posts that wait to be sent.', [
      [{ crisis: 'yes' }, crisis],
      [{ crisis: 'no' }, errands - crisis],
    ]),
    ...family(
      'gauge',
      'lampa_queue_oldest_seconds',
      'Age of the oldest post that waits.',
      one(oldest === null ? 0 : Math.max(0, now - oldest) / 1000),
    ),
    ...family('gauge', 'lampa_open_cases', 'Cases that are open.', [
      [{ state: 'waiting' }, casesWaiting],
      [{ state: 'with-worker' }, casesWithWorker],
    ]),
  ];
};

/** Prometheus text (version 0.0.4). Labels are words of this program; none says anything of a person. */
export const metricsText = ({ condition, tally, waiting, measured, now }: Metrics): string =>
  `${[
    ...family('gauge', 'lampa_ready', '1: whoever writes now is answered.', one(isReady(condition) ? 1 : 0)),
    ...family(
      'gauge',
      'lampa_platform_ready',
      '1: in touch with the platform.',
      Object.entries(condition.platforms).map(([platform, reach]) => [
        { platform },
        reach === 'well' ? 1 : 0,
      ]),
    ),
    ...family('gauge', 'lampa_store_ready', '1: the store writes.', one(condition.store === 'well' ? 1 : 0)),
    ...family(
      'gauge',
      'lampa_knowledge_ready',
      '0: an edit was refused, the version before is in use.',
      one(condition.knowledge === 'well' ? 1 : 0),
    ),
    ...(condition.diskFree === null
      ? []
      : family('gauge', 'lampa_disk_free_bytes', 'Free where the store lies.', one(condition.diskFree))),
    ...happened(tally),
    ...waits(waiting, now),
    ...family('gauge', 'lampa_uptime_seconds', 'Since the process began.', one(measured.uptime)),
    ...family('gauge', 'lampa_memory_bytes', 'Memory of the process.', one(measured.memory)),
    ...family('gauge', 'lampa_heap_bytes', 'Heap in use.', one(measured.heap)),
    ...family('gauge', 'lampa_event_loop_delay_seconds', 'How late timers come, since the last look.', [
      [{ of: 'p99' }, measured.delayed.p99],
      [{ of: 'longest' }, measured.delayed.longest],
    ]),
  ].join('\n')}\n`;
