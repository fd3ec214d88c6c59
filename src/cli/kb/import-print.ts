import type { Gathered, LeftOut } from '../../knowledge/import/candidate.ts';
import type { Change, Plan, Proposal } from '../../knowledge/import/propose.ts';
import { type Out, paint } from '../out.ts';
import type { CliLanguage } from './command.ts';
import { importWords } from './import-words.ts';

const widest = [34, 44, 24] as const;

const cell = (text: string, width: number): string =>
  (text.length > width ? `${text.slice(0, width - 1)}…` : text).padEnd(width);

const placeOf = ({ after }: Proposal): string => after.municipality ?? after.region;

const whatOf = ({ kind, take, keep }: Proposal, language: CliLanguage): string => {
  const { kinds, stays } = importWords[language];
  const fields = take.map(({ field }) => field).join(', ');
  const kept = keep.map(({ field }) => field).join(', ');
  const told = kind === 'same' ? [fields] : [fields, kept === '' ? '' : `${stays}: ${kept}`];
  const more = told.filter((one) => one !== '').join('; ');
  return more === '' ? kinds[kind] : `${kinds[kind]}: ${more}`;
};

/** One line: id, name, place, what. */
export const rowOf = (proposal: Proposal, language: CliLanguage): string => {
  const first = [proposal.id, proposal.after.name, placeOf(proposal)];
  const cells = first.map((text, n) => cell(text, widest[n] ?? 0));
  return `${cells.join('  ')}  ${whatOf(proposal, language)}`;
};

/** The table of all proposals, and what is behind it in numbers. */
export function printPlan(
  plan: Plan,
  gathered: Gathered,
  out: Out,
  language: CliLanguage,
  full: boolean,
): void {
  const words = importWords[language];
  if (full && plan.proposals.length > 0) {
    const head = words.columns.map((text, n) => cell(text, widest[n] ?? text.length)).join('  ');
    out.print(paint(out, 'bold', head.trimEnd()));
    for (const proposal of plan.proposals) out.print(rowOf(proposal, language));
    out.print('');
  }
  const of = { new: 0, same: 0, changed: 0, gone: 0 };
  for (const { kind } of plan.proposals) of[kind]++;
  if (plan.proposals.length === 0) out.print(words.nothing);
  out.print(words.counts(of, gathered.read));
  const reasons = Object.entries(words.leftOut) as readonly (readonly [LeftOut, string])[];
  const left = reasons.flatMap(([why, told]) => {
    const count = gathered.leftOut.get(why) ?? 0;
    return count === 0 ? [] : [`  ${count}  ${told}`];
  });
  if (left.length > 0) out.print([words.leftOutTitle, ...left].join('\n'));
  if (gathered.unknownNames.size > 0)
    out.print([words.unknownNames, ...[...gathered.unknownNames].map((name) => `  ${name}`)].join('\n'));
  if (plan.refused.length > 0)
    out.print(
      [words.refused, ...plan.refused.map(({ id, name, why }) => `  ${id} (${name}): ${why[language]}`)].join(
        '\n',
      ),
    );
}

const shown = (value: unknown, language: CliLanguage): string =>
  value === null || value === undefined || (Array.isArray(value) && value.length === 0)
    ? importWords[language].empty
    : typeof value === 'string'
      ? value
      : JSON.stringify(value);

/** Everything about one proposal, for somebody who decides. */
export function printDetails({ before, after, take, keep }: Proposal, out: Out, language: CliLanguage): void {
  const { takes, stays } = importWords[language];
  if (before === null) {
    for (const [field, value] of Object.entries(after))
      if (field !== 'imported') out.print(`    ${field}: ${shown(value, language)}`);
    return;
  }
  const line = ({ field, from, to }: Change, more: string): string =>
    `    ${field}: ${shown(from, language)} → ${shown(to, language)}${more}`;
  for (const change of take) out.print(line(change, ` (${takes})`));
  for (const change of keep) out.print(line(change, ` (${stays})`));
}
