import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseEnv } from 'node:util';
import { describe, expect, test } from 'vitest';
import { readConfig, variableNames } from '../src/config.ts';

/** The documents say what the code does; these tests hold what can be held by reading both. */

const read = (file: string): string => readFileSync(file, 'utf8');
const documents = [
  ...readdirSync('.').filter((name) => name.endsWith('.md')),
  ...readdirSync('docs')
    .filter((name) => name.endsWith('.md'))
    .map((name) => join('docs', name)),
];

/** The cells of a table row; a bar that is part of the text is written `\|`. */
const cellsOf = (row: string): readonly string[] =>
  row
    .split(/(?<!\\)\|/)
    .slice(1, -1)
    .map((cell) => cell.trim());

const rowsOf = (markdown: string): readonly (readonly string[])[] =>
  markdown
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .map(cellsOf);

/** What a source file gives as the tag of a union, for example `is: 'said'`. */
const tagsOf = (file: string, tag: string): readonly string[] => [
  ...new Set(
    [...read(file).matchAll(new RegExp(`readonly ${tag}: '([a-z-]+)'`, 'g'))].map((m) => m[1] ?? ''),
  ),
];

describe('the README', () => {
  test('lists every setting with the value it has when it is not set', () => {
    const rows = rowsOf(read('README.md'));
    const defaults = parseEnv(read('.env.example'));
    for (const name of variableNames) {
      const row = rows.find(([first]) => first === `\`${name}\``);
      expect(row?.join(' '), name).toContain(defaults[name] === '' ? 'not set' : `\`${defaults[name]}\``);
    }
  });
});

describe('the table of states and events in ARCHITECTURE.md', () => {
  const architecture = read('ARCHITECTURE.md');
  const states = tagsOf('src/conversation/state.ts', 'status');
  const events = tagsOf('src/conversation/event.ts', 'is');
  const [section = ''] = architecture.split('## States × events')[1]?.split('\n## ') ?? [];
  const [head = [], , ...rows] = rowsOf(section);

  test('has a column for every state and a row for every event, and no others', () => {
    expect(events.length).toBeGreaterThan(20);
    expect(head).toEqual(['event', ...states]);
    expect(rows.map(([event]) => event).toSorted()).toEqual(events.map((event) => `\`${event}\``).toSorted());
  });

  test('has an answer in every field', () => {
    for (const row of rows) {
      expect(row, row[0]).toHaveLength(states.length + 1);
      expect(row.includes(''), row[0]).toBe(false);
    }
  });
});

describe.each([
  'ARCHITECTURE.md',
  'PRIVACY.md',
  'CONTRIBUTING.md',
  'docs/telegram-checklist.md',
  'docs/discord-checklist.md',
])('%s', (document) => {
  test('names only tests that are there', () => {
    const named = [...read(document).matchAll(/`(test\/[\w./-]+\.ts)`(?: "([^"]+)")?/g)];
    if (document !== 'CONTRIBUTING.md') expect(named.length).toBeGreaterThan(15);
    for (const [, file = '', title = ''] of named) {
      expect(existsSync(file), file).toBe(true);
      expect(read(file).includes(title), `${file}: ${title}`).toBe(true);
    }
  });
});

describe('PRIVACY.md', () => {
  test('promises what the store keeps to when nothing is set, in both languages', () => {
    const config = readConfig({});
    if (!config.ok) throw new Error('refused');
    const { botHours, caseDays, recordMonths } = config.config.promise;
    const [english = '', czech = ''] = read('PRIVACY.md').split('## Pro tebe');
    for (const said of [`${botHours} hours`, `${caseDays} days`, `${recordMonths} months`]) {
      expect(english).toContain(said);
    }
    for (const said of [`${botHours} hodinách`, `${caseDays} dnech`, `${recordMonths} měsíců`]) {
      expect(czech).toContain(said);
    }
  });
});

/** The anchor of a heading, as the pages of a repository make it. */
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s-]/gu, '')
    .trim()
    .replaceAll(' ', '-');

const anchorsIn = (file: string): readonly string[] =>
  [...read(file).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => anchorOf(heading));

describe('links between the documents', () => {
  test.each(documents)('of %s lead somewhere', (document) => {
    const links = [...read(document).matchAll(/\]\(([^)\s]+)\)/g)].map(([, to = '']) => to);
    for (const link of links.filter((to) => !/^(https?|mailto):/.test(to))) {
      const [path = '', anchor] = link.split('#');
      const target = path === '' ? document : join(dirname(document), path);
      expect(existsSync(target), `${document}: ${link}`).toBe(true);
      if (anchor !== undefined) expect(anchorsIn(target), `${document}: ${link}`).toContain(anchor);
    }
  });

  test('are there at all', () => {
    expect(documents).toEqual(
      expect.arrayContaining(['README.md', 'docs/operator.md', 'docs/operator.cs.md']),
    );
  });
});
