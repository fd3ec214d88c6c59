import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { countries, languages } from '../../src/domain.ts';
import { fullNumber, numbersIn } from '../../src/knowledge/phone-number.ts';
import { isReachable } from '../../src/knowledge/reachable.ts';
import type { Contact } from '../../src/knowledge/schema.ts';
import { contact as contactShape, files, service as serviceShape } from '../../src/knowledge/schema.ts';

/** The facts that are shipped. Whether the loader works is tested elsewhere; here it is about what people read. */

const readJson = (path: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../data/${path}`, import.meta.url), 'utf8'));

/** The list of a file, after the whole file was found valid. */
function listOf<Item>(name: 'contacts.json' | 'services.json', key: string, item: z.ZodType<Item>): Item[] {
  const whole: Record<string, unknown> = files[name].parse(readJson(`knowledge/${name}`));
  return z.array(item).parse(whole[key]);
}

const contacts = listOf('contacts.json', 'contacts', contactShape);
const services = listOf('services.json', 'services', serviceShape);
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
    // SK, GB and US have one emergency number here; the second way is then a line to talk to.
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
      SK: ['112', '116000', '116111'],
      UA: ['103', '112', '116111', '116123', '1547', '7333'],
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
