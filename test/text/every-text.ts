import type { Text } from '../../src/text/cs.ts';

/** Every text that the bot can say in a language: where it stands in the file, and the words. */
export interface Spoken {
  readonly path: string;
  readonly words: string;
}

export const numbers = [1, 2, 5, 21, 22] as const;
const each = (arguments_: (n: number) => readonly unknown[]) => numbers.map(arguments_);

/** Arguments for the entries that take some. An entry that is missing here fails the test that lists them. */
export const samples: Readonly<Record<string, readonly (readonly unknown[])[]>> = {
  placeNoted: [['Holýšov']],
  placeHeard: [['Holýšov']],
  sharePlace: [['Poslat, kde jsem']],
  inPublic: [['https://t.me/lampa_bot']],
  'elsewhere.opened': [['https://discord.com/channels/@me/1']],
  'elsewhere.introduction': [['Kim', 'streetworker', 'Klub']],
  placeOf: [['Chotěšov', 'Plzeň-jih']],
  worksOnlyIn: [['Česko']],
  sms: [
    ['55', null],
    ['55', 'SHOUT'],
  ],
  age: [
    [12, 26],
    [15, null],
    [null, 21],
  ],
  verifiedOn: [['3. 11.']],
  sourceOf: [['3. 11.']],
  onDuty: [[null], ...each((n) => [n])],
  offDuty: [[null], ['8:00']],
  stillWaiting: each((n) => [n]),
  workerHere: [['streetworker']],
  privacy: each((n) => [{ botHours: n, caseDays: n, recordMonths: n }]),
  who: [
    ['Klub', null],
    ['Klub', 'https://example.org'],
  ],
  askLaterNoted: each((n) => [n]),
  mediaNotRead: [['Video']],
  mediaAnnounced: [['Video']],
  blocked: [['3. 11.']],
  workerSays: [['streetworker']],
  'desk.caseTitle': [[7, 'Javor Vydra']],
  'desk.mediaFrom': [['Video']],
  'desk.danger': [
    ['Javor Vydra', '🟠', ''],
    ['Javor Vydra', '🟠', 'Dluhy'],
  ],
  'desk.dangerHere': [['🟠']],
  'desk.newCase': [['7', '🟠']],
  'desk.stillUnclaimed': each((n) => ['7', n]),
  'desk.capacityNoted': [['cz-klub', 'plno', '1. 12.']],
  'desk.coordinators': [['Kim, Alex']],
  'desk.claimed': [['7', 'Kim']],
  'desk.claimedHere': [['Kim']],
  'desk.alreadyClaimed': [['Kim', '8:00']],
  'desk.notYours': [['Kim']],
  'desk.handedOver': [
    ['Kim', null],
    ['Kim', 'Alex'],
  ],
  'desk.handedCall': [
    ['7', 'Kim', null],
    ['7', 'Kim', 'Alex'],
  ],
  'desk.endedCall': [['7', 'x']],
  'desk.outcome': [['x']],
  'desk.roomStays': [[7]],
  'desk.unanswered': each((n) => [n]),
  'desk.released': [['Kim']],
  'desk.silentCall': each((n) => ['7', 'Kim', n]),
  'desk.blocked': [['Kim', '3. 11.']],
  'desk.unblocked': [['Kim']],
  'desk.revealed': [['7', 'Kim']],
  'desk.identity': [['terminal:x']],
  'desk.lateBy': each((n) => [n]),
  'desk.duty.on': [[null], ['8:00']],
  'desk.duty.off': [[null], ['8:00']],
  'desk.caseLine': [['7', '🟠', 'x', '8:00']],
  'desk.unknownOutcome': [['x, y']],
};

type Leaf = string | ((...given: readonly unknown[]) => unknown);

const leaves = (value: unknown, path: string): readonly (readonly [string, Leaf])[] => {
  if (typeof value === 'string') return [[path, value]];
  if (typeof value === 'function') return [[path, value as Leaf]];
  if (typeof value !== 'object' || value === null) throw new Error(`${path} is neither text nor entries.`);
  return Object.entries(value).flatMap(([key, inner]) => leaves(inner, path === '' ? key : `${path}.${key}`));
};

/** The entries of a language, with what kind each is. */
export const keysOf = (text: Text): readonly string[] =>
  leaves(text, '').map(([path, leaf]) => `${path}: ${typeof leaf}`);

export const pathsWithArguments = (text: Text): readonly string[] =>
  leaves(text, '').flatMap(([path, leaf]) => (typeof leaf === 'function' ? [path] : []));

export const everyText = (text: Text): readonly Spoken[] =>
  leaves(text, '').flatMap(([path, leaf]) =>
    typeof leaf === 'string'
      ? [{ path, words: leaf }]
      : (samples[path] ?? []).map((given) => ({ path, words: String(leaf(...given)) })),
  );
