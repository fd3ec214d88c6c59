import { isDeepStrictEqual } from 'node:util';
import { type Country, countries, type Language, languages } from '../../domain.ts';
import { fold } from '../../understand/fold.ts';
import { type EntryKind, findEntry } from '../entry.ts';
import type { Knowledge } from '../schema.ts';
import type { Draft } from './draft.ts';
import type { Around, Question, Values } from './field.ts';
import { blankEntry, orderedEntry, questionsOf } from './form.ts';

/** An entry while it is being told: new, or one that is there and is changed. */
export interface Progress {
  readonly kind: EntryKind;
  /** The entry as it was before; null: a new one. */
  readonly before: Values | null;
  readonly values: Values;
}

/** One thing to ask: a question, or its part in one language. */
export interface Item {
  readonly question: Question;
  readonly language: Language | null;
}

/** Facts of one place that no other entry shares, so that a copy does not begin with them. */
const own = ['id', 'name', 'title', 'capacity', 'confidence', 'sources', 'assured_date', 'assurer', 'note'];

/** A new entry, with what another one of its kind has where one is given. */
export function newEntry(kind: EntryKind, home: Country, like: Values | null = null): Progress {
  const taken = Object.entries(like ?? {}).filter(([field]) => !own.includes(field));
  return { kind, before: null, values: { ...blankEntry(kind, home), ...Object.fromEntries(taken) } };
}

/** Goes on with a draft; changes are laid over the entry as it is now. */
export const fromDraft = (draft: Draft, before: Values | null): Progress => ({
  kind: draft.kind,
  before,
  values: { ...before, ...draft.values },
});

/** The answers, fit to be kept: of an entry that is there only what is changed, so that it can be laid over it again. */
export function toDraft(progress: Progress, open: readonly Item[]): Draft {
  const { kind, before, values } = progress;
  const changed = Object.entries(values).filter(
    ([field, value]) => !isDeepStrictEqual(before?.[field], value),
  );
  return {
    kind,
    id: draftIdOf(progress),
    isNew: before === null,
    values: Object.fromEntries(changed),
    open: open.map(itemName),
  };
}

const draftIdOf = ({ kind, values }: Progress): string =>
  typeof values.id === 'string' ? values.id : suggestedId(values) || `new-${kind}`;

/** All that is asked of an entry; the id of one that is there is not, for buttons and cards remember it. */
export const itemsOf = ({ kind, before }: Progress, first: Language): readonly Item[] =>
  questionsOf[kind]
    .filter(({ name }) => before === null || name !== 'id')
    .flatMap((question) => itemsOfQuestion(question, first));

/** The parts of a question, the language of the admin first. */
export const itemsOfQuestion = (question: Question, first: Language): readonly Item[] => {
  if (!question.inLanguages) return [{ question, language: null }];
  const order = [first, ...languages.filter((one) => one !== first)];
  return order.map((language) => ({ question, language }));
};

/** `description.cs`, or the name of the question alone. */
export const itemName = ({ question, language }: Item): string =>
  language === null ? question.name : `${question.name}.${language}`;

const isValues = (value: unknown): value is Values => typeof value === 'object' && value !== null;

/** The values that an item is about: those of the entry, or the text in its language in the place of all five. */
const valuesAt = ({ question, language }: Item, values: Values): Values => {
  const [field = ''] = question.fields;
  const whole = values[field];
  if (language === null) return values;
  return { ...values, [field]: isValues(whole) ? whole[language] : whole };
};

/** Whether there is a value already; null, which says "not known", is one. */
export const isAnswered = (item: Item, values: Values): boolean => {
  const here = valuesAt(item, values);
  return item.question.fields.every((field) => here[field] !== undefined);
};

/** An item of a text that is said not to be there: in no language, then. */
export const isLeftOut = ({ question, language }: Item, values: Values): boolean =>
  language !== null && question.fields.every((field) => values[field] === null);

export const shownAt = (item: Item, values: Values, around: Pick<Around, 'language' | 'country'>): string =>
  item.question.show(valuesAt(item, values), around);

/** The values with an answer in its place. */
export function withAnswer(progress: Progress, { question, language }: Item, answer: Values): Progress {
  const [field = ''] = question.fields;
  if (language === null) return { ...progress, values: { ...progress.values, ...answer } };
  const whole = progress.values[field];
  const inFive = { ...(isValues(whole) ? whole : {}), [language]: answer[field] };
  return { ...progress, values: { ...progress.values, [field]: inFive } };
}

/** An id that says country and name, as no other entry has it; empty when there is no name yet. */
export function suggestedId(values: Values, knowledge: Knowledge | null = null): string {
  const named = typeof values.name === 'string' ? values.name : isValues(values.title) ? values.title.en : '';
  const words = fold(typeof named === 'string' ? named : '').match(/[a-z0-9]+/g) ?? [];
  if (words.length === 0) return '';
  const country = countries.find((one) => one === values.country)?.toLowerCase();
  const stem = [...(country === undefined ? [] : [country]), ...words]
    .join('-')
    .slice(0, 40)
    .replace(/-$/, '');
  const isTaken = (id: string): boolean => knowledge !== null && findEntry(knowledge, id) !== null;
  let id = stem;
  for (let n = 2; isTaken(id); n++) id = `${stem}-${n}`;
  return id;
}

/** The entry with its fields in the order of the file; texts in five languages in theirs. */
export const finished = ({ kind, values }: Progress): Values => orderedEntry(kind, values);
