import { csvText } from '../knowledge/csv-text.ts';
import type { Matrix } from './matrix.ts';
import type { MatrixWords } from './matrix-words.ts';

/** One row a service and one column a topic; under them how many there are for each topic. */
export const matrixCsv = (matrices: readonly Matrix[], words: MatrixWords): string =>
  csvText(
    matrices.flatMap(({ area, members, topics }, i) => [
      ...(i === 0 ? [] : [[]]),
      [area.name, words.town, words.provider, ...topics.map(({ topic }) => topic.name[words.language])],
      ...members.map(({ service, from }) => [
        service.name,
        service.municipality ?? '',
        service.provider ?? '',
        ...topics.map(({ topic }) => (service.topics.includes(topic.id) ? words.legend[from] : '')),
      ]),
      [words.near, '', '', ...topics.map(({ here, elsewhere }) => here + elsewhere)],
      [words.national, '', '', ...topics.map(({ everywhere, lines }) => everywhere + lines)],
      [words.gaps, '', '', ...topics.map(({ cover }) => words.covers[cover])],
    ]),
  );
