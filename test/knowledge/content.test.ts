import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { countries, languages } from '../../src/domain.ts';
import { fullNumber, numbersIn } from '../../src/knowledge/phone-number.ts';
import { isReachable } from '../../src/knowledge/reachable.ts';
import type { Contact } from '../../src/knowledge/schema.ts';
import {
  contact as contactShape,
  files,
  guide as guideShape,
  service as serviceShape,
  topic as topicShape,
} from '../../src/knowledge/schema.ts';

/** The facts that are shipped. Whether the loader works is tested elsewhere; here it is about what people read. */

const readJson = (path: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../data/${path}`, import.meta.url), 'utf8'));

/** The list of a file, after the whole file was found valid. */
function listOf<Item>(name: keyof typeof files, key: string, item: z.ZodType<Item>): Item[] {
  const whole: Record<string, unknown> = files[name].parse(readJson(`knowledge/${name}`));
  return z.array(item).parse(whole[key]);
}

const contacts = listOf('contacts.json', 'contacts', contactShape);
const services = listOf('services.json', 'services', serviceShape);
const guides = listOf('guides.json', 'guides', guideShape);
const topics = listOf('topics.json', 'topics', topicShape);
const retired = listOf('contacts.json', 'retired', z.looseObject({ number: z.string() }));
const team = files['team.json'].parse(readJson('knowledge/team.json'));
const entries = [...contacts, ...services];

const named = (id: string): Contact => {
  const found = contacts.find((contact) => contact.id === id);
  if (found === undefined) throw new Error(`no contact ${id}`);
  return found;
};

/** Every text of an entry that a person may read; notes and sources are for admins. */
function textsShown(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(textsShown);
  if (typeof value !== 'object' || value === null) return [];
  const forAdmins = new Set(['note', 'sources', 'assurer', 'id']);
  return Object.entries(value).flatMap(([key, item]) => (forAdmins.has(key) ? [] : textsShown(item)));
}

const dangerRoles = ['emergency', 'medical', 'police', 'fire', 'poison'];
const isForDanger = (contact: Contact): boolean => contact.roles.some((role) => dangerRoles.includes(role));

describe('the shipped knowledge', () => {
  it('gives every entry an id of its own', () => {
    const ids = entries.map((entry) => entry.id);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  });

  it('lets every contact be reached by phone, text message or chat', () => {
    expect(contacts.filter((contact) => !isReachable(contact)).map((contact) => contact.id)).toEqual([]);
  });

  it('has contacts for every country', () => {
    for (const country of countries) {
      const here = contacts.filter((contact) => contact.country === country);
      expect(here.some((contact) => contact.roles.includes('emergency') && contact.h24)).toBe(true);
    }
  });

  it('has a second one for every contact of a country', () => {
    // GB and US have one emergency number here; the second way is then a line to talk to.
    const alone = contacts.filter((one) => {
      const others = contacts.filter((other) => other !== one && other.country === one.country);
      const samePurpose = others.filter((other) => isForDanger(other) === isForDanger(one));
      return !(samePurpose.some(isReachable) || (isForDanger(one) && others.some(isReachable)));
    });
    expect(alone.map((contact) => contact.id)).toEqual([]);
  });

  it.each(['CZ', 'PL', 'SK'])('has two lines for children and two for adults in %s', (country) => {
    for (const role of ['children', 'adults', 'victims'] as const) {
      const lines = contacts.filter((one) => one.country === country && one.roles.includes(role));
      expect(lines.length, role).toBeGreaterThanOrEqual(role === 'victims' && country === 'PL' ? 1 : 2);
    }
  });

  it("offers the children's helpline first among the lines to talk to", () => {
    for (const id of ['cz-linka-bezpeci', 'pl-116111', 'sk-ldi', 'ua-children', 'gb-childline']) {
      const line = named(id);
      const same = contacts.filter((one) => one.country === line.country && one.roles.includes('children'));
      expect(Math.min(...same.map((one) => one.order))).toBe(line.order);
      expect(same.filter((one) => one.order === line.order)).toEqual([line]);
    }
  });

  it('shows no retired number anywhere', () => {
    const shown = entries.flatMap((entry) => [
      ...entry.phones.map((phone) => phone.number),
      ...textsShown(entry)
        .flatMap(numbersIn)
        .map((number) => fullNumber(number, entry.country)),
    ]);
    for (const old of retired) expect(shown).not.toContain(old.number);
    expect(retired.length).toBeGreaterThanOrEqual(7);
    expect(shown).toContain('+420777715215');
  });

  it('keeps every phone in the country of its entry', () => {
    for (const entry of entries) {
      for (const phone of entry.phones) expect(phone.country, entry.id).toBe(entry.country);
    }
  });

  it('claims round the clock only with a good source', () => {
    expect(entries.filter((entry) => entry.h24 && entry.confidence === 'C').map((entry) => entry.id)).toEqual(
      [],
    );
    expect(named('cz-linka-bezpeci').h24).toBe(true);
  });

  it('does not call lines round the clock whose sources disagree', () => {
    for (const id of ['cz-116123', 'cz-modra-linka', 'pl-800119119', 'ua-children', 'cz-spondea']) {
      expect(named(id).h24, id).toBe(false);
      expect(named(id).schedules, id).toEqual([]);
      expect(named(id).note, id).not.toBeNull();
    }
  });

  it('knows only the short codes that were found in sources', () => {
    const found: Record<string, readonly string[]> = {
      CZ: ['112', '150', '155', '158', '116000', '116006', '116111', '116123'],
      PL: ['112', '999', '116111', '116123'],
      SK: ['112', '150', '155', '158', '116000', '116111'],
      UA: ['101', '102', '103', '112', '116111', '116123', '1547', '7333'],
      GB: ['999', '116123'],
      US: ['911', '988'],
    };
    const short = entries.flatMap((entry) => entry.phones).filter((phone) => phone.short);
    for (const phone of short) expect(found[phone.country]).toContain(phone.number);
    expect(new Set(short.map((phone) => phone.country + phone.number)).size).toBe(
      Object.values(found).flat().length,
    );
  });

  it('knows only the numbers for text messages that were found in sources, and lists none of them as one to call', () => {
    const written = contacts.flatMap(({ id, sms }) => (sms === null ? [] : [[id, sms.number, sms.keyword]]));
    expect(written).toEqual([
      ['sk-112', '112', null],
      ['gb-shout', '85258', 'SHOUT'],
      ['us-988', '988', null],
      ['us-ctl', '741741', 'HOME'],
    ]);
    for (const id of ['gb-shout', 'us-ctl']) expect(named(id).phones, id).toEqual([]);
  });

  it('says nothing of the phone bill for 116 111 in Czechia', () => {
    for (const text of textsShown(named('cz-linka-bezpeci'))) {
      expect(text).not.toMatch(/účt|účet|vyúčtov|rachun|bill|рахун/iu);
    }
  });

  it('claims of nothing that somebody has called or looked', () => {
    expect(entries.filter((entry) => entry.assured_date !== null || entry.assurer !== null)).toEqual([]);
  });

  it('stays short, and writes Ukrainian in Ukrainian letters', () => {
    for (const entry of entries) {
      for (const text of Object.values('description' in entry ? entry.description : entry.for_whom)) {
        expect(text.length, entry.id).toBeLessThanOrEqual(260);
      }
      const uk = 'description' in entry ? entry.description.uk : entry.for_whom.uk;
      expect(uk, entry.id).toMatch(/[а-яіїєґ]/u);
      expect(uk, entry.id).not.toMatch(/[ыэъё]/u);
    }
  });

  it('assumes nothing of the gender of the person', () => {
    const gendered =
      /\bjsi (?:sám|sama|rád|ráda)\b|\bzůstal[ai]? jsi\b|\bsi (?:sám|sama)\b|\bjesteś (?:sam|sama)\b|\w+(?:łeś|łaś)\b|[/(]a\)?(?:\s|$)/u;
    for (const entry of entries) {
      for (const text of textsShown(entry)) expect(text, entry.id).not.toMatch(gendered);
    }
  });

  it('never says that suicide is committed', () => {
    for (const entry of entries) {
      for (const text of textsShown(entry)) {
        expect(text, entry.id).not.toMatch(/spách|popełni|вчинит|скоїт|commit/iu);
      }
    }
  });
});

describe('the places that services cover', () => {
  type Names = Record<'municipality' | 'orp' | 'district' | 'region' | 'country', ReadonlySet<string>>;
  const namesOf = (country: string): Names => {
    const { columns, rows } = readJson(`places/${country}.json`) as {
      columns: readonly string[];
      rows: readonly (readonly unknown[])[];
    };
    const under = (column: string): ReadonlySet<string> => {
      const index = columns.indexOf(column);
      return new Set(index < 0 ? [] : rows.map((row) => String(row[index])));
    };
    return {
      municipality: under('name'),
      orp: under('orp'),
      district: under('district'),
      region: under('region'),
      country: new Set(countries),
    };
  };
  const register: Record<string, Names> = {
    CZ: namesOf('cz'),
    PL: namesOf('pl'),
  };

  it('are real places', () => {
    for (const service of services) {
      for (const area of service.service_areas) {
        expect([...(register[service.country]?.[area.kind] ?? [])], service.id).toContain(area.name);
      }
    }
  });

  it('lie in the region that the service names', () => {
    const nationwide = services.filter((one) => one.service_areas.some((area) => area.kind === 'country'));
    for (const service of services.filter((one) => !nationwide.includes(one))) {
      expect([...(register[service.country]?.region ?? [])], service.id).toContain(service.region);
    }
    expect(nationwide.map((one) => one.id)).toEqual(['cz-dluhova-linka-cvt']);
  });

  it('are never the town of the same name in another region', () => {
    // Chotěšov and Dobřany exist twice, Sušice three times; the region of the service says which one is meant.
    const { columns, rows } = readJson('places/cz.json') as {
      columns: readonly string[];
      rows: readonly (readonly unknown[])[];
    };
    const [name, region] = [columns.indexOf('name'), columns.indexOf('region')];
    for (const service of services.filter((one) => one.country === 'CZ')) {
      for (const area of service.service_areas.filter((one) => one.kind === 'municipality')) {
        const there = rows.filter((row) => row[name] === area.name && row[region] === service.region);
        expect(there.length, `${service.id}: ${area.name}`).toBe(1);
      }
    }
  });
});

describe('the regions that the base means to cover', () => {
  const { columns, rows } = z
    .object({ columns: z.array(z.string()), rows: z.array(z.array(z.unknown())) })
    .parse(readJson('places/cz.json'));
  const at = (row: readonly unknown[], column: string): string => String(row[columns.indexOf(column)]);

  /** Services that say they come to the whole or a part of an ORP, and that can be reached. */
  const servicesFor = (orp: string) => {
    const here = rows.filter((row) => at(row, 'orp') === orp);
    const names = {
      country: new Set(['CZ']),
      region: new Set(here.map((row) => at(row, 'region'))),
      district: new Set(here.map((row) => at(row, 'district'))),
      orp: new Set([orp]),
      municipality: new Set(here.map((row) => at(row, 'name'))),
    };
    return services.filter(
      (one) =>
        one.country === 'CZ' &&
        (names.region.has(one.region) || one.service_areas.some(({ kind }) => kind === 'country')) &&
        one.service_areas.some(({ kind, name }) => names[kind].has(name)) &&
        (one.phones.length > 0 || one.address !== null || one.email !== null || one.url !== null),
    );
  };

  it.each([
    ['Kralovice', 4],
    ['Nýřany', 5],
    ['Přeštice', 6],
    ['Blovice', 6],
    ['Klatovy', 7],
    ['Sušice', 4],
    ['Horažďovice', 4],
    ['Polička', 12],
    ['Svitavy', 6],
    ['Ostrava', 14],
  ])(
    '%s has %i services that can be reached, one for a crisis and one for a young person at school',
    (orp, least) => {
      const here = servicesFor(orp).filter((one) => one.region !== 'Česko');
      expect(here.length).toBeGreaterThanOrEqual(least);
      expect(here.some((one) => one.topics.includes('suicide') && one.phones.length > 0)).toBe(true);
      if (orp !== 'Svitavy') expect(here.some((one) => one.topics.includes('school'))).toBe(true);
    },
  );

  it('Skarżysko-Kamienna has its town office with phones and hours', () => {
    const here = services.filter((one) => one.municipality === 'Skarżysko-Kamienna');
    expect(here.length).toBeGreaterThanOrEqual(3);
    expect(here.some((one) => one.phones.length > 0 && one.schedules.length > 0)).toBe(true);
  });

  it('have a line to call for every topic of danger in every country', () => {
    const danger = ['suicide', 'self-harm', 'family-violence', 'sexual-abuse'] as const;
    for (const country of ['CZ', 'PL', 'SK', 'UA', 'GB'] as const) {
      for (const topic of danger) {
        const lines = contacts.filter((one) => one.country === country && !isForDanger(one));
        expect(
          lines.some((one) => one.topics.includes(topic)),
          `${country} ${topic}`,
        ).toBe(true);
      }
    }
  });
});

describe('what stands behind a fact', () => {
  const isSecondHand = (url: string): boolean => url.startsWith('public source code');

  it('confidence A rests on a page that can be looked at; B on public code alone only for numbers of the law and one text line', () => {
    const weak = entries.filter(({ confidence, sources }) => {
      const pages = sources.filter(({ url }) => !isSecondHand(url));
      return confidence === 'A' && pages.length === 0;
    });
    expect(weak.map(({ id }) => id)).toEqual([]);
    const onlyCode = entries.filter(
      ({ confidence, sources }) => confidence === 'B' && sources.every(({ url }) => isSecondHand(url)),
    );
    expect(onlyCode.map(({ id }) => id)).toEqual(['gb-999', 'us-911', 'us-ctl']);
  });

  it('no source is dated later than the day on which the facts were collected', () => {
    const dates = [...entries, ...guides].flatMap(({ sources }) => sources.map(({ date }) => date ?? ''));
    expect(dates.filter((date) => date > '2026-11-22')).toEqual([]);
  });

  it('every contact says for whom it is, in sentences of its own in each language', () => {
    for (const { id, for_whom, what_happens } of contacts) {
      for (const said of [for_whom, what_happens].filter((one) => one !== null)) {
        // Czech and Slovak may be alike; Polish, Ukrainian and English never are.
        expect(new Set([said.cs, said.pl, said.uk, said.en]).size, id).toBe(4);
      }
    }
  });

  it('every topic has two to four first steps, as many in each language', () => {
    for (const { id, steps } of topics) {
      const counts = new Set(languages.map((language) => steps[language].length));
      expect(counts.size, id).toBe(1);
      expect(steps.cs.length, id).toBeGreaterThanOrEqual(2);
    }
  });

  it('every guide has as many numbered steps in each language', () => {
    for (const { id, text } of guides) {
      const counts = languages.map((language) => text[language].match(/^\d\. /gm)?.length ?? 0);
      expect(new Set(counts).size, id).toBe(1);
    }
  });
});

describe('the work list in docs/unverified.md', () => {
  const list = readFileSync(new URL('../../docs/unverified.md', import.meta.url), 'utf8');
  const ids = new Set([...entries, ...guides].map(({ id }) => id));

  it('names only entries that are there', () => {
    const written = [...list.matchAll(/`((?:cz|pl|sk|ua|gb|us)-[a-z0-9-]+)`/g)].map(([, id = '']) => id);
    expect(written.length).toBeGreaterThan(60);
    expect(written.filter((id) => !ids.has(id))).toEqual([]);
  });

  it('names every contact of confidence C, and every guide without a source', () => {
    const weak = contacts.filter(({ confidence }) => confidence === 'C');
    const unsourced = guides.filter(({ sources }) => sources.length === 0);
    for (const { id } of [...weak, ...unsourced]) expect(list).toContain(`\`${id}\``);
  });

  it('says whom to call in every region that the base means to cover', () => {
    const [table = ''] = list.split('## By region')[1]?.split('\n## ') ?? [];
    for (const region of [
      'Kralovicko',
      'Nýřansko',
      'Přešticko',
      'Blovicko',
      'Klatovsko',
      'Sušicko',
      'Horažďovicko',
      'Polička',
      'Svitavy',
      'Ostrava',
      'Skarżysko-Kamienna',
    ]) {
      expect(table).toContain(`| ${region} |`);
    }
  });

  it('names every local service that can be reached by no way', () => {
    const mute = services.filter(
      (one) => one.phones.length === 0 && one.address === null && one.email === null && one.url === null,
    );
    for (const { id } of mute) expect(list).toContain(`\`${id}\``);
  });
});

describe('the team file', () => {
  it('leaves hours and answer time to the operator', () => {
    expect(team.hours).toEqual([]);
    expect(team.usual_answer_minutes).toBeNull();
    expect(new Set(Object.keys(team.role))).toEqual(new Set(languages));
  });

  it('knows Good Friday and Easter Monday of 2027', () => {
    expect(team.holidays).toContain('2027-03-26');
    expect(team.holidays).toContain('2027-03-29');
    expect(new Date('2027-03-26').getUTCDay()).toBe(5);
    expect(new Set(team.holidays).size).toBe(team.holidays.length);
  });
});
