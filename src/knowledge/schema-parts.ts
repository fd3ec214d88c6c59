import { z } from 'zod';
import { countries, type Language, languages, topicIds } from '../domain.ts';
import { about, aboutChoice } from './about.ts';
import { remedies } from './remedies.ts';
import { told } from './told.ts';

/** What the files of the knowledge base are made of. */

export const id = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, remedies.id.en);
export const date = z.iso.date(remedies.date.en);
export const text = z.string().trim().regex(/\S/, remedies.text.en);
export const webUrl = z
  .url({ protocol: /^https?$/, error: remedies.webUrl.en })
  .meta({ pattern: '^https?://' });
export const age = z.int().min(0).max(120).nullable();

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, remedies.time.en);

const languageNames = {
  cs: told('Czech', 'čeština'),
  pl: told('Polish', 'polština'),
  sk: told('Slovak', 'slovenština'),
  uk: told('Ukrainian', 'ukrajinština'),
  en: told('English', 'angličtina'),
} as const satisfies Readonly<Record<Language, unknown>>;

export const language = z.enum(languages).meta(aboutChoice('Language', 'Jazyk', languageNames));
export const spoken = z
  .enum([...languages, 'ru'])
  .meta(aboutChoice('Language', 'Jazyk', { ...languageNames, ru: told('Russian', 'ruština') }));
export const country = z.enum(countries).meta(
  aboutChoice('Country', 'Země', {
    CZ: told('Czechia', 'Česko'),
    PL: told('Poland', 'Polsko'),
    SK: told('Slovakia', 'Slovensko'),
    UA: told('Ukraine', 'Ukrajina'),
    GB: told('Great Britain', 'Velká Británie'),
    US: told('United States', 'Spojené státy'),
  }),
);
export const topicId = z.enum(topicIds).meta(about('Topic, one of topics.json', 'Téma, jedno z topics.json'));

/** The same thing in all five languages; what a young person reads is never half translated. */
export const perLanguage = <T extends z.ZodType>(item: T) =>
  z.strictObject({
    cs: item.meta(about('In Czech', 'Česky')),
    pl: item.meta(about('In Polish', 'Polsky')),
    sk: item.meta(about('In Slovak', 'Slovensky')),
    uk: item.meta(about('In Ukrainian', 'Ukrajinsky')),
    en: item.meta(about('In English', 'Anglicky')),
  });
export const inAllLanguages = perLanguage(text);

export const source = z
  .strictObject({
    url: text.meta(
      about(
        'A web address, or words that tell a person where to look',
        'Webová adresa, nebo slova, která člověku řeknou, kam se podívat',
      ),
    ),
    date: z
      .union([date, z.string().regex(/^\d{4}(-\d{2})?$/, remedies.someDate.en)])
      .nullable()
      .meta(
        about(
          'When the source said so: YYYY-MM-DD, YYYY-MM or YYYY; null: the source bears no date',
          'Kdy to zdroj uvedl: RRRR-MM-DD, RRRR-MM nebo RRRR; null: zdroj datum nemá',
          ['2026-05-27', '2026-05', '2026'],
        ),
      ),
  })
  .meta(about('Where a fact comes from', 'Odkud údaj je'));

/** How far a fact can be trusted. What is known from memory only has no place in these files. */
const confidence = z.enum(['A', 'B', 'C']).meta(
  aboutChoice('How far the facts can be trusted', 'Jak moc se údajům dá věřit', {
    A: told(
      "the operator's own or an official page, or several dated sources agree",
      'vlastní nebo úřední stránka, nebo se shodne víc zdrojů s datem',
    ),
    B: told('one good source', 'jeden dobrý zdroj'),
    C: told(
      'one list only; shown with its date and "check before you go"',
      'jen jeden seznam; ukáže se s datem a s „ověř, než půjdeš“',
    ),
  }),
);
export const trust = {
  confidence,
  sources: z
    .array(source)
    .min(1, remedies.source.en)
    .meta(about('Where the facts come from, at least one', 'Odkud údaje jsou, aspoň jeden zdroj')),
  assured_date: date
    .nullable()
    .meta(
      about(
        'When somebody last called or looked and found it right; null: nobody has yet',
        'Kdy naposledy někdo zavolal nebo se podíval a bylo to správně; null: ještě nikdo',
      ),
    ),
  assurer: text
    .nullable()
    .meta(about('Who called or looked; null: nobody yet', 'Kdo volal nebo se díval; null: ještě nikdo')),
  note: text
    .nullable()
    .meta(
      about(
        'For admins, never shown to a person: conflicts between sources, what to check; null: nothing',
        'Pro správce, nikdy se neukáže: v čem se zdroje liší, co ověřit; null: nic',
      ),
    ),
};

/** Phone number. E.164, or a short code (`short: true`) that works only inside its country. */
export const phone = z
  .strictObject({
    number: z
      .string()
      .regex(/^(\+\d{7,15}|\d{3,6})$/, remedies.number.en)
      .meta(
        about(
          'The number without spaces: +420123456789, or a short code such as 116111',
          'Číslo bez mezer: +420123456789, nebo krátké číslo, například 116111',
          ['+420123456789', '116111'],
        ),
      ),
    country: country.meta(about('Country of the number', 'Země čísla')),
    short: z
      .boolean()
      .default(false)
      .meta(
        about(
          'True: a short code that works only inside its country',
          'true: krátké číslo, které funguje jen ve své zemi',
        ),
      ),
  })
  .refine((p) => p.short === !p.number.startsWith('+'), remedies.short.en)
  .meta({
    ...about('A phone number', 'Telefonní číslo'),
    // The same for editors.
    if: { properties: { number: { type: 'string', pattern: '^\\+' } } },
    // biome-ignore lint/suspicious/noThenProperty: JSON Schema calls it so
    then: { properties: { short: { const: false } } },
    else: { properties: { short: { const: true } }, required: ['short'] },
  });

/** A number that takes text messages. */
export const sms = z.strictObject({
  number: z
    .string()
    .regex(/^(\+\d{7,15}|\d{3,6})$/, remedies.sms.en)
    .meta(
      about(
        'The number without spaces: +420123456789, or a short one such as 85258',
        'Číslo bez mezer: +420123456789, nebo krátké, například 85258',
        ['85258'],
      ),
    ),
  country: country.meta(about('Country of the number', 'Země čísla')),
  keyword: text
    .nullable()
    .meta(
      about(
        'The word to send there; null: any words will do',
        'Slovo, které se tam posílá; null: stačí cokoli',
      ),
    ),
});

const weekday = z.enum(['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']).meta(
  aboutChoice('Day', 'Den', {
    MO: told('Monday', 'pondělí'),
    TU: told('Tuesday', 'úterý'),
    WE: told('Wednesday', 'středa'),
    TH: told('Thursday', 'čtvrtek'),
    FR: told('Friday', 'pátek'),
    SA: told('Saturday', 'sobota'),
    SU: told('Sunday', 'neděle'),
  }),
);

/** Opening hours in local time of the country. No schedule at all means: hours not known. */
export const schedule = z
  .strictObject({
    byday: z
      .array(weekday)
      .min(1)
      .meta(about('On which days', 'Ve které dny', [['MO', 'TU', 'WE', 'TH', 'FR']])),
    opens_at: time.meta(about('From, HH:MM', 'Od, HH:MM', ['08:30'])),
    closes_at: time.meta(
      about('To, HH:MM; midnight is 24:00', 'Do, HH:MM; půlnoc je 24:00', ['16:00', '24:00']),
    ),
  })
  .refine((s) => s.opens_at < s.closes_at, remedies.hours.en)
  .meta(about('Hours on some days; a night is split into two', 'Doba v některé dny; noc se rozdělí na dvě'));
