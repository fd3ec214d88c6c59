import { isCrisis, type PlaceFound, type Reason, type TopicGuess, type Understand } from '../domain.ts';
import { ageIn } from './age.ts';
import { askedPlace } from './asked-place.ts';
import { isCry } from './cries.ts';
import { createReadCues } from './cues.ts';
import { hasDangerWord } from './danger-words.ts';
import { dot, evidenceOf, labelsOf, neighbourCount } from './evidence.ts';
import type { Example } from './examples.ts';
import { createVectorise } from './features.ts';
import { cap, fold } from './fold.ts';
import { createReadHumanWish } from './human-wish.ts';
import { createLanguage } from './language.ts';
import { loadExamples, loadModel, loadRules } from './load.ts';
import { createScore, type Model } from './model.ts';
import { createNearest, type Neighbour } from './nearest.ts';
import { isClearlyOther, mayBeAboutOther } from './other-person.ts';
import { otherSigns } from './other-signs.ts';
import { riskOf } from './risk.ts';
import { ruledTopics } from './rule-topics.ts';
import { createFindDanger, floorOf, type RuleFile } from './rules.ts';
import { mendSlovak } from './slovak.ts';
import { createWeigh } from './telling.ts';
import { topicsOf } from './topics.ts';
import { vocabularyOf } from './vocabulary.ts';

export interface UnderstandOptions {
  /** Folder of `<language>.json` with example messages. */
  readonly examples: string;
  /** File of the trained model. */
  readonly model: string;
  /** File of the risk rules. */
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
  examples: folder,
  model: modelFile,
  rules: rulesFile,
  findPlace,
}: UnderstandOptions): Promise<{ readonly understand: Understand; readonly modelStale: boolean }> {
  const [{ examples, digest }, model, rules] = await Promise.all([
    loadExamples(folder),
    loadModel(modelFile),
    loadRules(rulesFile),
  ]);
  return {
    understand: understandWith({ examples, model, rules, findPlace }),
    modelStale: model.header.examples !== digest,
  };
}

interface Parts {
  readonly examples: readonly Example[];
  readonly model: Model;
  readonly rules: RuleFile;
  readonly findPlace: UnderstandOptions['findPlace'];
}

function understandWith({ examples, model, rules, findPlace }: Parts): Understand {
  const { calibration } = model.header;
  const folded = examples.map(({ text }) => fold(cap(text)));
  const vectorise = createVectorise(model.rarity);
  const findNearest = createNearest(folded.map(vectorise));
  const vocabulary = vocabularyOf(folded);
  const findDanger = createFindDanger(rules, (word) => vocabulary.has(word));
  const score = createScore(model);
  const guessLanguage = createLanguage(model.language, model.header.languagePrior);
  const readCues = createReadCues();
  const readHumanWish = createReadHumanWish();
  const labels = labelsOf(examples);
  const weigh = createWeigh(folded, labels);

  return (text) => {
    const short = cap(text);
    const plain = fold(short);
    const vector = vectorise(plain);
    const neighbours = findNearest(vector, neighbourCount);
    const evidence = evidenceOf(score(vector), neighbours, labels, weigh(plain), otherSigns(short));
    const hits = findDanger(text);
    const { language, lead } = mendSlovak(short, guessLanguage(short));
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
      risk: empty ? floor : risk,
      level: empty && hits.length === 0 ? 'none' : level === 'none' && isCry(short) ? 'soft' : level,
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
        ...neighbours.slice(0, examplesShown).flatMap((neighbour) => exampleReason(examples, neighbour)),
      ],
    };
  };
}

function exampleReason(examples: readonly Example[], { index, similarity }: Neighbour): readonly Reason[] {
  const example = examples[index];
  if (!example) return [];
  return [
    { kind: 'example', id: example.id, text: example.text, similarity: Math.round(similarity * 1e3) / 1e3 },
  ];
}
