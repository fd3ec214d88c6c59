import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import type { Candidate, Gathered } from '../../src/knowledge/import/candidate.ts';
import { ImportError } from '../../src/knowledge/import/import-error.ts';
import { propose } from '../../src/knowledge/import/propose.ts';
import { gatherRpss } from '../../src/knowledge/import/rpss.ts';
import { createTowns } from '../../src/knowledge/import/towns.ts';
import { loadKnowledge } from '../../src/knowledge/load.ts';
import type { Knowledge } from '../../src/knowledge/schema.ts';
import { findWording } from '../../src/text/wording.ts';
import { loadGazetteer } from '../../src/understand/place-gazetteer.ts';
import { address, ageId, groupId, kindId, registration, writeRegister } from '../fakes/rpss.ts';

const folder = mkdtempSync(join(tmpdir(), 'lampa-rpss-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const towns = createTowns(loadGazetteer('data/places').places.map(({ place }) => place));
const today = '2026-11-22';
let files = 0;
const register = (...registrations: readonly object[]): string =>
  writeRegister(join(folder, String(files++)), registrations);
const gathered = (...registrations: readonly object[]): Promise<Gathered> =>
  gatherRpss(register(...registrations), towns, today);
const only = async (more: object): Promise<Candidate> => {
  const { candidates, leftOut } = await gathered(registration(1, more));
  const [candidate] = candidates;
  if (candidate === undefined) throw new Error(`left out: ${[...leftOut.keys()].join()}`);
  return candidate;
};
const whyNot = async (more: object): Promise<readonly string[]> => [
  ...(await gathered(registration(1, more))).leftOut.keys(),
];
const facility = (more: object): object => ({ nazev: 'Klub', adresa: address(0, 2), ...more });

const loaded = await loadKnowledge('data/knowledge');
if ('problems' in loaded) throw new Error('the shipped base does not load');
const { knowledge } = loaded;
const options = { from: 'rpss' as const, today, noteText: (notes: readonly string[]) => notes.join(' ') };
const admitted = (base: Knowledge, source: Gathered): Knowledge => {
  const { proposals } = propose(base, source, options);
  const after = new Map(proposals.map((one) => [one.id, one.after]));
  const there = base.services.map((one) => after.get(one.id) ?? one);
  const fresh = proposals.filter((one) => one.before === null).map((one) => one.after);
  return { ...base, services: [...there, ...fresh] };
};

describe('a registration becomes an entry', () => {
  test('with what the register says, and nothing of the people in it', async () => {
    const candidate = await only({});
    expect(candidate).toMatchObject({ key: '1/554791', id: 'rpss-1', confidence: 'B' });
    expect(candidate.facts).toMatchObject({
      name: 'Klub Smyšlený 1',
      kind: 'nízkoprahové zařízení pro děti a mládež',
      address: 'Vymyšlená 2, 301 00 Plzeň',
      municipality: 'Plzeň',
      region: 'Plzeňský kraj',
      minimum_age: 11,
      maximum_age: 18,
      free: true,
      phones: [{ number: '+420601000001', country: 'CZ', short: false }],
      email: 'klub1@smyslena.example',
      schedules: [{ byday: ['MO'], opens_at: '13:00', closes_at: '18:00' }],
    });
    expect(JSON.stringify(candidate)).not.toMatch(/Vymyslena|Statutarova|Vedoucova|dokumenty|pdf/);
  });

  test('not when the service or its only facility has ended, or has not begun', async () => {
    expect(await whyNot({ datumPoskytovaniDo: '2026-11-21' })).toEqual(['not-running']);
    expect(await whyNot({ datumPoskytovaniDo: '21. 11. 2026' })).toEqual(['not-running']);
    expect(await whyNot({ datumPoskytovaniOd: '2026-11-23' })).toEqual(['not-running']);
    expect(await whyNot({ zarizeni: [facility({ poskytujeDo: '2020-01-01T00:00:00' })] })).toEqual([
      'not-running',
    ]);
    expect(await whyNot({ datumPoskytovaniDo: '2026-11-22' })).toEqual([]);
  });

  test('one for each municipality, however many facilities there are', async () => {
    const { candidates } = await gathered(
      registration(1, {
        zarizeni: [
          facility({ adresa: address(0, 2) }),
          facility({ adresa: address(0, 5) }),
          facility({ adresa: address(2, 2) }),
          facility({ adresa: address(3, 2), poskytujeDo: '2020-01-01' }),
        ],
      }),
      registration(1, { zarizeni: [facility({ adresa: address(5, 2) })] }),
    );
    expect(candidates.map(({ facts }) => facts.municipality)).toEqual(['Klatovy', 'Polička', 'Brno']);
    expect(candidates[0]?.facts.address).toBe('Vymyšlená 2, 339 01 Klatovy; Vymyšlená 5, 339 01 Klatovy');
  });

  test('without its address, its town and its name when the address is secret, however that is written', async () => {
    const secrets = [
      { zarizeni: [facility({ utajenaAdresa: true })] },
      { zarizeni: [facility({ adresa: address(0, 2, { utajenaAdresa: 'ano' }) })] },
      { utajenaAdresa: 1 },
      { zarizeni: [facility({ adresaUtajena: true, telefony: [{ telefon: '377 999 888' }] })] },
    ];
    for (const secret of secrets) {
      const candidate = await only(secret);
      expect(candidate.facts).toMatchObject({ address: null, municipality: null });
      expect(candidate.notes).toContain('secret-address');
      expect(JSON.stringify(candidate)).not.toMatch(/Klatovy|Vymyšlená|377999888|"Klub"/);
    }
  });

  test('without an address when only one of two listings says that it is secret', async () => {
    const { candidates } = await gathered(
      registration(1),
      registration(1, { zarizeni: [facility({ utajenaAdresa: true })] }),
    );
    expect(candidates.map(({ facts }) => facts.address)).toEqual([null]);
  });

  test('and its capacity is never taken for free places', async () => {
    const kapacity = [
      { pocet: 4711, popis: 'Maximální kapacita 4711 lůžek', typ: { id: 'TypKapacity/luzka' } },
    ];
    const formy = [{ forma: { id: 'FormaSocialniSluzby/pob' }, kapacity }];
    const plan = propose(knowledge, await gathered(registration(1, { formy })), options);
    expect(plan.proposals[0]?.after.capacity).toBeNull();
    expect(JSON.stringify(plan)).not.toContain('4711');
  });

  test('that covers the office of its seat when the register does not say where streetwork goes, and trusts it less', async () => {
    const field = {
      formy: [{ forma: { id: 'FormaSocialniSluzby/ter' } }],
      druhSocialniSluzby: { id: kindId('Terénní programy') },
    };
    const guessed = await only({ ...field, zarizeni: [facility({})] });
    expect(guessed.facts.service_areas).toEqual([{ kind: 'orp', name: 'Klatovy' }]);
    expect(guessed.confidence).toBe('C');
    expect(guessed.notes).toContain('coverage-guessed');
    const told = await only({ ...field, rozsirenePusobnostiVKraji: [{ id: 'Kraj/94' }] });
    expect(told.facts.service_areas).toContainEqual({ kind: 'region', name: 'Pardubický kraj' });
    expect(told.confidence).toBe('B');
  });

  test('that is trusted less when its town lies in another region than the address says', async () => {
    const candidate = await only({
      zarizeni: [facility({ adresa: address(0, 2, { kraj: { id: 'Kraj/51' } }) })],
    });
    expect(candidate.confidence).toBe('C');
    expect(candidate.notes).toContain('place-conflict');
  });

  test('by the name of its kind and of its groups, and only if it is for people between 12 and 26', async () => {
    expect(await whyNot({ druhSocialniSluzby: { id: kindId('Domovy pro seniory') } })).toEqual(['kind']);
    expect(await whyNot({ vekoveSkupiny: [{ id: ageId('dospělí (27 – 64 let)') }] })).toEqual(['age']);
    expect(await whyNot({ ciloveSkupiny: [{ id: groupId('senioři') }] })).toEqual(['groups']);
    const advice = await only({
      druhSocialniSluzby: { id: kindId('Odborné sociální poradenství') },
      ciloveSkupiny: [{ id: groupId('oběti domácího násilí') }],
      vekoveSkupiny: [],
      doplnujiciInformaceVekoveSkupiny: 'od 15 do 26 let',
    });
    expect(advice.facts).toMatchObject({
      topics: ['family-violence', 'dating-violence'],
      minimum_age: 15,
      maximum_age: 26,
    });
    expect(advice.facts.description?.cs).toContain('lidé, kterým doma nebo ve vztahu někdo ubližuje');
  });

  test('whose address of e-mail is not a person’s', async () => {
    const candidate = await only({
      emaily: [{ email: 'jana.vymyslena@smyslena.example' }, { email: 'poradna@smyslena.example' }],
    });
    expect(candidate.facts.email).toBe('poradna@smyslena.example');
  });

  test('and names of kinds that nobody knows are told to the admin', async () => {
    const { unknownNames } = await gathered(
      registration(1, { druhSocialniSluzby: { id: 'x', nazev: 'Nová služba' } }),
      registration(2),
    );
    expect([...unknownNames]).toEqual(['Nová služba']);
  });

  test('in words that hurt nobody', async () => {
    const { candidates } = await gathered(
      registration(1),
      registration(2, { ciloveSkupiny: [{ id: groupId('osoby v krizi') }] }),
    );
    const said = candidates.flatMap(({ facts }) => Object.entries(facts.description ?? {}));
    expect(said.flatMap(([language, text]) => findWording(text, language as 'cs'))).toEqual([]);
  });
});

describe('an import against what is there', () => {
  test('proposes nothing the second time', async () => {
    const source = await gathered(registration(1), registration(2), registration(3));
    const after = admitted(knowledge, source);
    expect(after.services).toHaveLength(knowledge.services.length + 3);
    expect(propose(after, source, options).proposals).toEqual([]);
  });

  test('proposes a new phone, keeps what a person wrote, and then is silent', async () => {
    const base = admitted(knowledge, await gathered(registration(1)));
    const edited: Knowledge = {
      ...base,
      services: base.services.map((one) =>
        one.id === 'rpss-1' ? { ...one, name: 'Klub, jak mu říkáme' } : one,
      ),
    };
    const news = await gathered(
      registration(1, {
        telefony: [{ telefon: '777 123 456' }],
        zarizeni: [facility({ nazev: 'Nový název', adresa: address(1, 2) })],
      }),
    );
    const [change] = propose(edited, news, options).proposals;
    expect(change?.kind).toBe('changed');
    expect(change?.take.map(({ field }) => field)).toEqual(['phones']);
    expect(change?.keep.map(({ field }) => field)).toEqual(['name']);
    expect(change?.after).toMatchObject({
      name: 'Klub, jak mu říkáme',
      phones: [{ number: '+420777123456' }],
    });
    expect(propose(admitted(edited, news), news, options).proposals).toEqual([]);
  });

  test('changes nothing in an entry that a person has assured, not even when the register drops it', async () => {
    const base = admitted(knowledge, await gathered(registration(1)));
    const assured: Knowledge = {
      ...base,
      services: base.services.map((one) =>
        one.id === 'rpss-1' ? { ...one, assured_date: '2026-11-20', assurer: 'Dana' } : one,
      ),
    };
    const [kept] = propose(
      assured,
      await gathered(registration(1, { telefony: [{ telefon: '777 123 456' }] })),
      options,
    ).proposals;
    expect(kept?.take).toEqual([]);
    expect(kept?.after.phones).toEqual(assured.services.at(-1)?.phones);
    const [gone] = propose(assured, await gathered(registration(2)), options).proposals.filter(
      (one) => one.kind === 'gone',
    );
    expect(gone?.after.status).toBe('active');
  });

  test('proposes that what the register drops is over, and keeps the entry', async () => {
    const base = admitted(knowledge, await gathered(registration(1), registration(2)));
    const [gone] = propose(base, await gathered(registration(2)), options).proposals;
    expect(gone).toMatchObject({ kind: 'gone', id: 'rpss-1', after: { status: 'defunct' } });
  });

  test('knows the entry that a person wrote by hand, and fills in only what is open', async () => {
    const mine = knowledge.services.find((one) => one.id === 'cz-klub-magnet');
    if (mine === undefined) throw new Error('the example has gone');
    const open = { ...mine, municipality: 'Plzeň' };
    const base = {
      ...knowledge,
      services: knowledge.services.map((one) => (one.id === mine.id ? open : one)),
    };
    const source = await gathered(
      registration(1, { zarizeni: [facility({ nazev: 'KLUB MAGNET', adresa: address(1, 2) })] }),
    );
    const [same] = propose(base, source, options).proposals;
    expect(same).toMatchObject({ kind: 'same', id: 'cz-klub-magnet' });
    expect(same?.take.map(({ field }) => field)).toEqual(
      expect.arrayContaining(['address', 'phones', 'email']),
    );
    expect(same?.after).toMatchObject({
      name: mine.name,
      description: mine.description,
      topics: mine.topics,
    });
  });

  test('does not propose an entry with a retired number', async () => {
    const { proposals, refused } = propose(
      knowledge,
      await gathered(
        registration(1, {
          telefony: [{ telefon: knowledge.retired.find((one) => one.country === 'CZ')?.number }],
        }),
      ),
      options,
    );
    expect(proposals).toEqual([]);
    expect(refused[0]?.why.en).toMatch(/retired number/);
  });
});

describe('a file that is broken', () => {
  const faultOf = async (bytes: string | Uint8Array): Promise<unknown> => {
    const path = register();
    writeFileSync(path, bytes);
    try {
      await gatherRpss(path, towns, today);
      return 'read';
    } catch (error) {
      return error instanceof ImportError ? error.fault.kind : error;
    }
  };

  test('is refused with what is wrong with it', async () => {
    const whole = readFileSync(register(registration(1), registration(2)), 'utf8');
    expect(await faultOf(whole.slice(0, -200))).toBe('cut-off');
    expect(await faultOf('')).toBe('empty');
    expect(await faultOf('{"result": []}')).toBe('no-list');
    expect(await faultOf('{"polozky": {"1": 2}}')).toBe('no-list');
    expect(await faultOf('[1, 2]')).toBe('no-list');
    expect(await faultOf('{"polozky": [1, }')).toBe('not-json');
    expect(await faultOf(Buffer.from('{"polozky": ["p\xf8\xedklad"]}', 'latin1'))).toBe('not-utf8');
    expect(await faultOf(`{"polozky": [${'['.repeat(5000)}${']'.repeat(5000)}]}`)).toBe('too-deep');
    expect(await faultOf(`{"polozky": [{"a": "${'x'.repeat(2_000_000)}"}]}`)).toBe('too-long');
    expect(await faultOf('{"polozky": [{"portalId": 1, "druhSocialniSluzby": {"id": "unknown"}}]}')).toBe(
      'no-code-list',
    );
  });

  test('is refused at a place cut anywhere', async () => {
    const whole = readFileSync(register(registration(1)), 'utf8');
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: whole.length - 1 }), async (length) => {
        expect(['cut-off', 'not-json', 'not-utf8', 'empty']).toContain(await faultOf(whole.slice(0, length)));
      }),
      { numRuns: 25 },
    );
  });

  test('does not reach into prototypes', async () => {
    await faultOf(
      '{"__proto__": {"polluted": 1}, "polozky": [{"__proto__": {"polluted": 1}, "constructor": {"prototype": {"polluted": 1}}}]}',
    );
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
  });

  test('whatever stands in it, gives entries that pass the check or none', async () => {
    const anyField = fc.constantFrom(...Object.keys(registration(1)), '__proto__');
    const anyValue = fc.oneof(
      fc.jsonValue({ maxDepth: 3 }),
      fc.constant([null]),
      fc.constant([{}]),
      fc.constant({ id: {} }),
    );
    const spoilt = fc.array(fc.tuple(anyField, anyValue), { maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(spoilt, async (changes) => {
        const source = await gathered(registration(1, Object.fromEntries(changes)), registration(2));
        const after = admitted(knowledge, source);
        expect(propose(after, source, options).proposals).toEqual([]);
        expect(propose(after, source, options).refused).toEqual(propose(knowledge, source, options).refused);
      }),
      { numRuns: 25 },
    );
  });
});
