import type { Service, Team, Topic } from '../knowledge/schema.ts';
import type { Region } from '../region/region.ts';
import { freshness, hoursOf, termsOf } from '../text/cards.ts';
import { phoneLink, readablePhone } from '../text/format.ts';
import { type Html, html } from '../text/html.ts';
import { contactLine } from './contact-row.ts';
import type { Contents, Entry } from './contents.ts';
import { document } from './document.ts';
import { phonesOf, roomOf, wayOf } from './entry-card.ts';
import { lamp } from './lamp.ts';
import { regionTitle, scan } from './page.ts';
import { leafletStyle } from './style.ts';
import { bareUrl, inRow, shortUrl, today, type Voice } from './wording.ts';
import { ways } from './working-in.ts';

export interface Leaflet {
  readonly contents: Contents;
  readonly region: Region;
  readonly team: Team;
  readonly topic: Topic;
  readonly link: string | null;
  /** Strips to tear off at the bottom, with a number each. */
  readonly strips: boolean;
}

const mostPlaces = 5;
const mostTopicLines = 2;
const mostCrisis = 4;
const strips = 8;
/** Of more places than this only the first sentence is said. */
const fewPlaces = 2;
/** A longer sentence is set smaller. */
const longSentence = 95;

/** One A4 page for a waiting room: what one can do, who helps, whom to call when it cannot wait. */
export const leafletPage = (leaflet: Leaflet, voice: Voice): string => {
  const { topic, region } = leaflet;
  const title = voice.words.topicTitle(topic.name[voice.language], regionTitle(region, voice));
  return document(voice.language, title, leafletStyle, leafletSheet(leaflet, voice));
};

/** The sheet alone. */
export const leafletSheet = (leaflet: Leaflet, voice: Voice): Html => {
  const { contents, region, team, topic, link } = leaflet;
  const { words, language, text } = voice;
  const knowing = contents.chapters.flatMap(({ lines }) => lines);
  const lines = knowing.slice(0, mostTopicLines);
  const crisis = [...contents.crisis.rescue.slice(0, 2), ...contents.crisis.talk]
    .filter((contact) => !lines.includes(contact))
    .slice(0, mostCrisis);
  const chosen = byFit(contents.entries, topic).slice(0, mostPlaces);
  const brief = chosen.length > fewPlaces;
  return html`<div class="sheet${topic.sentence[language].length > longSentence && ' long'}${leaflet.strips && ' with-strips'}">
<div class="top">${lamp}<span>${regionTitle(region, voice)}</span></div>
<div><p><span class="topicname">${topic.name[language]}</span></p><h1>${topic.sentence[language]}</h1></div>
<section><h2>${words.steps}</h2><ol class="steps">${topic.steps[language].map((step) => html`<li>${step}</li>`)}</ol></section>
<section class="help"><h2>${words.places}</h2>
<div class="places">${chosen.map((entry) => place(entry, brief, voice))}</div>
${chosen.length === 0 && html`<p class="nothing">${words.nothing}</p>`}
${lines.length > 0 && html`<ul class="place">${lines.map((one) => contactLine(one, voice))}</ul>`}
</section>
<div class="room"></div>
<section class="crisis"><h2>${words.wait}</h2><ul>${crisis.map((one) => contactLine(one, voice))}</ul>
${crisis.length === 0 && html`<p>${text.crisisNoContact}</p>`}</section>
${link !== null && scan(link, voice)}
<p class="foot"><span>${words.changes}</span><span>${words.publishes(team.organisation)} · ${words.asOf(today(voice))}</span></p>
${leaflet.strips && stripsOf(leaflet, chosen, voice)}
</div>`;
};

/** Who is there first, then who is mainly for this, then what is known best. */
const byFit = (entries: readonly Entry[], { id }: Topic): readonly Entry[] =>
  entries.toSorted(
    (a, b) =>
      ways.indexOf(a.way) - ways.indexOf(b.way) ||
      a.offered.service.topics.indexOf(id) - b.offered.service.topics.indexOf(id) ||
      a.offered.service.confidence.localeCompare(b.offered.service.confidence),
  );

/** Where, when and on what terms, in one paragraph. */
const placeTerms = (entry: Entry, voice: Voice): string => {
  const { language, text } = voice;
  const { service } = entry.offered;
  return inRow([
    service.address ?? service.municipality,
    hoursOf(service, language, text),
    ...termsOf(service, text),
    wayOf(entry, voice),
    roomOf(service, voice),
  ]);
};

const descriptionOf = (service: Service, brief: boolean, { language }: Voice): string => {
  const whole = service.description[language];
  return brief ? (/^.+?[.!?](?=\s)/su.exec(whole)?.[0] ?? whole) : whole;
};

const place = (entry: Entry, brief: boolean, voice: Voice): Html => {
  const { text } = voice;
  const { service, checkBeforeYouGo } = entry.offered;
  const web = service.url === null ? null : html`<a href="${service.url}">${shortUrl(service.url)}</a>`;
  return html`<article class="place"><header><h3>${service.name}</h3><span class="ways">${phonesOf(service) ?? web}</span></header>
<p>${descriptionOf(service, brief, voice)}</p>
<p class="terms">${placeTerms(entry, voice)}</p>
<p class="fresh">${freshness(service, checkBeforeYouGo, text)}</p></article>`;
};

/** A name without what it says of itself behind a dash or in brackets. */
const briefName = (name: string): string => name.split(/ [–(-]/)[0] ?? name;

/** The first number of the sheet, so that it can be taken along without anybody seeing what is read. */
const stripsOf = ({ contents, link }: Leaflet, chosen: readonly Entry[], voice: Voice): Html => {
  const [entry] = chosen.filter(({ offered }) => offered.service.phones.length > 0);
  const [line] = contents.crisis.talk.filter(({ phones }) => phones.length > 0);
  const named = entry?.offered.service ?? line;
  const [phone] = named?.phones ?? [];
  const [other] = entry === undefined ? [] : (line?.phones ?? []);
  const strip = html`<li>${named !== undefined && phone !== undefined && html`<span>${briefName(named.name)}</span><b><a href="${phoneLink(phone)}">${readablePhone(phone)}</a></b>`}${other !== undefined && html`<span>${briefName(line?.name ?? '')} ${readablePhone(other)}</span>`}${link !== null && html`<span>${bareUrl(link)}</span>`}</li>`;
  return html`<ul class="strips" aria-label="${voice.words.takeOne}">${Array.from({ length: strips }, () => strip)}</ul>`;
};
