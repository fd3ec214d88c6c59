import { readableHours, readablePhone } from '../../text/format.ts';
import { texts } from '../../text/texts.ts';
import { fold } from '../../understand/fold.ts';
import { isRole } from '../assure.ts';
import { readHours } from '../hours-text.ts';
import { phoneFrom } from '../phone-number.ts';
import type { Contact, Phone, Schedule, Service, Sms } from '../schema.ts';
import { areaKinds, type Choices, chosen, yesNo } from './choices.ts';
import type { AnswerRead, Question } from './field.ts';
import { topicOf } from './topic-words.ts';
import { fieldHelp } from './words.ts';

/** Kinds of questions: how an answer becomes a value, and how the value is shown so that it can be typed again. */

type More = { readonly optional?: boolean };

const notTaken = (said: string, name: string): AnswerRead => {
  const help = fieldHelp(name);
  return { why: { en: `"${said}" cannot be taken. ${help.en}`, cs: `„${said}“ nejde. ${help.cs}` } };
};

const base = (name: string, none: unknown): Pick<Question, 'name' | 'fields' | 'inLanguages' | 'none'> => ({
  name,
  fields: [name],
  inLanguages: false,
  none: none === undefined ? null : { [name]: none },
});

/** One line of text. */
export const line = (name: string, { optional = false }: More = {}): Question => ({
  ...base(name, optional ? null : undefined),
  read: (answer) => ({ values: { [name]: answer } }),
  show: ({ [name]: value }) => (typeof value === 'string' ? value : ''),
});

/** One line that others have written already: their spelling is taken, of a beginning too where it means one of them only. */
export const lineLike = (
  name: string,
  known: (services: readonly Service[]) => readonly (string | null)[],
  more: More = {},
): Question => ({
  ...line(name, more),
  read: (answer, { knowledge }) => {
    const there = [...new Set(known(knowledge.services))].filter((one) => one !== null);
    return { values: { [name]: there.includes(answer) ? answer : (spelledAs(answer, there) ?? answer) } };
  },
});

const spelledAs = (answer: string, there: readonly string[]): string | null => {
  const plain = fold(answer);
  const same = there.find((one) => fold(one) === plain);
  if (same !== undefined) return same;
  const [begun, another] = there.filter((one) => fold(one).startsWith(`${plain} `));
  return another === undefined ? (begun ?? null) : null;
};

/** Who assured it: a role. */
export const role = (name: string): Question => ({
  ...line(name, { optional: true }),
  read: (answer) => (isRole(answer) ? { values: { [name]: answer } } : notTaken(answer, name)),
});

/** A text in each of the five languages; `\n` begins a new line. */
export const sentences = (name: string, { optional = false }: More = {}): Question => ({
  ...base(name, optional ? null : undefined),
  inLanguages: true,
  read: (answer) => ({ values: { [name]: answer.replaceAll('\\n', '\n') } }),
  show: ({ [name]: value }) => (typeof value === 'string' ? value.replaceAll('\n', '\\n') : ''),
});

/** Several short sentences in each of the five languages. */
export const steps = (name: string): Question => ({
  ...base(name, undefined),
  inLanguages: true,
  read: (answer) => ({ values: { [name]: parts(answer, '|') } }),
  show: ({ [name]: value }) => strings(value).join(' | '),
});

/** Several texts with a semicolon between, for they may hold commas. */
export const names = (name: string): Question => ({
  ...base(name, []),
  read: (answer) => ({ values: { [name]: parts(answer, ';') } }),
  show: ({ [name]: value }) => strings(value).join('; '),
});

export const webPage = (name: string): Question => ({
  ...line(name, { optional: true }),
  read: (answer) => ({ values: { [name]: webAddress(answer) } }),
});

export const wholeNumber = (name: string, { optional = false }: More = {}): Question => ({
  ...base(name, optional ? null : undefined),
  read: (answer) =>
    /^\d{1,3}$/.test(answer) ? { values: { [name]: Number(answer) } } : notTaken(answer, name),
  show: ({ [name]: value }) => (typeof value === 'number' ? String(value) : ''),
});

export const yesOrNo = (name: string, { optional = false }: More = {}): Question => ({
  ...base(name, optional ? null : undefined),
  read: (answer) => {
    const said = chosen(yesNo, answer);
    return said === null ? notTaken(answer, name) : { values: { [name]: said === 'yes' } };
  },
  show: ({ [name]: value }, { language }) =>
    typeof value === 'boolean' ? (yesNo[value ? 'yes' : 'no']?.[language] ?? '') : '',
});

export const oneOf = (name: string, choices: Choices): Question => ({
  ...base(name, undefined),
  read: (answer) => {
    const value = chosen(choices, answer);
    return value === null ? notTaken(answer, name) : { values: { [name]: value } };
  },
  show: ({ [name]: value }, { language }) =>
    typeof value === 'string' ? (choices[value]?.[language] ?? value) : '',
});

export const someOf = (name: string, choices: Choices, { optional = false }: More = {}): Question => ({
  ...base(name, optional ? [] : undefined),
  read: (answer) => {
    const said = parts(answer, ',');
    const values = said.map((one) => chosen(choices, one));
    const wrong = said[values.indexOf(null)];
    return wrong === undefined ? { values: { [name]: [...new Set(values)] } } : notTaken(wrong, name);
  },
  show: ({ [name]: value }, { language }) =>
    strings(value)
      .map((one) => choices[one]?.[language] ?? one)
      .join(', '),
});

export const topics = ({ optional = false }: More = {}): Question => ({
  ...base('topics', optional ? [] : undefined),
  read: (answer, { knowledge, language }) => {
    const found = parts(answer, ',').map((said) => topicOf(said, knowledge.topics, language));
    const wrong = found.find((one) => 'why' in one);
    if (wrong !== undefined && 'why' in wrong) return wrong;
    return { values: { topics: [...new Set(found.flatMap((one) => ('id' in one ? [one.id] : [])))] } };
  },
  show: ({ topics: value }) => strings(value).join(', '),
});

export const phones: Question = {
  ...base('phones', []),
  read: (answer, { country }) => {
    const said = answer
      .split(/[,;]/)
      .map((one) => one.trim())
      .filter((one) => one !== '');
    const read = said.map((one) => phoneFrom(one, country));
    const wrong = said[read.indexOf(null)];
    return wrong === undefined ? { values: { phones: read } } : notTaken(wrong, 'phones');
  },
  // Written in full where the readable form is the one of another country's home.
  show: ({ phones: value }, { country }) =>
    (listOf(value) as readonly Phone[])
      .map((phone) => {
        const readable = readablePhone(phone);
        return same(phoneFrom(readable, country), phone) ? readable : phone.number;
      })
      .join(', '),
};

/** A number for text messages, with the word to send before it where there is one: "SHOUT 85258". */
export const sms: Question = {
  ...base('sms', null),
  read: (answer, { country }) => {
    const number = /[+\d][\d\s]{0,30}$/.exec(answer)?.[0].trim() ?? '';
    const read = phoneFrom(number, country);
    if (read === null) return notTaken(answer, 'sms');
    const keyword = answer.slice(0, answer.lastIndexOf(number)).trim();
    return { values: { sms: { number: read.number, country: read.country, keyword: keyword || null } } };
  },
  show: ({ sms: value }) => {
    if (typeof value !== 'object' || value === null) return '';
    const { number, keyword } = value as Sms;
    return keyword === null ? number : `${keyword} ${number}`;
  },
};

const same = (a: Phone | null, b: Phone): boolean =>
  a !== null && a.number === b.number && a.country === b.country;

/** Hours and "round the clock" are one question. */
export const hours: Question = {
  name: 'hours',
  fields: ['h24', 'schedules'],
  inLanguages: false,
  none: { h24: false, schedules: [] },
  read: (answer) => {
    const read = readHours(answer);
    if (read.ok) return { values: { h24: read.h24, schedules: read.schedules } };
    return notTaken(read.at, 'hours');
  },
  show: ({ h24, schedules }, { language }) =>
    h24 === true ? 'nonstop' : readableHours(listOf(schedules) as readonly Schedule[], texts[language]),
};

export const areas: Question = {
  ...base('service_areas', undefined),
  read: (answer) => {
    const said = parts(answer, ';');
    const read = said.map(areaOf);
    const wrong = said[read.indexOf(null)];
    return wrong === undefined ? { values: { service_areas: read } } : notTaken(wrong, 'service_areas');
  },
  show: ({ service_areas: value }, { language }) =>
    (listOf(value) as Service['service_areas'])
      .map(({ kind, name }) => `${areaKinds[kind]?.[language] ?? kind} ${name}`)
      .join('; '),
};

/** "okres Klatovy", or only a name, which is a municipality. */
function areaOf(said: string): Service['service_areas'][number] | null {
  const [first = '', ...rest] = said.split(/\s+/);
  const kind = rest.length === 0 ? null : chosen(areaKinds, first);
  if (kind !== null && isAreaKind(kind)) return { kind, name: rest.join(' ') };
  if (/^[A-Z]{2}$/.test(said)) return { kind: 'country', name: said };
  return said === '' ? null : { kind: 'municipality', name: said };
}

const isAreaKind = (kind: string): kind is Service['service_areas'][number]['kind'] => kind in areaKinds;

export const sources = ({ optional = false }: More = {}): Question => ({
  ...base('sources', optional ? [] : undefined),
  read: (answer) => ({ values: { sources: parts(answer, /;\s+/).map(sourceOf) } }),
  show: ({ sources: value }) =>
    (listOf(value) as Service['sources'])
      .map(({ url, date }) => (date === null ? url : `${url} ${date}`))
      .join('; '),
});

function sourceOf(said: string): Service['sources'][number] {
  const dated = /(?<=[^\s,])[\s,]+(\d{4}(?:-\d{2}(?:-\d{2})?)?)$/.exec(said);
  const url = said.slice(0, dated?.index ?? said.length);
  const date = dated?.[1] ?? null;
  return { url: url.startsWith('www.') ? webAddress(url) : url, date };
}

export const chat: Question = {
  ...base('chat', null),
  read: (answer) => {
    const [url = '', ...rest] = answer.split(/\s+/);
    if (!url.includes('.')) return notTaken(answer, 'chat');
    if (rest.length === 0) return { values: { chat: { url: webAddress(url), schedules: [] } } };
    const read = readHours(rest.join(' '));
    if (!read.ok) return notTaken(read.at, 'chat');
    const schedules = read.h24 ? everyHour : read.schedules;
    return { values: { chat: { url: webAddress(url), schedules } } };
  },
  show: ({ chat: value }, { language }) => {
    if (typeof value !== 'object' || value === null) return '';
    const { url, schedules } = value as NonNullable<Contact['chat']>;
    return `${url} ${readableHours(schedules, texts[language])}`.trim();
  },
};

const everyHour: readonly Schedule[] = [
  { byday: ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'], opens_at: '00:00', closes_at: '24:00' },
];

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const strings = (value: unknown): readonly string[] => listOf(value).filter((one) => typeof one === 'string');
const parts = (answer: string, between: string | RegExp): readonly string[] =>
  answer
    .split(between)
    .map((part) => part.trim())
    .filter((part) => part !== '');
const webAddress = (written: string): string =>
  /^https?:\/\//.test(written) ? written : `https://${written}`;
