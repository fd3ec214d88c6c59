import type { Only } from '../conversation/state.ts';
import type { Country, Language, Place, Risk, TopicId } from '../domain.ts';
import { type OpenState, openAt, timeZoneOf } from '../knowledge/open-hours.ts';
import { isReachable } from '../knowledge/reachable.ts';
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
  /** Wishes that put a line before others; none is left out for them. */
  readonly only?: readonly Only[];
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

function fitsAge(contact: Contact, age: number | null): boolean {
  if (age === null) return true;
  if (contact.minimum_age !== null && age < contact.minimum_age) return false;
  if (contact.maximum_age !== null && age > contact.maximum_age) return false;
  const forChildrenOnly = contact.roles.includes('children') && !contact.roles.includes('adults');
  return age <= oldestOfYoung || !forChildrenOnly;
}

/** Open when the phone, the SMS line or the chat is. */
export function contactOpenAt(contact: Contact, now: number): OpenState {
  const zone = timeZoneOf[contact.country];
  const states: OpenState[] = [];
  const byPhone = contact.phones.length > 0 || contact.sms !== null;
  if (byPhone) states.push(openAt(contact.schedules, contact.h24, zone, now));
  if (contact.chat !== null) {
    const alwaysChat = contact.h24 && !byPhone;
    const hours = !byPhone && contact.chat.schedules.length === 0 ? contact.schedules : [];
    states.push(openAt([...contact.chat.schedules, ...hours], alwaysChat, zone, now));
  }
  if (states.includes('open')) return 'open';
  return states.includes('unknown') ? 'unknown' : 'closed';
}

/** Round the clock before open now, before not known, before closed. */
const openRank = (contact: Contact, open: OpenState): number =>
  open === 'closed' ? 3 : open === 'unknown' ? 2 : contact.h24 ? 0 : 1;

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
  const { topics, age, language, now, only = [] } = question;
  return here
    .filter((contact) => !isRescue(contact) && fitsAge(contact, age))
    .flatMap((contact) => {
      const topicRank = topics.findIndex((topic) => contact.topics.includes(topic));
      if (topicRank < 0) return [];
      const open = openRank(contact, contactOpenAt(contact, now));
      const foreign = contact.languages.includes(language) ? 0 : 1;
      return [
        {
          contact,
          rank: [open === 3 ? 1 : 0, unmet(contact, only), topicRank, foreign, open, isWeak(contact)],
        },
      ];
    })
    .sort(byRank)
    .slice(0, mostContacts)
    .map(({ contact }) => contact);
}

/** How many wishes a line is not known to grant; the hours are ranked by themselves. */
const unmet = (contact: Contact, only: readonly Only[]): number =>
  only.filter((wish) => (wish === 'free' || wish === 'anonymous') && contact[wish] !== true).length;

const isWeak = (contact: Contact): number => (contact.confidence === 'C' ? 1 : 0);

function chooseCrisis(here: readonly Contact[], question: CrisisQuestion): readonly Contact[] {
  const rescuers = here.filter(isRescue).sort((a, b) => a.order - b.order);
  const lines = rankLines(here, question);
  if (question.risk === 'emergency') {
    const first = anywhereFirst(rescueFor(rescuers, question), question);
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

/**
 * Whoever writes Polish may be in Poland or here: as long as the place is not known, the number that works in both goes
 * first (112), and the one of the country of the language behind it.
 */
function anywhereFirst(
  rescuers: readonly Contact[],
  { place, homeCountry }: CrisisQuestion,
): readonly Contact[] {
  if (place !== null || rescuers[0]?.country === homeCountry) return rescuers;
  return rescuers.toSorted(
    (one, other) => Number(other.roles.includes('emergency')) - Number(one.roles.includes('emergency')),
  );
}

interface Line {
  readonly contact: Contact;
  /** For the first place: the line for this age. */
  readonly rank: readonly number[];
  /** For the places behind it: what knows the topic, and what answers at this hour. */
  readonly secondRank: readonly number[];
}

interface Ranked {
  /** Open, or not known to be closed: the ones to call first. */
  readonly reachable: readonly Line[];
  readonly closed: readonly Contact[];
}

/** Lines that only Ukrainian speakers can use. */
const isUkrainianOnly = (contact: Contact): boolean =>
  contact.languages.every((language) => language === 'uk' || language === 'ru');

/** A line that takes a suicide call takes any call. */
const isForAll = (contact: Contact): boolean => contact.topics.includes('suicide');

/** Roles that know most of what this is about: of the main topic, and of violence wherever it is named. */
function specialRoles(topics: readonly TopicId[]): readonly Role[] {
  const [main] = topics;
  const own = main === undefined ? [] : (rolesOf[main] ?? []);
  return topics.some((topic) => violenceTopics.includes(topic)) ? [...own, 'victims'] : own;
}

/** All lines that may answer this person, the best for the first place first. */
function rankLines(here: readonly Contact[], { topics, age, language, now }: CrisisQuestion): Ranked {
  const special = specialRoles(topics);
  const young: Role = age !== null && age > oldestOfYoung ? 'adults' : 'children';
  const [main] = topics;
  const answers = (contact: Contact): boolean =>
    contact.roles.some((role) => general.includes(role) || special.includes(role) || role === 'ukrainian') &&
    !contact.roles.includes('information') &&
    (language === 'uk' || !isUkrainianOnly(contact));
  const ranked = here
    .filter((contact) => !isRescue(contact) && fitsAge(contact, age) && answers(contact))
    .map((contact) => {
      const open = contactOpenAt(contact, now);
      const hours = openRank(contact, open);
      const role = contact.roles.includes(young) ? 0 : contact.roles.includes('ukrainian') ? 2 : 1;
      const foreign = contact.languages.includes(language) ? 0 : 1;
      const aside = main !== undefined && contact.topics.includes(main) ? 0 : isForAll(contact) ? 1 : 2;
      // A weak entry whose hours nobody knows is no better for knowing the topic.
      const isSure = isWeak(contact) === 0 || open === 'open';
      const knows = isSure && contact.roles.some((one) => special.includes(one)) ? 0 : 1;
      const rank = [role, foreign, isWeak(contact), hours, aside];
      return {
        contact,
        open,
        rank,
        secondRank: [knows, aside === 2 ? 1 : 0, isWeak(contact), aside, hours, role],
      };
    })
    .sort(byRank);
  return {
    reachable: ranked.filter(({ open }) => open !== 'closed'),
    closed: ranked.filter(({ open }) => open === 'closed').map(({ contact }) => contact),
  };
}

/**
 * The line for this age first, then one that knows the topic or else another one, then one in Ukrainian for who writes
 * it, then whatever is left.
 */
function pickLines(
  reachable: readonly Line[],
  room: number,
  { language }: CrisisQuestion,
): readonly Contact[] {
  const [first, ...rest] = reachable;
  if (first === undefined) return [];
  const behind = rest
    .map(({ contact, secondRank }) => ({ contact, rank: secondRank }))
    .sort(byRank)
    .map(({ contact }) => contact);
  const [second, ...others] = behind;
  const speaks = (contact: Contact | undefined): boolean => contact?.languages.includes('uk') === true;
  const needed = language === 'uk' && !speaks(first.contact) && !speaks(second);
  const ukrainian = needed ? others.filter(speaks).slice(0, 1) : [];
  const then = second === undefined ? [] : [second];
  // Where there is room for two only, being understood counts more than a second line of the same kind.
  const inOrder = room < 3 ? [...ukrainian, ...then] : [...then, ...ukrainian];
  return [...new Set([first.contact, ...inOrder, ...others])].slice(0, room);
}
