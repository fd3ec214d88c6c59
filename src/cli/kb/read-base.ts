import { loadKnowledge } from '../../knowledge/load.ts';
import { KnowledgeError } from '../../knowledge/problem.ts';
import type { Knowledge } from '../../knowledge/schema.ts';
import type { KbNeeds } from './command.ts';

const words = {
  en: 'The directory cannot be read as it is. Mend this first, or go back with "lampa kb undo":',
  cs: 'Adresář se takhle nedá přečíst. Nejdřív oprav tohle, nebo se vrať příkazem „lampa kb undo“:',
} as const;

/** The knowledge base. When it is broken, says that it is and throws a KnowledgeError, whose lines `lampa kb` tells. */
export const readBase = async ({ folder, out, language }: KbNeeds): Promise<Knowledge> => {
  const loaded = await loadKnowledge(folder);
  if ('knowledge' in loaded) return loaded.knowledge;
  out.complain(words[language]);
  throw new KnowledgeError(loaded.problems);
};
