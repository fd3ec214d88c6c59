import { crossCheck, type Sources } from '../cross-check.ts';
import type { Knowledge, Service } from '../schema.ts';
import { service as serviceSchema } from '../schema.ts';
import { retold, type Told } from '../told.ts';
import {
  type Candidate,
  type Facts,
  fingerprint,
  type Gathered,
  type ImportField,
  importFields,
  type NoteId,
  type Origin,
} from './candidate.ts';
import { createTwins } from './twins.ts';

/** One field that the source tells otherwise. */
export interface Change {
  readonly field: ImportField;
  readonly from: unknown;
  readonly to: unknown;
}

/**
 * What an import would do to one entry. new: it comes in; same: an entry that a person wrote is found in the source, stays as it
 * is but for what it leaves open, and is remembered as the same; changed: the source says something new; gone: the source
 * does not list it any more.
 */
export interface Proposal {
  readonly kind: 'new' | 'same' | 'changed' | 'gone';
  readonly id: string;
  readonly before: Service | null;
  readonly after: Service;
  /** What is written when a person admits it. */
  readonly take: readonly Change[];
  /** What the source says otherwise and a person has said: it stays, and is not proposed again. */
  readonly keep: readonly Change[];
}

/** An entry that would not pass the check, and why; it is not proposed. */
export interface Refused {
  readonly id: string;
  readonly name: string;
  readonly why: Told;
}

export interface Plan {
  readonly proposals: readonly Proposal[];
  readonly refused: readonly Refused[];
}

export interface PlanOptions {
  readonly from: Origin;
  /** YYYY-MM-DD. */
  readonly today: string;
  readonly noteText: (notes: readonly NoteId[]) => string;
  /** Which entries are asked for; those beyond are neither proposed nor missed. */
  readonly isMeant?: (service: Service) => boolean;
  /** False for a source that never lists everything, such as a table: then nothing is gone. */
  readonly listsAll?: boolean;
}

/** Compares a source with the knowledge base. Pure: nothing is written. */
export function propose(knowledge: Knowledge, gathered: Gathered, options: PlanOptions): Plan {
  const { from, isMeant = () => true, listsAll = true } = options;
  const bySource = new Map(
    knowledge.services.flatMap((one) =>
      one.imported?.from === from ? [[one.imported.id, one] as const] : [],
    ),
  );
  const twins = createTwins(knowledge.services);
  const ids = createIds(knowledge);
  const seen = new Set<string>();
  const proposals: Proposal[] = [];
  for (const candidate of gathered.candidates) {
    if (seen.has(candidate.key)) continue;
    seen.add(candidate.key);
    const before = bySource.get(candidate.key);
    if (before !== undefined) {
      if (isMeant(before)) proposals.push(...changed(before, candidate, options));
      continue;
    }
    const twin = twins.take(candidate);
    const entry = twin === null ? fresh(candidate, '', options) : null;
    if (twin !== null) {
      if (isMeant(twin)) proposals.push(same(twin, candidate, options));
    } else if (entry !== null && isMeant(entry)) {
      const id = ids.next(candidate.id);
      proposals.push({ kind: 'new', id, before: null, after: { ...entry, id }, take: [], keep: [] });
    }
  }
  if (listsAll)
    for (const [key, before] of bySource)
      if (!gathered.keys.has(key) && isMeant(before)) proposals.push(...gone(before, options));
  return sound(knowledge, proposals);
}

/** Ids that are free in the whole base: `rpss-12`, then `rpss-12-2`, `rpss-12-3` … */
function createIds({ services, contacts, guides }: Knowledge): { readonly next: (wanted: string) => string } {
  const taken = new Set([...services, ...contacts, ...guides].map(({ id }) => id));
  return {
    next: (wanted) => {
      let id = wanted;
      for (let n = 2; taken.has(id); n++) id = `${wanted}-${n}`;
      taken.add(id);
      return id;
    },
  };
}

const blank = {
  alternate_name: [],
  provider: null,
  status: 'active',
  not_for: null,
  forms: [],
  minimum_age: null,
  maximum_age: null,
  free: null,
  anonymous: null,
  parental_consent: null,
  address: null,
  municipality: null,
  phones: [],
  email: null,
  url: null,
  h24: false,
  schedules: [],
  hours_note: null,
  how_to_get: null,
  languages: ['cs'],
  capacity: null,
  assured_date: null,
  assurer: null,
} as const;

/** Fields in the order of the schema, as a person would write them. */
function fresh(candidate: Candidate, id: string, { today, from, noteText }: PlanOptions): Service {
  const { country, confidence, source, facts, notes, key } = candidate;
  const parts = {
    id,
    country,
    ...structuredClone(blank),
    ...facts,
    confidence,
    sources: [{ url: source, date: today }],
    note: notes.length === 0 ? null : noteText(notes),
    imported: { from, id: key, date: today, fields: fingerprints(facts) },
  } as Readonly<Record<string, unknown>>;
  return Object.fromEntries(
    Object.keys(serviceSchema.shape).flatMap((field) => (field in parts ? [[field, parts[field]]] : [])),
  ) as unknown as Service;
}

const told = (facts: Facts): readonly ImportField[] =>
  importFields.filter((field) => Object.hasOwn(facts, field) && facts[field] !== undefined);

const fingerprints = (facts: Facts): Record<string, string> =>
  Object.fromEntries(told(facts).map((field) => [field, fingerprint(facts[field])]));

const isOpen = (value: unknown): boolean =>
  value === null || value === undefined || (Array.isArray(value) && value.length === 0);

const isEqual = (a: unknown, b: unknown): boolean => fingerprint(a) === fingerprint(b);

const difference = (before: Service, facts: Facts, field: ImportField): Change => ({
  field,
  from: before[field],
  to: facts[field],
});

/** What the source says now and did not say when the entry was last taken over. A person's word always wins. */
function changed(before: Service, candidate: Candidate, options: PlanOptions): readonly Proposal[] {
  const { facts } = candidate;
  const record = before.imported;
  if (record === null || record === undefined) return [];
  const news = told(facts).filter((field) => record.fields[field] !== fingerprint(facts[field]));
  if (news.length === 0) return [];
  const isPersons = (field: ImportField): boolean => {
    if (before.assured_date !== null) return true;
    const known = record.fields[field];
    return known === undefined ? !isOpen(before[field]) : known !== fingerprint(before[field]);
  };
  const differing = news.filter((field) => !isEqual(before[field], facts[field]));
  const take = differing.filter((field) => !isPersons(field));
  return [
    {
      kind: 'changed',
      id: before.id,
      before,
      after: written(before, candidate, take, { ...record.fields, ...fingerprints(facts) }, options),
      take: take.map((field) => difference(before, facts, field)),
      keep: differing.filter(isPersons).map((field) => difference(before, facts, field)),
    },
  ];
}

/** Facts that a person has left open, and that a register may fill in without taking anything back. */
const fillable: readonly ImportField[] = [
  'provider',
  'address',
  'municipality',
  'minimum_age',
  'maximum_age',
  'phones',
  'email',
  'url',
  'schedules',
];

function same(before: Service, candidate: Candidate, options: PlanOptions): Proposal {
  const { facts } = candidate;
  const isFilled = (field: ImportField): boolean =>
    before.assured_date === null &&
    fillable.includes(field) &&
    isOpen(before[field]) &&
    !isOpen(facts[field]) &&
    !(field === 'schedules' && before.h24);
  const take = told(facts).filter(isFilled);
  const keep = told(facts).filter((field) => !isFilled(field) && !isEqual(before[field], facts[field]));
  return {
    kind: 'same',
    id: before.id,
    before,
    after: written(before, candidate, take, fingerprints(facts), options),
    take: take.map((field) => difference(before, facts, field)),
    keep: keep.map((field) => difference(before, facts, field)),
  };
}

function written(
  before: Service,
  candidate: Candidate,
  take: readonly ImportField[],
  fields: Record<string, string>,
  { from, today }: PlanOptions,
): Service {
  const { facts, key, source } = candidate;
  const taken = Object.fromEntries(take.map((field) => [field, facts[field]]));
  const others = before.sources.filter(({ url }) => url !== source);
  const sources = take.length === 0 ? before.sources : [...others, { url: source, date: today }];
  return { ...before, ...taken, sources, imported: { from, id: key, date: today, fields } };
}

/** A service that is over stays in the base as defunct: nobody is sent there, and its story is kept. */
function gone(before: Service, { today }: PlanOptions): readonly Proposal[] {
  const record = before.imported;
  if (record === null || record === undefined) return [];
  const over = fingerprint('defunct');
  if (record.fields.status === over || before.status === 'defunct') return [];
  const change: Change = { field: 'status', from: before.status, to: 'defunct' };
  const isPersons = before.assured_date !== null || record.fields.status !== fingerprint(before.status);
  const imported = { ...record, date: today, fields: { ...record.fields, status: over } };
  const after: Service = { ...before, status: isPersons ? before.status : 'defunct', imported };
  const [take, keep] = isPersons ? [[], [change]] : [[change], []];
  return [{ kind: 'gone', id: before.id, before, after, take, keep }];
}

/** Leaves out what would make the base invalid, so that an import never breaks what works. */
function sound(knowledge: Knowledge, proposals: readonly Proposal[]): Plan {
  const why = new Map<string, Told>();
  for (const { id, after } of proposals) {
    const read = serviceSchema.safeParse(after);
    const issue = read.success ? undefined : read.error.issues[0];
    if (issue !== undefined) why.set(id, { en: issue.message, cs: issue.message });
  }
  const valid = proposals.filter(({ id }) => !why.has(id));
  for (const { entry, path, message } of crossCheck(sourcesOf(knowledge, applied(knowledge.services, valid))))
    if (entry !== null && !why.has(entry))
      why.set(
        entry,
        retold(message, (text) => `${path}: ${text}`),
      );
  return {
    proposals: proposals.filter(({ id }) => !why.has(id)),
    refused: proposals.flatMap(({ id, after }) => {
      const reason = why.get(id);
      return reason === undefined ? [] : [{ id, name: String(after.name), why: reason }];
    }),
  };
}

/** The services as they would be. */
export function applied(services: readonly Service[], proposals: readonly Proposal[]): Service[] {
  const after = new Map(proposals.map((proposal) => [proposal.id, proposal.after]));
  const there = services.map((one) => after.get(one.id) ?? one);
  return [...there, ...proposals.flatMap(({ before, after: entry }) => (before === null ? [entry] : []))];
}

function sourcesOf(knowledge: Knowledge, services: Service[]): Sources {
  const at = () => ({ line: 1, column: 1 });
  const source = <T>(data: T) => ({ data, at });
  return {
    'topics.json': source({ topics: [...knowledge.topics] }),
    'contacts.json': source({ contacts: [...knowledge.contacts], retired: [...knowledge.retired] }),
    'services.json': source({ services }),
    'guides.json': source({ guides: [...knowledge.guides] }),
    'team.json': source(knowledge.team),
  };
}
