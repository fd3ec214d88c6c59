import type { FileName } from './cross-check.ts';
import { isStale, staleAfterDays } from './freshness.ts';
import { localTime } from './open-hours.ts';
import { fileProblem, type Problem } from './problem.ts';
import { isReachable } from './reachable.ts';
import type { Contact, Knowledge, Service } from './schema.ts';
import { checkWording } from './wording-check.ts';

const namedInSummary = 5;

/** Kinds of contact that only have to exist: help in general, not help of this kind, is what stands beside them. */
const generalRoles = new Set<string>(['information', 'poison', 'fire', 'police', 'medical', 'emergency']);

export interface CheckOptions {
  /** One line for each entry, in place of one line for all entries of a file. */
  readonly verbose?: boolean;
}

type Entry = Contact | Service;

/** What a valid knowledge base still lacks, as warnings. `now`: milliseconds since 1970. */
export function checkKnowledge(
  knowledge: Knowledge,
  now: number,
  options: CheckOptions = {},
): readonly Problem[] {
  const { contacts, services } = knowledge;
  const each = (file: FileName, entries: readonly Entry[]): readonly Problem[] => [
    ...summary(
      file,
      entries.filter((entry) => entry.assured_date === null),
      neverAssured,
      options,
    ),
    ...summary(
      file,
      entries.filter((entry) => isStale(entry, now)),
      staleWords,
      options,
    ),
    ...summary(file, entries.filter(hasNoHours), noHours, options),
    ...summary(
      file,
      entries.filter((entry) => entry.h24 && entry.schedules.length > 0),
      bothHours,
      options,
    ),
  ];
  const alone = contacts.filter((contact) => isReachable(contact) && !hasSecond(contact, contacts));
  return [
    ...each('contacts.json', contacts),
    ...summary(
      'contacts.json',
      contacts.filter((one) => !isReachable(one)),
      unreachable,
      options,
    ),
    ...summary('contacts.json', alone, withoutSecond, { verbose: true }),
    ...each('services.json', services),
    ...services.filter((service) => isOver(service, now)).map(capacityOver),
    ...checkWording(knowledge),
    ...uncovered(knowledge),
    ...teamGaps(knowledge),
  ];
}

const neverAssured = 'never assured: call or look, then write assured_date and assurer';
const staleWords = `assured more than ${staleAfterDays} days ago: call or look, then write the new assured_date`;
const noHours = 'opening hours are not known: ask for them, then write schedules';
const bothHours = 'h24 is true and there are schedules too: remove one of them';
const unreachable = 'no phone, no SMS and no chat, so it is never shown: add one';
const withoutSecond = 'no second contact of this kind in the country: add one, in case this line is busy';

function summary(
  file: FileName,
  entries: readonly { readonly id: string }[],
  message: string,
  { verbose = false }: CheckOptions,
): readonly Problem[] {
  if (entries.length === 0) return [];
  if (verbose || entries.length === 1) {
    return entries.map(({ id }) => ({ ...fileProblem(file, message, 'warning'), entry: id }));
  }
  const names = entries.slice(0, namedInSummary).map(({ id }) => id);
  const rest = entries.length > namedInSummary ? ', …' : '';
  return [fileProblem(file, `${entries.length} entries: ${message} (${names.join(', ')}${rest})`, 'warning')];
}

const hasNoHours = (entry: Entry): boolean =>
  !entry.h24 &&
  entry.schedules.length === 0 &&
  !('hours_note' in entry && entry.hours_note !== null) &&
  !('chat' in entry && entry.chat !== null && entry.chat.schedules.length > 0);

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

const capacityOver = (service: Service): Problem => ({
  ...fileProblem('services.json', 'the note on capacity is over and counts no more: remove it', 'warning'),
  entry: service.id,
});

/** Fewer services than this, and the region is not one that the base means to cover. */
const coveredFrom = 5;

/** One line a region: the topics that depend on the place and that nobody there deals with. */
function uncovered({ topics, services }: Knowledge): readonly Problem[] {
  const local = topics.filter((topic) => topic.local).map((topic) => topic.id);
  const byRegion = Map.groupBy(
    services.filter((service) => service.status === 'active' && !isNational(service)),
    (service) => `${service.country} ${service.region}`,
  );
  return [...byRegion].flatMap(([region, here]) => {
    const missing = local.filter((topic) => !here.some((service) => service.topics.includes(topic)));
    if (missing.length === 0 || here.length < coveredFrom) return [];
    const message = `${region}: no service for ${missing.join(', ')}; add one, or accept that national ones are offered`;
    return [fileProblem('services.json', message, 'warning')];
  });
}

const isNational = (service: Service): boolean =>
  service.service_areas.some((area) => area.kind === 'country');

const teamGaps = ({ team }: Knowledge): readonly Problem[] => [
  ...(team.hours.length > 0
    ? []
    : [
        fileProblem(
          'team.json',
          'hours of the desk are not known, and the bot says so: write hours',
          'warning',
        ),
      ]),
  ...(team.url === null
    ? [fileProblem('team.json', 'no page vouches for the bot: write url', 'warning')]
    : []),
];
