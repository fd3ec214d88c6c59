import type { EntryKind } from '../../knowledge/entry.ts';
import { chosen } from '../../knowledge/form/choices.ts';
import type { Question } from '../../knowledge/form/field.ts';
import { questionOf, questionsOf } from '../../knowledge/form/form.ts';
import { fieldLabel } from '../../knowledge/form/words.ts';

/** The question that somebody names: as in the file ("phones", "schedules") or as it is called ("telefony"). */
export const questionSaid = (kind: EntryKind, said: string): Question | null => {
  const asInFile = questionOf(kind, said.trim());
  if (asInFile !== null) return asInFile;
  const labels = Object.fromEntries(questionsOf[kind].map(({ name }) => [name, fieldLabel(name)]));
  const name = chosen(labels, said);
  return name === null ? null : questionOf(kind, name);
};
