import type { Country, Language } from '../domain.ts';
import { isOutOfDate, latestSource } from '../knowledge/freshness.ts';
import type { Contact, Service } from '../knowledge/schema.ts';
import type { Block, Line } from '../port.ts';
import type { Offered } from '../recommend.ts';
import type { Text } from './cs.ts';
import { phoneLink, readableDate, readableHours, readablePhone, readableSms, smsLink } from './format.ts';

/** One service as a card: what they do for you, where and when, how to reach them, what it costs, how fresh this is. */
export const serviceCard = (offered: Offered, language: Language, text: Text): Block => {
  const { service } = offered;
  return {
    kind: 'card',
    tone: 'service',
    title: service.name,
    lines: [
      line(service.description[language]),
      ...(service.not_for === null ? [] : [line(service.not_for[language])]),
      ...where(service, language),
      ...when(offered, language, text),
      ...reach(service),
      ...conditions(service, text),
      line(freshness(service, offered.checkBeforeYouGo, text)),
    ],
  };
};

const line = (text: string, href?: string): Line => (href === undefined ? { text } : { text, href });
const upperFirst = (words: string): string => words.slice(0, 1).toUpperCase() + words.slice(1);

const where = (service: Service, language: Language): readonly Line[] => {
  const place = service.address ?? service.municipality;
  return [
    ...(place === null ? [] : [line(`📍 ${place}`)]),
    ...(service.how_to_get === null ? [] : [line(service.how_to_get[language])]),
  ];
};

/** When a service is open, in words; null: nobody knows. */
export const hoursOf = (service: Service, language: Language, text: Text): string | null =>
  service.h24
    ? text.nonstop
    : service.schedules.length > 0
      ? readableHours(service.schedules, text)
      : (service.hours_note?.[language] ?? null);

const when = ({ service, openNow, full }: Offered, language: Language, text: Text): readonly Line[] => {
  const now = openNow === 'open' ? text.openNow : openNow === 'closed' ? text.closedNow : null;
  const hours = hoursOf(service, language, text) ?? text.hoursUnknown;
  return [
    line(`🕘 ${hours}${now === null || service.h24 ? '' : ` (${now})`}`),
    ...(full ? [line(text.full)] : []),
  ];
};

const reach = ({ phones, email, url }: Service): readonly Line[] => [
  ...phones.map((phone) => line(`📞 ${readablePhone(phone)}`, phoneLink(phone))),
  ...(email === null ? [] : [line(`✉️ ${email}`, `mailto:${email}`)]),
  ...(url === null ? [] : [line(`🔗 ${url}`, url)]),
];

/** For whom and on what terms, as far as it is known: free, anonymous, age, consent. */
export const termsOf = (service: Service, text: Text): readonly string[] => {
  const { free, anonymous, parental_consent, minimum_age, maximum_age } = service;
  return [
    free === true ? text.free : null,
    anonymous === true ? text.anonymous : null,
    minimum_age !== null || maximum_age !== null ? text.age(minimum_age, maximum_age) : null,
    parental_consent === true ? text.parentalConsent : null,
  ].filter((fact) => fact !== null);
};

const conditions = (service: Service, text: Text): readonly Line[] => {
  const facts = termsOf(service, text);
  return facts.length === 0 ? [] : [line(upperFirst(facts.join(', ')))];
};

/** When somebody looked, else from when it is known. */
const sourceWords = (entry: Pick<Service, 'assured_date' | 'sources'>, text: Text): string => {
  if (entry.assured_date !== null) return text.verifiedOn(readableDate(entry.assured_date, text));
  const date = latestSource(entry);
  return date === null ? text.sourceUndated : text.sourceOf(readableDate(date, text));
};

/** How fresh an entry is, and whether to check it before one goes there. */
export const freshness = (
  entry: Pick<Service, 'assured_date' | 'sources'>,
  checkBeforeYouGo: boolean,
  text: Text,
): string => {
  const said = sourceWords(entry, text);
  return upperFirst(checkBeforeYouGo ? `${said}; ${text.checkBefore}` : said);
};

/** Numbers that the law gives do not grow old. */
const byLaw: readonly Contact['roles'][number][] = ['emergency', 'medical', 'police', 'fire'];

/** Known from one list only, or for too long: who calls should know. */
export const isDoubtful = (contact: Contact, now: number): boolean =>
  contact.confidence === 'C' ||
  (isOutOfDate(contact, now) && !contact.roles.some((role) => byLaw.includes(role)));

/** A contact as a card of its own, when it is asked for by name or sent by a worker. */
export const contactCard = (
  contact: Contact,
  now: number,
  language: Language,
  homeCountry: Country,
  text: Text,
): Block => ({
  kind: 'card',
  tone: 'service',
  title: contact.name,
  lines: [
    line(contact.for_whom[language]),
    ...(contact.what_happens === null ? [] : [line(contact.what_happens[language])]),
    ...contact.phones.map((phone) =>
      line(`📞 ${readablePhone(phone)}${abroad(contact, homeCountry, text)}`, phoneLink(phone)),
    ),
    ...smsLines(contact, homeCountry, text),
    ...(contact.chat === null ? [] : [line(`💬 ${contact.chat.url}`, contact.chat.url)]),
    ...(contact.url === null ? [] : [line(`🔗 ${contact.url}`, contact.url)]),
    ...(contact.h24
      ? [line(`🕘 ${text.nonstop}`)]
      : contact.schedules.length > 0
        ? [line(`🕘 ${readableHours(contact.schedules, text)}`)]
        : []),
    line(freshness(contact, isDoubtful(contact, now), text)),
  ],
});

/** Unlike calls, text messages to 112 are read in some countries only: a line from abroad always says where it works. */
const smsLines = ({ sms, country }: Contact, homeCountry: Country, text: Text): readonly Line[] =>
  sms === null
    ? []
    : [line(`📱 ${readableSms(sms, text)}${onlyIn(country, homeCountry, text)}`, smsLink(sms))];

/** Numbers reach other people in another country, so a line from abroad says where it works; 112 is answered in all of them. */
const abroad = (contact: Contact, homeCountry: Country, text: Text): string =>
  contact.phones[0]?.number === '112' ? '' : onlyIn(contact.country, homeCountry, text);

const onlyIn = (country: Country, homeCountry: Country, text: Text): string =>
  country === homeCountry ? '' : ` (${text.worksOnlyIn(text.countries[country])})`;

/** When it answers and how sure that is; a fact from one list only, or that is old, is shown with its date. */
const lineDetails = (contact: Contact, now: number, homeCountry: Country, text: Text): string => {
  const hours = contact.h24
    ? `, ${text.nonstop}`
    : contact.schedules.length > 0
      ? `, ${readableHours(contact.schedules, text)}`
      : '';
  const said = sourceWords(contact, text);
  return `${hours}${abroad(contact, homeCountry, text)}${isDoubtful(contact, now) ? `, ${said}` : ''}`;
};

/** One contact in one line, as crisis cards show it: number first, so that it can be tapped at once. */
export const contactLine = (contact: Contact, now: number, homeCountry: Country, text: Text): Line => {
  const [phone] = contact.phones;
  const { sms } = contact;
  const about = `${contact.name}${lineDetails(contact, now, homeCountry, text)}`;
  if (phone !== undefined) return line(`${readablePhone(phone)} – ${about}`, phoneLink(phone));
  if (sms !== null) return line(`${readableSms(sms, text)} – ${about}`, smsLink(sms));
  const url = contact.chat?.url ?? contact.url;
  return url === null ? line(about) : line(`${text.chat}: ${about} ${url}`, url);
};

/** The line of a contact, and others for text messages and chat where it has them too. */
export const contactLines = (
  contact: Contact,
  now: number,
  homeCountry: Country,
  text: Text,
): readonly Line[] => [
  contactLine(contact, now, homeCountry, text),
  ...(contact.phones.length > 0 ? smsLines(contact, homeCountry, text) : []),
  ...((contact.phones.length > 0 || contact.sms !== null) && contact.chat !== null
    ? [line(`💬 ${text.chat}: ${contact.chat.url}`, contact.chat.url)]
    : []),
];
