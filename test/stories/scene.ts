import { afterEach, inject, test } from 'vitest';
import { givenLampa, type Lampa, type LampaOptions, read } from '../lampa.ts';
import { inMemory } from '../stages/stage.ts';
import { onTelegram } from '../stages/telegram.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Where the stories are played. */
    readonly platform: 'memory' | 'telegram';
  }
}

const here = inject('platform');
/** Where everything is played in this run. */
export const theatre = { memory: inMemory, telegram: onTelegram }[here];
/** A real client over a real connection takes longer: histories are fewer there. */
export const share = { memory: 1, telegram: 0.4 }[here];

/** For what only a platform can play on which nothing takes any time, or where people can do it. */
export const inMemoryOnly = test.runIf(here === 'memory');

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
