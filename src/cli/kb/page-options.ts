import { type Contents, type ContentsQuestion, contentsOf } from '../../catalogue/contents.ts';
import { findTopic } from '../../catalogue/find-topic.ts';
import { printPdf } from '../../catalogue/pdf.ts';
import { type Voice, voiceOf } from '../../catalogue/wording.ts';
import { isLanguage, languages } from '../../domain.ts';
import { languageOf } from '../../knowledge/country-language.ts';
import type { Knowledge, Topic } from '../../knowledge/schema.ts';
import { openLand } from '../../region/land.ts';
import type { Region } from '../../region/region.ts';
import { fold } from '../../understand/fold.ts';
import { type KbCommand, type KbNeeds, refuse, textOf, type Values } from './command.ts';
import { readBase } from './read-base.ts';
import { readRegion } from './region-option.ts';
import { writeResults } from './write-result.ts';

/** Options of commands that make a page for people to read. */
export const pageOptions = {
  region: { type: 'string' },
  topic: { type: 'string' },
  link: { type: 'string' },
  out: { type: 'string' },
  pdf: { type: 'string' },
} as const satisfies KbCommand['options'];

const words = {
  en: {
    noRegion: 'for which region? Add for example --region klatovsko',
    topic: (said: string, ids: string) => `there is no topic "${said}"; nearest: ${ids}`,
    lang: (known: string) => `--lang takes ${known}: the language of the page`,
    link: (said: string) => `--link "${said}" is no address; write one that begins with https://`,
    noLink: 'No QR code: there is no address of the bot. Add --link https://… or put "url" into team.json.',
    empty: 'No service of the directory works there; the page holds lines to call only.',
    noBrowser:
      'no browser was found that can print a PDF. Install Chromium or Google Chrome, or say where one is (CHROME_PATH), or open the HTML file and print it from there',
    notPrinted: (browser: string, why: string) =>
      `${browser} did not print the PDF${why === '' ? '' : ` (${why})`}; open the HTML file and print it from there`,
  },
  cs: {
    noRegion: 'pro který region? Přidej třeba --region klatovsko',
    topic: (said: string, ids: string) => `téma „${said}“ není; nejblíž je: ${ids}`,
    lang: (known: string) => `--lang bere ${known}: jazyk stránky`,
    link: (said: string) => `--link „${said}“ není adresa; napiš takovou, která začíná https://`,
    noLink: 'Bez QR kódu: adresu bota neznám. Přidej --link https://… nebo ji napiš do team.json jako "url".',
    empty: 'Žádná služba z adresáře tam nepůsobí; na stránce jsou jen linky.',
    noBrowser:
      'žádný prohlížeč, který umí tisknout do PDF, tu není. Nainstaluj Chromium nebo Google Chrome, nebo řekni, kde je (CHROME_PATH), nebo otevři HTML soubor a vytiskni ho odtamtud',
    notPrinted: (browser: string, why: string) =>
      `${browser} PDF nevytiskl${why === '' ? '' : ` (${why})`}; otevři HTML soubor a vytiskni ho odtamtud`,
  },
} as const;

/** All that a page needs. */
export interface PageGiven {
  readonly contents: Contents;
  readonly region: Region;
  readonly knowledge: Knowledge;
  readonly topic: Topic | null;
  readonly link: string | null;
  readonly voice: Voice;
}

const isWebLink = (said: string): boolean =>
  URL.canParse(said) && /^(https?|tg):$/.test(new URL(said).protocol);

/** Reads the options of a page and puts its contents together; a sentence when something is missing or wrong. */
export async function openPage(
  values: Values,
  needs: KbNeeds,
): Promise<PageGiven | { readonly problem: string }> {
  const { data, homeCountry, now, language: cliLanguage, out } = needs;
  const told = words[cliLanguage];
  const lang = textOf(values, 'lang');
  if (lang !== null && !isLanguage(lang)) return { problem: told.lang(languages.join(', ')) };
  const saidRegion = textOf(values, 'region');
  if (saidRegion === null) return { problem: told.noRegion };
  const knowledge = await readBase(needs);
  const saidTopic = textOf(values, 'topic');
  const topic = saidTopic === null ? null : findTopic(saidTopic, knowledge.topics);
  if (topic?.kind === 'none') return { problem: told.topic(saidTopic ?? '', topic.nearest.join(', ')) };
  const saidLink = textOf(values, 'link');
  if (saidLink !== null && !isWebLink(saidLink)) return { problem: told.link(saidLink) };
  const land = openLand(data, knowledge, homeCountry);
  const read = readRegion(saidRegion, land, cliLanguage);
  if ('problem' in read) return read;
  const { region } = read;
  const link = saidLink ?? knowledge.team.url;
  if (link === null) out.complain(told.noLink);
  const question: ContentsQuestion = {
    knowledge,
    places: land.places,
    region,
    language: lang ?? languageOf[region.country],
    topic: topic?.topic.id ?? null,
    now,
  };
  const contents = contentsOf(question);
  if (contents.entries.length === 0) out.complain(told.empty);
  return {
    contents,
    region,
    knowledge,
    topic: topic?.topic ?? null,
    link,
    voice: voiceOf(question.language, now, knowledge.team.time_zone),
  };
}

/** Letters, digits and hyphens only, so that a name can be sent to anybody. */
const fileName = (parts: readonly string[]): string =>
  `${parts.map((part) => fold(part).replace(/[^a-z0-9]+/g, '-')).join('-')}.html`;

/** Writes the page where it was asked for, else under a name of its own in the folder where one stands; and prints it. 1 when a file could not be made. */
export async function writePage(
  page: string,
  parts: readonly string[],
  values: Values,
  needs: KbNeeds,
): Promise<number> {
  const { out, language, browser } = needs;
  const told = words[language];
  const pdf = textOf(values, 'pdf');
  const html = textOf(values, 'out') ?? (pdf === null ? fileName(parts) : null);
  if (!(await writeResults([{ file: html, content: () => page }], needs))) return 1;
  if (pdf === null) return 0;
  const printed = await printPdf(page, browser);
  if (printed.kind === 'printed') {
    return (await writeResults([{ file: pdf, content: () => printed.pdf }], needs)) ? 0 : 1;
  }
  // The page is what can be printed by hand, so it is never lost for want of a browser.
  const instead = html === null ? pdf.replace(/(\.pdf)?$/i, '.html') : null;
  await writeResults([{ file: instead, content: () => page }], needs);
  const why = printed.kind === 'none' ? told.noBrowser : told.notPrinted(printed.browser, printed.why);
  return refuse(why, 1, out);
}
