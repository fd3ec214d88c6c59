import type { TopicId } from '../../domain.ts';
import { type Entry, type EntryKind, entriesOf, nameOf } from '../../knowledge/entry.ts';
import { isAt } from '../../knowledge/entry-place.ts';
import { createEntrySearch } from '../../knowledge/entry-search.ts';
import { capacityStates, statuses } from '../../knowledge/form/choices.ts';
import { topicOf } from '../../knowledge/form/topic-words.ts';
import { isStale } from '../../knowledge/freshness.ts';
import { localTime, timeZoneOf } from '../../knowledge/open-hours.ts';
import { paint } from '../out.ts';
import { type CliLanguage, type KbCommand, refuse, textOf } from './command.ts';
import { readBase } from './read-base.ts';

const words = {
  en: {
    say: 'say what to look for: words, --topic, --place or --kind',
    kind: '--kind takes services, contacts, guides or topics',
    limit: '--limit takes a number from 1',
    nothing: 'Nothing found. Try fewer words, a part of a name, or only --place or --topic.',
    more: (n: number) => `… and ${n} more; --limit shows them.`,
    stale: 'assured too long ago',
    never: 'never assured',
  },
  cs: {
    say: 'napiš, co hledáš: slova, --topic, --place nebo --kind',
    kind: '--kind bere services, contacts, guides nebo topics',
    limit: '--limit bere číslo od 1',
    nothing: 'Nic se nenašlo. Zkus méně slov, část názvu, nebo jen --place či --topic.',
    more: (n: number) => `… a další (${n}); ukáže je --limit.`,
    stale: 'ověřeno už dávno',
    never: 'neověřeno',
  },
} as const;

const usualLimit = 10;
const kinds: Readonly<Record<string, EntryKind>> = {
  services: 'service',
  contacts: 'contact',
  guides: 'guide',
  topics: 'topic',
};

const run: KbCommand['run'] = async (said, values, needs) => {
  const { out, language, now } = needs;
  const told = words[language];
  const [asked, place, limitSaid] = [
    textOf(values, 'kind'),
    textOf(values, 'place'),
    textOf(values, 'limit'),
  ];
  const kind = asked === null ? null : kinds[asked.endsWith('s') ? asked : `${asked}s`];
  if (kind === undefined) return refuse(told.kind, 2, out);
  const text = said.join(' ').trim();
  const topicSaid = textOf(values, 'topic');
  if (text === '' && kind === null && place === null && topicSaid === null) return refuse(told.say, 2, out);
  const limit = Number(limitSaid ?? (kind === 'topic' ? '99' : usualLimit));
  if (!Number.isInteger(limit) || limit < 1) return refuse(told.limit, 2, out);
  const knowledge = await readBase(needs);
  const topic = topicSaid === null ? null : topicOf(topicSaid, knowledge.topics, language);
  if (topic !== null && 'why' in topic) return refuse(topic.why[language], 2, out);
  const among = entriesOf(knowledge).filter(
    (entry) =>
      (kind === null ? entry.kind !== 'topic' || text !== '' : entry.kind === kind) &&
      (topic === null || isAbout(entry, topic.id)) &&
      (place === null || isAt(entry, place)),
  );
  const found = text === '' ? among : createEntrySearch(among)(text).map(({ entry }) => entry);
  if (found.length === 0) {
    out.print(told.nothing);
    return 1;
  }
  for (const entry of found.slice(0, limit)) {
    const details = [placeOf(entry), ...stateOf(entry, now, language)].filter((one) => one !== '');
    const about = details.length === 0 ? '' : ` – ${details.join(', ')}`;
    out.print(`${paint(out, 'bold', entry.value.id)}  ${nameOf(entry, language)}${about}`);
  }
  if (found.length > limit) out.print(told.more(found.length - limit));
  return 0;
};

const isAbout = (entry: Entry, topic: TopicId): boolean =>
  entry.kind === 'topic' ? entry.value.id === topic : entry.value.topics.includes(topic);

const placeOf = (entry: Entry): string => {
  if (entry.kind === 'service') return entry.value.municipality ?? entry.value.region;
  return entry.kind === 'contact' ? entry.value.country : '';
};

/** What one should know before one relies on it. */
const stateOf = (entry: Entry, now: number, language: CliLanguage): readonly string[] => {
  if (entry.kind !== 'service' && entry.kind !== 'contact') return [];
  const told = words[language];
  const { value } = entry;
  const age = value.assured_date === null ? [told.never] : isStale(value, now) ? [told.stale] : [];
  if (entry.kind === 'contact') return age;
  const { status, capacity, country } = entry.value;
  const today = localTime(now, timeZoneOf[country]).date;
  return [
    ...(status === 'active' ? [] : [statuses[status]?.[language] ?? status]),
    ...(capacity === null || capacity.until < today
      ? []
      : [capacityStates[capacity.state]?.[language] ?? capacity.state]),
    ...age,
  ];
};

export const find: KbCommand = {
  name: 'find',
  usage: 'WORDS… [--topic T] [--place P] [--kind services|contacts|guides|topics] [--limit N]',
  says: {
    en: 'looks for entries by name, provider, place or number; typos and missing accents do not matter',
    cs: 'hledá záznamy podle názvu, organizace, místa nebo čísla; překlepy a chybějící háčky nevadí',
  },
  options: {
    topic: { type: 'string' },
    place: { type: 'string' },
    kind: { type: 'string' },
    limit: { type: 'string' },
  },
  takes: [0, 20],
  run,
};
