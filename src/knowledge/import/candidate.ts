import { createHash } from 'node:crypto';
import type { Country } from '../../domain.ts';
import type { Service } from '../schema.ts';

/** Where entries come from: the Czech register of social services, Open Referral HSDS 3, a table. */
export type Origin = NonNullable<Service['imported']>['from'];

/** What a source may say of a service. Trust, capacity and notes belong to people. */
export const importFields = [
  'name',
  'alternate_name',
  'provider',
  'kind',
  'status',
  'description',
  'not_for',
  'topics',
  'forms',
  'minimum_age',
  'maximum_age',
  'free',
  'anonymous',
  'parental_consent',
  'address',
  'municipality',
  'region',
  'service_areas',
  'phones',
  'email',
  'url',
  'h24',
  'schedules',
  'hours_note',
  'how_to_get',
  'languages',
] as const satisfies readonly (keyof Service)[];
export type ImportField = (typeof importFields)[number];
export type Facts = Partial<Pick<Service, ImportField>>;

/** What an admin should know of an imported entry; its words are in `note-words.ts`. */
export type NoteId =
  | 'never-called'
  | 'no-hours'
  | 'coverage-guessed'
  | 'secret-address'
  | 'place-conflict'
  | 'anonymous-usual'
  | 'more-addresses'
  | 'no-place'
  | 'topics-guessed'
  | 'text-not-translated';

/** One service as a source tells it, in our words. Fields that are absent are those the source says nothing of. */
export interface Candidate {
  /** Names it in its source, the same in every import. */
  readonly key: string;
  /** The id it gets when it is new and the id is free. */
  readonly id: string;
  readonly country: Country;
  readonly facts: Facts;
  readonly confidence: Service['confidence'];
  /** What stands in `sources`; its date is the day of the import. */
  readonly source: string;
  readonly notes: readonly NoteId[];
}

/** Why something in a source is not proposed. */
export type LeftOut = 'not-running' | 'kind' | 'age' | 'groups' | 'no-place' | 'unreadable' | 'twice';

/** What a source holds, read to its end. */
export interface Gathered {
  readonly candidates: readonly Candidate[];
  /** All that the source still lists: what was imported and is not among these is gone. */
  readonly keys: ReadonlySet<string>;
  readonly leftOut: ReadonlyMap<LeftOut, number>;
  readonly read: number;
  /** Names of a code list that no table of ours knows, for the admin. */
  readonly unknownNames: ReadonlySet<string>;
}

/** Short fingerprint of a value; the order of its fields does not count. */
export const fingerprint = (value: unknown): string =>
  createHash('sha256')
    .update(JSON.stringify([value], sorted))
    .digest('hex')
    .slice(0, 12);

const sorted = (_: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value;

/** Lower case, without diacritics and signs: how names are compared. */
export const plain = (name: string): string =>
  name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replaceAll('ł', 'l')
    .replaceAll('Ł', 'l')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
