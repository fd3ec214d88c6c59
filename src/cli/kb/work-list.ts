import type { Knowledge } from '../../knowledge/schema.ts';
import { type ToAssure, workList } from '../../knowledge/work-list.ts';
import { readablePhone } from '../../text/format.ts';
import { counted } from '../../text/plural.ts';
import { type Out, paint } from '../out.ts';
import type { CliLanguage } from './command.ts';

const words = {
  en: {
    none: 'Everything has been assured of late. Nobody needs to be called.',
    title: (n: number) =>
      `${counted('en', n, { one: 'entry', other: 'entries' })} to call about, the oldest first. When it is right, note it: lampa kb assure ID`,
    assured: (date: string) => `assured ${date}`,
    source: (date: string) => `never assured, source of ${date}`,
    undated: 'never assured, no source is dated',
    unreachable: 'no phone, no e-mail, no page',
  },
  cs: {
    none: 'Všechno je čerstvě ověřené. Není komu volat.',
    title: (n: number) =>
      `${counted('cs', n, { one: 'záznam', few: 'záznamy', other: 'záznamů' })} k ověření, nejstarší první. Když to sedí, zapiš to: lampa kb assure ID`,
    assured: (date: string) => `ověřeno ${date}`,
    source: (date: string) => `nikdo neověřil, zdroj z ${date}`,
    undated: 'nikdo neověřil, žádný zdroj nemá datum',
    unreachable: 'bez telefonu, e-mailu i stránky',
  },
} as const;

/** Prints whom to call, with the numbers, in the order of the work. */
export const printWorkList = (
  knowledge: Knowledge,
  { now, language, out }: { readonly now: number; readonly language: CliLanguage; readonly out: Out },
): void => {
  const told = words[language];
  const list = workList(knowledge, now);
  out.print(paint(out, 'bold', list.length === 0 ? told.none : told.title(list.length)));
  for (const [index, todo] of list.entries()) {
    const { name, id } = todo.entry;
    out.print(`${String(index + 1).padStart(4)}. ${name} (${id}): ${sinceOf(todo, language)}`);
    out.print(`      ${reachOf(todo) || told.unreachable}`);
  }
};

const sinceOf = ({ since, assured }: ToAssure, language: CliLanguage): string => {
  const told = words[language];
  if (since === null) return told.undated;
  return assured ? told.assured(since) : told.source(since);
};

const reachOf = ({ entry: { phones, email, url } }: ToAssure): string =>
  [...phones.map(readablePhone), email, url].filter((way) => way !== null).join(' · ');
