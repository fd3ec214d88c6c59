import type { Contact } from '../knowledge/schema.ts';
import { freshness, isDoubtful } from '../text/cards.ts';
import { phoneLink, readablePhone } from '../text/format.ts';
import { type Html, html } from '../text/html.ts';
import { lineTerms, shortUrl, type Voice } from './wording.ts';

/** The first way to reach a line: a number, else its chat. */
const firstWay = (contact: Contact): Html => {
  const [phone] = contact.phones;
  if (phone !== undefined)
    return html`<a class="number" href="${phoneLink(phone)}">${readablePhone(phone)}</a>`;
  const url = contact.chat?.url ?? contact.url;
  return url === null ? html`` : html`<a class="number web" href="${url}">${shortUrl(url)}</a>`;
};

const chatOf = (contact: Contact, { text }: Voice): Html | null =>
  contact.chat === null || contact.phones.length === 0
    ? null
    : html` · ${text.chat}: <a href="${contact.chat.url}">${shortUrl(contact.chat.url)}</a>`;

/** A crisis contact: the number large, who it is, for whom, when it answers, how fresh that is. */
export const contactRow = (contact: Contact, voice: Voice): Html => {
  const isOld = isDoubtful(contact, voice.now);
  const terms = lineTerms(contact, voice);
  return html`<li class="contact">
${firstWay(contact)}
<div><b>${contact.name}</b>
<p>${contact.for_whom[voice.language]}</p>
<p class="terms">${terms.join(' · ')}${chatOf(contact, voice)}</p>
<p class="fresh">${freshness(contact, isOld, voice.text)}</p></div>
</li>`;
};

/** The same in one line, where the room is small. */
export const contactLine = (contact: Contact, voice: Voice): Html =>
  html`<li class="line">${firstWay(contact)} <span><b>${contact.name}</b>${lineTerms(contact, voice).map((term) => html` · ${term}`)}${chatOf(contact, voice)}</span></li>`;
