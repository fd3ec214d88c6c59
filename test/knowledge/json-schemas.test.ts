import { cpSync, readdirSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { default as addFormats } from 'ajv-formats';
import { describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { jsonSchemas } from '../../src/knowledge/json-schemas.ts';
import { fileNames, loadKnowledge, openKnowledgeFile } from '../../src/knowledge/load.ts';
import { contact, files, guide, service } from '../../src/knowledge/schema.ts';
import { ownExamples, riskRules } from '../../src/knowledge/words-schema.ts';
import { parseExamples } from '../../src/understand/examples.ts';
import { parseRules } from '../../src/understand/rules.ts';
import { temporaryFolder } from './sample.ts';

const readJson = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));
const rules = readdirSync('data/knowledge/risk-rules').map((name) => `data/knowledge/risk-rules/${name}`);
const shipped = [...fileNames.map((name) => `data/knowledge/${name}`), ...rules];
const own = ['data/schema/examples.schema.json', 'data/schema/gold.schema.json'];

/** As VS Code reads it: its own words are known and say nothing about what is right. */
const ajv = new Ajv2020({ strict: true, strictRequired: false, allErrors: true });
addFormats.default(ajv);
ajv.addVocabulary(['enumDescriptions', 'patternErrorMessage', 'defaultSnippets']);

const schemaPath = (file: string): string => {
  const { $schema } = readJson(file) as { readonly $schema: string };
  return join(dirname(file), $schema);
};
const isRightForEditor = (schema: string, value: unknown): boolean =>
  ajv.compile(readJson(schema) as object)(value) === true;

test('the schemas that editors read are those that zod gives (else: npm run schema)', async () => {
  const loaded = await loadKnowledge('data/knowledge');
  if ('problems' in loaded) throw new Error('the knowledge base does not load');
  const made = jsonSchemas(loaded.knowledge.topics);
  const names = [...made.keys()].map((name) => `${name}.schema.json`);
  expect(new Set(readdirSync('data/schema'))).toEqual(new Set(names));
  for (const [name, schema] of made) {
    expect(readFileSync(`data/schema/${name}.schema.json`, 'utf8'), name).toBe(
      `${JSON.stringify(schema, null, 2)}\n`,
    );
  }
});

test.each(shipped)('%s names its schema and is right by it', (file) => {
  const validate = ajv.compile(readJson(schemaPath(file)) as object);
  expect(validate(readJson(file)), JSON.stringify(validate.errors?.slice(0, 3))).toBe(true);
});

test('every field is explained in English and Czech, and every choice of words too', () => {
  const unexplained: string[] = [];
  const walk = (schema: unknown, path: string): void => {
    if (typeof schema !== 'object' || schema === null) return;
    const { properties, enum: choices, enumDescriptions } = schema as Record<string, object | undefined>;
    if (Array.isArray(choices) && (enumDescriptions as readonly string[])?.length !== choices.length)
      unexplained.push(path);
    for (const [name, field] of Object.entries(properties ?? {})) {
      if (!/\S — \S/.test(String(field.description))) unexplained.push(`${path}.${name}`);
    }
    for (const [key, inner] of Object.entries({ ...schema, ...properties }))
      if (!['if', 'then', 'else', 'properties', 'defaultSnippets'].includes(key))
        walk(inner, `${path}.${key}`);
  };
  for (const path of [...new Set(shipped.map(schemaPath)), ...own]) walk(readJson(path), basename(path));
  expect(unexplained).toEqual([]);
});

test('a new entry that the editor offers has every field, and is refused until somebody has filled it in', () => {
  for (const [name, shape] of [
    ['services', service],
    ['contacts', contact],
    ['guides', guide],
  ] as const) {
    const { properties } = readJson(`data/schema/${name}.schema.json`) as {
      readonly properties: Record<
        string,
        { readonly items: { readonly defaultSnippets: [{ body: object }] } }
      >;
    };
    const body = properties[name]?.items.defaultSnippets[0].body ?? {};
    const written = Object.keys(shape.shape).filter((field) => field !== 'imported');
    expect(Object.keys(body), name).toEqual(written);
    expect(shape.safeParse(body).success, name).toBe(false);
  }
});

type Tree = Record<string, unknown>;

/** A copy in which the field at the path holds something else. */
const changed = (value: unknown, path: readonly (string | number)[], to: unknown): unknown => {
  const copy = structuredClone(value);
  const inner = path.slice(0, -1).reduce<Tree>((here, part) => here[part] as Tree, copy as Tree);
  inner[String(path.at(-1))] = to;
  return copy;
};

describe('what one refuses, the other refuses', () => {
  const club = ['services', 0] as const;
  const line = ['contacts', 0] as const;
  test.each<[keyof typeof files, readonly (string | number)[], unknown]>([
    ['services.json', [...club, 'naem'], 'Klub'],
    ['services.json', [...club, 'name'], ''],
    ['services.json', [...club, 'id'], 'Klub Magnet'],
    ['services.json', [...club, 'topics', 0], 'leasure'],
    ['services.json', [...club, 'topics'], []],
    ['services.json', [...club, 'status'], 'aktivní'],
    ['services.json', [...club, 'minimum_age'], '12'],
    ['services.json', [...club, 'minimum_age'], 12.5],
    ['services.json', [...club, 'url'], 'www.example.org'],
    ['services.json', [...club, 'url'], 'ftp://example.org'],
    ['services.json', [...club, 'url'], 'javascript:alert(1)'],
    ['services.json', [...club, 'url'], 'data:text/html,x'],
    ['services.json', [...club, 'email'], 'klub'],
    ['services.json', [...club, 'assured_date'], '1. 5. 2026'],
    ['services.json', [...club, 'description', 'uk'], undefined],
    ['services.json', [...club, 'capacity'], { state: 'full' }],
    ['services.json', [...club, 'schedules'], [{ byday: ['PO'], opens_at: '8:00', closes_at: '9:00' }]],
    ['contacts.json', [...line, 'phones', 0, 'number'], '116 111'],
    ['contacts.json', [...line, 'phones', 0, 'short'], false],
    ['contacts.json', [...line, 'roles'], ['childern']],
    ['contacts.json', [...line, 'sources'], []],
    ['contacts.json', ['retired', 0, 'use'], 5],
    ['topics.json', ['topics', 0, 'name', 'cs'], 'x'.repeat(41)],
    ['topics.json', ['topics', 0, 'steps', 'cs'], ['a', 'b', 'c', 'd', 'e']],
    ['guides.json', ['guides', 0, 'title'], 'Nadpis'],
    ['team.json', ['usual_answer_minutes'], 0],
    ['team.json', ['languages'], ['cz']],
  ])('%s: %j = %j', (name, path, to) => {
    const path0 = `data/knowledge/${name}`;
    const wrong = JSON.parse(JSON.stringify(changed(readJson(path0), path, to)));
    const schema: z.ZodType = files[name];
    expect(schema.safeParse(wrong).success, 'zod').toBe(false);
    expect(isRightForEditor(schemaPath(path0), wrong), 'editor').toBe(false);
  });
});

describe('what an organisation teaches is described as understanding reads it', () => {
  const accepts = (read: () => unknown): boolean => {
    try {
      read();
      return true;
    } catch {
      return false;
    }
  };
  const some = readJson(rules[0] ?? '') as object;
  const example = { id: 'OW-0001', lang: 'cs', text: 'ahoj', topics: ['human'], risk: 'none' };

  test.each<[readonly (string | number)[], unknown]>([
    [['$schema'], 'x'],
    [['words'], {}],
    [['words'], { want: [] }],
    [['words'], { want: [''] }],
    [['phrases'], { one: { says: ['a'] } }],
    [['phrases'], { one: { says: [' '] } }],
    [['phrases'], { one: { says: ['a'], unles: ['b'] } }],
    [['rules'], []],
    [['rules', 0, 'risk'], 'concern'],
    [['rules', 0, 'all'], [[]]],
    [['rules', 0, 'unless'], ['never']],
    [['rules', 0, 'must'], []],
    [['rules', 0, 'id'], 'A B'],
    [['rules', 0, 'languages'], ['de']],
    [['rule'], []],
  ])('risk rules: %j = %j', (path, to) => {
    const value = changed(some, path, to);
    const read = accepts(() => parseRules('rules.json', JSON.stringify(value)));
    expect(riskRules.safeParse(value).success).toBe(read);
    expect(isRightForEditor('data/schema/risk-rules.schema.json', value)).toBe(read);
  });

  test.each<[string, unknown]>([
    ['id', 'ow-1'],
    ['lang', 'de'],
    ['text', ''],
    ['topics', []],
    ['topics', ['human', 'hello']],
    ['risk', 'big'],
    ['place', 'Plzeň'],
    ['place', null],
    ['human', true],
    ['style', 'slang'],
    ['after', 'CA-0001'],
    ['riks', 'none'],
  ])('own examples: %s = %j', (field, to) => {
    const value = [{ ...example, [field]: to }];
    const read = accepts(() => parseExamples('examples.json', JSON.stringify(value)));
    expect(ownExamples.safeParse(value).success).toBe(read);
    expect(isRightForEditor('data/schema/examples.schema.json', value)).toBe(read);
  });
});

test('a write keeps the line that names the schema, and leaves everything else as it was', async () => {
  const folder = join(await temporaryFolder(), 'knowledge');
  cpSync('data/knowledge', folder, { recursive: true });
  for (const name of fileNames) {
    const before = await readFile(join(folder, name), 'utf8');
    const file = await openKnowledgeFile(folder, name);
    await file.update(() => undefined);
    expect(await readFile(join(folder, name), 'utf8'), name).toBe(before);
  }
});
