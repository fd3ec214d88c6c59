import { describe, expect, onTestFinished, test } from 'vitest';
import { deskAddress as discordDesk } from '../../adapters/discord/addresses.ts';
import { createDiscord } from '../../adapters/discord/discord.ts';
import { deskAddress as telegramDesk } from '../../adapters/telegram/addresses.ts';
import { createTelegram } from '../../adapters/telegram/telegram.ts';
import {
  wordsOf as discordWords,
  givenWorld as givenDiscord,
  readable,
} from '../adapters/discord/on-discord.ts';
import { givenWorld as givenTelegram, wordsOf as telegramWords } from '../adapters/telegram/on-telegram.ts';
import { createFakeClock } from '../fakes/clock.ts';
import { givenLampa, type Lampa, type LampaOptions } from '../lampa.ts';

/** Both platforms in one process: whoever writes on either talks with whoever works on either. */

type Platform = 'telegram' | 'discord';
const pairs: readonly (readonly [Platform, Platform])[] = [
  ['telegram', 'telegram'],
  ['telegram', 'discord'],
  ['discord', 'telegram'],
  ['discord', 'discord'],
];

/** Somebody as a story plays them, wherever they are. */
interface Played {
  says(text: string): unknown;
  edits(text: string): unknown;
  presses(label: string): unknown;
  heard(): readonly string[];
}

interface Staff {
  /** In the newest room. */
  says(text: string): unknown;
  /** On the desk itself. */
  presses(label: string): unknown;
  inRoom(): readonly string[];
  desk(): readonly string[];
  rooms(): number;
  deletesRoom(): unknown;
}

interface Both {
  readonly lampa: Lampa;
  readonly person: (on: Platform, name: string) => Played;
  readonly jana: Staff;
  readonly settled: () => Promise<void>;
  /** From now on this platform answers nothing any more. */
  readonly breaks: (platform: Platform) => void;
  readonly pass: (milliseconds: number) => Promise<void>;
}

const given = async (deskOn: Platform, options: LampaOptions = {}): Promise<Both> => {
  const clock = createFakeClock(Date.parse(options.at ?? '2026-11-23T10:00:00Z'));
  const onTelegram = await givenTelegram({ clock });
  const onDiscord = await givenDiscord({ clock });
  const { telegram, group } = onTelegram;
  const { discord, guild, forum, role } = onDiscord;
  const lampa = await givenLampa({
    ...options,
    clock,
    platforms: ({ voice, store }) => ({
      desk: deskOn === 'telegram' ? telegramDesk : discordDesk,
      ports: [
        createTelegram({
          token: telegram.token,
          apiRoot: telegram.url,
          desk: deskOn === 'telegram' ? group.id : null,
          webhook: null,
          words: () => telegramWords(voice()),
          now: clock.now,
          after: clock.after,
          tell: () => undefined,
          onEnd: () => undefined,
        }),
        createDiscord({
          token: discord.token,
          apiUrl: discord.url,
          desk: deskOn === 'discord' ? { channel: forum, staffRole: role } : null,
          memory: {
            heardUntil: async () => null,
            saveHeardUntil: async () => undefined,
            persons: () => store.persons(100),
          },
          words: () => discordWords(voice()),
          now: clock.now,
          after: clock.after,
          tell: () => undefined,
          onEnd: () => undefined,
        }),
      ],
    }),
  });
  onTestFinished(() => lampa.close());

  /** What goes over sockets takes its time: quiet is when several looks in a row see nothing new. */
  let broken = false;
  const settled = async (): Promise<void> => {
    let seen = -1;
    for (let quiet = 0; quiet < 6; quiet++) {
      if (!broken) await telegram.confirmed();
      await new Promise((resolve) => setTimeout(resolve, 5));
      await lampa.idle();
      const asked = discord.requests.length;
      if (asked !== seen || discord.requests.some(({ answer }) => answer === null)) quiet = 0;
      seen = asked;
    }
  };
  await settled();

  const person = (on: Platform, name: string): Played => {
    if (on === 'telegram') {
      const one = telegram.person({ firstName: name, language: 'cs' });
      let said: ReturnType<typeof one.says> | null = null;
      return {
        says: (text) => {
          said = one.says(text);
        },
        edits: (text) => (said === null ? undefined : one.edits(said, text)),
        presses: (label) => one.presses(label),
        heard: () => one.heard().map(({ text }) => text ?? ''),
      };
    }
    const one = discord.person({ name, locale: 'cs' });
    let said: ReturnType<typeof one.says> | null = null;
    return {
      says: (text) => {
        said = one.says(text);
      },
      edits: (text) => (said === null ? undefined : one.edits(said, text)),
      presses: (label) => one.presses(label),
      heard: () => one.heard().map((message) => readable(message).replaceAll(/\*\*|\\/g, '')),
    };
  };

  const posts = () => guild.posts(forum).filter(({ name }) => !name.startsWith('🔔'));
  const own = () => guild.posts(forum).find(({ name }) => name.startsWith('🔔'))?.id ?? '';
  const newest = () => posts().at(-1)?.id ?? '';
  const plain = (channel: string) =>
    guild.heard(channel).map((message) => readable(message).replaceAll(/\*\*|\\/g, ''));
  const topic = () => group.topics().at(-1)?.id ?? 0;
  const jana: Staff =
    deskOn === 'telegram'
      ? {
          says: (text) => group.as(onTelegram.jana, topic()).says(text),
          presses: (label) => group.as(onTelegram.jana).presses(label),
          inRoom: () => group.heard(topic()).map(({ text }) => text ?? ''),
          desk: () =>
            group
              .heard()
              .filter(({ message_thread_id: thread }) => thread === undefined)
              .map(({ text }) => text ?? ''),
          rooms: () => group.topics().length,
          deletesRoom: () => group.as(onTelegram.jana).deletesTopic(topic()),
        }
      : {
          says: (text) => guild.as(onDiscord.jana, newest()).says(text),
          presses: (label) => guild.as(onDiscord.jana, own()).presses(label),
          inRoom: () => plain(newest()),
          desk: () => plain(own()),
          rooms: () => posts().length,
          deletesRoom: () => guild.delete(newest()),
        };
  return {
    lampa,
    person,
    jana,
    settled,
    breaks: (platform) => {
      broken = platform === 'telegram';
      const always = { times: Number.POSITIVE_INFINITY };
      if (platform === 'telegram') telegram.faults.order({ kind: 'reset-before' }, always);
      else {
        discord.faults.order({ kind: 'reset-before' }, always);
        discord.gateway.drop();
      }
    },
    pass: async (milliseconds) => {
      await lampa.pass(milliseconds);
      await settled();
    },
  };
};

const last = (texts: readonly string[]): string => texts.at(-1) ?? '';
const hour = 3_600_000;

describe.each(pairs)('a person on %s, a worker on %s', (personOn, deskOn) => {
  test('danger has its contacts first, and rings at the desk', async () => {
    const { person, jana, settled } = await given(deskOn);
    const ema = person(personOn, 'Ema');
    ema.says('chci se zabit');
    await settled();
    expect(ema.heard()[0]).toContain('116 111');
    expect(jana.desk().join('\n')).toContain('🔔');
  });

  test('they talk, each reads the other whole and in order, notes stay inside, and the case ends for both', async () => {
    const { person, jana, settled } = await given(deskOn);
    const ema = person(personOn, 'Ema');
    ema.says('chci mluvit s clovekem');
    await settled();
    jana.presses('Beru si to');
    await settled();
    for (let i = 0; i < 3; i++) {
      ema.says(`od Emy ${i}`);
      await settled();
      jana.says(`od Jany ${i}`);
      await settled();
    }
    jana.says('// jen pro nás');
    await settled();
    expect(
      jana
        .inRoom()
        .join('\n')
        .match(/od Emy \d/g),
    ).toEqual(['od Emy 0', 'od Emy 1', 'od Emy 2']);
    expect(
      ema
        .heard()
        .join('\n')
        .match(/od Jany \d/g),
    ).toEqual(['od Jany 0', 'od Jany 1', 'od Jany 2']);
    expect(ema.heard().join('\n')).not.toMatch(/jen pro nás|Jana\b/);
    jana.says('/close helped');
    await settled();
    const read = ema.heard().length;
    jana.says('Ještě něco.');
    await settled();
    expect(ema.heard().length).toBe(read);
    ema.says('hledam doucovani v Holysove');
    await settled();
    expect(ema.heard().length).toBeGreaterThan(read);
  });

  test('at night the truth is told, and the case is called in the morning', async () => {
    const { person, jana, settled, pass } = await given(deskOn, { at: '2026-11-23T22:30:00Z' });
    const ema = person(personOn, 'Ema');
    ema.says('chci mluvit s clovekem');
    await settled();
    expect(last(ema.heard())).toContain('Teď tu nikdo není');
    const calls = jana.desk().length;
    await pass(8 * hour);
    expect(jana.desk().length).toBe(calls);
    await pass(hour);
    expect(jana.desk().length).toBeGreaterThan(calls);
  });

  test('an edit into danger has the contacts and is marked in the room', async () => {
    const { person, jana, settled } = await given(deskOn);
    const ema = person(personOn, 'Ema');
    ema.says('chci mluvit s clovekem');
    await settled();
    ema.says('je mi blbe');
    await settled();
    ema.edits('chci se zabit');
    await settled();
    expect(ema.heard().join('\n')).toContain('116 111');
    expect(jana.inRoom().join('\n')).toContain('chci se zabit');
  });

  test('a room that is deleted is made anew with the words so far', async () => {
    const { person, jana, settled } = await given(deskOn);
    const ema = person(personOn, 'Ema');
    ema.says('chci mluvit s clovekem');
    await settled();
    jana.deletesRoom();
    ema.says('jsi tam?');
    await settled();
    expect(jana.inRoom().join('\n')).toContain('jsi tam?');
    expect(jana.inRoom().join('\n')).toContain('chci mluvit s clovekem');
  });

  test('who deletes everything is forgotten, the room goes with all that stood in it, and the desk reads so', async () => {
    const { person, jana, settled, lampa } = await given(deskOn);
    const ema = person(personOn, 'Ema');
    ema.says('chci mluvit s clovekem');
    await settled();
    expect(jana.rooms()).toBe(1);
    ema.says('/smazat');
    await settled();
    expect(last(ema.heard())).toContain('je u mě pryč');
    expect(jana.rooms()).toBe(0);
    expect(last(jana.desk())).toContain('nechal všechno smazat');
    expect(await lampa.store().persons(10)).toEqual([]);
  });
});

test.each(pairs.filter(([one, other]) => one !== other))(
  'persons on %s are answered while %s is away',
  async (on, away) => {
    const { person, settled, breaks } = await given(on);
    breaks(away);
    const ema = person(on, 'Ema');
    ema.says('chci se zabit');
    await settled();
    expect(ema.heard()[0]).toContain('116 111');
  },
);

describe.each(['telegram', 'discord'] as const)('a desk on %s', (deskOn) => {
  test('sees persons of both platforms, each in a room of their own, and mixes nothing', async () => {
    const { person, jana, settled } = await given(deskOn);
    const ema = person('telegram', 'Ema');
    const eva = person('discord', 'Eva');
    ema.says('chci mluvit s clovekem');
    await settled();
    jana.presses('Beru si to');
    await settled();
    jana.says('Ahoj, první.');
    await settled();
    eva.says('chci mluvit s clovekem');
    await settled();
    jana.presses('Beru si to');
    await settled();
    jana.says('Ahoj, druhá.');
    await settled();
    expect(jana.rooms()).toBe(2);
    expect(last(ema.heard())).toContain('Ahoj, první.');
    expect(last(eva.heard())).toContain('Ahoj, druhá.');
    expect(ema.heard().join('\n')).not.toContain('druhá');
  });
});
