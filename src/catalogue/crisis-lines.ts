import type { Country, Language, TopicId } from '../domain.ts';
import type { Contact } from '../knowledge/schema.ts';

/** Lines for a printed page: it is read at any hour, so nothing depends on when it was printed. */
export interface CrisisLines {
  /** Who comes when life is in danger. */
  readonly rescue: readonly Contact[];
  /** Whom to talk to, the first one to be tried first; at least two, where the country has them. */
  readonly talk: readonly Contact[];
}

type Role = Contact['roles'][number];

const rescueRoles: readonly Role[] = ['emergency', 'medical', 'police', 'fire'];
const notForCrisis: readonly Role[] = [...rescueRoles, 'poison', 'information', 'parents'];
const talkRoles: readonly Role[] = ['children', 'adults', 'victims', 'ukrainian'];
const fewest = 2;

const has = (contact: Contact, roles: readonly Role[]): boolean =>
  contact.roles.some((role) => roles.includes(role));
const isReachable = ({ phones, chat }: Contact): boolean => phones.length > 0 || chat !== null;
const isUkrainianOnly = ({ languages }: Contact): boolean =>
  languages.every((language) => language === 'uk' || language === 'ru');

const speaks = (contact: Contact, language: Language): boolean => contact.languages.includes(language);

/** Well known before what stands in one list only, in the order that the directory gives. */
const byOrder = (a: Contact, b: Contact): number =>
  Number(a.confidence === 'C') - Number(b.confidence === 'C') || a.order - b.order || (a.id < b.id ? -1 : 1);

const ofCountry = (contacts: readonly Contact[], country: Country, language: Language): readonly Contact[] =>
  contacts
    .filter((one) => one.country === country && isReachable(one))
    .filter((one) => language === 'uk' || !isUkrainianOnly(one))
    .sort(byOrder);

/** Crisis contacts of a country for readers of a language; lines known from one list only stand in where others are missing. */
export function crisisLines(
  contacts: readonly Contact[],
  country: Country,
  language: Language,
  most: number,
): CrisisLines {
  const here = ofCountry(contacts, country, language);
  const lines = here.filter((one) => has(one, talkRoles) && !has(one, notForCrisis));
  const sure = lines.filter(({ confidence }) => confidence !== 'C');
  const good = sure.length >= fewest ? sure : lines;
  // In one's own language first: a number that nobody understands helps nobody.
  const inOrder = good.toSorted((a, b) => Number(speaks(b, language)) - Number(speaks(a, language)));
  return {
    rescue: here.filter((one) => has(one, rescueRoles)).sort((a, b) => a.order - b.order),
    talk: inOrder.slice(0, most),
  };
}

/** Lines of a country that know one of these topics, those that are for little else first; who comes with a siren is no line. */
export const topicLines = (
  contacts: readonly Contact[],
  country: Country,
  language: Language,
  topics: readonly TopicId[],
  most: number,
): readonly Contact[] => {
  const share = (one: Contact): number =>
    one.topics.filter((topic) => topics.includes(topic)).length / one.topics.length;
  return ofCountry(contacts, country, language)
    .filter((one) => one.topics.some((topic) => topics.includes(topic)) && !has(one, rescueRoles))
    .toSorted(
      (a, b) =>
        Number(speaks(b, language)) - Number(speaks(a, language)) ||
        Number(a.confidence === 'C') - Number(b.confidence === 'C') ||
        share(b) - share(a),
    )
    .slice(0, most);
};
