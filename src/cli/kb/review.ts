import { draftFile, dropDraft, keepDraft } from '../../knowledge/form/draft.ts';
import type { Values } from '../../knowledge/form/field.ts';
import {
  finished,
  type Item,
  itemName,
  itemsOf,
  itemsOfQuestion,
  type Progress,
  toDraft,
} from '../../knowledge/form/progress.ts';
import { type OpenFile, warningsOf } from '../../knowledge/form/save.ts';
import { fieldLabel } from '../../knowledge/form/words.ts';
import { loadKnowledge } from '../../knowledge/load.ts';
import { KnowledgeError, problemLine } from '../../knowledge/problem.ts';
import type { Knowledge } from '../../knowledge/schema.ts';
import { paint } from '../out.ts';
import type { KbNeeds } from './command.ts';
import { askItems, type Told } from './dialogue.ts';
import { cardLines } from './entry-card.ts';
import { questionSaid } from './question-said.ts';
import { saysYes } from './says-yes.ts';

const words = {
  en: {
    card: 'This is how young people will read it:',
    json: 'This changes in the file:',
    same: 'Nothing is different, so nothing is saved.',
    save: 'Save? (y/n/later) ',
    saved: (id: string) => `Saved: ${id}. "lampa kb undo" takes it back.`,
    notSaved: 'Nothing was saved.',
    ended: 'The input has ended; nothing was saved.',
    problems: 'It cannot be saved like this:',
    correct: 'Which field do you want to correct? (its name; Enter keeps a draft) ',
    noField: (names: string) => `There is no such field. Fields: ${names}`,
    warnings: 'To look at:',
    draft: (file: string, command: string) =>
      `Not saved; your answers are kept in ${file}. Go on with: ${command}`,
    open: (names: string) => `Still open: ${names}`,
    conflict: 'Your answers are not lost: they are laid over the file as it is now when you go on.',
  },
  cs: {
    card: 'Takhle to uvidí mladí lidé:',
    json: 'V souboru se změní:',
    same: 'Nic se neliší, takže se nic neukládá.',
    save: 'Uložit? (a/n/později) ',
    saved: (id: string) => `Uloženo: ${id}. Vrátí to „lampa kb undo“.`,
    notSaved: 'Nic se neuložilo.',
    ended: 'Vstup skončil; nic se neuložilo.',
    problems: 'Takhle se to uložit nedá:',
    correct: 'Které pole chceš opravit? (jeho název; Enter nechá rozepsané) ',
    noField: (names: string) => `Takové pole není. Pole: ${names}`,
    warnings: 'Na co se podívat:',
    draft: (file: string, command: string) =>
      `Neuloženo; odpovědi zůstaly v ${file}. Pokračuj příkazem: ${command}`,
    open: (names: string) => `Ještě chybí: ${names}`,
    conflict: 'Odpovědi se neztratily: až budeš pokračovat, přidají se k souboru, jak je teď.',
  },
} as const;

/** What comes after the questions: shows what would be saved, asks, and saves, or keeps a draft. Gives the exit code. */
export async function review(
  told: Told,
  file: OpenFile,
  knowledge: Knowledge,
  needs: KbNeeds,
): Promise<number> {
  const { out, language } = needs;
  const say = words[language];
  if (told.end === 'input-ended') {
    out.complain(say.ended);
    return 1;
  }
  if (told.end === 'stopped' || told.open.length > 0) return putAside(told.progress, told.open, needs);
  const corrected = await withoutProblems(told.progress, file, knowledge, needs);
  if (corrected === 'input-ended') {
    out.complain(say.ended);
    return 1;
  }
  if (corrected.isFaulty) return putAside(corrected.progress, [], needs);
  const { progress } = corrected;
  const entry = finished(progress);
  const changed = jsonLines(progress.before, entry);
  if (changed.length === 0) {
    out.print(say.same);
    return 0;
  }
  out.print('');
  out.print(say.card);
  for (const line of cardLines(progress.kind, entry, language, needs.homeCountry, needs.now))
    out.print(`  │ ${line}`);
  out.print(say.json);
  for (const line of changed) out.print(paint(out, line.startsWith('+') ? 'green' : 'red', `  ${line}`));
  const answer = await needs.ask(say.save);
  if (/^(later|později|pozdeji)$/i.test(answer?.trim() ?? '')) return putAside(progress, [], needs);
  if (!saysYes(answer)) {
    out.complain(answer === null ? say.ended : say.notSaved);
    return 1;
  }
  return save(progress, entry, file, knowledge, needs);
}

interface Corrected {
  readonly progress: Progress;
  readonly isFaulty: boolean;
}

/** Lets fields be corrected until the whole base would be right with the entry, or the admin has had enough. */
async function withoutProblems(
  begun: Progress,
  file: OpenFile,
  knowledge: Knowledge,
  needs: KbNeeds,
): Promise<Corrected | 'input-ended'> {
  const { out, language } = needs;
  const say = words[language];
  let progress = begun;
  for (;;) {
    const problems = await file.problemsWith(finished(progress));
    if (problems.length === 0) return { progress, isFaulty: false };
    out.print(say.problems);
    for (const problem of problems) out.print(`  ${problemLine(problem, language)}`);
    const said = await needs.ask(say.correct);
    if (said === null) return 'input-ended';
    if (said.trim() === '') return { progress, isFaulty: true };
    const question = questionSaid(progress.kind, said);
    if (question === null) {
      const names = [...new Set(itemsOf(progress, language).map((item) => item.question.name))];
      out.print(`  ${say.noField(names.join(', '))}`);
      continue;
    }
    const told = await askItems(itemsOfQuestion(question, language), progress, knowledge, needs);
    if (told.end === 'input-ended') return 'input-ended';
    progress = told.progress;
  }
}

/** Each field that differs, as it was and as it will be in the file. */
const jsonLines = (before: Values | null, after: Values): readonly string[] =>
  Object.keys({ ...before, ...after }).flatMap((field) => {
    const old = before !== null && field in before ? [`- "${field}": ${JSON.stringify(before[field])}`] : [];
    const now = field in after ? [`+ "${field}": ${JSON.stringify(after[field])}`] : [];
    return old[0]?.slice(1) === now[0]?.slice(1) ? [] : [...old, ...now];
  });

async function save(
  progress: Progress,
  entry: Values,
  file: OpenFile,
  knowledge: Knowledge,
  needs: KbNeeds,
): Promise<number> {
  const { out, language, folder, now } = needs;
  const say = words[language];
  try {
    await file.save(entry);
  } catch (error) {
    if (!(error instanceof KnowledgeError)) throw error;
    for (const problem of error.problems) out.complain(problemLine(problem, language));
    out.complain(say.conflict);
    await putAside(progress, [], needs);
    return 1;
  }
  const id = String(entry.id);
  await dropDraft(folder, id);
  out.print(say.saved(id));
  const loaded = await loadKnowledge(folder);
  if ('problems' in loaded) {
    for (const problem of loaded.problems) out.complain(problemLine(problem, language));
    return 1;
  }
  const known = new Set(warningsOf(knowledge, id, now).map(({ message }) => message));
  const fresh = warningsOf(loaded.knowledge, id, now).filter(({ message }) => !known.has(message));
  if (fresh.length > 0) out.print(say.warnings);
  for (const warning of fresh) out.print(`  ${problemLine(warning, language)}`);
  return 0;
}

/** Keeps what was answered, and tells how to go on. */
async function putAside(progress: Progress, open: readonly Item[], needs: KbNeeds): Promise<number> {
  const { out, language, folder } = needs;
  const say = words[language];
  const draft = toDraft(progress, open);
  await keepDraft(folder, draft);
  const command = draft.isNew ? `lampa kb add --draft ${draft.id}` : `lampa kb edit ${draft.id} --draft`;
  out.print(say.draft(draftFile(folder, draft.id), command));
  if (open.length > 0)
    out.print(say.open(open.map((item) => fieldLabel(itemName(item))[language]).join(', ')));
  return 0;
}
