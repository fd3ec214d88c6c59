import {
  isCrisis,
  type PlaceFound,
  type Reason,
  risks,
  type TopicGuess,
  topicIds,
  type Understand,
} from '../domain.ts';
import { ageIn } from './age.ts';
import { askedPlace } from './asked-place.ts';
import { createReadConcepts, type ReadConcepts } from './concepts.ts';
import { isCry } from './cries.ts';
import { createReadCues } from './cues.ts';
import { hasDangerWord } from './danger-words.ts';
import { dot, evidenceOf, neighbourCount } from './evidence.ts';
import { createVectorise } from './features.ts';
import { cap, fold } from './fold.ts';
import { createReadHumanWish } from './human-wish.ts';
import { topicsAtMost } from './labels.ts';
import { createLanguage } from './language.ts';
import type { Learnt } from './learnt.ts';
import { type LearningFiles, loadBestLearnt, loadRules, readLessons } from './load.ts';
import { createMeantWord, createMend } from './mend.ts';
import { createScore } from './model.ts';
import { createNearest, type Neighbour } from './nearest.ts';
import { isClearlyOther, mayBeAboutOther } from './other-person.ts';
import { otherSigns } from './other-signs.ts';
import { dangerOf, riskOf } from './risk.ts';
import { ruledTopics } from './rule-topics.ts';
import { createFindDanger, floorOf, type RuleBook, readRuleBook } from './rules.ts';
import { mendSlovak } from './slovak.ts';
import { createWeigh } from './telling.ts';
import { textAt } from './text-table.ts';
import { topicsOf } from './topics.ts';

export interface UnderstandOptions {
  /** What the model was learnt from: examples, which are the neighbours of a message, and concepts. */
  readonly from: Omit<LearningFiles, 'gold' | 'ownGold'>;
  /** The model that is shipped, and where one is kept that was learnt here. */
  readonly model: string;
  readonly cache?: string;
  /** Folder of the risk rules. */
  readonly rules: string;
  readonly findPlace: (text: string) => PlaceFound | null;
}

const examplesShown = 3;
/** So much surer than its limit the model must be of a wish for a person that no plain words say: words go to people then. */
const humanMargin = 1;
const hasWord = /\p{L}{2}/u;

/**
 * Loads what is needed and makes the function that reads messages. `modelStale` is true when the examples were changed
 * after the model was trained: it still works, but knows less than it could. Throws an error that names the file that is
 * missing or wrong and says what to do.
 */
export async function createUnderstand({
  from,
  model,
  cache,
  rules: rulesFolder,
  findPlace,
}: UnderstandOptions): Promise<{ readonly understand: Understand; readonly modelStale: boolean }> {
  const [lessons, rules] = await Promise.all([readLessons(from), loadRules(rulesFolder)]);
  const learnt = await loadBestLearnt(cache, model, lessons.digest);
  const readConcepts = createReadConcepts(lessons.concepts());
  return {
    understand: understandWith({ learnt, readConcepts, rules: readRuleBook(rules), findPlace }),
    modelStale: learnt.model.header.examples !== lessons.digest,
  };
}

interface Parts {
  readonly learnt: Learnt;
  /** Made from the concepts that the model was learnt with; making it takes a tenth of a second, so it is kept. */
  readonly readConcepts: ReadConcepts;
  readonly rules: RuleBook;
  readonly findPlace: UnderstandOptions['findPlace'];
}

/** Makes the function that reads messages out of what was learnt. Takes about 30 ms. */
export function understandWith({ learnt, readConcepts, rules, findPlace }: Parts): Understand {
  const { model, labels } = learnt;
  const { calibration } = model.header;
  const vectorise = createVectorise(model.rarity, readConcepts);
  const findNearest = createNearest(learnt.near);
  const words = learnt.vocabulary.split(' ');
  const vocabulary = new Set(words);
  const meant = createMeantWord(words, readConcepts);
  const mend = createMend(meant);
  const findDanger = createFindDanger(rules, (word) => vocabulary.has(word), meant);
  const score = createScore(model);
  const guessLanguage = createLanguage(model.language, model.header.languagePrior);
  const readCues = createReadCues();
  const readHumanWish = createReadHumanWish();
  const weigh = createWeigh(model.tells, readConcepts);

  return (text) => {
    const short = cap(text);
    const plain = mend(fold(short));
    const vector = vectorise(plain);
    const neighbours = findNearest(vector, neighbourCount);
    const evidence = evidenceOf(score(vector), neighbours, labels, weigh(plain), otherSigns(short));
    const hits = findDanger(text);
    const { language, lead, apart } = mendSlovak(short, guessLanguage(short));
    const floor = floorOf(hits);
    const [topic] = topicsOf(evidence, calibration, false);
    const { risk, level } = riskOf(evidence, calibration, { floor, topic, dangerWord: hasDangerWord(short) });
    const { asked, refused, spokenOf } = readHumanWish(short);
    const sureOfHuman = evidence.human >= calibration.human + humanMargin;
    const human = asked || (!refused && spokenOf && sureOfHuman);
    // Without the wish the topic is no more than a question: "s nikým mluvit nechci".
    const withWish = (guess: TopicGuess): readonly TopicGuess[] => {
      if (guess.id !== 'human' || human) return [guess];
      return refused ? [] : [{ ...guess, band: 'maybe' }];
    };
    // Without a word ("15", "?") the models would weigh nothing but the length of the message.
    const empty = vector.ids.length < 2 || !hasWord.test(plain);
    return {
      language,
      languageSure: lead >= calibration.language,
      languageApart: apart >= calibration.language,
      risk: empty ? floor : risk,
      level: empty && hits.length === 0 ? 'none' : level === 'none' && isCry(short) ? 'soft' : level,
      danger: hits.length > 0 ? 1 : empty ? 0 : dangerOf(evidence, calibration),
      topics: empty
        ? []
        : ruledTopics(topicsOf(evidence, calibration, isCrisis(risk)), hits).flatMap(withWish),
      place: findPlace(short),
      placeIfAsked: askedPlace(short, findPlace),
      human,
      other:
        isClearlyOther(short) ||
        (mayBeAboutOther(short) && dot(calibration.other.weights, evidence.other) >= calibration.other.limit),
      age: ageIn(short),
      followUp: isCrisis(risk) ? null : readCues(short).followUp,
      reasons: [
        ...hits.map((hit): Reason => ({ kind: 'rule', ...hit })),
        ...neighbours.slice(0, examplesShown).map((neighbour) => exampleReason(learnt, neighbour)),
      ],
    };
  };
}

const exampleReason = ({ ids, texts, labels }: Learnt, { index, similarity }: Neighbour): Reason => ({
  kind: 'example',
  id: textAt(ids, index),
  text: textAt(texts, index),
  topics: [...labels.topics.subarray(index * topicsAtMost, (index + 1) * topicsAtMost)].flatMap(
    (topic) => topicIds[topic] ?? [],
  ),
  risk: risks[labels.risk[index] ?? 0] ?? 'none',
  similarity: Math.round(similarity * 1e3) / 1e3,
});
