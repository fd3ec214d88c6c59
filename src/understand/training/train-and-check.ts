import { createReadConcepts } from '../concepts.ts';
import { type Learnt, learn } from '../learnt.ts';
import type { LessonFiles } from '../load.ts';
import { type Gold, goldFigures } from './gold.ts';
import { train } from './train.ts';

/** Trains on the examples and measures the result on the gold messages, which its header then holds. */
export async function trainAndCheck(
  lessons: LessonFiles,
  gold: Gold,
  report: (step: string) => void,
): Promise<Learnt> {
  const trained = await train(lessons, lessons.digest, report);
  const readConcepts = createReadConcepts(lessons.concepts);
  const learnt = learn(lessons, trained, readConcepts);
  const figures = goldFigures(learnt, readConcepts, gold);
  const { messages, crisisSeen, crisisInView, falseAlarms, topicsInThree } = figures;
  report(
    `of ${messages} gold messages, without rules: dangers seen ${crisisSeen}, in view ${crisisInView}, false alarms ${falseAlarms}, topic in the first three ${topicsInThree}`,
  );
  return { ...learnt, model: { ...trained, header: { ...trained.header, gold: figures } } };
}
