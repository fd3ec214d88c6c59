import type { Country, Language, Place, Risk, TopicId } from '../domain.ts';
import { type OpenState, openAt, timeZoneOf } from '../knowledge/open-hours.ts';
import type { Contact } from '../knowledge/schema.ts';
import { countryFor } from './country.ts';

export interface ContactsQuestion {
  /** The main topic first. */
  readonly topics: readonly TopicId[];
  readonly place: Place | null;
  readonly language: Language;
  /** Years; null: not known. */
  readonly age: number | null;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly homeCountry: Country;
}

export interface CrisisQuestion extends ContactsQuestion {
  readonly risk: Risk;
  /** Somebody worried about somebody else; topics and age are of the one who is in trouble. */
  readonly other: boolean;
}

type Role = Contact['roles'][number];

/** Above this age the lines for children and young people are not the right ones. */
const oldestOfYoung = 26;
const mostContacts = 3;
const mostInCrisis = 4;

const medicalTopics: readonly TopicId[] = ['suicide', 'overdose', 'self-harm', 'medical-emergency', 'eating'];
const violenceTopics: readonly TopicId[] = [
  'family-violence',
  'dating-violence',
  'sexual-abuse',
  'online-abuse',
];

/** Lines that know more of a topic than a line for everything. */
const rolesOf: Readonly<Partial<Record<TopicId, readonly Role[]>>> = {
  'family-violence': ['victims'],
  'dating-violence': ['victims'],
  'sexual-abuse': ['victims'],
  'online-abuse': ['victims'],
  bullying: ['victims'],
  runaway: ['missing'],
  eating: ['eating'],
  drugs: ['addiction'],
  overdose: ['addiction'],
  alcohol: ['addiction'],
  'gambling-gaming': ['addiction'],
};

const rescue: readonly Role[] = ['emergency', 'medical', 'police', 'fire', 'poison'];
/** What answers a person in a crisis of any kind. */
const general: readonly Role[] = ['children', 'adults', 'victims'];

const isRescue = (contact: Contact): boolean => contact.roles.some((role) => rescue.includes(role));
const isReachable = (contact: Contact): boolean => contact.phones.length > 0 || contact.chat !== null;

function fitsAge(contact: Contact, age: number | null): boolean {
  if (age === null) return true;
  if (contact.minimum_age !== null && age < contact.minimum_age) return false;
  if (contact.maximum_age !== null && age > contact.maximum_age) return false;
  const forChildrenOnly = contact.roles.includes('children') && !contact.roles.includes('adults');
  return age <= oldestOfYoung || !forChildrenOnly;
}

/** Open when the phone or the chat is. */
export function contactOpenAt(contact: Contact, now: number): OpenState {
  const zone = timeZoneOf[contact.country];
  const states: OpenState[] = [];
  if (contact.phones.length > 0) states.push(openAt(contact.schedules, contact.h24, zone, now));
  if (contact.chat !== null) {
    const alwaysChat = contact.h24 && contact.phones.length === 0;
    const hours = contact.phones.length === 0 && contact.chat.schedules.length === 0 ? contact.schedules : [];
    states.push(openAt([...contact.chat.schedules, ...hours], alwaysChat, zone, now));
  }
  if (states.includes('open')) return 'open';
  return states.includes('unknown') ? 'unknown' : 'closed';
}

const openRank: Readonly<Record<OpenState, number>> = { open: 0, unknown: 1, closed: 2 };

/** The smaller list comes first; equal ones by the order that the knowledge base gives, then by id. */
function byRank<Item extends { readonly contact: Contact; readonly rank: readonly number[] }>(
  a: Item,
  b: Item,
): number {
  for (const [i, rank] of a.rank.entries()) {
    const difference = rank - (b.rank[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return a.contact.order - b.contact.order || (a.contact.id < b.contact.id ? -1 : 1);
}

/** Contacts of a country; of the home country where the base knows none. */
export interface Lines {
  readonly contacts: (question: ContactsQuestion) => readonly Contact[];
  readonly crisis: (question: CrisisQuestion) => readonly Contact[];
}

/** Makes the functions that choose lines. */
export function createLines(all: readonly Contact[]): Lines {
  const byCountry = Map.groupBy(all.filter(isReachable), (contact) => contact.country);

  const of = ({ place, language, homeCountry }: ContactsQuestion): readonly Contact[] =>
    byCountry.get(countryFor(place, language, homeCountry)) ?? byCountry.get(homeCountry) ?? [];

  return {
    contacts: (question) => chooseContacts(of(question), question),
    crisis: (question) => chooseCrisis(of(question), question),
  };
}

function chooseContacts(here: readonly Contact[], question: ContactsQuestion): readonly Contact[] {
  const { topics, age, language, now } = question;
  return here
    .filter((contact) => !isRescue(contact) && fitsAge(contact, age))
    .flatMap((contact) => {
      const topicRank = topics.findIndex((topic) => contact.topics.includes(topic));
      if (topicRank < 0) return [];
      const open = openRank[contactOpenAt(contact, now)];
      const foreign = contact.languages.includes(language) ? 0 : 1;
      return [{ contact, rank: [open === 2 ? 1 : 0, topicRank, foreign, open, isWeak(contact)] }];
    })
    .sort(byRank)
    .slice(0, mostContacts)
    .map(({ contact }) => contact);
}

const isWeak = (contact: Contact): number => (contact.confidence === 'C' ? 1 : 0);

function chooseCrisis(here: readonly Contact[], question: CrisisQuestion): readonly Contact[] {
  const rescuers = here.filter(isRescue).sort((a, b) => a.order - b.order);
  const lines = rankLines(here, question);
  if (question.risk === 'emergency') {
    const first = rescueFor(rescuers, question);
    const then = pickLines(lines.reachable, mostInCrisis - first.length, question);
    return [...first, ...(then.length > 0 ? then : lines.closed.slice(0, 1))];
  }
  const emergency = rescuers.filter((contact) => contact.roles.includes('emergency')).slice(0, 1);
  const chosen = pickLines(lines.reachable, mostInCrisis - emergency.length, question);
  if (chosen.length > 1) return [...chosen, ...emergency];
  if (chosen.length === 1) return [...chosen, ...lines.closed.slice(0, 1), ...emergency];
  // No line is open: who comes at any hour is first, and a line to call later is named behind.
  return [...rescueFor(rescuers, { ...question, topics: [] }), ...lines.closed.slice(0, 2)];
}

/** Who comes when life is in danger, by what the danger is: two ways at least, where the country has them. */
function rescueFor(rescuers: readonly Contact[], { topics }: CrisisQuestion): readonly Contact[] {
  const main = topics.find((topic) => medicalTopics.includes(topic) || violenceTopics.includes(topic));
  const wanted: readonly Role[] =
    main === undefined
      ? ['emergency', 'medical']
      : violenceTopics.includes(main)
        ? ['police', 'emergency']
        : ['medical', 'emergency', ...(topics[0] === 'overdose' ? (['poison'] as const) : [])];
  const chosen = new Set<Contact>();
  for (const role of wanted) {
    const who = rescuers.find((contact) => contact.roles.includes(role));
    if (who !== undefined) chosen.add(who);
  }
  const second = rescuers.find((contact) => !chosen.has(contact) && contact.roles.includes('medical'));
  return chosen.size < 2 && second !== undefined ? [...chosen, second] : [...chosen];
}

interface Line {
  readonly contact: Contact;
  /** It knows more of the topic than a line for everything. */
  readonly forTopic: boolean;
}

interface Ranked {
  /** Open, or not known to be closed: the ones to call first. */
  readonly reachable: readonly Line[];
  readonly closed: readonly Contact[];
}

/** All lines that may answer this person, the best first. */
function rankLines(here: readonly Contact[], { topics, age, language, now }: CrisisQuestion): Ranked {
  const special = new Set(topics.flatMap((topic) => rolesOf[topic] ?? []));
  const young: Role = age !== null && age > oldestOfYoung ? 'adults' : 'children';
  const ranked = here
    .filter(
      (contact) => !isRescue(contact) && !contact.roles.includes('information') && fitsAge(contact, age),
    )
    .filter((contact) =>
      contact.roles.some((role) => general.includes(role) || special.has(role) || role === 'ukrainian'),
    )
    .map((contact) => {
      const open = contactOpenAt(contact, now);
      const main = topics[0];
      const forTopic = contact.roles.some((role) => special.has(role));
      const rank = [
        contact.roles.includes(young) ? 0 : contact.roles.includes('ukrainian') ? 2 : 1,
        contact.languages.includes(language) ? 0 : 1,
        main === undefined || contact.topics.includes(main) ? 0 : 1,
        isWeak(contact),
        openRank[open],
      ];
      return { contact, open, forTopic, rank };
    })
    .sort(byRank);
  return {
    reachable: ranked.filter(({ open }) => open !== 'closed'),
    closed: ranked.filter(({ open }) => open === 'closed').map(({ contact }) => contact),
  };
}

/**
 * The line for this age first, then one that knows the topic (else another one), then one in Ukrainian for who writes
 * it, then whatever is left.
 */
function pickLines(
  reachable: readonly Line[],
  room: number,
  { language }: CrisisQuestion,
): readonly Contact[] {
  const first = reachable[0]?.contact;
  const rest = reachable.filter(({ contact }) => contact !== first);
  const bySkill = [...rest].sort((a, b) => Number(b.forTopic) - Number(a.forTopic));
  const ukrainian =
    language === 'uk' && !(first?.languages.includes('uk') === true)
      ? rest.filter(({ contact }) => contact.roles.includes('ukrainian')).slice(0, 1)
      : [];
  const others = bySkill.filter(({ contact }) => !contact.roles.includes('ukrainian') || language === 'uk');
  const inOrder =
    room < 3 ? [...ukrainian, ...others] : [...others.slice(0, 1), ...ukrainian, ...others.slice(1)];
  const wanted = [...(first === undefined ? [] : [first]), ...inOrder.map(({ contact }) => contact)];
  return [...new Set(wanted)].slice(0, room);
}
