import type { Language } from '../domain.ts';
import type { Contact, Service } from '../knowledge/schema.ts';
import type { Text } from '../text/cs.ts';
import { readableDay, readableHours } from '../text/format.ts';
import { texts } from '../text/texts.ts';
import { type CatalogueWords, catalogueWords } from './words.ts';

/** What every part of a page needs to speak. */
export interface Voice {
  readonly language: Language;
  /** Words of the page itself. */
  readonly words: CatalogueWords;
  /** Words that the bot uses too. */
  readonly text: Text;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** In which the day is told. */
  readonly timeZone: string;
}

export const voiceOf = (language: Language, now: number, timeZone: string): Voice => ({
  language,
  words: catalogueWords[language],
  text: texts[language],
  now,
  timeZone,
});

export const today = ({ now, timeZone, text }: Voice): string => readableDay(now, timeZone, text);

/** Names of languages in the reader's own. */
const named = (codes: readonly string[], { text }: Voice): string => {
  const names = new Intl.DisplayNames([text.locale], { type: 'language' });
  return codes.map((code) => names.of(code) ?? code).join(', ');
};

/** In which languages one can talk there, where that is not only the reader's own; null where nothing needs to be said. */
export const spoken = ({ languages }: Pick<Service | Contact, 'languages'>, voice: Voice): string | null =>
  languages.length === 1 && languages[0] === voice.language
    ? null
    : voice.words.speaks(named(languages, voice));

/** When a line answers; null: nobody knows. */
export const lineHours = ({ h24, schedules }: Contact, { text }: Voice): string | null =>
  h24 ? text.nonstop : schedules.length > 0 ? readableHours(schedules, text) : null;

/** What is worth knowing before one calls, in a few words. */
export const lineTerms = (contact: Contact, voice: Voice): readonly string[] => {
  const { text } = voice;
  const { minimum_age: from, maximum_age: to } = contact;
  return [
    lineHours(contact, voice),
    contact.free === true ? text.free : null,
    contact.anonymous === true ? text.anonymous : null,
    from === null && to === null ? null : text.age(from, to),
    spoken(contact, voice),
  ].filter((term) => term !== null);
};

const longestUrl = 34;

/** An address as it can be typed in, without what every address has in common. */
export const bareUrl = (url: string): string => url.replace(/^https?:\/\/(?:www\.)?/, '').replace(/\/$/, '');

/** The same; of a long one the beginning, which is enough to find the place. */
export const shortUrl = (url: string): string => {
  const whole = bareUrl(url);
  return whole.length <= longestUrl ? whole : `${whole.split('/')[0] ?? whole}/…`;
};

/** Facts in a row; one that is a whole sentence loses its full stop. */
export const inRow = (facts: readonly (string | null)[]): string =>
  facts
    .filter((fact) => fact !== null)
    .map((fact) => fact.replace(/\.$/, ''))
    .join(' · ');
