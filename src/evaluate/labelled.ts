import { z } from 'zod';
import { languages, risks, topicIds } from '../domain.ts';
import { parseJson } from '../knowledge/json-text.ts';

const labelled = z.object({
  id: z.string().min(1),
  lang: z.enum(languages),
  text: z.string().min(1),
  /** Main first. */
  topics: z.array(z.enum(topicIds)).min(1).max(3).readonly(),
  risk: z.enum(risks),
  /** The place that is named, in its base form. */
  place: z.string().nullish(),
  human: z.boolean().nullish(),
});

/** A message with what people say it means: what understanding is measured by. */
export type Labelled = z.infer<typeof labelled>;

const entriesOf = (file: string, content: string): readonly (readonly [string, unknown])[] => {
  if (content.trimStart().startsWith('[')) {
    const list = parseJson(file, content);
    if (!Array.isArray(list)) throw new Error(`${file}: must be a list of messages, [ … ]`);
    return list.map((entry: unknown, index) => [`${file}: entry ${index + 1}`, entry] as const);
  }
  return content
    .split('\n')
    .map((line, index) => [`${file}: line ${index + 1}`, line] as const)
    .filter(([, line]) => line.trim() !== '')
    .map(([where, line]) => [where, parseJson(where, line)] as const);
};

/**
 * Reads labelled messages: a JSON list, or one JSON object a line. Throws an error that names the file, the place in it and
 * what is wrong; a file without messages is an error too.
 */
export function parseLabelled(file: string, content: string): readonly Labelled[] {
  const messages = entriesOf(file, content).map(([where, entry]) => {
    const result = labelled.safeParse(entry);
    if (result.success) return result.data;
    const issue = result.error.issues[0];
    throw new Error(`${where}: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'is wrong'}`);
  });
  if (messages.length === 0)
    throw new Error(`${file}: has no messages; write {"id", "lang", "text", "topics", "risk"} a line`);
  return messages;
}
