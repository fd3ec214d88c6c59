import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { ApiResponse, Update } from '@grammyjs/types';
import type { Parameters } from './parameters.ts';

/** The published description of the Bot API, as far as it is read here. */
export interface Specification {
  readonly version: string;
  readonly methods: Readonly<Record<string, SpecifiedMethod>>;
  readonly types: Readonly<Record<string, SpecifiedType>>;
}

interface SpecifiedField {
  readonly name: string;
  readonly types: readonly string[];
  readonly required: boolean;
  readonly description: string;
}

interface SpecifiedMethod {
  readonly returns: readonly string[];
  readonly fields?: readonly SpecifiedField[];
}

interface SpecifiedType {
  readonly fields?: readonly SpecifiedField[];
  readonly subtypes?: readonly string[];
}

/** Holds what the bot asks and what the fake says against the description. */
export interface Judge {
  request(method: string, parameters: Parameters): void;
  answer(method: string, answer: ApiResponse<unknown>): void;
  update(update: Update): void;
  /** An update that is wrong on purpose is not judged. */
  tolerate(updateId: number): void;
  /** A sentence each; empty when all was right. */
  readonly violations: readonly string[];
  /** How many requests, answers and updates were held against it. */
  judged(): number;
}

const specificationFile = resolve(import.meta.dirname, '../../../../shared/specs/tg-api.json');

/** The description, where it is at hand: it is not part of the project. */
export const readSpecification = (file = specificationFile): Specification | null =>
  existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Specification) : null;

/** Fields that the types of the project know and this version of the description does not yet. */
const newer: Readonly<Record<string, readonly string[]>> = {
  ChatMemberAdministrator: ['can_send_welcome_messages'],
};

type Json = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** `always "creator"`, `must be photo`: what tells the members of a union apart. */
const constantOf = ({ description }: SpecifiedField): string | undefined =>
  /always ["“](\w+)["”]|, must be (\w+)$/
    .exec(description)
    ?.slice(1)
    .find((one) => one !== undefined);

/** Forms carry everything as text: what is not text itself is JSON inside. */
const unfolded = (value: unknown, types: readonly string[]): unknown => {
  if (typeof value !== 'string' || types.includes('String')) {
    const mayBeObject = types.some((type) => /^(?:Array|[A-Z]\w+)/.test(type) && !scalars.has(type));
    if (typeof value !== 'string' || !mayBeObject || !/^[[{]/.test(value)) return value;
  }
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return value;
  }
};

const scalars: ReadonlyMap<string, (value: unknown) => boolean> = new Map([
  ['Integer', (value: unknown) => Number.isSafeInteger(value)],
  ['Float', (value: unknown) => typeof value === 'number'],
  ['String', (value: unknown) => typeof value === 'string'],
  ['Boolean', (value: unknown) => typeof value === 'boolean'],
  ['True', (value: unknown) => value === true],
]);

/** What is wrong with a value that should be of a type; `at` says where it stands. */
type Check = (value: unknown, type: string, at: string) => readonly string[];

const createCheck = (specification: Specification): Check => {
  const fields = (
    value: Json,
    type: string,
    specified: readonly SpecifiedField[],
    at: string,
  ): readonly string[] => {
    const known = new Set([...specified.map(({ name }) => name), ...(newer[type] ?? [])]);
    const unknown = Object.keys(value).filter((name) => !known.has(name));
    return [
      ...unknown.map((name) => `${at}: ${type} has no field "${name}"`),
      ...specified.flatMap((field) => {
        const one = value[field.name];
        if (one === undefined) return field.required ? [`${at}: ${type} lacks "${field.name}"`] : [];
        const constant = constantOf(field);
        if (
          constant !== undefined &&
          field.types.includes('String') &&
          typeof one === 'string' &&
          one !== constant
        ) {
          return [`${at}.${field.name}: "${one}" is not "${constant}"`];
        }
        return oneOf(one, field.types, `${at}.${field.name}`);
      }),
    ];
  };

  /** Whether a member of a union says of itself that it is of this type. */
  const isMeant = (value: unknown, type: string): boolean =>
    isObject(value) &&
    (specification.types[type]?.fields ?? []).some((field) => {
      const constant = constantOf(field);
      return constant !== undefined && value[field.name] === constant;
    });

  const oneOf = (value: unknown, types: readonly string[], at: string): readonly string[] => {
    const tries = types.map((type) => check(value, type, at));
    return (
      tries.find((wrong) => wrong.length === 0) ?? tries.toSorted((a, b) => a.length - b.length)[0] ?? []
    );
  };

  const check: Check = (value, type, at) => {
    if (type.startsWith('Array of ')) {
      if (!Array.isArray(value)) return [`${at}: is no array`];
      return value.flatMap((one, i) => check(one, type.slice('Array of '.length), `${at}[${i}]`));
    }
    const scalar = scalars.get(type);
    if (scalar !== undefined) return scalar(value) ? [] : [`${at}: ${JSON.stringify(value)} is no ${type}`];
    if (type === 'InputFile') return typeof value === 'string' ? [] : [`${at}: is no file`];
    const specified = specification.types[type];
    if (specified === undefined) return [`${at}: there is no type ${type}`];
    if (specified.subtypes !== undefined) {
      const meant = specified.subtypes.filter((subtype) => isMeant(value, subtype));
      return oneOf(value, meant.length > 0 ? meant : specified.subtypes, at);
    }
    if (!isObject(value)) return [`${at}: is no ${type}`];
    return fields(value, type, specified.fields ?? [], at);
  };
  return check;
};

/** Without a description nothing is judged. */
export const createJudge = (specification: Specification | null): Judge => {
  const violations: string[] = [];
  let judged = 0;
  if (specification === null) {
    const nothing = (): void => undefined;
    return {
      request: nothing,
      answer: nothing,
      update: nothing,
      tolerate: nothing,
      violations,
      judged: () => 0,
    };
  }
  const check = createCheck(specification);
  const methods = new Map(
    Object.entries(specification.methods).map(([name, method]) => [name.toLowerCase(), method] as const),
  );

  const requestFaults = (method: string, { all, files }: Parameters): readonly string[] => {
    const specified = methods.get(method.toLowerCase());
    if (specified === undefined) return [`${method}: there is no such method`];
    const known = specified.fields ?? [];
    const attached = new Set(
      JSON.stringify(all)
        .match(/attach:\/\/[^"\\]+/g)
        ?.map((one) => one.slice(9)),
    );
    const strays = [...Object.keys(all), ...[...files.keys()].filter((name) => !attached.has(name))].filter(
      (name) => !known.some((field) => field.name === name),
    );
    return [
      ...strays.map((name) => `${method}: there is no parameter "${name}"`),
      ...known.flatMap((field) => {
        const given = all[field.name];
        if (given === undefined && files.has(field.name)) return [];
        if (given === undefined || given === null) {
          return field.required ? [`${method}: lacks the parameter "${field.name}"`] : [];
        }
        const value = unfolded(given, field.types);
        const tries = field.types.map((type) => check(value, type, `${method} ${field.name}`));
        return tries.some((wrong) => wrong.length === 0)
          ? []
          : (tries.toSorted((a, b) => a.length - b.length)[0] ?? []);
      }),
    ];
  };

  const tolerated = new Set<unknown>();
  const isTolerated = (update: unknown): boolean => isObject(update) && tolerated.has(update.update_id);

  const note = (found: readonly string[]): void => {
    judged += 1;
    violations.push(...found);
  };

  return {
    request: (method, parameters) => note(requestFaults(method, parameters)),
    answer: (method, answer) => {
      if (!answer.ok) {
        note(answer.parameters === undefined ? [] : check(answer.parameters, 'ResponseParameters', method));
        return;
      }
      const returns = methods.get(method.toLowerCase())?.returns ?? [];
      const { result } = answer;
      const judgedResult = Array.isArray(result) ? result.filter((one) => !isTolerated(one)) : result;
      const tries = returns.map((type) => check(judgedResult, type, `answer of ${method}`));
      if (tries.some((wrong) => wrong.length === 0)) note([]);
      else note(tries.toSorted((a, b) => a.length - b.length)[0] ?? []);
    },
    update: (update) => {
      if (!isTolerated(update)) note(check(update, 'Update', `update ${update.update_id}`));
    },
    tolerate: (id) => {
      tolerated.add(id);
    },
    violations,
    judged: () => judged,
  };
};
