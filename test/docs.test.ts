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

/** What is named as `test/….ts` "title"; the title is empty where only a file is named. */
const testsNamedIn = (markdown: string): readonly (readonly [file: string, title: string])[] =>
  [...markdown.replace(/\s*\n\s*/g, ' ').matchAll(/`(test\/[\w./-]+\.ts)`(?: "([^"]+)")?/g)].map(
    ([, file = '', title = '']) => [file, title],
  );

/** A title as a source writes it: whole, in one kind of quotation marks. */
const hasTitle = (source: string, title: string): boolean =>
  ["'", '"', '`'].some((mark) => source.includes(`${mark}${title.replaceAll(mark, `\\${mark}`)}${mark}`));

describe.each([
  ['ARCHITECTURE.md', 50],
  ['PRIVACY.md', 50],
  ['CONTRIBUTING.md', 0],
  ['SECURITY.md', 2],
  ['docs/security.md', 150],
  ['docs/telegram-checklist.md', 50],
  ['docs/discord-checklist.md', 40],
] as const)('%s', (document, atLeast) => {
  test('names only tests that are there', () => {
    const named = testsNamedIn(read(document));
    expect(named.length).toBeGreaterThanOrEqual(atLeast);
    for (const [file, title] of named) {
      expect(existsSync(file), file).toBe(true);
      expect(title === '' || hasTitle(read(file), title), `${file}: ${title}`).toBe(true);
    }
  });

  test('names only files of the program that are there', () => {
    for (const [, file = ''] of read(document).matchAll(
      /`((?:src|adapters|scripts|data)\/[\w./-]+\.\w+)`/g,
    )) {
      expect(existsSync(file), file).toBe(true);
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

/** The part of a document below a heading, up to the next one of the same rank. */
const below = (document: string, heading: string): string => {
  const rank = heading.split(' ')[0] ?? '';
  const [, after = ''] = `${read(document)}\n`.split(`\n${heading}\n`);
  return after.split(`\n${rank} `)[0] ?? '';
};

describe('what is promised', () => {
  const promises = '## What is promised and the test that holds it';
  const numbersIn = (markdown: string) => [...markdown.matchAll(/^(\d+)\. /gm)].map(([, number]) => number);
  const rows = rowsOf(below('PRIVACY.md', promises));

  test('to the person has a test for each sentence, and says the same in Czech', () => {
    const english = numbersIn(below('PRIVACY.md', '## For you'));
    expect(english.length).toBeGreaterThan(8);
    expect(numbersIn(below('PRIVACY.md', '## Pro tebe'))).toEqual(english);
    const held = rows.filter(([number = '']) => /^\d+$/.test(number));
    expect(held.map(([number]) => number)).toEqual(english);
    for (const [number, , tests = ''] of held) expect(testsNamedIn(tests).length, number).toBeGreaterThan(0);
  });

  test('in the README, under "It does" and "It does not", has a test for each point, in the same words', () => {
    const readme = read('README.md').replace(/\s*\n(?!\n)/g, ' ');
    const points = (of: string) =>
      new RegExp(`\\*\\*${of}\\*\\*: (.+?)\\.(?= |$)`, 'm').exec(readme)?.[1]?.split(', ') ?? [];
    const all = [...points('It does'), ...points('It does not').map((point) => `not: ${point}`)];
    expect(all.length).toBeGreaterThan(10);
    const section = read('PRIVACY.md').split('In the [README](README.md)')[1] ?? '';
    const [, , ...held] = rowsOf(section);
    expect(held.map(([point]) => point)).toEqual(all);
    for (const [point, tests = ''] of held) expect(testsNamedIn(tests).length, point).toBeGreaterThan(0);
  });
});

describe('docs/security.md and the ASVS', () => {
  const levels: Readonly<Record<'1' | '2', readonly string[]>> = JSON.parse(
    read('test/specs/asvs/levels-1-and-2.json'),
  );
  const all = [...levels[1], ...levels[2]];
  const [, , ...applying] = rowsOf(below('docs/security.md', '### Those that apply'));
  const [, , ...others] = rowsOf(below('docs/security.md', '### Those that do not apply'));
  const order = (id: string): number => id.split('.').reduce((sum, part) => sum * 100 + Number(part), 0);
  /** `1.2.6, 3.3.1–3.3.4`: an id or all from one to another. */
  const meant = (ids: string): readonly string[] =>
    ids.split(', ').flatMap((part) => {
      const [first = '', last] = part.split('–');
      if (last === undefined) return [first];
      return all.filter((id) => order(id) >= order(first) && order(id) <= order(last));
    });

  test('every requirement of levels 1 and 2 is there once: it applies, or it is said why not', () => {
    const there = [...applying.map(([id = '']) => id), ...others.flatMap(([ids = '']) => meant(ids))];
    expect(all).toHaveLength(253);
    expect(there.toSorted()).toEqual(all.toSorted());
    for (const [ids, why = ''] of others) expect(why, ids).not.toBe('');
  });

  test('what applies has its level, and a test, a document, or a plain word that it is open or for the operator', () => {
    for (const [id = '', level, , , held = ''] of applying) {
      expect(level, id).toBe(levels[1].includes(id) ? '1' : '2');
      const said = /\*\*(Open|Operator):\*\*|document|`?npm audit/.test(held);
      expect(testsNamedIn(held).length > 0 || said, `${id}: ${held}`).toBe(true);
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

test.each(['docs/streetworker.md', 'docs/streetworker.cs.md'])('%s names every guide', (file) => {
  const { guides } = JSON.parse(read('data/knowledge/guides.json')) as { guides: readonly { id: string }[] };
  for (const { id } of guides) expect(read(file)).toContain(`\`${id}\``);
});
