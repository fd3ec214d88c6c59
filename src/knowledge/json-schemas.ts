import { z } from 'zod';
import { topicIds } from '../domain.ts';
import { inBoth } from './about.ts';
import { remedyOf } from './remedies.ts';
import { files, type Topic } from './schema.ts';
import { ownExamples, ownGold, riskRules } from './words-schema.ts';

type JsonSchema = z.core.JSONSchema.BaseSchema;

const described = {
  topics: files['topics.json'],
  contacts: files['contacts.json'],
  services: files['services.json'],
  guides: files['guides.json'],
  team: files['team.json'],
  'risk-rules': riskRules,
  examples: ownExamples,
  gold: ownGold,
} as const;

/**
 * What editors read to complete, explain and check the files of the knowledge base: name → JSON Schema (draft 2020-12). The names
 * of the topics are those of topics.json.
 */
export const jsonSchemas = (topics: readonly Topic[]): ReadonlyMap<string, JsonSchema> =>
  new Map(Object.entries(described).map(([name, schema]) => [name, jsonSchemaOf(schema, topics)]));

function jsonSchemaOf(schema: z.ZodType, topics: readonly Topic[]): JsonSchema {
  return z.toJSONSchema(schema, {
    target: 'draft-2020-12',
    // What a person writes: a field with a default may be left out.
    io: 'input',
    override: ({ zodSchema, jsonSchema }) => {
      if (isTopic(jsonSchema.enum)) jsonSchema.enumDescriptions = topicNames(topics);
      const remedy = patternRemedy(zodSchema);
      if (jsonSchema.pattern !== undefined && remedy !== null) jsonSchema.patternErrorMessage = remedy;
      if (jsonSchema.properties !== undefined)
        jsonSchema.defaultSnippets = [{ label: '{ … }', description: newEntry, body: blank(jsonSchema) }];
    },
  });
}

const newEntry = inBoth({ en: 'all fields, to be filled in', cs: 'všechna pole, k vyplnění' });

const isTopic = (values: readonly unknown[] | undefined): boolean =>
  values?.length === topicIds.length && values[0] === topicIds[0];

const topicNames = (topics: readonly Topic[]): readonly string[] =>
  topicIds.map((id) => {
    const name = topics.find((topic) => topic.id === id)?.name;
    return name === undefined ? id : inBoth(name);
  });

/** What VS Code says of a text that has not the right form, in place of the pattern itself. */
function patternRemedy(schema: z.core.$ZodType): string | null {
  const read = z.safeParse(schema, '');
  const remedies = read.success ? [] : read.error.issues.map(({ message }) => remedyOf(message));
  const remedy = remedies.find((one) => one !== null) ?? null;
  return remedy === null ? null : inBoth(remedy);
}

/** A new entry to be filled in: every field that must be there, and nothing in it that could be taken for a fact. */
function blank(schema: JsonSchema): unknown {
  const { properties = {}, required = [] } = schema;
  if (schema.anyOf?.some(({ type }) => type === 'null') === true) return null;
  if (schema.type === 'boolean') return false;
  if (schema.type === 'array') return [];
  if (schema.type === 'integer') return schema.minimum ?? 0;
  if (schema.type !== 'object') return '';
  return Object.fromEntries(
    required.map((name) => [name, typeof properties[name] === 'object' ? blank(properties[name]) : null]),
  );
}
