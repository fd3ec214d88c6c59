import type { Team, Topic } from '../knowledge/schema.ts';
import type { Region } from '../region/region.ts';
import { type Html, html, joined } from '../text/html.ts';
import { contactLine, contactRow } from './contact-row.ts';
import type { Chapter, Contents, Entry, TopicPart } from './contents.ts';
import { document } from './document.ts';
import { anchor, entryCard, reference } from './entry-card.ts';
import { lamp } from './lamp.ts';
import { qrCode } from './qr.ts';
import { catalogueStyle } from './style.ts';
import { bareUrl, today, type Voice } from './wording.ts';

export interface CataloguePage {
  readonly contents: Contents;
  readonly region: Region;
  readonly team: Team;
  /** The only topic, if the catalogue is about one. */
  readonly topic: Topic | null;
  /** Where the bot is written to; null: no code is printed. */
  readonly link: string | null;
}

/** The name of a region as a title says it. */
export const regionTitle = ({ name, isAround }: Region, { words }: Voice): string =>
  isAround ? words.around(name) : name;

/** The catalogue of a region: a page for the phone, and a booklet when it is printed. */
export const cataloguePage = (page: CataloguePage, voice: Voice): string => {
  const { contents, region, topic } = page;
  const { words, language } = voice;
  const place = regionTitle(region, voice);
  const title = topic === null ? `${words.title}: ${place}` : words.topicTitle(topic.name[language], place);
  const body = html`${cover(page, place, voice)}
<main>
${crisis(page, voice)}
${contents.chapters.map((chapter) => chapterPart(chapter, voice))}
${contents.entries.length === 0 && html`<p class="nothing">${words.nothing}</p>`}
${contents.entries.length > 0 && index(contents.entries, voice)}
</main>
<footer><p>${words.changes}</p><p>${words.publishes(page.team.organisation)} · ${words.asOf(today(voice))}</p></footer>`;
  return document(language, title, catalogueStyle, body);
};

const cover = ({ contents, team, topic, link }: CataloguePage, place: string, voice: Voice): Html => {
  const { words, language } = voice;
  return html`<header class="cover">
${lamp}
<p class="over">${words.title}</p>
<h1>${place}</h1>
<p class="lead">${topic === null ? words.subtitle : topic.name[language]}</p>
${topic !== null && html`<p class="sentence">${topic.sentence[language]}</p>`}
<p class="imprint">${words.publishes(team.organisation)}<br>${words.asOf(today(voice))}</p>
${link !== null && scan(link, voice)}
<nav aria-label="${words.contents}"><h2>${words.contents}</h2>
<ol>
<li class="first"><a href="#crisis">${words.crisis}</a></li>
${contents.chapters.map(({ life, topics }) => html`<li><a href="#${life}">${words.life[life]}</a> <span>${topics.map((part) => part.topic.name[language]).join(' · ')}</span></li>`)}
${contents.entries.length > 0 && html`<li><a href="#index">${words.index}</a></li>`}
</ol>
<p class="hint">${words.howToRead}</p></nav>
</header>`;
};

/** The code that leads to the bot, with the address for who cannot scan it. */
export const scan = (link: string, { words }: Voice): Html =>
  html`<aside class="scan">${qrCode(link, words.scan)}<div><b>${words.scan}</b><p>${words.scanSays}</p><a href="${link}">${bareUrl(link)}</a></div></aside>`;

const crisis = ({ contents, region }: CataloguePage, voice: Voice): Html => {
  const { words, text } = voice;
  const { rescue, talk } = contents.crisis;
  return html`<section class="crisis" id="crisis"><h2>${words.crisis}</h2>
<p class="hint">${words.worksIn(text.countries[region.country])}</p>
${rescue.length > 0 && html`<h3>${words.crisisLife}</h3><ul class="rescue">${rescue.map((one) => contactRow(one, voice))}</ul>`}
${rescue.length === 0 && talk.length === 0 && html`<p>${text.crisisNoContact}</p>`}
${talk.length > 0 && html`<h3>${words.crisisTalk}</h3><ul>${talk.map((one) => contactRow(one, voice))}</ul><p class="hint">${words.crisisAgain}</p>`}
</section>`;
};

const chapterPart = ({ life, topics, lines, entries }: Chapter, voice: Voice): Html =>
  html`<section class="chapter" id="${life}"><h2>${voice.words.life[life]}</h2>
<div class="topics">${topics.map((part) => topicPart(part, voice))}</div>
${lines.length > 0 && html`<div class="lines"><h3>${voice.words.lines}</h3><ul>${lines.map((one) => contactLine(one, voice))}</ul></div>`}
${entries.length > 0 && html`<div class="cards">${entries.map((entry) => entryCard(entry, voice))}</div>`}
</section>`;

const topicPart = ({ topic, entries }: TopicPart, voice: Voice): Html => {
  const { words, language } = voice;
  return html`<section class="topic"><h3>${topic.name[language]}</h3>
<p>${topic.sentence[language]}</p>
${entries.length > 0 && html`<p class="refs">${words.here}: ${joined(entries.map(reference), ' ')}</p>`}
</section>`;
};

/** By place and by name, so that whoever has heard of something finds it. */
const index = (entries: readonly Entry[], voice: Voice): Html => {
  const { words, text } = voice;
  const inOrder = new Intl.Collator(text.locale).compare;
  const nameOf = ({ offered }: Entry): string => offered.service.name;
  const placeOf = ({ offered }: Entry): string => offered.service.municipality ?? words.elsewhere;
  const byName = entries.toSorted((a, b) => inOrder(nameOf(a), nameOf(b)));
  const byPlace = [...Map.groupBy(byName, placeOf)].sort(
    ([a], [b]) => Number(a === words.elsewhere) - Number(b === words.elsewhere) || inOrder(a, b),
  );
  const named = (entry: Entry): Html =>
    html`<li><a href="#${anchor(entry)}">${nameOf(entry)} <span class="n">${entry.number}</span></a></li>`;
  return html`<section class="index" id="index"><h2>${words.index}</h2>
<div class="columns">
<h3>${words.indexPlaces}</h3>
${byPlace.map(([place, here]) => html`<div class="group"><h4>${place}</h4><ul>${here.map(named)}</ul></div>`)}
<h3>${words.indexNames}</h3><ul>${byName.map(named)}</ul>
</div></section>`;
};
