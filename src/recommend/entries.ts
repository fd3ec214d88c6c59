import Fuse from 'fuse.js';
import type { TopicId } from '../domain.ts';
import type { Contact, Guide, Service, Topic } from '../knowledge/schema.ts';
import { fold } from '../understand/fold.ts';

const mostFound = 5;
const shortestWord = 3;
const stemLength = 5;
/** Fuse's scale: 0 is the same, 1 is nothing alike. A typo or a missing ending passes, another word does not. */
const threshold = 0.35;

/**
 * A worker's search over names, providers, kinds, towns and topics, typo-tolerant: short strings, where Fuse.js is at its best.
 * Gives ids, the best first.
 */
export const createFindEntries = (
  services: readonly Service[],
  contacts: readonly Contact[],
  guides: readonly Guide[],
  topics: readonly Topic[],
): ((text: string) => readonly string[]) => {
  const topicNames = (ids: readonly TopicId[]): string =>
    topics
      .filter(({ id }) => ids.includes(id))
      .flatMap(({ name }) => Object.values(name))
      .join(' ');
  const entries: readonly Entry[] = [
    ...services.map(({ id, name, alternate_name, provider, kind, municipality, topics: of }) => ({
      id,
      name: fold([name, ...alternate_name].join(' ')),
      about: fold([provider, kind, municipality].filter((part) => part !== null).join(' ')),
      topics: fold(topicNames(of)),
    })),
    ...contacts.map(({ id, name, phones, sms, topics: of }) => ({
      id,
      name: fold(name),
      about: [...phones, ...(sms === null ? [] : [sms])].map(({ number }) => number).join(' '),
      topics: fold(topicNames(of)),
    })),
    ...guides.map(({ id, title, topics: of }) => ({
      id,
      name: fold(Object.values(title).join(' ')),
      about: '',
      topics: fold(topicNames(of)),
    })),
  ];
  const fuse = new Fuse(entries, {
    keys: [
      { name: 'name', weight: 2 },
      { name: 'about', weight: 1 },
      { name: 'topics', weight: 1 },
    ],
    threshold,
    ignoreLocation: true,
    useTokenSearch: true,
  });
  return (text) => {
    const wanted = fold(text).trim();
    if (wanted === '') return [];
    const found = fuse.search(wanted).map(({ item }) => item);
    // Where some entries hold every word, those that hold a part of them are chance.
    const words = wanted.split(/\s+/).filter((word) => word.length >= shortestWord);
    const whole = found.filter((entry) => words.every((word) => holds(entry, word)));
    return (whole.length > 0 ? whole : found).slice(0, mostFound).map(({ id }) => id);
  };
};

interface Entry {
  readonly id: string;
  readonly name: string;
  readonly about: string;
  readonly topics: string;
}

/** By the stem, so that "klatovech" is held by "Klatovy". */
const holds = ({ name, about, topics }: Entry, word: string): boolean =>
  `${name} ${about} ${topics}`.includes(word.slice(0, stemLength));
