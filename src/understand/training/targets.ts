import { risks, topicIds } from '../../domain.ts';
import {
  columnCount,
  humanColumn,
  inScopeColumn,
  otherColumn,
  riskColumn,
  topicColumns,
} from '../columns.ts';
import { type Example, isBackground, isOutOfScope } from '../examples.ts';

/** What the linear model should say of an example, and how much each group of columns counts. */
export interface Target {
  readonly values: Float32Array;
  /** Weight of the topic columns; 0 for background, which would teach the ranker that everything is out of scope. */
  readonly topicWeight: number;
  readonly riskWeight: number;
  readonly inScopeWeight: number;
  readonly humanWeight: number;
  readonly otherWeight: number;
}

/** How much the main topic counts when there are two or three. */
const shares: Readonly<Record<number, readonly number[]>> = { 1: [1], 2: [0.7, 0.3], 3: [0.6, 0.25, 0.15] };

const wantsHuman = (example: Example): boolean => example.human === true;
const aboutOther = (example: Example): boolean => example.style?.includes('third-party') === true;
/** Without tags of style nobody has said of whom an example tells. */
const tellsOfWhom = (example: Example): boolean => example.style !== undefined;

/** Balances groups of unequal size halfway: by the square root of how much rarer a group is than the average. */
function halfBalanced(sizes: readonly number[]): readonly number[] {
  const total = sizes.reduce((sum, size) => sum + size, 0);
  const used = sizes.filter((size) => size > 0).length;
  return sizes.map((size) => (size > 0 ? Math.sqrt(total / used / size) : 0));
}

/** The targets of all examples, weighed so that large classes do not drown small ones. */
export function targetsOf(examples: readonly Example[]): readonly Target[] {
  const ranked = examples.filter((example) => !isBackground(example));
  const topicBalance = halfBalanced(
    topicIds.map((id) => ranked.filter((example) => example.topics[0] === id).length),
  );
  const riskBalance = halfBalanced(
    risks.map((risk) => examples.filter((example) => example.risk === risk).length),
  );
  const balanceOf = (is: (example: Example) => boolean): readonly number[] => {
    const yes = examples.filter(is).length;
    return halfBalanced([examples.length - yes, yes]);
  };
  const scope = balanceOf((example) => !isOutOfScope(example));
  const human = balanceOf(wantsHuman);
  const other = balanceOf(aboutOther);
  const weightOf = (pair: readonly number[], yes: boolean): number => pair[yes ? 1 : 0] ?? 1;
  return examples.map((example) => {
    const values = new Float32Array(columnCount);
    const parts = shares[example.topics.length] ?? [1];
    example.topics.forEach((topic, rank) => {
      values[topicIds.indexOf(topic)] = parts[rank] ?? 0;
    });
    values[riskColumn + risks.indexOf(example.risk)] = 1;
    values[inScopeColumn] = isOutOfScope(example) ? 0 : 1;
    values[humanColumn] = wantsHuman(example) ? 1 : 0;
    values[otherColumn] = aboutOther(example) ? 1 : 0;
    const main = topicIds.indexOf(example.topics[0] ?? 'out-of-scope');
    return {
      values,
      topicWeight: isBackground(example) || main >= topicColumns ? 0 : (topicBalance[main] ?? 1),
      riskWeight: riskBalance[risks.indexOf(example.risk)] ?? 1,
      inScopeWeight: weightOf(scope, !isOutOfScope(example)),
      humanWeight: weightOf(human, wantsHuman(example)),
      otherWeight: tellsOfWhom(example) ? weightOf(other, aboutOther(example)) : 0,
    };
  });
}
