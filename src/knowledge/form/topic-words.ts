import Fuse from 'fuse.js';
import type { TopicId } from '../../domain.ts';
import { fold } from '../../understand/fold.ts';
import type { Topic } from '../schema.ts';
import type { Told } from '../told.ts';

const threshold = 0.3;
/** Of fewer letters too much is nearly alike. */
const shortestForTypos = 5;
/** One that is nearer by so much is meant alone. */
const clearlyNearer = 0.1;
const namedAtMost = 5;

/** The topic that somebody means by its id or a part of its name in any language, or which ones it may be. */
export function topicOf(
  said: string,
  topics: readonly Topic[],
  language: 'cs' | 'en',
): { readonly id: TopicId } | { readonly why: Told } {
  const plain = fold(said);
  const rows = topics.map((topic) => ({
    topic,
    own: [topic.id, fold(topic.name[language])],
    names: [topic.id, ...Object.values(topic.name).map(fold)],
  }));
  const exact = rows.find(({ names }) => names.includes(plain));
  if (exact !== undefined) return { id: exact.topic.id };
  const begunOwn = rows.filter(({ own }) => own.some((name) => beginsWord(name, plain)));
  const begun =
    begunOwn.length > 0
      ? begunOwn
      : rows.filter(({ names }) => names.some((name) => beginsWord(name, plain)));
  if (begun.length === 1 && begun[0] !== undefined) return { id: begun[0].topic.id };
  const found = begun.length > 0 ? begun : nearest(rows, plain);
  const [best, another] = found;
  if (best === undefined) {
    return {
      why: {
        en: `there is no topic "${said}"; "lampa kb find --kind topics" lists them.`,
        cs: `téma „${said}“ není; všechna vypíše „lampa kb find --kind topics“.`,
      },
    };
  }
  if (another === undefined) return { id: best.topic.id };
  const named = found.map(({ topic }) => `${topic.id} (${topic.name[language]})`).join(', ');
  return {
    why: {
      en: `"${said}" may be: ${named}. Write one of them.`,
      cs: `„${said}“ může být: ${named}. Napiš jedno z nich.`,
    },
  };
}

interface Row {
  readonly topic: Topic;
  readonly names: readonly string[];
}

const beginsWord = (name: string, beginning: string): boolean =>
  beginning !== '' && name.split(/[^\p{L}\d]+/u).some((word) => word.startsWith(beginning));

/** The one that is clearly nearest, or all that are about as near. */
function nearest(rows: readonly Row[], plain: string): readonly Row[] {
  if (plain.length < shortestForTypos) return [];
  const fuse = new Fuse(rows, { keys: ['names'], threshold, ignoreLocation: true, includeScore: true });
  const found = fuse.search(plain).map(({ item, score = 1 }) => ({ item, score }));
  const best = found[0]?.score ?? 1;
  return found
    .filter(({ score }) => score - best <= clearlyNearer)
    .slice(0, namedAtMost)
    .map(({ item }) => item);
}
