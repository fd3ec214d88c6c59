import { findEntry } from '../../knowledge/entry.ts';
import { languageNames } from '../../knowledge/form/choices.ts';
import type { Around } from '../../knowledge/form/field.ts';
import { readAnswer } from '../../knowledge/form/form.ts';
import {
  type Item,
  isAnswered,
  isLeftOut,
  type Progress,
  shownAt,
  suggestedId,
  withAnswer,
} from '../../knowledge/form/progress.ts';
import { fieldHelp, fieldLabel } from '../../knowledge/form/words.ts';
import type { Knowledge } from '../../knowledge/schema.ts';
import { fold } from '../../understand/fold.ts';
import type { KbNeeds } from './command.ts';
import { countryIn } from './told-entry.ts';

const words = {
  en: {
    how: 'Enter keeps what stands in [brackets]. "-" means none or not known, "?" explains, "later" leaves a question open,',
    how2: '"done" skips the rest, "stop" ends and keeps a draft. Nothing is saved before you say so.',
    needed: 'This has to be said; "later" leaves it open for now.',
    notEmpty: 'This cannot be left out; "later" leaves it open for now.',
    taken: (id: string) => `the id "${id}" is taken; write another one.`,
  },
  cs: {
    how: 'Enter nechá, co je v [závorce]. „-“ znamená nic nebo neví se, „?“ vysvětlí, „později“ nechá otázku otevřenou,',
    how2: '„hotovo“ přeskočí zbytek, „konec“ skončí a uloží rozepsané. Nic se nezapíše, dokud to neřekneš.',
    needed: 'Tohle je potřeba vyplnit; „později“ to zatím nechá otevřené.',
    notEmpty: 'Tohle nejde vynechat; „později“ to zatím nechá otevřené.',
    taken: (id: string) => `označení „${id}“ už něco má; napiš jiné.`,
  },
} as const;

const longestShown = 70;

/** How a dialogue went: to its end, stopped by the admin, or the input has ended. `open`: what is not answered. */
export interface Told {
  readonly progress: Progress;
  readonly open: readonly Item[];
  readonly end: 'done' | 'stopped' | 'input-ended';
}

/** Says once how to answer. */
export const explain = ({ out, language }: KbNeeds): void => {
  out.print(words[language].how);
  out.print(words[language].how2);
  out.print('');
};

type Step =
  | { readonly step: 'answered'; readonly progress: Progress }
  | { readonly step: 'later' | 'done' | 'stopped' | 'input-ended' };

/** Asks for these items one after another. */
export async function askItems(
  items: readonly Item[],
  begun: Progress,
  knowledge: Knowledge,
  needs: KbNeeds,
): Promise<Told> {
  let progress = begun;
  const later = new Set<Item>();
  for (const item of items) {
    const isSecond = item.language !== null && item.language !== firstLanguage(items, item);
    if (isSecond && isLeftOut(item, progress.values)) continue;
    const step = await askItem(item, progress, knowledge, needs);
    if (step.step === 'answered') progress = step.progress;
    else if (step.step === 'later') later.add(item);
    else {
      const end = step.step;
      return { progress, open: openItems(items, later, progress), end };
    }
  }
  return { progress, open: openItems(items, later, progress), end: 'done' };
}

const firstLanguage = (items: readonly Item[], { question }: Item): string | null =>
  items.find((one) => one.question === question)?.language ?? null;

const openItems = (items: readonly Item[], later: ReadonlySet<Item>, { values }: Progress): readonly Item[] =>
  items.filter((item) => later.has(item) || !isAnswered(item, values));

async function askItem(item: Item, progress: Progress, knowledge: Knowledge, needs: KbNeeds): Promise<Step> {
  const { out, language, homeCountry } = needs;
  const told = words[language];
  const around: Around = { knowledge, language, country: countryIn(progress.values, homeCountry) };
  const { question } = item;
  const suggested = question.name === 'id' ? suggestedId(progress.values, knowledge) : '';
  const shown = shownAt(item, progress.values, around) || suggested;
  const prompt = promptOf(item, shown, needs);
  for (;;) {
    const line = await needs.ask(prompt);
    if (line === null) return { step: 'input-ended' };
    const answer = line.trim();
    const meant = commandOf(answer);
    if (meant === 'help') {
      out.print(`  ${fieldHelp(question.name)[language]}`);
      continue;
    }
    if (meant !== null) return { step: meant };
    if (answer === '-') {
      if (question.none === null) out.print(`  ${told.notEmpty}`);
      else return { step: 'answered', progress: withNone(progress, item) };
      continue;
    }
    if (answer === '' && suggested === '') {
      if (isAnswered(item, progress.values)) return { step: 'answered', progress };
      out.print(`  ${told.needed} ${fieldHelp(question.name)[language]}`);
      continue;
    }
    const read = readAnswer(progress.kind, question, answer === '' ? suggested : answer, around);
    if ('why' in read) {
      out.print(`  ${read.why[language]}`);
      continue;
    }
    const { id } = read.values;
    if (typeof id === 'string' && findEntry(knowledge, id) !== null) {
      out.print(`  ${told.taken(id)}`);
      continue;
    }
    const next = withAnswer(progress, item, read.values);
    const readAs = shownAt(item, next.values, { ...around, country: countryIn(next.values, homeCountry) });
    if (readAs !== answer && answer !== '') out.print(`  = ${readAs}`);
    return { step: 'answered', progress: next };
  }
}

/** Said not to be there in one language, a text is there in none. */
const withNone = (progress: Progress, { question }: Item): Progress => ({
  ...progress,
  values: { ...progress.values, ...question.none },
});

const promptOf = ({ question, language: part }: Item, shown: string, { language }: KbNeeds): string => {
  const label = fieldLabel(question.name)[language];
  const inLanguage = part === null ? '' : ` (${languageNames[part]?.[language] ?? part})`;
  const short = shown.length > longestShown ? `${shown.slice(0, longestShown)}…` : shown;
  return `${label}${inLanguage}${short === '' ? '' : ` [${short}]`}: `;
};

/** Words that steer the dialogue, in both languages, whichever is spoken. */
const commandOf = (answer: string): 'help' | 'later' | 'done' | 'stopped' | null => {
  switch (fold(answer)) {
    case '?':
      return 'help';
    case 'later':
    case 'pozdeji':
      return 'later';
    case 'done':
    case 'hotovo':
      return 'done';
    case 'stop':
    case 'konec':
      return 'stopped';
    default:
      return null;
  }
};
