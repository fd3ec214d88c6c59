import { loadKnowledge } from '../../knowledge/load.ts';
import { KnowledgeError, problemLine } from '../../knowledge/problem.ts';
import type { Knowledge } from '../../knowledge/schema.ts';
import type { KbNeeds } from './command.ts';

const words = {
  en: {
    broken: 'The directory cannot be read as it is. Mend this first, or go back with "lampa kb undo":',
    kept: 'Nothing was changed.',
  },
  cs: {
    broken: 'Adresář se takhle nedá přečíst. Nejdřív oprav tohle, nebo se vrať příkazem „lampa kb undo“:',
    kept: 'Nic se nezměnilo.',
  },
} as const;

/** The knowledge base; null after it was told what is wrong with it. */
export const readBase = async ({ folder, out, language }: KbNeeds): Promise<Knowledge | null> => {
  const loaded = await loadKnowledge(folder);
  if ('knowledge' in loaded) return loaded.knowledge;
  out.complain(words[language].broken);
  for (const problem of loaded.problems) out.complain(`  ${problemLine(problem, language)}`);
  return null;
};

/** Runs what writes, and tells why when nothing could be written. */
export const orTell = async (writing: Promise<number>, { out, language }: KbNeeds): Promise<number> => {
  try {
    return await writing;
  } catch (error) {
    if (!(error instanceof KnowledgeError)) throw error;
    for (const problem of error.problems) out.complain(problemLine(problem, language));
    out.complain(words[language].kept);
    return 1;
  }
};
