import type { z } from 'zod';
import type { Country } from '../../domain.ts';
import { languageOf } from '../country-language.ts';
import type { EntryKind } from '../entry.ts';
import { contact, guide, service, topic } from '../schema.ts';
import { confidences, countryNames, forms, languageNames, roles, statuses } from './choices.ts';
import type { AnswerRead, Around, Question, Values } from './field.ts';
import {
  areas,
  chat,
  hours,
  line,
  lineLike,
  names,
  oneOf,
  phones,
  role,
  sentences,
  sms,
  someOf,
  sources,
  steps,
  topics,
  webPage,
  wholeNumber,
  yesOrNo,
} from './questions.ts';
import { fieldHelp } from './words.ts';

const optional = { optional: true } as const;

const trust: readonly Question[] = [
  oneOf('confidence', confidences),
  sources(),
  line('assured_date', optional),
  role('assurer'),
  line('note', optional),
];

/** What is asked for an entry of a kind, in the order in which people tell it. */
export const questionsOf: Readonly<Record<EntryKind, readonly Question[]>> = {
  service: [
    oneOf('country', countryNames),
    line('name'),
    line('id'),
    names('alternate_name'),
    line('provider', optional),
    lineLike('kind', (services) => services.map(({ kind }) => kind)),
    oneOf('status', statuses),
    sentences('description'),
    sentences('not_for', optional),
    topics(),
    someOf('forms', forms, optional),
    wholeNumber('minimum_age', optional),
    wholeNumber('maximum_age', optional),
    yesOrNo('free', optional),
    yesOrNo('anonymous', optional),
    yesOrNo('parental_consent', optional),
    line('address', optional),
    lineLike('municipality', (services) => services.map(({ municipality }) => municipality), optional),
    lineLike('region', (services) => services.map(({ region }) => region)),
    areas,
    phones,
    line('email', optional),
    webPage('url'),
    hours,
    sentences('hours_note', optional),
    sentences('how_to_get', optional),
    someOf('languages', languageNames),
    ...trust,
  ],
  contact: [
    oneOf('country', countryNames),
    line('name'),
    line('id'),
    phones,
    sms,
    chat,
    line('email', optional),
    webPage('url'),
    yesOrNo('free', optional),
    hours,
    someOf('languages', languageNames),
    someOf('roles', roles),
    topics(optional),
    wholeNumber('minimum_age', optional),
    wholeNumber('maximum_age', optional),
    sentences('for_whom'),
    sentences('what_happens', optional),
    yesOrNo('anonymous', optional),
    wholeNumber('order'),
    ...trust,
  ],
  guide: [
    line('id'),
    sentences('title'),
    sentences('text'),
    topics(optional),
    yesOrNo('for_others'),
    sources(optional),
  ],
  topic: [yesOrNo('local'), sentences('name'), sentences('sentence'), steps('steps')],
};

const shapes: Readonly<Record<EntryKind, Readonly<Record<string, z.ZodType>>>> = {
  service: service.shape,
  contact: contact.shape,
  guide: guide.shape,
  topic: topic.shape,
};

const wholes = { service, contact, guide, topic } as const;

/** A whole entry with its fields in the order of the schema, so that one change is one change in the file too. */
export function orderedEntry(kind: EntryKind, values: Values): Values {
  const parsed = wholes[kind].safeParse(values);
  return parsed.success ? parsed.data : values;
}

/** The question for a field, by its own name or that of the question. */
export const questionOf = (kind: EntryKind, name: string): Question | null =>
  questionsOf[kind].find((one) => one.name === name || one.fields.includes(name)) ?? null;

/** What an entry holds before anybody has said anything: all that may be unknown is unknown. */
export function blankEntry(kind: EntryKind, country: Country): Values {
  const none = Object.assign({}, ...questionsOf[kind].map((question) => question.none ?? {}));
  switch (kind) {
    case 'service':
      return { ...none, country, status: 'active', languages: [languageOf[country]], capacity: null };
    case 'contact':
      return { ...none, country, languages: [languageOf[country]], order: 50 };
    case 'guide':
      return { ...none, for_others: false };
    case 'topic':
      return none;
  }
}

/** Reads an answer and holds it against the schema of its field; for a question in five languages, the part in one of them. */
export function readAnswer(kind: EntryKind, question: Question, answer: string, around: Around): AnswerRead {
  const read = question.read(answer, around);
  if ('why' in read) return read;
  const faulty = Object.entries(read.values).some(([field, value]) => !fits(kind, question, field, value));
  if (!faulty) return read;
  const help = fieldHelp(question.name);
  return { why: { en: `"${answer}" cannot be taken. ${help.en}`, cs: `„${answer}“ nejde. ${help.cs}` } };
}

function fits(kind: EntryKind, question: Question, field: string, value: unknown): boolean {
  const schema = shapes[kind][field];
  if (schema === undefined) return false;
  // The same text in all languages is as right or wrong as in one.
  const whole = question.inLanguages ? { cs: value, pl: value, sk: value, uk: value, en: value } : value;
  return schema.safeParse(whole).success;
}

/** Whether a value has the form that the schema gives its field; a field that is not in the schema has none. */
export const isValid = (kind: EntryKind, field: string, value: unknown): boolean =>
  shapes[kind][field]?.safeParse(value).success === true;
