import { type EntryKind, findEntry } from '../../knowledge/entry.ts';
import { type Choices, chosen } from '../../knowledge/form/choices.ts';
import { draftIds, readDraft } from '../../knowledge/form/draft.ts';
import { fromDraft, itemName, itemsOf, newEntry } from '../../knowledge/form/progress.ts';
import { openForEntry } from '../../knowledge/form/save.ts';
import { type KbCommand, type KbNeeds, refuse, textOf } from './command.ts';
import { askItems, explain } from './dialogue.ts';
import { readBase } from './read-base.ts';
import { review } from './review.ts';
import { unknownId } from './told-entry.ts';

const words = {
  en: {
    kind: (said: string) => `"${said}" cannot be added; write service, contact or guide`,
    otherKind: (id: string) => `${id} is of another kind; --from takes an entry of the same kind`,
    noDraft: (id: string) => `there is no draft of a new entry "${id}".`,
    drafts: (ids: string) => ` Drafts: ${ids}.`,
    taken: (id: string) => `Meanwhile there is another entry "${id}", so this one needs another id.`,
  },
  cs: {
    kind: (said: string) =>
      `„${said}“ přidat nejde; napiš service (služba), contact (kontakt) nebo guide (návod)`,
    otherKind: (id: string) => `${id} je jiného druhu; --from bere záznam stejného druhu`,
    noDraft: (id: string) => `rozepsaný nový záznam „${id}“ není.`,
    drafts: (ids: string) => ` Rozepsané jsou: ${ids}.`,
    taken: (id: string) => `Mezitím vznikl jiný záznam „${id}“, tenhle potřebuje jiné označení.`,
  },
} as const;

const kinds: Choices = {
  service: { en: 'service', cs: 'služba' },
  contact: { en: 'contact', cs: 'kontakt' },
  guide: { en: 'guide', cs: 'návod' },
};

const kindSaid = (said: string): EntryKind | null => {
  const kind = chosen(kinds, said);
  return kind === 'service' || kind === 'contact' || kind === 'guide' ? kind : null;
};

const addNew = async (said: string | undefined, from: string | null, needs: KbNeeds): Promise<number> => {
  const { out, language, homeCountry, folder } = needs;
  const told = words[language];
  const kindGiven = said === undefined ? null : kindSaid(said);
  if (said !== undefined && kindGiven === null) {
    return refuse(told.kind(said), 2, out);
  }
  const knowledge = await readBase(needs);
  const like = from === null ? null : findEntry(knowledge, from);
  if (from !== null && like === null) return unknownId(knowledge, from, needs);
  const kind = kindGiven ?? like?.kind ?? 'service';
  if (like !== null && (like.kind !== kind || like.kind === 'topic')) {
    return refuse(told.otherKind(like.value.id), 1, out);
  }
  const file = await openForEntry(folder, kind);
  const begun = newEntry(kind, homeCountry, like === null ? null : { ...like.value });
  explain(needs);
  return review(await askItems(itemsOf(begun, language), begun, knowledge, needs), file, knowledge, needs);
};

const goOn = async (id: string, needs: KbNeeds): Promise<number> => {
  const { out, language, folder } = needs;
  const told = words[language];
  const knowledge = await readBase(needs);
  const draft = await readDraft(folder, id);
  if (draft === null || !draft.isNew) {
    const kept = await draftIds(folder);
    const others = kept.length === 0 ? '' : told.drafts(kept.join(', '));
    return refuse(`${told.noDraft(id)}${others}`, 1, out);
  }
  const file = await openForEntry(folder, draft.kind);
  // Somebody may have taken the id since: then another one is asked for, and nothing is overwritten.
  const isTaken = findEntry(knowledge, draft.id) !== null;
  const { id: _, ...others } = draft.values;
  const begun = fromDraft(isTaken ? { ...draft, values: others } : draft, null);
  if (isTaken) out.print(told.taken(draft.id));
  const asked = isTaken ? [...draft.open, 'id'] : draft.open;
  const open = itemsOf(begun, language).filter((item) => asked.includes(itemName(item)));
  if (open.length > 0) explain(needs);
  return review(await askItems(open, begun, knowledge, needs), file, knowledge, needs);
};

export const add: KbCommand = {
  name: 'add',
  usage: '[service|contact|guide] [--from ID] [--draft ID]',
  says: {
    en: 'asks for a new entry field by field and saves it; --from begins with what another one has, --draft goes on',
    cs: 'vyptá se na nový záznam pole po poli a uloží ho; --from začne podle jiného, --draft pokračuje v rozepsaném',
  },
  options: { from: { type: 'string' }, draft: { type: 'string' } },
  takes: [0, 1],
  run: ([kind], values, needs) => {
    const draft = textOf(values, 'draft');
    return draft === null ? addNew(kind, textOf(values, 'from'), needs) : goOn(draft, needs);
  },
};
