import { cpSync } from 'node:fs';
import { join } from 'node:path';
import type { CliLanguage } from '../../src/cli/kb/command.ts';
import { kb } from '../../src/cli/kb.ts';
import { type Ran, temporaryFolder } from './lampa.ts';

/** A Sunday, quarter past ten in Prague. */
export const sunday = Date.parse('2026-11-22T09:15:00Z');

interface Sitting {
  /** What is typed, line by line; after the last one the input has ended. A function is called when its line is due. */
  readonly answers?: readonly (string | (() => string))[];
  readonly language?: CliLanguage;
  readonly now?: number;
}

/** A copy of the knowledge base that comes along, to be changed by a test. */
export const copyOfKnowledge = (): string => {
  const folder = join(temporaryFolder(), 'knowledge');
  cpSync('data/knowledge', folder, { recursive: true, filter: (file) => !file.includes('/.') });
  return folder;
};

/** Runs `lampa kb …` in this process, as somebody at a terminal would who keeps this folder. */
export const keeper =
  (folder: string) =>
  async (
    args: readonly string[],
    { answers = [], language = 'en', now = sunday }: Sitting = {},
  ): Promise<Ran> => {
    const [out, err]: [string[], string[]] = [[], []];
    const typed = answers.values();
    const code = await kb(args, {
      folder,
      dataFolder: folder,
      data: 'data',
      homeCountry: 'CZ',
      now,
      language,
      browser: null,
      out: { print: (line) => out.push(line), complain: (line) => err.push(line), color: false },
      ask: (question) => {
        out.push(question);
        const { value, done } = typed.next();
        return Promise.resolve(done === true ? null : typeof value === 'function' ? value() : value);
      },
    });
    return { code, out: out.join('\n'), err: err.join('\n') };
  };
