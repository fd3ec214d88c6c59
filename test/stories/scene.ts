import { afterEach } from 'vitest';
import { givenLampa, type Lampa, type LampaOptions, read } from '../lampa.ts';

/** What every story needs: a Lampa that is closed after the test, and people to play it with. */
let lampa: Lampa | null = null;
afterEach(async () => {
  await lampa?.close();
  lampa = null;
});

export const given = async (options?: LampaOptions): Promise<Lampa> => {
  lampa = await givenLampa(options);
  return lampa;
};

export const last = (posts: readonly string[]): string => posts.at(-1) ?? '';

/** Lets what is ready to run have its turn; no time passes. */
export const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** A person whose case Jana has taken. */
export const withJana = async (options?: LampaOptions) => {
  const made = await given(options);
  const person = made.memory.person('p');
  await person.says('chci mluvit s clovekem');
  await made.idle();
  const room = made.memory.rooms()[0]?.address ?? '';
  const jana = made.memory.worker('Jana');
  await jana.presses('Beru si to');
  await jana.says('Ahoj, jsem tady.', room);
  await made.idle();
  const heard = () => read(made, person.address);
  const inRoom = () => read(made, room);
  const desk = () => read(made, made.memory.desk);
  return { made, ...made, person, jana, room, heard, inRoom, desk };
};
