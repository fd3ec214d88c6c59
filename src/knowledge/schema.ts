import { z } from 'zod';
import { countries, languages, topicIds } from '../domain.ts';

/**
 * The shape of data/knowledge/*.json. Names follow Open Referral HSDS 3 where the meaning is the same
 * (snake_case there, so here too). Every object is strict: a misspelt field is an error, not silence.
 */

const id = z
  .string()
  .regex(
    /^[a-z0-9]+(-[a-z0-9]+)*$/,
    'use lower-case letters, digits and hyphens, for example "cz-klub-magnet"',
  );
const date = z.iso.date('write the date as YYYY-MM-DD');
const text = z.string().trim().min(1, 'write some text or remove the field');
const time = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'write the time as HH:MM, for example "08:30"');
const webUrl = z.url({ protocol: /^https?$/, error: 'write a web address that begins with https://' });

export const language = z.enum(languages);
export const country = z.enum(countries);
export const topicId = z.enum(topicIds);

/** A text in all five languages; what a young person reads is never half translated. */
const inAllLanguages = z.strictObject({ cs: text, pl: text, sk: text, uk: text, en: text });
const stepsInAllLanguages = z.strictObject({
  cs: z.array(text).min(1).max(4),
  pl: z.array(text).min(1).max(4),
  sk: z.array(text).min(1).max(4),
  uk: z.array(text).min(1).max(4),
  en: z.array(text).min(1).max(4),
});

/**
 * How far a fact can be trusted. A: the operator's own or an official page, or several dated sources agree; B: one good source;
 * C: one list only, shown with its date and "check before you go". What is known from memory only has no place in these files.
 */
const confidence = z.enum(['A', 'B', 'C']);
const source = z.strictObject({
  /** A web address, or words that tell a person where to look. */
  url: text,
  /** When the source said so; null when the source bears no date. */
  date: z.union([date, z.string().regex(/^\d{4}(-\d{2})?$/)]).nullable(),
});
const trust = {
  confidence,
  sources: z.array(source).min(1, 'a fact without a source is not shown to anybody: name at least one'),
  /** When somebody last called or looked and found it right; null: nobody has yet. */
  assured_date: date.nullable(),
  assurer: text.nullable(),
  /** For admins, never shown to a person: conflicts between sources, what to check. */
  note: text.nullable(),
};

/** Phone number. E.164, or a short code (`short: true`) that works only inside its country. */
const phone = z
  .strictObject({
    number: z
      .string()
      .regex(
        /^(\+\d{7,15}|\d{3,6})$/,
        'write +420123456789, or a short code such as 116111 with "short": true',
      ),
    country,
    short: z.boolean().default(false),
  })
  .refine(
    (p) => p.short === !p.number.startsWith('+'),
    'a number with + is not short; a number without + must say "short": true',
  );

/** A number that takes text messages; `keyword`: the word to send there, null where any words will do. */
const sms = z.strictObject({
  number: z.string().regex(/^(\+\d{7,15}|\d{3,6})$/, 'write +420123456789, or a short number such as 85258'),
  country,
  keyword: text.nullable(),
});

const weekday = z.enum(['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']);
/** Opening hours in local time of the country. No schedule at all means: hours not known. */
const schedule = z
  .strictObject({ byday: z.array(weekday).min(1), opens_at: time, closes_at: time })
  .refine(
    (s) => s.opens_at < s.closes_at,
    'closes_at must be later than opens_at; split a night into two entries',
  );

export const topic = z.strictObject({
  id: topicId,
  /** True when the answer depends on where the person lives, so that the place is worth asking for. */
  local: z.boolean(),
  /** Short name, for buttons and lists: at most 40 characters. */
  name: z.strictObject({
    cs: text.max(40),
    pl: text.max(40),
    sk: text.max(40),
    uk: text.max(40),
    en: text.max(40),
  }),
  /** One human sentence that answers a message about this. */
  sentence: inAllLanguages,
  /** First steps, one short sentence each. */
  steps: stepsInAllLanguages,
});

/** What a contact is for, when life or safety is at stake. */
const role = z.enum([
  'emergency',
  'medical',
  'police',
  'fire',
  'poison',
  'children',
  'adults',
  'victims',
  'parents',
  'missing',
  'addiction',
  'eating',
  'ukrainian',
  'information',
]);

export const contact = z.strictObject({
  id,
  country,
  name: text,
  phones: z.array(phone),
  sms: sms.nullable().default(null),
  chat: z.strictObject({ url: webUrl, schedules: z.array(schedule) }).nullable(),
  email: z.email().nullable(),
  url: webUrl.nullable(),
  free: z.boolean().nullable(),
  /** Round the clock, every day. Only with a source of confidence A or B. */
  h24: z.boolean(),
  schedules: z.array(schedule),
  languages: z.array(z.enum([...languages, 'ru'])).min(1),
  roles: z.array(role).min(1),
  topics: z.array(topicId),
  minimum_age: z.int().min(0).max(120).nullable(),
  maximum_age: z.int().min(0).max(120).nullable(),
  for_whom: inAllLanguages,
  /** What happens when you call or write, as far as a source says. */
  what_happens: inAllLanguages.nullable(),
  anonymous: z.boolean().nullable(),
  /** Smaller comes first among contacts of the same kind. */
  order: z.int().min(0).max(99),
  ...trust,
});

const serviceArea = z.strictObject({
  kind: z.enum(['country', 'region', 'district', 'orp', 'municipality']),
  /** As in the register of places; for a country its two letters. */
  name: text,
});

export const service = z.strictObject({
  id,
  country,
  name: text,
  alternate_name: z.array(text),
  provider: text.nullable(),
  /** Kind of service, for Czechia after Act 108/2006 Sb.; in Czech or Polish as the register writes it. */
  kind: text,
  status: z.enum(['active', 'inactive', 'defunct', 'temporarily closed']),
  /** What they do for you: one or two short sentences. */
  description: inAllLanguages,
  /** What they do not do; null when not known. */
  not_for: inAllLanguages.nullable(),
  topics: z.array(topicId).min(1),
  forms: z.array(z.enum(['ambulatory', 'field', 'residential', 'online'])),
  minimum_age: z.int().min(0).max(120).nullable(),
  maximum_age: z.int().min(0).max(120).nullable(),
  free: z.boolean().nullable(),
  anonymous: z.boolean().nullable(),
  parental_consent: z.boolean().nullable(),
  address: text.nullable(),
  municipality: text.nullable(),
  region: text,
  service_areas: z.array(serviceArea).min(1),
  phones: z.array(phone),
  email: z.email().nullable(),
  url: webUrl.nullable(),
  h24: z.boolean(),
  schedules: z.array(schedule),
  /** Hours in words, where a schedule cannot say it. */
  hours_note: inAllLanguages.nullable(),
  how_to_get: inAllLanguages.nullable(),
  languages: z.array(z.enum([...languages, 'ru'])).min(1),
  /** Set by workers: full or closed until a day, after which it counts no more. */
  capacity: z.strictObject({ state: z.enum(['full', 'free', 'closed']), until: date }).nullable(),
  ...trust,
});

export const guide = z.strictObject({
  id,
  title: inAllLanguages,
  text: inAllLanguages,
  topics: z.array(topicId),
  /** For somebody who is worried about somebody else. */
  for_others: z.boolean(),
  sources: z.array(source),
});

export const team = z.strictObject({
  /** Who answers here, as a person reads it: the club's or team's name. */
  organisation: text,
  /** The role name under which workers appear. */
  role: inAllLanguages,
  /** Page where the organisation vouches for the bot. */
  url: webUrl.nullable(),
  time_zone: z
    .string()
    .refine(
      (zone) => Intl.supportedValuesOf('timeZone').includes(zone),
      'write a time zone such as "Europe/Prague"',
    ),
  /** When somebody is at the desk. Empty: not known, and the bot says so. */
  hours: z.array(schedule),
  /** Days without duty. */
  holidays: z.array(date),
  languages: z.array(language).min(1),
  /** Names, as they stand at the desk, of those who are called when nobody takes a case within a quarter of an hour. */
  coordinators: z.array(text).default([]),
  /** How long a first answer usually takes while on duty, minutes; null: not known, and nothing is said. */
  usual_answer_minutes: z.int().min(1).max(1440).nullable(),
});

const file = <T extends z.ZodType>(key: string, item: T) =>
  z.strictObject({ $schema: z.string().optional(), [key]: z.array(item) });

/** File name → schema. Each file is an object with one list under the file's own name; team.json is one object. */
export const files = {
  'topics.json': file('topics', topic),
  'contacts.json': file('contacts', contact).extend({
    /** Numbers that must never be shown again. */
    retired: z.array(
      z.strictObject({ number: text, country, was: text, use: text.nullable(), source: text }),
    ),
  }),
  'services.json': file('services', service),
  'guides.json': file('guides', guide),
  'team.json': team.extend({ $schema: z.string().optional() }),
} as const;

export type Topic = z.infer<typeof topic>;
export type Contact = z.infer<typeof contact>;
export type Service = z.infer<typeof service>;
export type Guide = z.infer<typeof guide>;
export type Team = z.infer<typeof team>;
export type Phone = z.infer<typeof phone>;
export type Sms = z.infer<typeof sms>;
export type Schedule = z.infer<typeof schedule>;
export type Retired = { number: string; country: string; was: string; use: string | null; source: string };

/** The whole knowledge base, valid and cross-checked; never changed in place. */
export interface Knowledge {
  readonly topics: readonly Topic[];
  readonly contacts: readonly Contact[];
  readonly services: readonly Service[];
  readonly guides: readonly Guide[];
  readonly team: Team;
  readonly retired: readonly Retired[];
}
