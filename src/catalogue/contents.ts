import type { Language, TopicId } from '../domain.ts';
import type { Contact, Knowledge, Topic } from '../knowledge/schema.ts';
import { type Offered, offeredAt } from '../recommend/services.ts';
import type { Region } from '../region/region.ts';
import type { Places } from '../understand/place-nearness.ts';
import { type CrisisLines, crisisLines, topicLines } from './crisis-lines.ts';
import { type LifeId, lifeIds, lifeOf } from './life.ts';
import { servicesIn, type Way } from './working-in.ts';

/** A service with the number under which it is found in the whole catalogue. */
export interface Entry {
  readonly number: number;
  readonly offered: Offered;
  readonly way: Way;
  readonly km: number | null;
}

export interface TopicPart {
  readonly topic: Topic;
  /** Who helps with it, described here or in another chapter. */
  readonly entries: readonly Entry[];
}

export interface Chapter {
  readonly life: LifeId;
  readonly topics: readonly TopicPart[];
  /** Lines that know most of its topics. */
  readonly lines: readonly Contact[];
  /** What is described here: each service stands in full once, where what it is mainly for stands. */
  readonly entries: readonly Entry[];
}

/** What stands in a catalogue. */
export interface Contents {
  readonly crisis: CrisisLines;
  readonly chapters: readonly Chapter[];
  /** All entries, by number. */
  readonly entries: readonly Entry[];
}

export interface ContentsQuestion {
  readonly knowledge: Knowledge;
  readonly places: Places;
  readonly region: Region;
  readonly language: Language;
  /** Only what is about this; null: everything. */
  readonly topic: TopicId | null;
  /** Milliseconds since 1970. */
  readonly now: number;
}

const mostCrisisLines = 6;
const mostChapterLines = 4;

interface Placed extends Omit<Entry, 'number'> {
  readonly home: LifeId;
}

/** Puts together what a catalogue of a region holds: chapters that have anything, each service described once. */
export function contentsOf(question: ContentsQuestion): Contents {
  const { knowledge, region, language, topic, now } = question;
  const { contacts } = knowledge;
  const isWanted = (id: TopicId): boolean => lifeOf[id] !== null && (topic === null || id === topic);
  const placed = servicesIn(knowledge.services, region, question.places).flatMap(
    ({ service, way, km }): readonly Placed[] => {
      const [main] = service.topics.filter(isWanted);
      const home = main === undefined ? null : lifeOf[main];
      return home === null ? [] : [{ offered: offeredAt(service, now), way, km, home }];
    },
  );
  const numbered = lifeIds
    .flatMap((life) => placed.filter(({ home }) => home === life))
    .map((one, i) => ({ ...one, number: i + 1 }));
  const partOf = (one: Topic): TopicPart => ({
    topic: one,
    entries: numbered.filter(({ offered }) => offered.service.topics.includes(one.id)),
  });
  const chapters = lifeIds.map((life): Chapter => {
    const topics = knowledge.topics.filter(({ id }) => lifeOf[id] === life && isWanted(id));
    const ids = topics.map(({ id }) => id);
    return {
      life,
      topics: topics.map(partOf),
      lines: topicLines(contacts, region.country, language, ids, mostChapterLines),
      entries: numbered.filter(({ home }) => home === life),
    };
  });
  return {
    crisis: crisisLines(contacts, region.country, language, mostCrisisLines),
    chapters: chapters.filter(
      ({ topics, lines }) => lines.length > 0 || topics.some(({ entries }) => entries.length > 0),
    ),
    entries: numbered,
  };
}
