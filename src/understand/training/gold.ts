import { evaluate } from '../../evaluate/evaluate.ts';
import type { Labelled } from '../../evaluate/labelled.ts';
import type { ReadConcepts } from '../concepts.ts';
import type { Learnt } from '../learnt.ts';
import type { GoldFigures } from '../model.ts';
import { readRuleBook } from '../rules.ts';
import { understandWith } from '../understand.ts';

/** The messages that guard a model: never trained on, written by others than the examples. */
export interface Gold {
  readonly messages: readonly Labelled[];
  readonly digest: string;
}

/** What a model alone, without rules and places, makes of the gold messages. */
export function goldFigures(
  learnt: Learnt,
  readConcepts: ReadConcepts,
  { messages, digest }: Gold,
): GoldFigures {
  const understand = understandWith({ learnt, readConcepts, rules: readRuleBook([]), findPlace: () => null });
  const { figures } = evaluate(messages, understand);
  const hits = (id: string): number => figures.find(({ measure }) => measure.id === id)?.all.hits ?? 0;
  return {
    digest,
    messages: messages.length,
    crisisSeen: hits('crisis-seen'),
    crisisInView: hits('crisis-in-view'),
    falseAlarms: hits('false-alarm'),
    topicsInThree: hits('topic-in-three'),
  };
}

/**
 * Shares of all gold messages by which a model may be worse than the one before. Trained on a few examples more or less, models
 * differed by so much with nothing wrong: the limit of the alarm moves, and what is at least in view hardly does.
 */
const slack = { seen: 0.02, inView: 0.006, alarms: 0.01, topics: 0.02 } as const;

/**
 * Why a model must not take the place of another, or null. Figures over different gold messages cannot be compared, and count
 * as no reason.
 */
export function worsened(before: GoldFigures, after: GoldFigures): string | null {
  if (before.digest !== after.digest) return null;
  const told = (what: string, was: number, is: number): string =>
    `${what}: ${is} of ${after.messages}, was ${was}`;
  const allowed = (share: number): number => share * after.messages;
  if (after.crisisSeen < before.crisisSeen - allowed(slack.seen))
    return told('fewer dangers are seen', before.crisisSeen, after.crisisSeen);
  if (after.crisisInView < before.crisisInView - allowed(slack.inView))
    return told('fewer dangers get a line with contacts', before.crisisInView, after.crisisInView);
  if (after.falseAlarms > before.falseAlarms + allowed(slack.alarms))
    return told('more false alarms', before.falseAlarms, after.falseAlarms);
  if (after.topicsInThree < before.topicsInThree - allowed(slack.topics))
    return told('fewer topics are right', before.topicsInThree, after.topicsInThree);
  return null;
}
