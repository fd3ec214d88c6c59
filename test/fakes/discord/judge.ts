import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Ajv2020, type AnySchemaObject, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { Answer } from './call.ts';
import type { RequestBody } from './request-body.ts';
import type { Told } from './world.ts';

type Json = Readonly<Record<string, unknown>>;

/** Discord's published description of its HTTP API. */
export interface Specification {
  readonly info: { readonly version: string };
  readonly paths: Readonly<Record<string, Json>>;
  readonly components: { readonly schemas: Readonly<Record<string, Json>> };
}

/** Holds what the bot asks and what the fake says against the description. */
export interface Judge {
  request(method: string, route: string, query: URLSearchParams, body: RequestBody): void;
  answer(method: string, route: string, answer: Answer): void;
  told(told: Told): void;
  /** A sentence each; empty when all was right. */
  readonly violations: readonly string[];
  /** How many requests, answers and events were held against it. */
  judged(): number;
}

const specificationFile = resolve(import.meta.dirname, '../../../../shared/specs/discord-openapi.json');

/** Where the description is behind what Discord does: forwarded messages, and the words that name what a field lacks. */
const amended = (specification: Specification): Specification => {
  const { schemas } = specification.components;
  const errorsOfField = { code: { type: ['integer', 'string'] }, message: { type: 'string' } };
  return {
    ...specification,
    components: {
      ...specification.components,
      schemas: {
        ...schemas,
        MessageReferenceType: { enum: [0, 1] },
        InnerErrors: {
          ...schemas.InnerErrors,
          properties: { _errors: { type: 'array', items: { type: 'object', properties: errorsOfField } } },
        },
      },
    },
  };
};

/** The description, where it is at hand: it is not part of the project. */
export const readSpecification = (file = specificationFile): Specification | null =>
  existsSync(file) ? amended(JSON.parse(readFileSync(file, 'utf8')) as Specification) : null;

/** What discord.js sends along where the description has no such field; Discord does not mind. */
const sentAnyway = (route: string): readonly string[] =>
  route.endsWith('/:message/threads') ? ['type'] : ['tts', 'enforce_nonce'];

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const pathShape = (path: string): string =>
  path
    .split('/')
    .map((part) => (/^[:{]/.test(part) ? '{}' : part))
    .join('/');

/** What an event brings, by its name, where the description knows such a thing. */
const eventSchemas: Readonly<Record<string, readonly string[]>> = {
  MESSAGE_CREATE: ['MessageResponse'],
  MESSAGE_UPDATE: ['MessageResponse'],
  THREAD_CREATE: ['ThreadResponse'],
  THREAD_UPDATE: ['ThreadResponse'],
  CHANNEL_CREATE: ['GuildChannelResponse'],
  CHANNEL_UPDATE: ['GuildChannelResponse'],
  CHANNEL_DELETE: ['GuildChannelResponse'],
  GUILD_MEMBER_ADD: ['GuildMemberResponse'],
  GUILD_MEMBER_UPDATE: ['GuildMemberResponse'],
};

const pointer = (...parts: readonly string[]): string =>
  `discord#/${parts.map((part) => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'))).join('/')}`;

interface Operation {
  readonly at: readonly string[];
  readonly description: Json;
  readonly shared: Json;
}

const nobody: Judge = {
  request: () => undefined,
  answer: () => undefined,
  told: () => undefined,
  violations: [],
  judged: () => 0,
};

/** Compiled schemas: they are many and slow to make, so tests share them. */
const compilers = new WeakMap<Specification, (reference: string) => ValidateFunction>();

const compilerOf = (specification: Specification): ((reference: string) => ValidateFunction) => {
  const known = compilers.get(specification);
  if (known !== undefined) return known;
  const ajv = new Ajv2020({ strict: false, validateSchema: false, discriminator: false, logger: false });
  addFormats.default(ajv);
  ajv.addSchema({ ...specification, $id: 'discord' } as AnySchemaObject);
  const compiled = new Map<string, ValidateFunction>();
  const compile = (reference: string): ValidateFunction => {
    const one = compiled.get(reference) ?? ajv.compile({ $ref: reference });
    compiled.set(reference, one);
    return one;
  };
  compilers.set(specification, compile);
  return compile;
};

/** Without a description nothing is judged. */
export const createJudge = (specification: Specification | null): Judge => {
  if (specification === null) return nobody;
  const compile = compilerOf(specification);
  const violations: string[] = [];
  let judged = 0;

  const operations = new Map<string, Operation>();
  for (const [path, methods] of Object.entries(specification.paths)) {
    for (const [method, description] of Object.entries(methods)) {
      if (!isObject(description)) continue;
      operations.set(`${method.toUpperCase()} ${pathShape(path)}`, {
        at: ['paths', path, method],
        description,
        shared: methods,
      });
    }
  }

  const schema = (name: string): Json => specification.components.schemas[name] ?? {};

  const resolved = (one: Json): Json =>
    typeof one.$ref === 'string' ? schema(one.$ref.split('/').at(-1) ?? '') : one;

  /** The names of the fields that a schema knows; null when it takes any. */
  const fieldsOf = (given: Json): ReadonlySet<string> | null => {
    const one = resolved(given);
    const unions = ['oneOf', 'anyOf', 'allOf'].flatMap(
      (word) => (one[word] as readonly Json[] | undefined) ?? [],
    );
    const inner = unions.map(fieldsOf);
    if (inner.includes(null) || (unions.length === 0 && !isObject(one.properties))) {
      return resolved(one).type === 'null' ? new Set() : null;
    }
    const own = isObject(one.properties) ? Object.keys(one.properties) : [];
    return new Set([...own, ...inner.flatMap((names) => [...(names ?? [])])]);
  };

  const hold = (what: string, reference: string, value: unknown): void => {
    judged += 1;
    const validate = compile(reference);
    if (validate(value)) return;
    const [deepest] = (validate.errors ?? []).toSorted(
      (a, b) => b.instancePath.length - a.instancePath.length,
    );
    violations.push(`${what}: ${deepest?.instancePath ?? ''} ${deepest?.message ?? 'is wrong'}`);
  };

  const contentOf = ({
    description,
    at,
  }: Operation): { readonly at: readonly string[]; readonly schema: Json } | null => {
    const body = description.requestBody;
    if (!isObject(body) || !isObject(body.content)) return null;
    const json = body.content['application/json'];
    if (!isObject(json) || !isObject(json.schema)) return null;
    return { at: [...at, 'requestBody', 'content', 'application/json', 'schema'], schema: json.schema };
  };

  const operationOf = (method: string, route: string): Operation | undefined =>
    operations.get(`${method} ${pathShape(route)}`) ??
    operations.get(`${method} ${pathShape(route).replace(/\/thread-members\/\{\}$/, '/thread-members/@me')}`);

  return {
    request: (method, route, query, { json }) => {
      const what = `${method} ${route}`;
      const operation = operationOf(method, route);
      if (operation === undefined) {
        violations.push(`${what}: there is no such operation`);
        return;
      }
      const parameters = [operation.description.parameters, operation.shared.parameters]
        .flatMap((list) => (Array.isArray(list) ? (list as readonly Json[]) : []))
        .map((one) => `${one.name}`);
      for (const name of query.keys()) {
        if (!parameters.includes(name)) violations.push(`${what}: there is no query parameter "${name}"`);
      }
      const content = contentOf(operation);
      if (json === null || content === null) return;
      hold(what, pointer(...content.at), json);
      const known = fieldsOf(content.schema);
      if (known === null || !isObject(json)) return;
      for (const name of Object.keys(json)) {
        if (!known.has(name) && !sentAnyway(route).includes(name))
          violations.push(`${what}: there is no field "${name}"`);
      }
    },
    answer: (method, route, { status, body }) => {
      const operation = operationOf(method, route);
      if (operation === undefined) return;
      const what = `answer of ${method} ${route}`;
      if (status === 429) return hold(what, pointer('components', 'schemas', 'RatelimitedResponse'), body);
      if (status >= 400) return hold(what, pointer('components', 'schemas', 'ErrorResponse'), body);
      const responses = isObject(operation.description.responses) ? operation.description.responses : {};
      const response = responses[`${status}`];
      if (!isObject(response)) {
        violations.push(`${what}: ${status} is no answer to this`);
        return;
      }
      const hasSchema = isObject(response.content) && isObject(response.content['application/json']);
      if (hasSchema) {
        hold(
          what,
          pointer(...operation.at, 'responses', `${status}`, 'content', 'application/json', 'schema'),
          body,
        );
      } else if (body !== undefined) violations.push(`${what}: there should be no body`);
    },
    told: ({ event, data, unjudged }) => {
      if (unjudged === true) return;
      for (const name of eventSchemas[event] ?? []) {
        hold(`event ${event}`, pointer('components', 'schemas', name), data);
      }
    },
    violations,
    judged: () => judged,
  };
};
