import { describe, expect, test } from 'vitest';
import type { Language, Place, TopicId } from '../src/domain.ts';
import { countries, languages } from '../src/domain.ts';
import { loadKnowledge } from '../src/knowledge/load.ts';
import { problemLine } from '../src/knowledge/problem.ts';
import { isReachable } from '../src/knowledge/reachable.ts';
import type { Contact, Knowledge, Schedule, Service } from '../src/knowledge/schema.ts';
import type { Block } from '../src/port.ts';
import {
  type CrisisQuestion,
  contactOpenAt,
  createRecommend,
  type ServicesQuestion,
} from '../src/recommend.ts';
import { contactCard, contactLine, contactLines, serviceCard } from '../src/text/cards.ts';
import { texts } from '../src/text/texts.ts';
import { loadGazetteer } from '../src/understand/place-gazetteer.ts';
import { createPlaces } from '../src/understand/place-nearness.ts';
import { sampleContact, sampleService, sampleTeam } from './knowledge/sample.ts';

const dataFolder = new URL('../data/', import.meta.url).pathname;
const places = createPlaces(loadGazetteer(`${dataFolder}places`));
const loaded = await loadKnowledge(`${dataFolder}knowledge`);
if ('problems' in loaded) throw new Error(loaded.problems.map((one) => problemLine(one)).join('\n'));
const real = createRecommend(loaded.knowledge, places);

function town(name: string, region = '', country: Place['country'] = 'CZ'): Place {
  const found = places.named(country, name).find((place) => region === '' || place.region === region);
  if (found === undefined) throw new Error(`no place ${name}`);
  return found;
}

// A Monday, 15:00 in Prague.
const now = Date.parse('2026-11-23T14:00:00Z');
const night = Date.parse('2026-11-23T02:00:00Z');
const question: ServicesQuestion = {
  topics: ['leisure'],
  place: town('Plzeň'),
  only: [],
  skip: 0,
  age: null,
  language: 'cs',
  now,
};
const open: readonly Schedule[] = [{ byday: ['MO'], opens_at: '14:00', closes_at: '16:00' }];
const closed: readonly Schedule[] = [{ byday: ['TU'], opens_at: '14:00', closes_at: '18:00' }];

const told = (block: Block): string =>
  block.kind === 'card' ? block.lines.map(({ text }) => text).join('\n') : '';

const base = (services: readonly Service[], contacts: readonly Contact[] = []): Knowledge => ({
  topics: [],
  guides: [],
  retired: [],
  team: sampleTeam,
  services,
  contacts,
});

function offered(services: readonly Service[], more: Partial<ServicesQuestion> = {}): readonly string[] {
  const recommend = createRecommend(base(services), places);
  return recommend.services({ ...question, ...more }).offered.map(({ service }) => service.id);
}

describe('which services are offered', () => {
  test('three at a time, and then the rest', () => {
    const services = ['a', 'b', 'c', 'd', 'e'].map((id) => sampleService(id));
    const recommend = createRecommend(base(services), places);
    const first = recommend.services(question);
    const second = recommend.services({ ...question, skip: 3 });
    const ids = [...first.offered, ...second.offered].map(({ service }) => service.id);
    expect(ids).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect([first.more, second.more]).toEqual([true, false]);
  });

  test('who deals with the main topic comes before who deals with another one', () => {
    const services = [
      sampleService('a-both', { topics: ['school', 'debts'] }),
      sampleService('b-main', { topics: ['debts'] }),
      sampleService('c-second', { topics: ['school'] }),
      sampleService('d-other', { topics: ['drugs'] }),
    ];
    expect(offered(services, { topics: ['debts', 'school'] })).toEqual(['a-both', 'b-main', 'c-second']);
  });

  test('from the municipality over the ORP and the district to the region and the country', () => {
    const covering = (id: string, kind: Service['service_areas'][number]['kind'], name: string): Service =>
      sampleService(id, { municipality: null, service_areas: [{ kind, name }] });
    const services = [
      covering('a-country', 'country', 'CZ'),
      covering('b-region', 'region', 'Plzeňský kraj'),
      covering('c-district', 'district', 'Domažlice'),
      covering('d-orp', 'orp', 'Stod'),
      covering('e-municipality', 'municipality', 'Holýšov'),
      covering('f-elsewhere', 'municipality', 'Klatovy'),
    ];
    const place = town('Holýšov');
    expect(offered(services, { place })).toEqual(['e-municipality', 'd-orp', 'c-district']);
    expect(offered(services, { place, skip: 3 })).toEqual(['b-region', 'a-country']);
  });

  test('what is near is named after what covers the place, with the nearest first', () => {
    const seat = (id: string, municipality: string, schedules: readonly Schedule[]): Service =>
      sampleService(id, {
        municipality,
        service_areas: [{ kind: 'municipality', name: municipality }],
        schedules: [...schedules],
      });
    const services = [
      seat('a-plzen', 'Plzeň', open),
      seat('b-nyrany', 'Nýřany', closed),
      seat('c-klatovy', 'Klatovy', open),
    ];
    const recommend = createRecommend(base(services), places);
    const answer = recommend.services({ ...question, place: town('Zbůch') });
    expect(answer.offered.map(({ service }) => service.id)).toEqual(['b-nyrany', 'a-plzen']);
    expect(answer.fits).toBe('near');
  });

  test('a village of the same name in another region is not meant', () => {
    const services = [
      sampleService('a', { municipality: null, service_areas: [{ kind: 'municipality', name: 'Chotěšov' }] }),
    ];
    expect(offered(services, { place: town('Chotěšov', 'Plzeňský kraj') })).toEqual(['a']);
    expect(offered(services, { place: town('Chotěšov', 'Ústecký kraj') })).toEqual([]);
  });

  test('where nothing is local, what covers the country is offered, and it is said so', () => {
    const services = [
      sampleService('a-local'),
      sampleService('b-country', { municipality: null, service_areas: [{ kind: 'country', name: 'CZ' }] }),
    ];
    const recommend = createRecommend(base(services), places);
    const answer = recommend.services({ ...question, place: town('Aš') });
    expect(answer.offered.map(({ service }) => service.id)).toEqual(['b-country']);
    expect(answer.fits).toBe('country');
    expect(recommend.services({ ...question, topics: ['drugs'] })).toEqual({
      offered: [],
      more: false,
      fits: 'none',
    });
  });

  test('without a place only what works everywhere is offered', () => {
    const services = [sampleService('a-local'), sampleService('b-online', { forms: ['online'] })];
    expect(offered(services, { place: null })).toEqual(['b-online']);
  });

  test('nothing of one country is offered in another', () => {
    const services = [sampleService('a', { forms: ['online'] })];
    expect(offered(services, { place: town('Kielce', '', 'PL') })).toEqual([]);
    expect(offered(services, { place: null, language: 'pl' })).toEqual([]);
  });

  test('whoever is too young or too old is not sent there', () => {
    const services = [
      sampleService('a', { minimum_age: 6, maximum_age: 26 }),
      sampleService('b', { minimum_age: 18 }),
    ];
    expect(offered(services, { age: 16 })).toEqual(['a']);
    expect(offered(services, { age: 27 })).toEqual(['b']);
    expect(offered(services)).toEqual(['a', 'b']);
  });

  test('a full service comes after one with room, and only as long as it is full', () => {
    const full = (until: string): readonly Service[] => [
      sampleService('a-full', { capacity: { state: 'full', until } }),
      sampleService('b-room'),
    ];
    expect(offered(full('2026-11-23'))).toEqual(['b-room', 'a-full']);
    expect(offered(full('2026-11-22'))).toEqual(['a-full', 'b-room']);
    const recommend = createRecommend(base(full('2026-11-23')), places);
    expect(recommend.services(question).offered.map((one) => one.full)).toEqual([false, true]);
  });

  test('a service that workers closed until a day is shown as closed, whatever its hours', () => {
    const services = [
      sampleService('a', { schedules: [...open], capacity: { state: 'closed', until: '2026-12-01' } }),
    ];
    const recommend = createRecommend(base(services), places);
    expect(recommend.services(question).offered).toMatchObject([{ openNow: 'closed', full: false }]);
    expect(recommend.services({ ...question, only: ['open-now'] }).offered).toEqual([]);
  });

  test('open comes before not known, and that before closed', () => {
    const services = [
      sampleService('a-closed', { schedules: [...closed] }),
      sampleService('b-unknown'),
      sampleService('c-open', { schedules: [...open] }),
    ];
    expect(offered(services)).toEqual(['c-open', 'b-unknown', 'a-closed']);
  });

  test('among equals, who speaks the language comes first, and what one list says comes last', () => {
    const services = [
      sampleService('a-weak', { confidence: 'C' }),
      sampleService('b-good'),
      sampleService('c-ukrainian', { languages: ['cs', 'uk'] }),
    ];
    expect(offered(services, { language: 'uk' })).toEqual(['c-ukrainian', 'b-good', 'a-weak']);
  });

  test.each<[ServicesQuestion['only'], readonly string[]]>([
    [['open-now'], ['c-open']],
    [['evening'], ['d-evening']],
    [['free'], ['e-free']],
    [['anonymous'], ['f-anonymous']],
    [['free', 'anonymous'], []],
  ])('who asks for %s gets only what is known to be so', (only, ids) => {
    const services = [
      sampleService('b-nothing', {
        free: false,
        anonymous: false,
        schedules: [...closed].map((s) => ({ ...s, closes_at: '17:00' })),
      }),
      sampleService('c-open', { free: null, schedules: [...open] }),
      sampleService('d-evening', { free: null, schedules: [...closed] }),
      sampleService('e-free', { free: true }),
      sampleService('f-anonymous', { free: null, anonymous: true }),
    ];
    expect(offered(services, { only })).toEqual(ids);
  });

  test('where nothing grants all wishes, the last one counts; else what is there is offered, and it is told', () => {
    const services = [
      sampleService('a-nothing', { free: null }),
      sampleService('b-free', { free: true }),
      sampleService('c-anonymous', { free: null, anonymous: true }),
    ];
    const recommend = createRecommend(base(services), places);
    const closest = (only: ServicesQuestion['only']) => {
      const { offered, granted } = recommend.closest({ ...question, only });
      return [offered.map(({ service }) => service.id), granted];
    };
    expect(closest(['free'])).toEqual([['b-free'], ['free']]);
    expect(closest(['anonymous', 'free'])).toEqual([['b-free'], ['free']]);
    expect(closest(['free', 'evening'])).toEqual([['a-nothing', 'b-free', 'c-anonymous'], []]);
  });

  test.each(['inactive', 'defunct', 'temporarily closed'] as const)(
    'what is %s is never offered',
    (status) => {
      expect(offered([sampleService('a', { status })])).toEqual([]);
    },
  );

  test('a weak entry says "check before you go", with the date of its newest source', () => {
    const sources = [
      { url: 'x', date: '2024' },
      { url: 'y', date: '2025-03' },
      { url: 'z', date: null },
    ];
    const services = [
      sampleService('a', { assured_date: '2026-11-01' }),
      sampleService('b', { confidence: 'C', assured_date: '2026-11-01', sources }),
    ];
    const recommend = createRecommend(base(services), places);
    expect(recommend.services(question).offered).toMatchObject([
      { checkBeforeYouGo: false, sourceDate: '2026-01-01' },
      { checkBeforeYouGo: true, sourceDate: '2025-03' },
    ]);
  });
});

describe('how fresh an entry is', () => {
  const cardOf = (service: Service): string => {
    const recommend = createRecommend(base([service]), places);
    const [one] = recommend.services(question).offered;
    return one === undefined ? '' : told(serviceCard(one, 'cs', texts.cs));
  };
  const long = '2026-05-01';
  const oldSource = [{ url: 'x', date: '2022' }];

  test('a service that was looked at too long ago says so, however good its source', () => {
    expect(cardOf(sampleService('a', { assured_date: '2026-11-01' }))).not.toContain(texts.cs.checkBefore);
    const card = cardOf(sampleService('a', { assured_date: long }));
    expect(card).toContain('Ověřeno 1. 5. 2026');
    expect(card).toContain(texts.cs.checkBefore);
  });

  test('what nobody ever looked at says so', () => {
    expect(cardOf(sampleService('a', { assured_date: null }))).toContain(texts.cs.checkBefore);
  });

  test('the fresher one of two comes first', () => {
    const services = [
      sampleService('a-old', { assured_date: long }),
      sampleService('b-fresh', { assured_date: '2026-11-01' }),
    ];
    expect(offered(services)).toEqual(['b-fresh', 'a-old']);
  });

  test('a line that is known for too long bears its date, as a card and in a crisis', () => {
    const fresh = sampleContact('a', { assured_date: '2026-11-01', sources: oldSource });
    const old = sampleContact('a', { sources: oldSource });
    const stale = sampleContact('a', { assured_date: long });
    const line = (one: Contact): string => contactLine(one, now, 'CZ', texts.cs).text;
    const card = (one: Contact): string => told(contactCard(one, now, 'cs', 'CZ', texts.cs));
    expect(line(fresh)).not.toContain('202');
    expect(line(old)).toContain('údaj z 2022');
    expect(line(stale)).toContain('ověřeno 1. 5. 2026');
    // 112 is 112 by law.
    expect(line({ ...old, roles: ['emergency'] })).not.toContain('2022');
    expect([fresh, old, stale].map((one) => card(one).includes(texts.cs.checkBefore))).toEqual([
      false,
      true,
      true,
    ]);
  });

  test('no old entry of the real base is shown without its date or a warning', () => {
    const { services, contacts } = loaded.knowledge;
    for (const language of languages) {
      const text = texts[language];
      for (const { id } of services) {
        const one = real.entry(id, now);
        expect(one && told(serviceCard(one, language, text)), id).toContain(text.checkBefore);
      }
      const dated = contacts.filter(({ sources }) => sources.some(({ date }) => date !== null));
      for (const one of dated.filter(
        ({ roles }) => !['emergency', 'medical', 'police', 'fire'].includes(roles[0] ?? ''),
      )) {
        const year =
          one.sources
            .map(({ date }) => date ?? '')
            .toSorted()
            .at(-1)
            ?.slice(0, 4) ?? '';
        expect(contactLine(one, now, 'CZ', text).text, one.id).toContain(year);
      }
    }
  });
});

describe('many services', () => {
  const hours = ['08:00', '12:00', '15:30', '19:00', '22:00'] as const;
  const towns = ['Plzeň', 'Nýřany', 'Zbůch', 'Stod', 'Klatovy', 'Holýšov', 'Dobřany', 'Domažlice'] as const;
  const many: readonly Service[] = Array.from({ length: 600 }, (_, i) => {
    const municipality = towns[i % towns.length] ?? 'Plzeň';
    const [opens_at = '08:00', closes_at = '12:00'] = [hours[i % 4], hours[(i % 4) + 1]];
    const area = (['municipality', 'orp', 'district', 'region', 'country'] as const)[i % 5] ?? 'country';
    const { orp, district, region } = town(municipality);
    const name = { municipality, orp, district, region, country: 'CZ' }[area] ?? municipality;
    return sampleService(`s-${String((i * 7919) % 600).padStart(3, '0')}`, {
      municipality,
      service_areas: [{ kind: area, name }],
      topics: i % 3 === 0 ? ['debts', 'leisure'] : ['leisure'],
      schedules: i % 7 === 0 ? [] : [{ byday: i % 2 === 0 ? ['MO'] : ['MO', 'SA'], opens_at, closes_at }],
      languages: i % 11 === 0 ? ['cs', 'uk'] : ['cs'],
      minimum_age: i % 4 === 0 ? i % 20 : null,
      free: i % 5 === 1,
      anonymous: i % 6 === 1 ? true : null,
      confidence: i % 9 === 0 ? 'C' : 'A',
      assured_date: i % 8 === 0 ? '2026-11-01' : null,
      capacity: i % 13 === 0 ? { state: i % 2 === 0 ? 'full' : 'closed', until: '2026-12-01' } : null,
    });
  });
  const all = createRecommend(base(many), places);
  const moments = [now, night, Date.parse('2026-11-28T18:00:00Z')];
  const wishes: readonly ServicesQuestion['only'][] = [[], ['open-now'], ['free'], ['evening', 'anonymous']];

  test('the best of all come first, as if each had been looked at by itself', () => {
    for (const place of ['Zbůch', 'Klatovy', 'Plzeň'].map((name) => town(name)))
      for (const moment of moments)
        for (const only of wishes)
          for (const [age, language] of [
            [null, 'cs'],
            [15, 'uk'],
          ] as const) {
            const asked = {
              ...question,
              topics: ['debts', 'leisure'],
              place,
              now: moment,
              only,
              age,
              language,
            } as const;
            const together = all.services(asked).offered.map(({ service }) => service.id);
            const rest = all.services({ ...asked, skip: 3 }).offered.map(({ service }) => service.id);
            // Each of the best wins against everything that came behind it, when only those few are in the directory.
            const few = many.filter(({ id }) => [...together, ...rest].includes(id));
            const fewOnly = createRecommend(base(few), places).services(asked).offered;
            expect(fewOnly.map(({ service }) => service.id)).toEqual(together);
            for (let i = 0; i < many.length; i += 100) {
              const some = [...many.slice(i, i + 100), ...few.filter(({ id }) => together.includes(id))];
              const against = createRecommend(base([...new Set(some)]), places).services(asked).offered;
              expect(against.map(({ service }) => service.id)).toEqual(together);
            }
          }
  });

  test('page after page everything is shown, once', () => {
    const shown: string[] = [];
    for (let skip = 0; ; skip += 3) {
      const page = all.services({ ...question, skip });
      shown.push(...page.offered.map(({ service }) => service.id));
      if (!page.more) break;
    }
    expect(new Set(shown).size).toBe(shown.length);
    expect(shown.length).toBeGreaterThan(300);
  });
});

describe('services of the real base', () => {
  const find = (place: Place | null, topics: readonly TopicId[]) =>
    real.services({ ...question, place, topics, age: 16 });
  const ids = (place: Place | null, topics: readonly TopicId[]): readonly string[] =>
    find(place, topics).offered.map(({ service }) => service.id);

  test('a service without any way to reach it is offered to nobody, but found by its name', () => {
    expect(ids(town('Holýšov'), ['leisure'])).not.toContain('cz-klub-magnet');
    expect(real.named('kdy ma otevreno klub magnet')).toContain('cz-klub-magnet');
  });

  test('Holýšov has clubs around it, and debt advice in Stod, to whose ORP it belongs', () => {
    expect(ids(town('Holýšov'), ['leisure'])[0]).toBe('cz-diakonie-zapad-kluby');
    expect(ids(town('Holýšov'), ['debts'])[0]).toBe('cz-cvt-plzen');
  });

  test('a shelter in Skarżysko is offered to somebody in Skarżysko', () => {
    expect(ids(town('Skarżysko-Kamienna', '', 'PL'), ['housing'])[0]).toBe('pl-mops-skarzysko');
  });

  test('debts without a place get the line for the whole country', () => {
    expect(ids(null, ['debts'])).toEqual(['cz-dluhova-linka-cvt']);
  });
});

const crisisQuestion: CrisisQuestion = {
  risk: 'emergency',
  topics: ['suicide'],
  place: null,
  language: 'cs',
  age: null,
  other: false,
  homeCountry: 'CZ',
  now,
};

describe('who helps in a crisis', () => {
  const crisis = (more: Partial<CrisisQuestion> = {}): readonly string[] =>
    real.crisis({ ...crisisQuestion, ...more }).map((contact) => contact.id);

  test('pills in Czech: 155, 112, then the line for children, then another one', () => {
    expect(crisis({ topics: ['suicide', 'overdose'] })).toEqual([
      'cz-155',
      'cz-112',
      'cz-linka-bezpeci',
      'cz-dkc',
    ]);
  });

  test('an overdose in Czech: the poison line is the third', () => {
    expect(crisis({ topics: ['overdose'] })).toEqual(['cz-155', 'cz-112', 'cz-tis', 'cz-linka-bezpeci']);
  });

  test('violence in Czech: 158 and 112, then the lines for children and for victims', () => {
    expect(crisis({ topics: ['family-violence'] })).toEqual([
      'cz-158',
      'cz-112',
      'cz-linka-bezpeci',
      'cz-116006',
    ]);
  });

  test('danger without a known cause: 112 and 155', () => {
    expect(crisis({ topics: [] }).slice(0, 2)).toEqual(['cz-112', 'cz-155']);
  });

  test.each<[Language, readonly string[]]>([
    ['pl', ['pl-112', 'pl-999', 'pl-116111', 'pl-800121212']],
    ['sk', ['sk-112', 'sk-155', 'sk-ldi', 'sk-klp']],
    ['uk', ['cz-155', 'cz-112', 'cz-linka-bezpeci', 'cz-uk-npa']],
    ['en', ['cz-155', 'cz-112', 'cz-linka-bezpeci', 'cz-dkc']],
  ])('danger to life said in %s', (language, ids) => {
    expect(crisis({ language })).toEqual(ids);
  });

  test('the country of the place wins over the language', () => {
    expect(crisis({ language: 'cs', place: town('Kielce', '', 'PL') })[1]).toBe('pl-112');
    expect(crisis({ language: 'pl', place: town('Plzeň') })[0]).toBe('cz-155');
  });

  test('English and Ukrainian mean the country of the organisation', () => {
    expect(crisis({ language: 'en', homeCountry: 'GB' }).slice(0, 2)).toEqual(['gb-999', 'gb-childline']);
    expect(crisis({ language: 'uk', homeCountry: 'PL' })).toContain('pl-800121212');
  });

  test('in high danger the lines come first and 112 is the last', () => {
    expect(crisis({ risk: 'high' }).slice(0, 2)).toEqual(['cz-linka-bezpeci', 'cz-dkc']);
    expect(crisis({ risk: 'high', topics: ['eating'] }).slice(0, 2)).toEqual([
      'cz-linka-bezpeci',
      'cz-anabell',
    ]);
    expect(crisis({ risk: 'high' }).at(-1)).toBe('cz-112');
  });

  test('at thirty nobody is sent to the line for children', () => {
    for (const risk of ['high', 'emergency'] as const) {
      const ids = crisis({ risk, age: 30 });
      expect(ids).toContain('cz-116123');
      expect(ids).not.toContain('cz-linka-bezpeci');
      expect(ids).not.toContain('cz-dkc');
    }
  });

  test('in every language, for every danger and at any hour: two ways at least, four at most, 112 among them', () => {
    const causes: readonly (readonly TopicId[])[] = [
      ['suicide'],
      ['overdose'],
      ['family-violence'],
      ['runaway'],
      ['eating'],
      [],
    ];
    for (const language of languages) {
      for (const topics of causes) {
        for (const risk of ['high', 'emergency'] as const) {
          for (const age of [null, 13, 20, 40]) {
            for (const when of [now, night]) {
              const contacts = real.crisis({ ...crisisQuestion, language, topics, risk, age, now: when });
              expect(new Set(contacts).size).toBe(contacts.length);
              expect(contacts.length).toBeGreaterThanOrEqual(2);
              expect(contacts.length).toBeLessThanOrEqual(4);
              expect(contacts.some((one) => one.roles.includes('emergency') && one.h24)).toBe(true);
              expect(contacts.every(isReachable)).toBe(true);
              expect(contacts[0] && contactOpenAt(contacts[0], when)).not.toBe('closed');
            }
          }
        }
      }
    }
  });

  test('in every country, at every third hour of a week, whoever is named first has a second one', () => {
    const at = (country: Place['country']): Place => ({
      id: country,
      name: country,
      country,
      kind: 'country',
      orp: null,
      district: null,
      region: null,
      at: null,
    });
    const causes: readonly (readonly TopicId[])[] = [
      ['suicide'],
      ['sexual-abuse'],
      ['eating'],
      ['medical-emergency'],
      [],
    ];
    const people = [
      [13, 'cs'],
      [30, 'uk'],
      [null, 'en'],
    ] as const;
    for (const country of countries)
      for (let when = now; when < now + 7 * 24 * 3_600_000; when += 3 * 3_600_000)
        for (const topics of causes)
          for (const [age, language] of people)
            for (const risk of ['high', 'emergency'] as const) {
              const asked = { ...crisisQuestion, place: at(country), language, topics, risk, age, now: when };
              const contacts = real.crisis(asked);
              const open = contacts.filter((one) => contactOpenAt(one, when) !== 'closed');
              const said = `${country} ${language} ${age} ${topics} ${risk} ${new Date(when).toISOString()}`;
              expect(
                contacts.every((one) => one.country === country),
                said,
              ).toBe(true);
              expect(open.length, said).toBeGreaterThanOrEqual(2);
              expect(contacts.length, said).toBeLessThanOrEqual(4);
            }
  });

  const emergency = sampleContact('cz-e', { roles: ['emergency'], order: 1 });
  const medical = sampleContact('cz-m', { roles: ['medical'], order: 2 });
  const chosen = (contacts: readonly Contact[], more: Partial<CrisisQuestion> = {}): readonly string[] =>
    createRecommend(base([], contacts), places)
      .crisis({ ...crisisQuestion, ...more })
      .map((contact) => contact.id);

  test('a line that is closed now gives way to an open one', () => {
    const lines = [
      emergency,
      medical,
      sampleContact('cz-closed', { h24: false, schedules: [...closed], order: 0 }),
      sampleContact('cz-open', { h24: false, schedules: [...open], order: 9 }),
      sampleContact('cz-always', { order: 10 }),
    ];
    expect(chosen(lines, { risk: 'high' })).toEqual(['cz-always', 'cz-open', 'cz-e']);
    expect(chosen(lines)).toEqual(['cz-m', 'cz-e', 'cz-always', 'cz-open']);
  });

  test('when all lines are closed, who comes at any hour is first', () => {
    const lines = [emergency, medical, sampleContact('cz-closed', { h24: false, schedules: [...closed] })];
    expect(chosen(lines, { risk: 'high' })).toEqual(['cz-e', 'cz-m', 'cz-closed']);
  });

  test('a line that takes text messages only is shown, and is open when it is known to be', () => {
    const sms = { number: '85258', country: 'CZ', keyword: 'SHOUT' } as const;
    const textLine = sampleContact('cz-sms', { phones: [], sms, h24: false, schedules: [...open] });
    expect(chosen([emergency, medical, textLine])).toEqual(['cz-m', 'cz-e', 'cz-sms']);
    expect(contactOpenAt(textLine, now)).toBe('open');
    expect(contactOpenAt({ ...textLine, schedules: [...closed] }, now)).toBe('closed');
  });

  test.each([
    ['cs', 'SMS ve tvaru SHOUT na 85258 – Shout', 'SMS na 988'],
    ['pl', 'SMS o treści SHOUT na 85258 – Shout', 'SMS na 988'],
    ['sk', 'SMS v tvare SHOUT na 85258 – Shout', 'SMS na 988'],
    ['uk', 'SMS зі словом SHOUT на 85258 – Shout', 'SMS на 988'],
    ['en', 'Text SHOUT to 85258 – Shout', 'Text 988'],
  ] as const)('in %s a number for text messages is never shown as one to call', (language, line, more) => {
    const text = texts[language];
    const contact = (id: string): Contact => {
      const found = loaded.knowledge.contacts.find((one) => one.id === id);
      if (found === undefined) throw new Error(`no contact ${id}`);
      return found;
    };
    const shout = contactLine(contact('gb-shout'), now, 'GB', text);
    expect(shout.text).toContain(line);
    expect(shout.href).toBe('sms:85258?body=SHOUT');
    const card = contactCard(contact('gb-shout'), now, language, 'CZ', text);
    expect(JSON.stringify(card)).not.toContain('tel:');
    expect(told(card)).toContain(text.worksOnlyIn(text.countries.GB));
    // A line that takes both is shown with both.
    const lines = contactLines(contact('us-988'), now, 'US', text);
    expect(lines.map(({ href }) => href)).toEqual(['tel:988', 'sms:988', 'https://988lifeline.org/chat/']);
    expect(lines[1]?.text).toContain(more);
  });

  test('a text message to 112 is not said to arrive in every country', () => {
    const contact = loaded.knowledge.contacts.find((one) => one.id === 'sk-112');
    if (contact === undefined) throw new Error('no sk-112');
    const shown = (home: 'SK' | 'CZ'): string => told(contactCard(contact, now, 'sk', home, texts.sk));
    expect(shown('SK')).toContain('SMS na 112');
    expect(shown('SK')).not.toContain('SMS na 112 (');
    expect(shown('CZ')).toContain(`SMS na 112 (${texts.sk.worksOnlyIn('Slovensko')})`);
    expect(contactLines(contact, now, 'CZ', texts.sk).map(({ text }) => text)).toEqual([
      expect.not.stringContaining('('),
      expect.stringContaining('(len Slovensko)'),
    ]);
  });

  test('who asks for a number for text messages gets its line', () => {
    expect(real.named('what is 741741')).toEqual(['us-ctl']);
  });

  test('a contact without phone, text messages and chat is never shown', () => {
    const lines = [emergency, medical, sampleContact('cz-mute', { phones: [] }), sampleContact('cz-line')];
    expect(chosen(lines)).toEqual(['cz-m', 'cz-e', 'cz-line']);
  });

  test('who is older than a line takes is not sent there', () => {
    const lines = [
      emergency,
      medical,
      sampleContact('cz-young', { maximum_age: 18 }),
      sampleContact('cz-line'),
    ];
    expect(chosen(lines, { age: 18 })).toContain('cz-young');
    expect(chosen(lines, { age: 19 })).not.toContain('cz-young');
  });

  test('a line that speaks only Ukrainian is for who writes Ukrainian', () => {
    const lines = [
      emergency,
      medical,
      sampleContact('cz-line'),
      sampleContact('cz-ua', { roles: ['ukrainian'], languages: ['uk', 'ru'], order: 9 }),
    ];
    expect(chosen(lines)).not.toContain('cz-ua');
    expect(chosen(lines, { language: 'uk' })).toEqual(['cz-m', 'cz-e', 'cz-line', 'cz-ua']);
  });

  test('where the base knows no contacts of the country, those of the home country are shown', () => {
    expect(chosen([emergency, medical], { language: 'pl' })).toEqual(['cz-m', 'cz-e']);
  });
});

describe('lines for a topic', () => {
  test('three at most, none of the emergency services', () => {
    const contacts = real.contacts({ ...crisisQuestion, topics: ['depression'] });
    expect(contacts.map((contact) => contact.id)).toEqual(['cz-linka-bezpeci', 'cz-dkc', 'cz-116123']);
  });

  test('who writes Ukrainian gets the Ukrainian line first', () => {
    expect(real.contacts({ ...crisisQuestion, topics: ['depression'], language: 'uk' })[0]?.id).toBe(
      'cz-uk-npa',
    );
  });

  test('who wishes for free or anonymous help gets the lines first that are known to be so', () => {
    const lines = [
      sampleContact('cz-paid', { free: null, anonymous: null, order: 1 }),
      sampleContact('cz-free', { free: true, anonymous: null, order: 2 }),
      sampleContact('cz-both', { free: true, anonymous: true, order: 3 }),
    ];
    const find = createRecommend(base([], lines), places).contacts;
    const ids = (only: ServicesQuestion['only']) => find({ ...crisisQuestion, only }).map(({ id }) => id);
    expect(ids([])).toEqual(['cz-paid', 'cz-free', 'cz-both']);
    expect(ids(['free'])).toEqual(['cz-free', 'cz-both', 'cz-paid']);
    expect(ids(['free', 'anonymous'])).toEqual(['cz-both', 'cz-free', 'cz-paid']);
  });

  test('closed ones come last', () => {
    const lines = [
      sampleContact('cz-closed', { h24: false, schedules: [...closed], order: 1 }),
      sampleContact('cz-open', { h24: false, schedules: [...open], order: 2 }),
    ];
    const found = createRecommend(base([], lines), places).contacts(crisisQuestion);
    expect(found.map((contact) => contact.id)).toEqual(['cz-open', 'cz-closed']);
  });
});

describe('a service that a message names', () => {
  test.each([
    ['kdy ma otevreno magnet', 'cz-klub-magnet'],
    ['коли відкрито клуб магнет', 'cz-klub-magnet'],
    ['cislo na ospod v klatovech', 'cz-ospod-klatovy'],
    ['linka bezpeci', 'cz-linka-bezpeci'],
    ['co je 116 111', 'cz-linka-bezpeci'],
    ['krizove centrum ostrava', 'cz-kco-ostrava'],
    ['kde sidli charita v policce', 'cz-charita-policka'],
    ['obcanska poradna v plzni', 'cz-op-plzen'],
    ['godziny otwarcia mopsu', 'pl-mops-skarzysko'],
    ['kontakt na laxuss svitavy', 'cz-laxus-svitavy'],
    ['klub echo dobřany', 'cz-klub-echo-dobrany'],
    ['childline number', 'gb-childline'],
    ['adresa p-centrum', 'cz-cppt-pcentrum'],
    ['p centrum', 'cz-cppt-pcentrum'],
    ['kde je pointa plzen', 'cz-point14-teren'],
    ['kdy ma otevreno magent', 'cz-klub-magnet'],
    ['cislo na ospod susice', 'cz-ospod-klatovy'],
    ['cislo na ospot v policce', 'cz-osvz-policka'],
    ['adresa krizoveho centra plzen', 'cz-plus-plzen'],
    ['kedy ma otvorene linka detskej istoty', 'sk-ldi'],
    ['numer telefonu mops skarżysko', 'pl-mops-skarzysko'],
    ['telefon zaufania dla dzieci numer', 'pl-116111'],
    ['номер лінії безпеки', 'cz-linka-bezpeci'],
    ['адреса кризового центру острава', 'cz-kco-ostrava'],
    ['address of crisis centre ostrava', 'cz-kco-ostrava'],
  ])('%s → %s', (text, id) => {
    expect(real.named(text)[0]).toBe(id);
  });

  test.each([
    'jsem v bezpeci',
    'spim na ulici',
    'centrum',
    'potrebuju poradnu',
    'nejaky klub',
    'mam problem v rodine a ve skole',
    'ahoj',
    'потрібна допомога з візою, я з України',
    'jdu k centru',
    'je mi 14',
    '',
  ])('%j names none', (text) => {
    expect(real.named(text)).toEqual([]);
  });

  test('of a town that is said, nothing of another region is meant', () => {
    expect(real.named('cislo na ospod susice')).toEqual(['cz-ospod-klatovy']);
    expect(real.named('cislo na ospod')).toEqual(['cz-ospod-klatovy', 'cz-osvz-policka']);
  });

  test('what bears the same name in a thousand towns is found in the one that is said', () => {
    const names = [...new Set(loadGazetteer(`${dataFolder}places`).places.map(({ place }) => place.name))];
    const services = names
      .filter((name) => /^\p{L}{6,}$/u.test(name) && places.named('CZ', name).length === 1)
      .slice(0, 1000)
      .map((name) => sampleService(`ospod-${name}`, { name: 'OSPOD', municipality: name }));
    const last = services.at(-1)?.municipality ?? '';
    const found = createRecommend(base(services), places).named(`cislo na ospod ${last}`);
    expect(found[0]).toBe(`ospod-${last}`);
  });

  test('an entry is for the town that it covers, and for no other; a line is for all', () => {
    expect(real.isFor('cz-ospod-klatovy', town('Klatovy'))).toBe(true);
    expect(real.isFor('cz-ospod-klatovy', town('Sušice'))).toBe(false);
    expect(real.isFor('cz-poradna-klatovy', town('Bolešiny'))).toBe(false);
    expect(real.isFor('cz-plus-plzen', town('Sušice'))).toBe(true);
    expect(real.isFor('cz-linka-bezpeci', town('Sušice'))).toBe(true);
  });

  test('at most three are named, however many share the name', () => {
    const services = ['a', 'b', 'c', 'd'].map((id) => sampleService(id, { name: 'Klub Bublina' }));
    expect(createRecommend(base(services), places).named('bublina')).toEqual(['a', 'b', 'c']);
  });
});
