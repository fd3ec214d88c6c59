import { columnCount } from '../columns.ts';
import { evidenceOf, neighbourCount } from '../evidence.ts';
import { labelsOf } from '../labels.ts';
import { createLanguage, languagePrior, trainLanguage } from '../language.ts';
import { createMeantWord, createMend } from '../mend.ts';
import { createNearest, indexVectors } from '../nearest.ts';
import { otherSigns } from '../other-signs.ts';
import { createWeigh, tellingOf } from '../telling.ts';
import { vocabularyOf } from '../vocabulary.ts';
import type { Seen } from './calibrate.ts';
import { corpusOf, heldOutOf, type Lessons } from './corpus.ts';
import { fitWeights, rowsOf, score } from './fit.ts';
import { settings } from './settings.ts';
import { targetsOf } from './targets.ts';

/** Trains without a fifth of the examples, and hears what the models say of that fifth. Takes half a minute of one core. */
export function seeHeldOut(lessons: Lessons): readonly Seen[] {
  const { examples, folded, vectors, vectorise, readConcepts } = corpusOf(lessons);
  const heldOut = heldOutOf(examples);
  const rest = Int32Array.from(examples.keys()).filter((index) => heldOut[index] !== true);
  const restOf = <T>(list: readonly T[]): readonly T[] => list.filter((_, index) => heldOut[index] !== true);
  const restExamples = restOf(examples);
  const weights = fitWeights(vectors, targetsOf(examples), rest, rowsOf(vectors), settings);
  const findNearest = createNearest(indexVectors(restOf(vectors)));
  const labels = labelsOf(restExamples);
  const weigh = createWeigh(tellingOf(restOf(folded), labels, readConcepts), readConcepts);
  const mend = createMend(createMeantWord(vocabularyOf(restOf(folded)), readConcepts));
  const guess = createLanguage(trainLanguage(restExamples), languagePrior(restExamples));
  const scores = new Float64Array(columnCount);
  return examples.flatMap((example, index): Seen[] => {
    if (heldOut[index] !== true) return [];
    const mended = mend(folded[index] ?? '');
    const vector = vectorise(mended);
    score(weights, vector, scores);
    const { language, lead } = guess(example.text);
    const evidence = evidenceOf(
      scores,
      findNearest(vector, neighbourCount),
      labels,
      weigh(mended),
      otherSigns(example.text),
    );
    return [{ example, evidence, language: { right: language === example.lang, lead } }];
  });
}
