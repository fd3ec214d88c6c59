import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { describe, expect, test } from 'vitest';

/** The folders say the architecture; this test reads the sources and guards who imports what. */

const filesUnder = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => join(folder, file));

interface Import {
  readonly from: string;
  readonly to: string;
  readonly typeOnly: boolean;
}

const importsOf = (file: string): readonly Import[] => {
  const source = readFileSync(file, 'utf8');
  const found = [...source.matchAll(/^(?:import|export)\s+(type\s+)?[^;]*?from\s+'([^']+)'/gms)];
  return found.map(([, type, to = '']) => ({
    from: file,
    to: to.startsWith('.') ? normalize(join(dirname(file), to)) : to,
    typeOnly: type !== undefined,
  }));
};

const sources = [...filesUnder('src'), ...filesUnder('adapters')];
const imports = sources.flatMap(importsOf);
const from = (folder: string) => imports.filter((one) => one.from.startsWith(folder));
const told = (list: readonly Import[]) => list.map((one) => `${relative('.', one.from)} → ${one.to}`);

describe('who imports what', () => {
  test('the guard sees the imports at all', () => {
    expect(imports.length).toBeGreaterThan(200);
    expect(told(from('src/conversation/'))).toContain(
      'src/conversation/decide.ts → src/conversation/clock.ts',
    );
  });

  test('the conversation imports nothing outside itself but the words of the domain and the types of the port', () => {
    const outside = from('src/conversation/').filter((one) => !one.to.startsWith('src/conversation/'));
    const allowed = (one: Import) => one.to === 'src/domain.ts' || (one.to === 'src/port.ts' && one.typeOnly);
    expect(told(outside.filter((one) => !allowed(one)))).toEqual([]);
  });

  test('an adapter imports only types of the port, its own files and packages', () => {
    const foreign = from('adapters/').filter(
      (one) =>
        one.to.startsWith('src/') ||
        (one.to.startsWith('adapters/') && dirname(one.to) !== dirname(one.from)),
    );
    expect(told(foreign.filter((one) => !(one.to === 'src/port.ts' && one.typeOnly)))).toEqual([]);
  });

  test('only main imports adapters', () => {
    const toAdapters = from('src/').filter((one) => one.to.startsWith('adapters/'));
    expect([...new Set(toAdapters.map((one) => one.from))]).toEqual(['src/main.ts']);
  });

  test('only main reads the environment', () => {
    const readers = sources.filter((file) => /\bprocess\.env\b/.test(readFileSync(file, 'utf8')));
    expect(readers).toEqual(['src/main.ts']);
  });

  test('the domain and the port know nothing but each other', () => {
    expect(told(from('src/domain.ts'))).toEqual([]);
    expect(told(from('src/port.ts'))).toEqual([]);
  });

  test('understanding, recommending and the texts know neither store nor platform nor engine', () => {
    const pure = [...from('src/understand/'), ...from('src/recommend'), ...from('src/text/')];
    const forbidden = /^src\/(store|engine|delivery|perform|cli|main)|^adapters\//;
    expect(told(pure.filter((one) => forbidden.test(one.to)))).toEqual([]);
  });

  test('regions, catalogue and imports know neither engine nor store nor what is under them', () => {
    const shared = [...from('src/region/'), ...from('src/catalogue/'), ...from('src/knowledge/')];
    const forbidden = /^src\/(store|engine|delivery|perform|cli|main)|^adapters\//;
    expect(from('src/region/').length).toBeGreaterThan(5);
    expect(told(shared.filter((one) => forbidden.test(one.to)))).toEqual([]);
    const above = /^src\/(catalogue|network)\//;
    expect(told(from('src/region/').filter((one) => above.test(one.to)))).toEqual([]);
    expect(told(from('src/network/').filter((one) => one.to.startsWith('src/catalogue/')))).toEqual([]);
  });

  test('what is told of the network knows neither engine nor disk, and of the store only the types', () => {
    const forbidden = (one: Import) =>
      /^src\/(engine|delivery|perform|cli|main)|^adapters\/|^node:/.test(one.to) ||
      (one.to.startsWith('src/store/') && !one.typeOnly);
    expect(from('src/network/').length).toBeGreaterThan(10);
    expect(told(from('src/network/').filter(forbidden))).toEqual([]);
  });

  test('only the files of understanding that load and watch touch the disk', () => {
    const readers = from('src/understand/').filter((one) => /^node:fs/.test(one.to));
    expect(new Set(readers.map((one) => one.from))).toEqual(
      new Set(['src/understand/load.ts', 'src/understand/live.ts', 'src/understand/place-gazetteer.ts']),
    );
  });

  test('one package has one importing folder', () => {
    const homes: Readonly<Record<string, string>> = {
      kysely: 'src/store/',
      uqr: 'src/catalogue/',
      'node:sqlite': 'src/store/',
      lowdb: 'src/knowledge/',
      'csv-stringify/sync': 'src/knowledge/',
      'stream-json': 'src/knowledge/import/',
      'csv-parse/sync': 'src/knowledge/import/',
      pino: 'src/log.ts',
      'pino-pretty': 'src/log.ts',
      grammy: 'adapters/telegram/',
      'grammy/types': 'adapters/telegram/',
      '@grammyjs/auto-retry': 'adapters/telegram/',
    };
    const strays = imports.filter((one) => {
      const home = homes[one.to];
      return home !== undefined && !one.from.startsWith(home);
    });
    expect(told(strays)).toEqual([]);
  });

  test('no file is imported in a circle', () => {
    const next = new Map<string, readonly string[]>();
    for (const file of sources) {
      next.set(
        file,
        importsOf(file)
          .filter((one) => !one.typeOnly && (one.to.startsWith('src/') || one.to.startsWith('adapters/')))
          .map((one) => one.to),
      );
    }
    const done = new Set<string>();
    const circles: string[] = [];
    const walk = (file: string, path: readonly string[]): void => {
      if (path.includes(file)) {
        circles.push([...path.slice(path.indexOf(file)), file].join(' → '));
        return;
      }
      if (done.has(file)) return;
      for (const to of next.get(file) ?? []) walk(to, [...path, file]);
      done.add(file);
    };
    for (const file of sources) walk(file, []);
    expect(circles).toEqual([]);
  });
});
