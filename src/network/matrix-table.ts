import { findingsOf } from './gaps.ts';
import type { Matrix, Member } from './matrix.ts';
import type { MatrixWords } from './matrix-words.ts';

const signs = { here: '●', elsewhere: '○', everywhere: '◇' } as const;
const letters = [...'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'];

/** So many services stand beside each other in a terminal; what is more goes into a second table under the first. */
const mostColumns = letters.length;

/** A line of the table; `strong` ones are headings. */
export interface TableLine {
  readonly text: string;
  readonly strong: boolean;
}

/** The matrix for a terminal: a topic is a row, a service a column with a letter, and the letters are told below. */
export function matrixTable(matrix: Matrix, words: MatrixWords, date: string): readonly TableLine[] {
  const lines: TableLine[] = [];
  const add = (text: string, strong = false): void => {
    lines.push({ text, strong });
  };
  add(`${words.title}: ${matrix.area.name} (${words.asOf(date)})`, true);
  add(
    `${signs.here} ${words.legend.here}   ${signs.elsewhere} ${words.legend.elsewhere}   ${signs.everywhere} ${words.legend.everywhere}`,
  );
  for (let i = 0; i === 0 || i < matrix.members.length; i += mostColumns) {
    const shown = matrix.members.slice(i, i + mostColumns);
    add('');
    for (const line of grid(matrix, shown, words)) add(line);
    add('');
    for (const [at, member] of shown.entries()) add(`${letters[at] ?? ''}  ${memberWords(member, words)}`);
  }
  add('');
  add(words.gaps, true);
  const found = findingsOf(matrix, words);
  if (!found.some(({ cover }) => cover === 'gap' || cover === 'national')) add(words.noGaps);
  for (const { heading, topics } of found) {
    add(`${heading}:`);
    for (const topic of topics) add(`  - ${topic}`);
  }
  return lines;
}

function* grid({ topics }: Matrix, members: readonly Member[], words: MatrixWords): Iterable<string> {
  const width = Math.max(...topics.map(({ topic }) => topic.name[words.language].length));
  yield `${' '.repeat(width)}  ${letters.slice(0, members.length).join('')}`;
  for (const { topic, here, elsewhere, everywhere, lines, cover } of topics) {
    const cells = members.map(({ service, from }) => (service.topics.includes(topic.id) ? signs[from] : '·'));
    const counts = `${String(here + elsewhere).padStart(3)} +${String(everywhere + lines).padEnd(2)}`;
    yield `${topic.name[words.language].padEnd(width)}  ${cells.join('')} ${counts} ${words.covers[cover]}`.trimEnd();
  }
}

const memberWords = ({ service, from }: Member, words: MatrixWords): string =>
  [service.name, service.provider, service.municipality ?? words.noTown]
    .filter((part, i, all) => part !== null && all.indexOf(part) === i)
    .join(', ')
    .concat(from === 'here' ? '' : ` ${signs[from]}`);
