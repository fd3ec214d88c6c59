import { beforeAll, describe, expect, test } from 'vitest';
import { loadKnowledge } from '../../src/knowledge/load.ts';
import type { Knowledge, Service } from '../../src/knowledge/schema.ts';
import { findingsOf } from '../../src/network/gaps.ts';
import { createMatrix, type Matrix } from '../../src/network/matrix.ts';
import { matrixCsv } from '../../src/network/matrix-csv.ts';
import { matrixPage } from '../../src/network/matrix-page.ts';
import { matrixTable } from '../../src/network/matrix-table.ts';
import { matrixWords } from '../../src/network/matrix-words.ts';
import { openLand } from '../../src/region/land.ts';
import type { Region } from '../../src/region/region.ts';
import { sampleContact, sampleService } from '../knowledge/sample.ts';

const { places, findRegion } = openLand('data', { services: [] }, 'CZ');
let knowledge: Knowledge;
beforeAll(async () => {
  const loaded = await loadKnowledge('data/knowledge');
  if (!('knowledge' in loaded)) throw new Error('the knowledge base of this project does not load');
  knowledge = loaded.knowledge;
});

const areaOf = (said: string): Region => {
  const found = findRegion(said);
  if (found.kind !== 'one') throw new Error(`no single area ${said}`);
  return found.region;
};

/** The matrix of Polička with these services and lines only. */
const policka = (services: readonly Service[], contacts: Knowledge['contacts'] = []): Matrix =>
  createMatrix({ ...knowledge, services, contacts }, areaOf('Polička'), places);

const near = { municipality: 'Polička', region: 'Pardubický kraj', address: 'Palackého nám. 160, Polička' };

describe('the matrix', () => {
  test('holds who sits in the area, who serves it from elsewhere, and who helps the whole country; nobody else', () => {
    const { members } = policka([
      sampleService('here', near),
      sampleService('comes', {
        ...near,
        municipality: 'Svitavy',
        service_areas: [{ kind: 'district', name: 'Svitavy' }],
      }),
      sampleService('region', {
        ...near,
        municipality: 'Pardubice',
        service_areas: [{ kind: 'region', name: 'Pardubický kraj' }],
      }),
      sampleService('abroad', {
        ...near,
        municipality: 'Praha',
        service_areas: [{ kind: 'country', name: 'CZ' }],
      }),
      sampleService('away'),
      sampleService('over', { ...near, status: 'defunct' }),
    ]);
    expect(members.map(({ service, from }) => `${service.id} ${from}`)).toEqual([
      'here here',
      'region elsewhere',
      'comes elsewhere',
      'abroad everywhere',
    ]);
  });

  test('tells gaps, what only the whole country has, the single one and the many', () => {
    const many = ['a', 'b', 'c', 'd', 'e'].map((id) => sampleService(id, { ...near, topics: ['debts'] }));
    const one = sampleService('one', { ...near, topics: ['school'] });
    const made = policka([...many, one], [sampleContact('line', { topics: ['grief'] })]);
    const covers = Object.fromEntries(made.topics.map(({ topic, cover }) => [topic.id, cover]));
    expect(covers).toMatchObject({ debts: 'many', school: 'one', grief: 'national', housing: 'gap' });
    expect(covers).not.toHaveProperty('bot-meta');
    const found = findingsOf(made, matrixWords.cs);
    expect(found.find(({ cover }) => cover === 'many')?.topics).toEqual(['Dluhy a exekuce (5)']);
    expect(found.find(({ cover }) => cover === 'national')?.topics).toEqual(['Ztráta a smutek']);
  });

  test('of the real directory counts each topic as many times as there are marks', () => {
    for (const said of ['Plzeňský kraj', 'Polička', 'Ostrava', 'Skarżysko-Kamienna']) {
      const made = createMatrix(knowledge, areaOf(said), places);
      expect(made.members.length, said).toBeGreaterThan(3);
      for (const { topic, here, elsewhere, everywhere } of made.topics) {
        const marks = made.members.filter(({ service }) => service.topics.includes(topic.id));
        expect(here + elsewhere + everywhere).toBe(marks.length);
      }
    }
  });
});

describe('the page and the tables', () => {
  const hostile = '<script>alert("1")</script> & \'=1+1';
  test('show hostile names as words, and load nothing from outside', () => {
    const page = matrixPage(
      [policka([sampleService('x', { ...near, name: hostile, provider: hostile, municipality: 'Polička' })])],
      matrixWords.cs,
      hostile,
    );
    expect(page).not.toContain('<script');
    expect(page).toContain(
      `content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"`,
    );
    expect(page).not.toMatch(/<(link|img|iframe|object)|src=|url\(|@import|javascript:/);
    expect(page).toContain('&lt;script&gt;');
  });

  test('no cell of the CSV is a formula', () => {
    const names = ['=1+1', '+1', '-1', '@SUM(A1)', ' =1', '\t=1', '＝1'];
    const csv = matrixCsv(
      [policka(names.map((name, i) => sampleService(`s${i}`, { ...near, name })))],
      matrixWords.en,
    );
    for (const line of csv.split('\r\n')) expect(line).not.toMatch(/(^|,)"?\s*[=+@＝-]/u);
  });

  test('say in both languages what is missing', () => {
    const made = policka([sampleService('only', near)]);
    for (const language of ['cs', 'en'] as const) {
      const words = matrixWords[language];
      const table = matrixTable(made, words, 'today').map(({ text }) => text);
      expect(table).toContain(words.gaps);
      const leisure = knowledge.topics.find(({ id }) => id === 'leisure')?.name[language] ?? '';
      expect(table.find((line) => line.startsWith(leisure))).toMatch(/●/);
      expect(matrixPage([made], words, 'today')).toContain(words.gapList);
    }
  });
});
