import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { topicIds } from '../../src/domain.ts';
import type { Contact, Retired, Service, Team } from '../../src/knowledge/schema.ts';

/** A small valid knowledge base for tests; nothing in it is a fact. */

export const inFive = (text: string) => ({ cs: text, pl: text, sk: text, uk: text, en: text });
const trust = {
  confidence: 'A' as const,
  sources: [{ url: 'https://example.org', date: '2026-01-01' }],
  assured_date: null,
  assurer: null,
  note: null,
};

export const sampleContact = (id: string, more: Partial<Contact> = {}): Contact => ({
  id,
  country: 'CZ',
  name: id,
  phones: [{ number: '+420123456789', country: 'CZ', short: false }],
  sms: null,
  chat: null,
  email: null,
  url: null,
  free: true,
  h24: true,
  schedules: [],
  languages: ['cs'],
  roles: ['children'],
  topics: ['suicide'],
  minimum_age: null,
  maximum_age: null,
  for_whom: inFive('everybody'),
  what_happens: null,
  anonymous: true,
  order: 1,
  ...trust,
  ...more,
});

export const sampleService = (id: string, more: Partial<Service> = {}): Service => ({
  id,
  country: 'CZ',
  name: id,
  alternate_name: [],
  provider: null,
  kind: 'club',
  status: 'active',
  description: inFive('does something'),
  not_for: null,
  topics: ['leisure'],
  forms: ['ambulatory'],
  minimum_age: null,
  maximum_age: null,
  free: true,
  anonymous: null,
  parental_consent: null,
  address: 'Hlavní 1, Plzeň',
  municipality: 'Plzeň',
  region: 'Plzeňský kraj',
  service_areas: [{ kind: 'municipality', name: 'Plzeň' }],
  phones: [],
  email: null,
  url: null,
  h24: false,
  schedules: [],
  hours_note: null,
  how_to_get: null,
  languages: ['cs'],
  capacity: null,
  ...trust,
  ...more,
});

export const sampleTeam: Team = {
  organisation: 'Example',
  role: inFive('streetworker'),
  url: null,
  time_zone: 'Europe/Prague',
  hours: [{ byday: ['MO', 'TU', 'WE', 'TH', 'FR'], opens_at: '14:00', closes_at: '18:00' }],
  holidays: [],
  languages: ['cs'],
  coordinators: [],
  usual_answer_minutes: 10,
};

const topics = topicIds.map((id) => ({
  id,
  local: id === 'leisure',
  name: inFive(id),
  sentence: inFive('a sentence'),
  steps: { cs: ['a'], pl: ['a'], sk: ['a'], uk: ['a'], en: ['a'] },
}));

export const sampleFiles = () => ({
  'topics.json': { topics },
  'contacts.json': {
    contacts: [
      sampleContact('cz-112', {
        roles: ['emergency'],
        phones: [{ number: '112', country: 'CZ', short: true }],
      }),
      sampleContact('cz-line'),
    ],
    retired: [
      { number: '+420800155555', country: 'CZ', was: 'Old line', use: '116 111', source: 'sample' },
    ] as Retired[],
  },
  'services.json': { services: [sampleService('cz-club'), sampleService('cz-other-club')] },
  'guides.json': { guides: [] as object[] },
  'team.json': sampleTeam,
});

export type SampleFiles = ReturnType<typeof sampleFiles>;

export const temporaryFolder = (): Promise<string> => mkdtemp(join(tmpdir(), 'lampa-knowledge-'));

/** Writes the five files into a new folder; gives back its path. */
export async function writeSample(change: (files: SampleFiles) => void = () => undefined): Promise<string> {
  const files = structuredClone(sampleFiles());
  change(files);
  const folder = join(await temporaryFolder(), 'knowledge');
  await mkdir(folder);
  for (const [name, data] of Object.entries(files)) {
    await writeFile(join(folder, name), JSON.stringify(data, null, 2));
  }
  return folder;
}
