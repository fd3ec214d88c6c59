import { findEntry } from '../../knowledge/entry.ts';
import { readDraft } from '../../knowledge/form/draft.ts';
import { questionsOf } from '../../knowledge/form/form.ts';
import {
  fromDraft,
  itemName,
  itemsOf,
  itemsOfQuestion,
  type Progress,
} from '../../knowledge/form/progress.ts';
import { openForEntry } from '../../knowledge/form/save.ts';
import { type KbCommand, type KbNeeds, refuse } from './command.ts';
import { askItems, explain } from './dialogue.ts';
import { questionSaid } from './question-said.ts';
import { readBase } from './read-base.ts';
import { review } from './review.ts';
import { unknownId } from './told-entry.ts';

const words = {
  en: {
    noField: (said: string, names: string) => `there is no field "${said}"; fields: ${names}`,
    id: 'the id of an entry stays as it is, for cards and buttons remember it',
    noDraft: (id: string) => `there is no draft of changes of ${id}.`,
    hasDraft: (id: string) => `There is a draft of changes; "lampa kb edit ${id} --draft" goes on with it.`,
  },
  cs: {
    noField: (said: string, names: string) => `pole „${said}“ není; pole: ${names}`,
    id: 'označení záznamu se nemění, pamatují si ho karty a tlačítka',
    noDraft: (id: string) => `rozepsané změny záznamu ${id} nejsou.`,
    hasDraft: (id: string) => `Jsou tu rozepsané změny; pokračuje v nich „lampa kb edit ${id} --draft“.`,
  },
} as const;

const editEntry = async (
  id: string,
  fieldSaid: string | undefined,
  goesOn: boolean,
  needs: KbNeeds,
): Promise<number> => {
  const { out, language, folder } = needs;
  const told = words[language];
  const knowledge = await readBase(needs);
  const entry = findEntry(knowledge, id);
  if (entry === null) return unknownId(knowledge, id, needs);
  const { kind } = entry;
  const question = fieldSaid === undefined ? undefined : questionSaid(kind, fieldSaid);
  if (question === null) {
    const names = questionsOf[kind].map(({ name }) => name).join(', ');
    return refuse(told.noField(fieldSaid ?? '', names), 2, out);
  }
  if (question?.name === 'id') {
    return refuse(told.id, 2, out);
  }
  const draft = await readDraft(folder, id);
  const isDraft = draft !== null && !draft.isNew && draft.kind === kind;
  if (goesOn && !isDraft) {
    return refuse(told.noDraft(id), 1, out);
  }
  if (isDraft && !goesOn) out.print(told.hasDraft(id));
  const file = await openForEntry(folder, kind);
  const before = file.entry(id) ?? { ...entry.value };
  const begun: Progress =
    goesOn && draft !== null ? fromDraft(draft, before) : { kind, before, values: before };
  const all = question === undefined ? itemsOf(begun, language) : itemsOfQuestion(question, language);
  const asked =
    goesOn && question === undefined ? all.filter((item) => draft?.open.includes(itemName(item))) : all;
  if (asked.length > 0) explain(needs);
  return review(await askItems(asked, begun, knowledge, needs), file, knowledge, needs);
};

export const edit: KbCommand = {
  name: 'edit',
  usage: 'ID [FIELD] [--draft]',
  says: {
    en: 'changes an entry, asking field by field (Enter keeps what is there), or one field only',
    cs: 'změní záznam, ptá se pole po poli (Enter nechá, co tam je), nebo jen jedno pole',
  },
  options: { draft: { type: 'boolean' } },
  takes: [1, 2],
  run: ([id = '', field], values, needs) => editEntry(id, field, values.draft === true, needs),
};
