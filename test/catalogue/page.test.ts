import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Contents, contentsOf } from '../../src/catalogue/contents.ts';
import { findTopic } from '../../src/catalogue/find-topic.ts';
import { leafletPage } from '../../src/catalogue/leaflet.ts';
import { lifeOf } from '../../src/catalogue/life.ts';
import { cataloguePage } from '../../src/catalogue/page.ts';
import { voiceOf } from '../../src/catalogue/wording.ts';
import { catalogueWords } from '../../src/catalogue/words.ts';
import { type Language, languages, type TopicId } from '../../src/domain.ts';
import { loadKnowledge } from '../../src/knowledge/load.ts';
import type { Knowledge } from '../../src/knowledge/schema.ts';
import { openLand } from '../../src/region/land.ts';
import { html } from '../../src/text/html.ts';
import { findWording } from '../../src/text/wording.ts';
import { inFive, sampleContact, sampleService } from '../knowledge/sample.ts';

const loaded = await loadKnowledge('data/knowledge');
if ('problems' in loaded) throw new Error('the knowledge base that comes along cannot be read');
const real = loaded.knowledge;
const land = openLand('data', real, 'CZ');
const now = Date.parse('2026-11-22T09:00:00Z');
const link = 'https://lampa.example.org/chat';

interface Asked {
  readonly region?: string;
  readonly language?: Language;
  readonly topic?: TopicId | null;
  readonly knowledge?: Knowledge;
}

const given = ({ region = 'klatovsko', language = 'cs', topic = null, knowledge = real }: Asked) => {
  const found = land.findRegion(region);
  if (found.kind !== 'one') throw new Error(region);
  const contents = contentsOf({ knowledge, places: land.places, region: found.region, language, topic, now });
  return {
    contents,
    region: found.region,
    team: knowledge.team,
    voice: voiceOf(language, now, 'Europe/Prague'),
    topic: knowledge.topics.find(({ id }) => id === topic) ?? null,
  };
};

const catalogueOf = (asked: Asked = {}): string => {
  const all = given(asked);
  return cataloguePage({ ...all, link }, all.voice);
};

const leafletOf = (topic: TopicId, asked: Asked = {}): string => {
  const all = given({ ...asked, topic });
  if (all.topic === null) throw new Error(topic);
  return leafletPage({ ...all, topic: all.topic, link, strips: true }, all.voice);
};

const idsOf = ({ entries }: Contents): readonly string[] => entries.map(({ offered }) => offered.service.id);

describe('the contents', () => {
  test('every service of the region is described once, under a number of its own', () => {
    for (const region of ['klatovsko', 'Ostrava', 'Polička', 'Skarżysko-Kamienna', 'Plzeňský kraj']) {
      const { contents } = given({ region });
      expect(contents.entries.map(({ number }) => number)).toEqual(contents.entries.map((_, i) => i + 1));
      expect(new Set(idsOf(contents)).size).toBe(contents.entries.length);
      expect(contents.chapters.flatMap(({ entries }) => entries)).toEqual(contents.entries);
    }
  });

  test('each of its topics names it, in whatever chapter it is described', () => {
    const { contents } = given({});
    for (const entry of contents.entries) {
      const named = contents.chapters
        .flatMap(({ topics }) => topics)
        .filter(({ entries }) => entries.includes(entry))
        .map(({ topic }) => topic.id);
      expect([...named].sort()).toEqual(
        entry.offered.service.topics.filter((id) => lifeOf[id] !== null).sort(),
      );
    }
  });

  test('of one topic, only what helps with it is in', () => {
    const { contents } = given({ topic: 'debts' });
    expect(idsOf(contents)).toContain('cz-dluhova-linka-cvt');
    expect(contents.entries.every(({ offered }) => offered.service.topics.includes('debts'))).toBe(true);
    expect(contents.chapters.flatMap(({ topics }) => topics).map(({ topic }) => topic.id)).toEqual(['debts']);
  });

  test('crisis contacts: who comes with a siren, and at least two lines, in every language and country', () => {
    for (const region of ['klatovsko', 'Skarżysko-Kamienna']) {
      for (const language of languages) {
        const { crisis } = given({ region, language }).contents;
        expect(crisis.rescue.length).toBeGreaterThanOrEqual(2);
        expect(crisis.talk.length).toBeGreaterThanOrEqual(2);
      }
    }
  });

  test('who reads Ukrainian finds a line in Ukrainian first, who does not finds none that only speaks it', () => {
    const ids = (language: Language) => given({ language }).contents.crisis.talk.map(({ id }) => id);
    expect(ids('uk')[0]).toBe('cz-uk-npa');
    expect(ids('cs')).not.toContain('cz-uk-npa');
  });
});

describe('the page', () => {
  test('crisis contacts stand before everything else that helps', () => {
    const page = catalogueOf();
    const body = page.slice(page.indexOf('<main>'));
    expect(body.indexOf('tel:116111')).toBeGreaterThan(0);
    expect(body.indexOf('tel:116111')).toBeLessThan(body.indexOf('class="card"'));
  });

  test('every number on it can be tapped, and every entry says how fresh it is', () => {
    const { contents } = given({});
    const page = catalogueOf();
    for (const { offered } of contents.entries) {
      for (const { number } of offered.service.phones) expect(page).toContain(`href="tel:${number}"`);
    }
    const cards = page.match(/<article class="card"[\s\S]*?<\/article>/g) ?? [];
    expect(cards.length).toBe(contents.entries.length);
    for (const card of cards) expect(card).toMatch(/<p class="fresh">\S/);
  });

  test('it holds no script and loads nothing, and says so to the browser', () => {
    for (const page of [catalogueOf(), leafletOf('debts')]) {
      expect(page).toContain(
        `content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"`,
      );
      expect(page).toContain('<meta name="referrer" content="no-referrer">');
      expect(page).not.toMatch(/<script|<img|<iframe|<link|<object|@import|url\(|\son[a-z]+=/i);
    }
  });

  test('every link inside it leads somewhere', () => {
    const page = catalogueOf({ region: 'Plzeňský kraj' });
    const ids = new Set([...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id));
    const targets = [...page.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id);
    expect(targets.length).toBeGreaterThan(50);
    expect(targets.filter((id) => !ids.has(id ?? ''))).toEqual([]);
  });

  test('without the address of a bot there is no code', () => {
    const all = given({});
    expect(cataloguePage({ ...all, link: null }, all.voice)).not.toContain('class="qr"');
    expect(catalogueOf()).toContain('class="qr"');
  });

  test('what is full is said, until the day after which it counts no more', () => {
    const withFull = (until: string): Knowledge => ({
      ...real,
      services: real.services.map((one) =>
        one.id === 'cz-plus-plzen' ? { ...one, capacity: { state: 'full', until } } : one,
      ),
    });
    expect(catalogueOf({ knowledge: withFull('2026-11-27') })).toContain('mají plno do 27. 11. 2026');
    expect(catalogueOf({ knowledge: withFull('2026-11-21') })).not.toContain('mají plno');
  });

  test('it is written in the language that is asked for, to the last heading', () => {
    for (const language of languages) {
      const page = catalogueOf({ language });
      expect(page).toContain(`<html lang="${language}">`);
      for (const other of languages.filter((one) => one !== language)) {
        const { contents, index } = catalogueWords[other];
        for (const heading of [contents, index]) {
          if (![catalogueWords[language].contents, catalogueWords[language].index].includes(heading)) {
            expect(page).not.toContain(`<h2>${heading}</h2>`);
          }
        }
      }
    }
  });
});

describe('whatever stands in the directory', () => {
  const nasty = `<script>alert(1)</script>"'><img src=x onerror=alert(2)>&amp;</style>`;

  const hostile: Knowledge = {
    ...real,
    team: { ...real.team, organisation: nasty },
    topics: real.topics.map((topic) => ({
      ...topic,
      name: inFive(nasty),
      sentence: inFive(nasty),
      steps: { cs: [nasty], pl: [nasty], sk: [nasty], uk: [nasty], en: [nasty] },
    })),
    contacts: [
      sampleContact('a', {
        name: nasty,
        for_whom: inFive(nasty),
        chat: { url: `https://example.org/"onclick="x`, schedules: [] },
      }),
      sampleContact('b', { name: nasty, roles: ['emergency'], topics: ['debts'] }),
    ],
    services: [
      sampleService('s', {
        name: nasty,
        provider: `by ${nasty}`,
        description: inFive(nasty),
        not_for: inFive(nasty),
        address: nasty,
        topics: ['debts'],
        email: 'a@example.org',
        url: `https://example.org/?a="><script>b</script>`,
        hours_note: inFive(nasty),
        how_to_get: inFive(nasty),
      }),
    ],
  };

  test('is text on the page and never an element of it', () => {
    for (const page of [
      catalogueOf({ knowledge: hostile, region: 'Plzeň' }),
      leafletOf('debts', { knowledge: hostile, region: 'Plzeň' }),
    ]) {
      expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
      expect(page).not.toMatch(/<script|<img/);
      expect(page).not.toMatch(/"onclick=/);
      expect(page.split('</style>').length).toBe(2);
    }
  });

  test('comes back letter for letter, and closes nothing', () => {
    const signs: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'<>"\'&;/a=#\u{1f511}') }), (text) => {
        const written = html`<b title="${text}">${[text]}</b>`.html;
        const inner = written.slice('<b title="'.length, -'</b>'.length);
        expect(inner.replace(/">/, '')).not.toMatch(/[<>"']/);
        const [, said = ''] = inner.split('">');
        expect(said.replace(/&(amp|lt|gt|quot|#39);/g, (_, sign: string) => signs[sign] ?? '')).toBe(text);
      }),
    );
  });
});

describe('the leaflet', () => {
  test('says the sentence of the topic, its first steps, at most five places, and whom to call', () => {
    const topic = real.topics.find(({ id }) => id === 'debts');
    const page = leafletOf('debts');
    expect(page).toContain(topic?.sentence.cs);
    for (const step of topic?.steps.cs ?? []) expect(page).toContain(step);
    expect(page.split('<article').length - 1).toBe(3);
    expect(leafletOf('leisure', { region: 'Ostrava' }).split('<article').length - 1).toBe(5);
    expect(page).toContain('tel:112');
    expect(page).toContain('tel:116111');
  });

  test('who is there and is mainly for this comes first', () => {
    const [first] = /<h3>([^<]+)<\/h3>/.exec(leafletOf('debts'))?.slice(1) ?? [];
    expect(first).toContain('Člověk v tísni');
  });
});

describe('a topic', () => {
  test.each([
    ['debts', 'debts'],
    ['dluhy', 'debts'],
    ['Dluhy a exekuce', 'debts'],
    ['długi', 'debts'],
    ['борги', 'debts'],
    ['housing', 'housing'],
    ['bydleni', 'housing'],
  ] as const)('"%s" is understood', (said, id) => {
    expect(findTopic(said, real.topics)).toMatchObject({ kind: 'one', topic: { id } });
  });

  test('that is none gets the nearest ones, and what is about the bot is none', () => {
    expect(findTopic('debtz', real.topics)).toMatchObject({ kind: 'none' });
    expect(JSON.stringify(findTopic('debtz', real.topics))).toContain('debts');
    expect(findTopic('bot-meta', real.topics).kind).toBe('none');
  });
});

test('nothing on the pages breaks the rules of wording', () => {
  const said = (value: unknown): readonly string[] => {
    if (typeof value === 'string') return [value];
    if (typeof value === 'function') return [String(Reflect.apply(value, undefined, ['X', 'Y']))];
    return typeof value === 'object' && value !== null ? Object.values(value).flatMap(said) : [];
  };
  for (const language of languages) {
    const texts = said(catalogueWords[language]);
    expect(texts.length).toBeGreaterThan(40);
    expect(
      texts.flatMap((text) => findWording(text, language).map(({ rule }) => `${rule}: ${text}`)),
    ).toEqual([]);
    expect(texts.filter((text) => text.trim() === '')).toEqual([]);
  }
});
