import type { Config } from '../config.ts';
import { loadKnowledge } from '../knowledge/load.ts';
import { KnowledgeError } from '../knowledge/problem.ts';
import { createRecommend } from '../recommend.ts';
import { loadUnderstanding } from '../understand/load-understanding.ts';
import type { MatchNeeds } from './match.ts';

/**
 * Reads what `lampa match` needs; nothing is written, and no store is opened, so that it works beside a running Lampa.
 * Throws errors whose message tells what to do.
 */
export const openMatch = async (
  { knowledgeFolder, dataFolder, homeCountry }: Config,
  data: string,
): Promise<Pick<MatchNeeds, 'understand' | 'recommend' | 'homeCountry'>> => {
  const loaded = await loadKnowledge(knowledgeFolder);
  if ('problems' in loaded) throw new KnowledgeError(loaded.problems);
  const { knowledge } = loaded;
  const { understand, places } = await loadUnderstanding({
    data,
    knowledge: knowledgeFolder,
    homeCountry,
    services: knowledge.services,
    stateFolder: dataFolder,
  });
  return { understand, recommend: createRecommend(knowledge, places, homeCountry), homeCountry };
};
