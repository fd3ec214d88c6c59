import { localTime, timeZoneOf } from '../knowledge/open-hours.ts';
import type { Service } from '../knowledge/schema.ts';
import { freshness, hoursOf, termsOf } from '../text/cards.ts';
import { phoneLink, readableDate, readablePhone } from '../text/format.ts';
import { type Html, html, joined } from '../text/html.ts';
import type { Entry } from './contents.ts';
import { inRow, shortUrl, spoken, type Voice } from './wording.ts';

/** Where an entry is described, for links inside the page. */
export const anchor = ({ number }: Pick<Entry, 'number'>): string => `n${number}`;

const row = (label: string, content: Html | string | null): Html | null =>
  content === null ? null : html`<div><dt>${label}</dt><dd>${content}</dd></div>`;

export const phonesOf = ({ phones }: Pick<Service, 'phones'>): Html | null =>
  phones.length === 0
    ? null
    : joined(
        phones.map((phone) => html`<a class="tel" href="${phoneLink(phone)}">${readablePhone(phone)}</a>`),
        ', ',
      );

/** How it reaches the region, where it is not simply there. */
export const wayOf = ({ way, km }: Entry, { words }: Voice): string | null => {
  if (way === 'here') return null;
  const far = way === 'near' && km !== null && km >= 1 ? words.km(Math.round(km)) : null;
  return [words.ways[way], far].filter((one) => one !== null).join(', ');
};

/** What staff noted of room there, as long as it counts. */
export const roomOf = ({ capacity, country }: Service, { words, text, now }: Voice): string | null => {
  if (capacity === null || capacity.state === 'free') return null;
  if (localTime(now, timeZoneOf[country]).date > capacity.until) return null;
  const until = readableDate(capacity.until, text);
  return capacity.state === 'full' ? words.fullUntil(until) : words.closedUntil(until);
};

const link = (url: string | null): Html | null =>
  url === null ? null : html`<a href="${url}">${shortUrl(url)}</a>`;

/** A service in full. */
export const entryCard = (entry: Entry, voice: Voice): Html => {
  const { language, text, words } = voice;
  const { service, checkBeforeYouGo } = entry.offered;
  const { labels } = words;
  const terms = inRow([...termsOf(service, text), spoken(service, voice)]);
  const way = wayOf(entry, voice);
  const room = roomOf(service, voice);
  const provider = service.provider === service.name ? null : service.provider;
  return html`<article class="card" id="${anchor(entry)}">
<header><span class="n">${entry.number}</span><div><h4>${service.name}</h4>${provider !== null && html`<p class="by">${provider}</p>`}</div></header>
<p>${service.description[language]}</p>
${service.not_for !== null && html`<p class="not">${service.not_for[language]}</p>`}
<dl>
${row(labels.where, service.address ?? service.municipality)}
${row(labels.how, service.how_to_get?.[language] ?? null)}
${row(labels.when, hoursOf(service, language, text))}
${row(labels.phone, phonesOf(service))}
${row(labels.mail, service.email === null ? null : html`<a href="mailto:${service.email}">${service.email}</a>`)}
${row(labels.web, link(service.url))}
</dl>
${terms !== '' && html`<p class="terms">${terms}</p>`}
${way !== null && html`<p class="way">${way}</p>`}
${room !== null && html`<p class="room">${room}</p>`}
<p class="fresh">${freshness(service, checkBeforeYouGo, text)}</p>
</article>`;
};

/** An entry as a number that leads to it, with its name. */
export const reference = (entry: Entry): Html =>
  html`<a class="ref" href="#${anchor(entry)}"><span class="n">${entry.number}</span>\u00a0${entry.offered.service.name}</a>`;
