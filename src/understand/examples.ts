import type { z } from 'zod';
import { parseJson } from '../knowledge/json-text.ts';
import { ownExamples } from '../knowledge/words-schema.ts';

const example = ownExamples.element;

/** A labelled message: what the models learn from, and what they show as the reason for a guess. */
export type Example = z.infer<typeof example>;

/**
 * Ordinary text that is no call for help (BG, BP), and short messages that tell nothing (SH). They teach risk and scope, never
 * which topic it is.
 */
export const isBackground = (of: Example): boolean => /^(?:BG|BP|SH)-/.test(of.id);

/** The scope label: nothing here to help with. */
export const isOutOfScope = (of: Example): boolean => of.topics[0] === 'out-of-scope';

/**
 * Reads one file of examples: a JSON list of messages.
 * Throws an error that names the file, the entry and what is wrong with it.
 */
export function parseExamples(file: string, json: string): readonly Example[] {
  const entries = parseJson(file, json);
  if (!Array.isArray(entries)) throw new Error(`${file}: must be a list of messages, [ … ]`);
  return entries.map((entry: unknown, index) => {
    const result = example.safeParse(entry);
    if (result.success) return result.data;
    const id = typeof entry === 'object' && entry !== null && 'id' in entry ? ` (${String(entry.id)})` : '';
    const issue = result.error.issues[0];
    throw new Error(
      `${file}: entry ${index + 1}${id}: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'is wrong'}`,
    );
  });
}

/** Throws when two examples have the same id. */
export function refuseDoubles(examples: readonly Example[]): void {
  const seen = new Set<string>();
  for (const { id } of examples) {
    if (seen.has(id)) throw new Error(`examples: the id ${id} is used twice; give the newer one a new id`);
    seen.add(id);
  }
}
