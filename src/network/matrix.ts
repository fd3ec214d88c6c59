import { isNeed } from '../conversation/danger.ts';
import type { TopicId } from '../domain.ts';
import type { Contact, Knowledge, Service, Topic } from '../knowledge/schema.ts';
import { type HelpsFrom, helpsFrom } from '../recommend/reach.ts';
import type { Region } from '../region/region.ts';
import type { Places } from '../understand/place-nearness.ts';

/** So many services for one topic in one area may be doing the same twice. */
export const manyFrom = 5;

/**
 * How a topic is covered. gap: nobody, not even a line; national: only lines, or services for the whole country; one: a
 * single service; many: `manyFrom` and more.
 */
export type Cover = 'gap' | 'national' | 'one' | 'some' | 'many';

/** One service of the network, and from where it helps. */
export interface Member {
  readonly service: Service;
  readonly from: HelpsFrom;
}

export interface TopicRow {
  readonly topic: Topic;
  readonly cover: Cover;
  readonly here: number;
  readonly elsewhere: number;
  readonly everywhere: number;
  /** Lines and chats of the country that know this topic. */
  readonly lines: number;
}

export interface ProviderRow {
  /** null: the directory names none. */
  readonly provider: string | null;
  readonly services: number;
  readonly topics: readonly TopicId[];
}

/** Who does what in one area. */
export interface Matrix {
  readonly area: Region;
  /** Those that sit in the area by town, then those that come, then those for the whole country; by provider and name. */
  readonly members: readonly Member[];
  readonly topics: readonly TopicRow[];
  readonly providers: readonly ProviderRow[];
}

const order: readonly HelpsFrom[] = ['here', 'elsewhere', 'everywhere'];
const compare = new Intl.Collator('cs').compare;
/** Sorts behind every name. */
const last = '\uffff';

/** Looks at what an area has: every active service that sits there or reaches it, against every topic somebody may need help with. */
export function createMatrix(
  { services, contacts, topics }: Knowledge,
  area: Region,
  places: Places,
): Matrix {
  const municipalities = [...area.municipalities].flatMap((id) => places.byId(id) ?? []);
  const members = services
    .filter(({ status, country }) => status === 'active' && country === area.country)
    .flatMap((service): readonly Member[] => {
      const from = helpsFrom(service, municipalities, places);
      return from === null ? [] : [{ service, from }];
    })
    .sort(
      (a, b) =>
        order.indexOf(a.from) - order.indexOf(b.from) ||
        compare(a.service.municipality ?? last, b.service.municipality ?? last) ||
        compare(a.service.provider ?? '', b.service.provider ?? '') ||
        compare(a.service.name, b.service.name),
    );
  const lines = contacts.filter((contact) => contact.country === area.country && isLine(contact));
  const needed = topics.filter(({ id }) => isNeed(id));
  return {
    area,
    members,
    topics: needed.map((topic) => rowOf(topic, members, lines)),
    providers: providersOf(members, new Set(needed.map(({ id }) => id))),
  };
}

const isLine = ({ phones, chat }: Contact): boolean => phones.length > 0 || chat !== null;

function rowOf(topic: Topic, members: readonly Member[], contacts: readonly Contact[]): TopicRow {
  const count = (wanted: HelpsFrom): number =>
    members.filter(({ service, from }) => from === wanted && service.topics.includes(topic.id)).length;
  const [here, elsewhere, everywhere] = [count('here'), count('elsewhere'), count('everywhere')];
  const lines = contacts.filter((contact) => contact.topics.includes(topic.id)).length;
  return { topic, cover: coverOf(here + elsewhere, everywhere + lines), here, elsewhere, everywhere, lines };
}

function coverOf(near: number, national: number): Cover {
  if (near === 0) return national === 0 ? 'gap' : 'national';
  if (near === 1) return 'one';
  return near >= manyFrom ? 'many' : 'some';
}

function providersOf(members: readonly Member[], needed: ReadonlySet<TopicId>): readonly ProviderRow[] {
  const byProvider = Map.groupBy(
    members.filter(({ from }) => from !== 'everywhere'),
    ({ service }) => service.provider,
  );
  return [...byProvider]
    .map(([provider, theirs]) => ({
      provider,
      services: theirs.length,
      topics: [...new Set(theirs.flatMap(({ service }) => service.topics))].filter((id) => needed.has(id)),
    }))
    .sort((a, b) => b.topics.length - a.topics.length || compare(a.provider ?? '', b.provider ?? ''));
}
