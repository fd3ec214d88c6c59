import { escaped } from '../text/html.ts';
import { certain, type Needs, type NeedsRow } from './needs.ts';
import { type Reading, shownText } from './needs-table.ts';

const rowHeight = 24;
const barHeight = 15;
const left = 250;
const barWidth = 420;
const width = left + barWidth + 110;
const top = 92;
const parts = ['near', 'national', 'nothing'] as const;
const fills = { near: '#9fb4bc', national: '#0f3d4f', nothing: 'url(#nothing)' } as const;

/**
 * A picture of the report: a bar a topic, in the order of how much is asked, made only of numbers that are shown. It has a
 * title and a description for those who do not see it, and its shades can be told apart in grey. `period`: as it is read.
 */
export function needsChart(needs: Needs, reading: Reading, period: string): string {
  const { words } = reading;
  const rows = needs.rows.filter(
    ({ topic, region, month }) => topic !== null && region === null && month === null,
  );
  const total = needs.rows.find(
    ({ topic, region, month }) => topic === null && region === null && month === null,
  );
  const most = Math.max(1, ...rows.map(({ shown }) => Math.max(certain(shown.asked), sumOf(shown))));
  const height = top + rows.length * rowHeight + 58;
  const asked = total === undefined ? '0' : shownText(total.shown.asked, reading);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="title description" lang="${words.language}" font-family="Noto Sans, DejaVu Sans, Arial, sans-serif" font-size="13">
<title id="title">${escaped(`${words.title}, ${period}`)}</title>
<desc id="description">${escaped(words.description(asked, worstOf(rows, reading)))}</desc>
<defs><pattern id="nothing" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="5" height="5" fill="#fff"/><rect width="2" height="5" fill="#1c2326"/></pattern></defs>
<rect width="${width}" height="${height}" fill="#fff"/>
<text x="16" y="30" font-size="18" font-weight="600" fill="#1c2326">${escaped(words.title)}</text>
<text x="16" y="50" fill="#46606b">${escaped(period)}</text>
${parts.map((part, i) => key(part, 16 + i * 170, words.measures[part])).join('\n')}
${rows.map((row, i) => bar(row, top + i * rowHeight, most, reading)).join('\n')}
${methodLines(words.method(reading.k))
  .map(
    (line, i) =>
      `<text x="16" y="${height - 34 + i * 15}" font-size="11" fill="#46606b">${escaped(line)}</text>`,
  )
  .join('\n')}
</svg>
`;
}

const sumOf = (shown: NeedsRow['shown']): number =>
  parts.reduce((sum, part) => sum + certain(shown[part]), 0);

const key = (part: (typeof parts)[number], x: number, words: string): string =>
  `<rect x="${x}" y="62" width="14" height="14" fill="${fills[part]}" stroke="#1c2326"/><text x="${x + 20}" y="74" fill="#1c2326">${escaped(words)}</text>`;

function bar({ topic, shown }: NeedsRow, y: number, most: number, reading: Reading): string {
  const name = topic === '' || topic === null ? reading.words.notTold : reading.topicName(topic);
  let x = left;
  const pieces = parts.map((part) => {
    const length = (certain(shown[part]) / most) * barWidth;
    const piece = length === 0 ? '' : rectangle(x, y, length, fills[part]);
    x += length;
    return piece;
  });
  // What may not be told apart is still as long as the whole.
  const rest = (Math.max(0, certain(shown.asked) - sumOf(shown)) / most) * barWidth;
  if (rest > 0) pieces.push(rectangle(x, y, rest, '#fff'));
  x += rest;
  const told = parts.some((part) => shown[part].is !== 'number')
    ? ` (${parts.map((part) => shownText(shown[part], reading)).join(' + ')})`
    : '';
  return `<text x="${left - 10}" y="${y + 12}" text-anchor="end" fill="#1c2326">${escaped(name)}</text>${pieces.join('')}<text x="${Math.round(x) + 8}" y="${y + 12}" fill="#1c2326">${escaped(shownText(shown.asked, reading) + told)}</text>`;
}

const rectangle = (x: number, y: number, length: number, fill: string): string =>
  `<rect x="${x.toFixed(1)}" y="${y}" width="${length.toFixed(1)}" height="${barHeight}" fill="${fill}" stroke="#1c2326" stroke-width=".6"/>`;

const mostNamed = 3;

/** Topics for which most often there was no service near, as far as that may be told. */
function worstOf(rows: readonly NeedsRow[], reading: Reading): string {
  const lacking = ({ shown }: NeedsRow): number => certain(shown.national) + certain(shown.nothing);
  const named = rows
    .filter((row) => lacking(row) > 0 && row.topic !== null && row.topic !== '')
    .sort((a, b) => lacking(b) - lacking(a))
    .slice(0, mostNamed)
    .map(({ topic }) => reading.topicName(topic ?? ''));
  return named.length === 0 ? reading.words.nobody : named.join(', ');
}

const lineLength = 118;

/** A picture breaks no lines by itself. */
const methodLines = (text: string): readonly string[] => {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line.length + word.length >= lineLength) {
      lines.push(line);
      line = '';
    }
    line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
};
