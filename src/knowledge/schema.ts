import { z } from 'zod';
import { about, aboutChoice } from './about.ts';
import { remedies } from './remedies.ts';
import {
  age,
  country,
  date,
  id,
  inAllLanguages,
  language,
  perLanguage,
  phone,
  schedule,
  sms,
  source,
  spoken,
  text,
  topicId,
  trust,
  webUrl,
} from './schema-parts.ts';
import { told } from './told.ts';

/**
 * The shape of data/knowledge/*.json. Names follow Open Referral HSDS 3 where the meaning is the same
 * (snake_case there, so here too). Every object is strict: a misspelt field is an error, not silence.
 * What is said about a field is what an editor shows: data/schema is made from it (`npm run schema`).
 */

export { country, language, topicId } from './schema-parts.ts';

const topicsOf = z.array(topicId);

export const topic = z.strictObject({
  id: topicId.meta(
    about('Which topic this is; all of them must be there', 'Které téma to je; musí tu být všechna'),
  ),
  local: z
    .boolean()
    .meta(
      about(
        'True when the answer depends on where the person lives, so that the place is worth asking for',
        'true, když odpověď závisí na tom, kde člověk žije, a stojí za to se na místo zeptat',
      ),
    ),
  name: perLanguage(text.max(40)).meta(
    about(
      'Short name for buttons and lists, at most 40 characters',
      'Krátký název na tlačítka a do seznamů, nejvýš 40 znaků',
    ),
  ),
  sentence: inAllLanguages.meta(
    about(
      'One human sentence that answers a message about this',
      'Jedna lidská věta, která odpovídá na zprávu o tomhle',
    ),
  ),
  steps: perLanguage(z.array(text).min(1).max(4)).meta(
    about(
      'First steps, one short sentence each, one to four',
      'První kroky, každý jedna krátká věta, jeden až čtyři',
    ),
  ),
});

/** What a contact is for, when life or safety is at stake. */
const roles = {
  emergency: told('the general emergency number', 'obecné tísňové číslo'),
  medical: told('ambulance', 'záchranná služba'),
  police: told('police', 'policie'),
  fire: told('fire brigade', 'hasiči'),
  poison: told('poisoning, also by drugs', 'otravy, i drogami a léky'),
  children: told('line for children and young people', 'linka pro děti a mladé'),
  adults: told('line for adults', 'linka pro dospělé'),
  victims: told('for victims of crime or violence', 'pro oběti trestných činů a násilí'),
  parents: told('for parents', 'pro rodiče'),
  missing: told('missing and runaway children', 'ztracené děti a děti na útěku'),
  addiction: told('drugs, alcohol, gambling', 'drogy, alkohol, hazard'),
  eating: told('eating disorders', 'poruchy příjmu potravy'),
  ukrainian: told('for people from Ukraine', 'pro lidi z Ukrajiny'),
  information: told('tells where help is', 'poradí, kde je pomoc'),
} as const;
const role = z
  .enum(Object.keys(roles) as (keyof typeof roles)[])
  .meta(aboutChoice('What this contact is for', 'K čemu kontakt je', roles));

const reach = {
  phones: z
    .array(phone)
    .meta(
      about(
        'Phone numbers, the best one first; [] when there is none',
        'Telefony, nejlepší první; [] když žádný není',
      ),
    ),
  email: z
    .email(remedies.email.en)
    .nullable()
    .meta(about('E-mail; null: none known', 'E-mail; null: není známý', ['klub@example.org'])),
  url: webUrl.nullable().meta(about('Web page; null: none known', 'Webová stránka; null: není známá')),
  h24: z
    .boolean()
    .meta(
      about(
        'True: round the clock, every day; only with a source of confidence A or B, and then without schedules',
        'true: nepřetržitě, každý den; jen se zdrojem důvěry A nebo B, a pak bez schedules',
      ),
    ),
  schedules: z
    .array(schedule)
    .meta(
      about(
        'Opening hours in local time of the country; [] means: not known',
        'Otevírací doba v místním čase země; [] znamená: není známá',
      ),
    ),
};

const languagesThere = z
  .array(spoken)
  .min(1)
  .meta(about('Languages in which one gets on there', 'Jazyky, kterými se tam domluvíš', [['cs', 'en']]));

const whom = {
  minimum_age: age.meta(
    about('From what age, years; null: no limit known', 'Od kolika let; null: hranice není známá'),
  ),
  maximum_age: age.meta(
    about('Up to what age, years; null: no limit known', 'Do kolika let; null: hranice není známá'),
  ),
  free: z
    .boolean()
    .nullable()
    .meta(about('True: costs nothing; null: not known', 'true: nic nestojí; null: není známo')),
  anonymous: z
    .boolean()
    .nullable()
    .meta(about('True: no name is asked; null: not known', 'true: na jméno se neptají; null: není známo')),
};

export const contact = z.strictObject({
  id: id.meta(
    about('Own id, never changed and never used twice', 'Vlastní id, nemění se a nikdy není dvakrát', [
      'cz-linka-bezpeci',
    ]),
  ),
  country: country.meta(about('Country in which it works', 'Země, ve které funguje')),
  name: text.meta(about('Name as people know it', 'Název, jak ho lidé znají', ['Linka bezpečí'])),
  phones: reach.phones,
  sms: sms.nullable().meta(about('Number that takes text messages; null: none', 'Číslo na SMS; null: není')),
  chat: z
    .strictObject({
      url: webUrl.meta(about('Address of the chat', 'Adresa chatu')),
      schedules: z
        .array(schedule)
        .meta(about('When the chat answers; []: not known', 'Kdy chat odpovídá; []: není známo')),
    })
    .nullable()
    .meta(about('Chat with people; null: none', 'Chat s lidmi; null: není')),
  email: reach.email,
  url: reach.url,
  free: whom.free,
  h24: reach.h24,
  schedules: reach.schedules,
  languages: languagesThere,
  roles: z.array(role).min(1).meta(about('What it is for, at least one', 'K čemu je, aspoň jedno')),
  topics: topicsOf.meta(about('Topics it helps with', 'Témata, se kterými pomáhá')),
  minimum_age: whom.minimum_age,
  maximum_age: whom.maximum_age,
  for_whom: inAllLanguages.meta(about('Who may turn to it', 'Kdo se tam může obrátit')),
  what_happens: inAllLanguages
    .nullable()
    .meta(
      about(
        'What happens when you call or write, as far as a source says; null: not known',
        'Co se stane, když tam zavoláš nebo napíšeš, pokud to zdroj říká; null: není známo',
      ),
    ),
  anonymous: whom.anonymous,
  order: z
    .int()
    .min(0)
    .max(99)
    .meta(
      about(
        'Smaller comes first among contacts of the same kind',
        'Menší jde mezi kontakty stejného druhu dřív',
      ),
    ),
  ...trust,
});

const origins = {
  rpss: told('the Czech register of social services', 'registr poskytovatelů sociálních služeb'),
  hsds: told('a directory in the form of Open Referral', 'adresář ve formátu Open Referral'),
  csv: told('a table', 'tabulka'),
} as const;
/** What a register or a table said of an entry when a person last took it over, so that the next import knows what is new. */
const imported = z.strictObject({
  from: z
    .enum(Object.keys(origins) as (keyof typeof origins)[])
    .meta(aboutChoice('Where it came from', 'Odkud přišel', origins)),
  id: text.meta(about('Its name in that source', 'Jeho označení v tom zdroji')),
  date: date.meta(about('When it was taken over', 'Kdy byl převzat')),
  fields: z
    .record(z.string(), z.string())
    .meta(
      about(
        'Field → fingerprint of what the source said; a field that reads otherwise now was edited by a person, and stays',
        'Pole → otisk toho, co říkal zdroj; pole, které teď zní jinak, upravil člověk, a zůstává',
      ),
    ),
});

const areaKinds = {
  country: told('a whole country', 'celá země'),
  region: told('a region', 'kraj'),
  district: told('a district', 'okres'),
  orp: told('a municipality with extended powers', 'obec s rozšířenou působností'),
  municipality: told('one municipality', 'jedna obec'),
} as const;
const serviceArea = z.strictObject({
  kind: z
    .enum(Object.keys(areaKinds) as (keyof typeof areaKinds)[])
    .meta(aboutChoice('What kind of area', 'Jaké území', areaKinds)),
  name: text.meta(
    about(
      'As in the register of places; for a country its two letters',
      'Jako v registru míst; u země její dvě písmena',
      ['Plzeň', 'CZ'],
    ),
  ),
});

const statuses = {
  active: told('works', 'funguje'),
  inactive: told('does not work at present', 'teď nefunguje'),
  defunct: told('has ended', 'skončila'),
  'temporarily closed': told('closed for some time', 'na čas zavřená'),
} as const;
const forms = {
  ambulatory: told('people come to it', 'lidé přijdou za ní'),
  field: told('it comes to people', 'přijde za lidmi'),
  residential: told('people stay there', 'lidé tam zůstávají'),
  online: told('over the internet or phone', 'po internetu nebo telefonu'),
} as const;
const capacities = {
  full: told('takes nobody new', 'nikoho nového nebere'),
  free: told('has room', 'má místo'),
  closed: told('is closed', 'má zavřeno'),
} as const;

export const service = z.strictObject({
  id: id.meta(
    about('Own id, never changed and never used twice', 'Vlastní id, nemění se a nikdy není dvakrát', [
      'cz-klub-magnet',
    ]),
  ),
  country: country.meta(about('Country in which it works', 'Země, ve které funguje')),
  name: text.meta(about('Name as people know it', 'Název, jak ho lidé znají', ['Klub Magnet'])),
  alternate_name: z
    .array(text)
    .meta(about('Other names, also what young people call it', 'Další názvy, i jak jí říkají mladí')),
  provider: text
    .nullable()
    .meta(
      about('Organisation that runs it; null: not known', 'Organizace, která ji provozuje; null: není známá'),
    ),
  kind: text.meta(
    about(
      'Kind of service, for Czechia after Act 108/2006 Sb.; in Czech or Polish as the register writes it',
      'Druh služby, v Česku podle zákona 108/2006 Sb.; česky nebo polsky, jak to píše registr',
      ['nízkoprahové zařízení pro děti a mládež'],
    ),
  ),
  status: z
    .enum(Object.keys(statuses) as (keyof typeof statuses)[])
    .meta(
      aboutChoice(
        'Whether it works; only an active one is offered',
        'Jestli funguje; nabízí se jen active',
        statuses,
      ),
    ),
  description: inAllLanguages.meta(
    about(
      'What they do for you: one or two short sentences',
      'Co pro tebe udělají: jedna nebo dvě krátké věty',
    ),
  ),
  not_for: inAllLanguages
    .nullable()
    .meta(about('What they do not do; null: not known', 'Co nedělají; null: není známo')),
  topics: topicsOf
    .min(1)
    .meta(about('Topics it helps with, the main one first', 'Témata, se kterými pomáhá, hlavní první')),
  forms: z
    .array(
      z
        .enum(Object.keys(forms) as (keyof typeof forms)[])
        .meta(aboutChoice('How one meets', 'Jak se setkáte', forms)),
    )
    .meta(about('How one meets; []: not known', 'Jak se setkáte; []: není známo')),
  ...whom,
  parental_consent: z
    .boolean()
    .nullable()
    .meta(
      about('True: parents must agree; null: not known', 'true: musí souhlasit rodiče; null: není známo'),
    ),
  address: text
    .nullable()
    .meta(
      about(
        'Street, number and town; null when it is not known, or kept secret (a shelter)',
        'Ulice, číslo a obec; null, když není známá nebo je utajená (azylový dům)',
        ['Hlavní 1, Plzeň'],
      ),
    ),
  municipality: text
    .nullable()
    .meta(about('Municipality of the address; null: none', 'Obec z adresy; null: není', ['Plzeň'])),
  region: text.meta(
    about('Region as the register of places writes it', 'Kraj, jak ho píše registr míst', ['Plzeňský kraj']),
  ),
  service_areas: z
    .array(serviceArea)
    .min(1)
    .meta(about('For people from where', 'Pro lidi odkud', [[{ kind: 'municipality', name: 'Plzeň' }]])),
  ...reach,
  hours_note: inAllLanguages
    .nullable()
    .meta(
      about(
        'Hours in words, where a schedule cannot say it; null: none',
        'Doba slovy, kde to schedules neumí říct; null: nic',
      ),
    ),
  how_to_get: inAllLanguages
    .nullable()
    .meta(about('How to get there; null: not known', 'Jak se tam dostat; null: není známo')),
  languages: languagesThere,
  capacity: z
    .strictObject({
      state: z
        .enum(Object.keys(capacities) as (keyof typeof capacities)[])
        .meta(aboutChoice('How it is', 'Jak to je', capacities)),
      until: date.meta(about('Last day on which this counts', 'Poslední den, kdy to platí')),
    })
    .nullable()
    .meta(
      about(
        'Full, free or closed until a day, after which it counts no more; null: nothing said',
        'Plno, volno nebo zavřeno do dne, po kterém to už neplatí; null: nic se neví',
      ),
    ),
  imported: imported
    .nullable()
    .optional()
    .meta(
      about(
        'Written by imports, never by hand; left out: a person wrote the entry',
        'Píšou importy, nikdy ručně; vynechané: záznam napsal člověk',
      ),
    ),
  ...trust,
});

export const guide = z.strictObject({
  id: id.meta(
    about('Own id, never changed and never used twice', 'Vlastní id, nemění se a nikdy není dvakrát'),
  ),
  title: inAllLanguages.meta(about('Title', 'Nadpis')),
  text: inAllLanguages.meta(about('What young people read', 'Co čtou mladí lidé')),
  topics: topicsOf.meta(about('Topics with which it is offered', 'Témata, u kterých se nabízí')),
  for_others: z
    .boolean()
    .meta(
      about(
        'True: for somebody who is worried about somebody else',
        'true: pro toho, kdo má starost o někoho jiného',
      ),
    ),
  sources: z.array(source).meta(about('Where this comes from', 'Odkud to je')),
});

export const team = z.strictObject({
  organisation: text.meta(
    about(
      "Who answers here, as a person reads it: the club's or team's name",
      'Kdo tu odpovídá, jak to čte člověk: jméno klubu nebo týmu',
    ),
  ),
  role: inAllLanguages.meta(
    about('The role name under which workers appear', 'Název role, pod kterým se pracovníci ukazují'),
  ),
  url: webUrl
    .nullable()
    .meta(
      about(
        'Page where the organisation vouches for the bot; null: none',
        'Stránka, kde se organizace k botovi hlásí; null: není',
      ),
    ),
  time_zone: z
    .string()
    .refine((zone) => Intl.supportedValuesOf('timeZone').includes(zone), remedies.timeZone.en)
    .meta(about('Time zone of the desk', 'Časové pásmo týmu', ['Europe/Prague', 'Europe/Warsaw'])),
  hours: z
    .array(schedule)
    .meta(
      about(
        'When somebody is at the desk; []: not known, and the bot says so',
        'Kdy tu někdo je; []: není známo, a bot to řekne',
      ),
    ),
  holidays: z.array(date).meta(about('Days without duty', 'Dny bez služby', [['2026-12-24']])),
  languages: z.array(language).min(1).meta(about('Languages of the team', 'Jazyky týmu')),
  coordinators: z
    .array(text)
    .default([])
    .meta(
      about(
        'Names, as they stand at the desk, of those who are called when nobody takes a case within a quarter of an hour',
        'Jména, jak jsou v týmu, těch, kdo se volají, když si případ do čtvrt hodiny nikdo nevezme',
      ),
    ),
  usual_answer_minutes: z
    .int()
    .min(1)
    .max(1440)
    .nullable()
    .meta(
      about(
        'How long a first answer usually takes while on duty, minutes; null: not known, and nothing is said',
        'Jak dlouho ve službě obvykle trvá první odpověď, minuty; null: není známo a nic se neříká',
      ),
    ),
});

const retired = z.strictObject({
  number: text.meta(about('The number, in full', 'Celé číslo', ['+420800155555'])),
  country: text.meta(about('Country, two letters', 'Země, dvě písmena', ['CZ'])),
  was: text.meta(about('Whose number it was', 'Čí číslo to bylo')),
  use: text
    .nullable()
    .meta(about('Number to use instead; null: none', 'Číslo, které použít místo něj; null: žádné')),
  source: text.meta(about('Where that is told', 'Kde se to píše')),
});

/** The line that tells an editor where the schema is; kept at the top of a file. */
export const $schema = z
  .string()
  .optional()
  .meta(about('Tells the editor where the explanations are', 'Říká editoru, kde jsou vysvětlivky'));

const file = <T extends z.ZodType>(key: string, item: T, en: string, cs: string) =>
  z.strictObject({ $schema, [key]: z.array(item).meta(about(en, cs)) });

/** File name → schema. Each file is an object with one list under the file's own name; team.json is one object. */
export const files = {
  'topics.json': file('topics', topic, 'What a message can be about', 'O čem zpráva může být'),
  'contacts.json': file('contacts', contact, 'Crisis lines and other lines', 'Krizové a jiné linky').extend({
    retired: z
      .array(retired)
      .meta(about('Numbers that must never be shown again', 'Čísla, která se už nikdy nesmí ukázat')),
  }),
  'services.json': file('services', service, 'Services in places', 'Služby v místech'),
  'guides.json': file('guides', guide, 'Short texts to read', 'Krátké texty ke čtení'),
  'team.json': team.extend({ $schema }),
} as const;

export type Topic = z.infer<typeof topic>;
export type Contact = z.infer<typeof contact>;
export type Service = z.infer<typeof service>;
export type Guide = z.infer<typeof guide>;
export type Team = z.infer<typeof team>;
export type Phone = z.infer<typeof phone>;
export type Sms = z.infer<typeof sms>;
export type Schedule = z.infer<typeof schedule>;
export type Retired = z.infer<typeof retired>;

/** The whole knowledge base, valid and cross-checked; never changed in place. */
export interface Knowledge {
  readonly topics: readonly Topic[];
  readonly contacts: readonly Contact[];
  readonly services: readonly Service[];
  readonly guides: readonly Guide[];
  readonly team: Team;
  readonly retired: readonly Retired[];
}
