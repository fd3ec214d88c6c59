import { afterEach, inject } from 'vitest';
import { givenLampa, type Lampa, type LampaOptions, read } from '../lampa.ts';
import { onDiscord } from '../stages/discord.ts';
import { playedOn } from '../stages/messenger.ts';
import { inMemory, type OpenTheatre } from '../stages/stage.ts';
import { onTelegram } from '../stages/telegram.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Where the persons of the stories are, and where the workers. */
    readonly people: 'memory' | 'telegram' | 'discord';
    readonly desk: 'memory' | 'telegram' | 'discord';
  }
}

const people = inject('people');
const desk = inject('desk');
const messengers = { telegram: onTelegram, discord: onDiscord } as const;

const theatreOf = (): OpenTheatre =>
  people === 'memory' || desk === 'memory'
    ? inMemory
    : playedOn({ people: messengers[people], desk: messengers[desk] });

/** Where everything is played in this run. */
export const theatre = theatreOf();
/** Random histories are fewer over real connections, which take longer, and others on each pair. */
const histories: Readonly<Record<string, { readonly share: number; readonly seed: number }>> = {
  'memory-memory': { share: 1, seed: 0 },
  'telegram-telegram': { share: 0.4, seed: 0 },
  'discord-discord': { share: 0.2, seed: 1 },
  'telegram-discord': { share: 0.2, seed: 2 },
  'discord-telegram': { share: 0.2, seed: 3 },
};
export const random = histories[`${people}-${desk}`] ?? { share: 0.2, seed: 4 };

/** What takes long and is the core's own is played where both sides are on one platform. */
export const isOnOne = people === desk;

/** What a messenger tells nobody of, so that nobody can be told: the stories go without it there. */
export const tells = {
  /** On Telegram a message that a person deletes goes from their own chat only. */
  takenBack: people !== 'telegram',
  /** In memory nothing that was not taken is brought once more. */
  again: people !== 'memory',
  /** On Discord nobody learns that private messages are open again; the person's next word shows it. */
  return: people !== 'discord',
} as const;

/** What every story needs: a Lampa that is closed after the test, and people to play it with. */
let lampa: Lampa | null = null;
afterEach(async () => {
  await lampa?.close();
  lampa = null;
});

export const given = async (options?: LampaOptions): Promise<Lampa> => {
  lampa = await givenLampa({ theatre, ...options });
  return lampa;
};

export const last = (posts: readonly string[]): string => posts.at(-1) ?? '';

/** Lets what is ready to run have its turn; no time passes. */
export const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** A person whose case Jana has taken. */
export const withJana = async (options?: LampaOptions) => {
  const made = await given(options);
  const person = made.stage.person('p');
  await person.says('chci mluvit s clovekem');
  await made.idle();
  const room = made.stage.rooms()[0]?.address ?? '';
  const jana = made.stage.worker('Jana');
  await jana.presses('Beru si to');
  await jana.says('Ahoj, jsem tady.', room);
  await made.idle();
  const heard = () => read(made, person.address);
  const inRoom = () => read(made, room);
  const desk = () => read(made, made.stage.desk);
  return { made, ...made, person, jana, room, heard, inRoom, desk };
};
