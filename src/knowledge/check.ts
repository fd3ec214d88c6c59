import { checkCopies } from './copies-check.ts';
import { languageOf } from './country-language.ts';
import { checkCover } from './cover-check.ts';
import { checkDoubles } from './doubles-check.ts';
import { isStale, staleAfterDays } from './freshness.ts';
import { localTime } from './open-hours.ts';
import { fieldName, fileProblem, type Problem } from './problem.ts';
import { isReachable } from './reachable.ts';
import type { Contact, Knowledge, Service } from './schema.ts';
import { type Told, told } from './told.ts';
import { checkWording } from './wording-check.ts';

const namedInSummary = 5;

export interface CheckOptions {
  /** One line for each entry, in place of one line for all entries of a file. */
  readonly verbose?: boolean;
}

type Entry = Contact | Service;
type EntryFile = 'contacts.json' | 'services.json';

/** What a valid knowledge base still lacks, as warnings. `now`: milliseconds since 1970. */
export function checkKnowledge(
  knowledge: Knowledge,
  now: number,
  options: CheckOptions = {},
): readonly Problem[] {
  const { contacts, services } = knowledge;
  const each = (file: EntryFile, all: readonly Entry[]): readonly Problem[] =>
    lacks(now).flatMap(({ message, is }) => summary(file, all, is, message, options));
  return [
    ...each('contacts.json', contacts),
    ...summary('contacts.json', contacts, (one) => !isReachable(one), unreachable, options),
    ...summary(
      'contacts.json',
      contacts,
      (one) => isReachable(one) && !hasSecond(one, contacts),
      withoutSecond,
      { verbose: true },
    ),
    ...each('services.json', services),
    ...summary('services.json', services, (service) => isOver(service, now), capacityOver, { verbose: true }),
    ...checkDoubles(knowledge),
    ...checkCopies(knowledge),
    ...checkWording(knowledge),
    ...checkCover(knowledge),
    ...teamGaps(knowledge),
  ];
}

interface Lack {
  readonly message: Told;
  readonly is: (entry: Entry) => boolean;
}

const lacks = (now: number): readonly Lack[] => [
  { message: neverAssured, is: (entry) => entry.assured_date === null },
  { message: staleWords, is: (entry) => isStale(entry, now) },
  { message: noHours, is: hasNoHours },
  { message: bothHours, is: (entry) => entry.h24 && entry.schedules.length > 0 },
  { message: noMainLanguage, is: lacksMainLanguage },
];

const neverAssured = told(
  'never assured: call or look, then note it: lampa kb assure ID',
  'ještě nikdo neověřil: zavolej nebo se podívej a zapiš to: lampa kb assure ID',
);
const staleWords = told(
  `assured more than ${staleAfterDays} days ago: call or look, then write the new assured_date`,
  `ověřeno před víc než ${staleAfterDays} dny: zavolej nebo se podívej a napiš nové assured_date`,
);
const noHours = told(
  'opening hours are not known: ask for them, then write schedules',
  'otevírací doba není známá: zeptej se na ni a napiš schedules',
);
const bothHours = told(
  'h24 is true and there are schedules too: remove one of them',
  'h24 je true a k tomu jsou tu schedules: nech jen jedno',
);
const noMainLanguage = told(
  'the main language of its country is not among the languages: add it, or say in the note why not',
  'mezi jazyky chybí hlavní jazyk země: doplň ho, nebo do poznámky napiš, proč ne',
);
const unreachable = told(
  'no phone, no SMS and no chat, so it is never shown: add one',
  'bez telefonu, SMS i chatu, takže se nikdy neukáže: doplň jedno z toho',
);
const withoutSecond = told(
  'no second contact of this kind in the country: add one, in case this line is busy',
  'v zemi není druhý kontakt tohoto druhu: přidej ho pro případ, že tady bude obsazeno',
);
const capacityOver = told(
  'the note on capacity is over and counts no more: remove it',
  'údaj o kapacitě už vypršel a neplatí: smaž ho',
);

function summary<E extends Entry>(
  file: EntryFile,
  all: readonly E[],
  is: (entry: E) => boolean,
  message: Told,
  { verbose = false }: CheckOptions,
): readonly Problem[] {
  const found = [...all.entries()].filter(([, entry]) => is(entry));
  if (verbose || found.length === 1) {
    return found.map(([index, { id }]) => ({
      ...fileProblem(file, message, 'warning'),
      path: fieldName([file.replace('.json', ''), index]),
      entry: id,
    }));
  }
  if (found.length === 0) return [];
  const names = found.slice(0, namedInSummary).map(([, { id }]) => id);
  const list = `${names.join(', ')}${found.length > namedInSummary ? ', …' : ''}`;
  return [
    fileProblem(
      file,
      told(
        `${found.length} entries: ${message.en} (${list})`,
        `počet záznamů ${found.length}: ${message.cs} (${list})`,
      ),
      'warning',
    ),
  ];
}

const hasNoHours = (entry: Entry): boolean =>
  !entry.h24 &&
  entry.schedules.length === 0 &&
  !('hours_note' in entry && entry.hours_note !== null) &&
  !('chat' in entry && entry.chat !== null && entry.chat.schedules.length > 0);

/** A line for people from another country may well speak their language only. */
const lacksMainLanguage = (entry: Entry): boolean =>
  !entry.languages.includes(languageOf[entry.country]) &&
  !('roles' in entry && entry.roles.includes('ukrainian')) &&
  entry.note === null;

/** Kinds of contact that only have to exist: help in general, not help of this kind, is what stands beside them. */
const generalRoles = new Set<string>(['information', 'poison', 'fire', 'police', 'medical', 'emergency']);

/** Another line of the country that does the same for somebody. */
const hasSecond = (contact: Contact, all: readonly Contact[]): boolean => {
  const kinds = contact.roles.filter((role) => !generalRoles.has(role));
  const others = all.filter((one) => one !== contact && one.country === contact.country && isReachable(one));
  return (
    kinds.length === 0 ||
    others.some((one) => one.roles.some((role) => kinds.includes(role))) ||
    others.some((one) => one.topics.some((topic) => contact.topics.includes(topic) && !isOnlyEmergency(one)))
  );
};

const isOnlyEmergency = (contact: Contact): boolean => contact.roles.every((role) => generalRoles.has(role));

const isOver = (service: Service, now: number): boolean =>
  service.capacity !== null && service.capacity.until < localTime(now, 'Europe/Prague').date;

const teamGaps = ({ team }: Knowledge): readonly Problem[] => {
  const gap = (message: Told, field: string): Problem => ({
    ...fileProblem('team.json', message, 'warning'),
    path: field,
  });
  return [
    ...(team.hours.length > 0
      ? []
      : [
          gap(
            told(
              'hours of the desk are not known, and the bot says so: write hours',
              'není známo, kdy tu někdo je, a bot to říká: napiš hours',
            ),
            'hours',
          ),
        ]),
    ...(team.url === null
      ? [
          gap(
            told('no page vouches for the bot: write url', 'k botovi se nehlásí žádná stránka: napiš url'),
            'url',
          ),
        ]
      : []),
  ];
};
