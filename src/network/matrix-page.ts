import { canBeReached } from '../recommend/reach.ts';
import { escaped } from '../text/html.ts';
import { findingsOf } from './gaps.ts';
import type { Matrix, Member, TopicRow } from './matrix.ts';
import { matrixStyle } from './matrix-style.ts';
import type { MatrixWords } from './matrix-words.ts';

/**
 * A page to print on A4 across and to lay on the table of a network meeting: one file, no scripts, nothing from outside.
 * Services are rows, so that any number of them goes on over more sheets; topics are columns, and all fit on one sheet.
 * `date`: as it is to be read.
 */
export const matrixPage = (matrices: readonly Matrix[], words: MatrixWords, date: string): string => {
  const title = `${words.title}: ${matrices.map(({ area }) => area.name).join(', ')}`;
  return `<!doctype html>
<html lang="${words.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
<meta name="referrer" content="no-referrer">
<title>${escaped(title)}</title>
<style>${matrixStyle}</style>
</head>
<body>
${matrices.map((matrix) => section(matrix, words, date)).join('\n')}
</body>
</html>
`;
};

const section = (matrix: Matrix, words: MatrixWords, date: string): string => `<section>
<header>
<h1>${escaped(words.title)} <span>${escaped(matrix.area.name)}</span></h1>
<p>${escaped(words.subtitle)}, ${escaped(words.asOf(date))}</p>
${legend(words)}
</header>
<div class="scroll">
<table>
<thead>${head(matrix, words)}</thead>
${groupsOf(matrix.members, words)
  .map((group) => body(group, matrix, words))
  .join('\n')}
</table>
</div>
<div class="findings">
<h2>${escaped(words.gaps)}</h2>
${findings(matrix, words)}
<h2>${escaped(words.providers)}</h2>
<ul class="providers">${providers(matrix, words)}</ul>
</div>
<footer>${escaped(footnotes(matrix, words))}</footer>
</section>`;

const footnotes = ({ members }: Matrix, words: MatrixWords): string =>
  members.every(({ service }) => canBeReached(service)) ? words.source : `${words.noContact} ${words.source}`;

const mark = { here: 'here', elsewhere: 'comes', everywhere: 'country' } as const;

const legend = (words: MatrixWords): string => {
  const marks = (['here', 'elsewhere', 'everywhere'] as const).map(
    (from) => `<span><i class="${mark[from]}"></i> ${escaped(words.legend[from])}</span>`,
  );
  const covers = (['gap', 'national', 'one', 'many'] as const).map(
    (cover) => `<span><b class="${cover}">${sample[cover]}</b> ${escaped(words.covers[cover])}</span>`,
  );
  return `<p class="legend">${[...marks, ...covers].join('')}</p>`;
};

const sample = { gap: '0', national: '0', one: '1', many: '5+' } as const;

const head = ({ topics }: Matrix, words: MatrixWords): string => {
  const names = topics.map(
    ({ topic, cover }) =>
      `<th scope="col" class="${cover}"><span>${escaped(topic.name[words.language])}</span></th>`,
  );
  return `
<tr class="names"><th scope="col">${escaped(words.service)}</th>${names.join('')}<th scope="col" class="sum"><span>${escaped(words.topics)}</span></th></tr>
<tr class="near"><th scope="row">${escaped(words.near)}</th>${topics.map(nearCell).join('')}<td></td></tr>
<tr class="national"><th scope="row">${escaped(words.national)}</th>${topics.map(nationalCell).join('')}<td></td></tr>
`;
};

const nearCell = ({ here, elsewhere, cover }: TopicRow): string =>
  `<td class="${cover}">${here + elsewhere}</td>`;
const nationalCell = ({ everywhere, lines }: TopicRow): string => `<td>${everywhere + lines}</td>`;

interface Group {
  readonly heading: string;
  readonly members: readonly Member[];
}

const groupsOf = (members: readonly Member[], words: MatrixWords): readonly Group[] => {
  const headingOf = ({ service, from }: Member): string => {
    if (from === 'here') return service.municipality ?? words.noTown;
    return from === 'elsewhere' ? words.comes : words.country;
  };
  return [...Map.groupBy(members, headingOf)].map(([heading, theirs]) => ({ heading, members: theirs }));
};

/** What belongs together stays on one sheet, if it can. */
const body = ({ heading, members }: Group, { topics }: Matrix, words: MatrixWords): string => `<tbody>
<tr class="group"><th scope="rowgroup" colspan="${topics.length + 2}">${escaped(heading)} <small>${escaped(words.count(members.length))}</small></th></tr>
${members.map((member) => row(member, topics, words)).join('\n')}
</tbody>`;

const row = ({ service, from }: Member, topics: readonly TopicRow[], words: MatrixWords): string => {
  const cells = topics.map(({ topic }) =>
    service.topics.includes(topic.id)
      ? `<td><i class="${mark[from]}" role="img" aria-label="${escaped(topic.name[words.language])}: ${escaped(words.legend[from])}"></i></td>`
      : '<td></td>',
  );
  const sum = topics.filter(({ topic }) => service.topics.includes(topic.id)).length;
  const { provider, municipality } = service;
  const town = from === 'elsewhere' ? (municipality ?? words.noTown) : null;
  const small = [provider === service.name ? null : provider, town].filter((one) => one !== null).join(' · ');
  return `<tr><th scope="row">${escaped(service.name)}${canBeReached(service) ? '' : ' †'}${small === '' ? '' : ` <small>${escaped(small)}</small>`}</th>${cells.join('')}<td class="sum">${sum}</td></tr>`;
};

const findings = (matrix: Matrix, words: MatrixWords): string => {
  const found = findingsOf(matrix, words);
  const lacks = found.some(({ cover }) => cover === 'gap' || cover === 'national');
  const list = found.map(
    ({ cover, heading, topics }) =>
      `<dt><b class="${cover}"></b> ${escaped(heading)}</dt><dd>${topics.map(escaped).join(' · ')}</dd>`,
  );
  return `${lacks ? '' : `<p>${escaped(words.noGaps)}</p>`}<dl>${list.join('\n')}</dl>`;
};

const providers = ({ providers: all, topics }: Matrix, words: MatrixWords): string =>
  all
    .map(({ provider, services, topics: covered }) => {
      const name = escaped(provider ?? words.noProvider);
      return `<li>${name} <small>${escaped(words.count(services))}, ${escaped(words.covered(covered.length, topics.length))}</small></li>`;
    })
    .join('\n');
