import { describe, expect, onTestFinished, test } from 'vitest';
import { givenLampa, type Lampa, read } from '../lampa.ts';
import { onDiscord } from '../stages/discord.ts';
import { type Messenger, type OpenMessenger, playedOn } from '../stages/messenger.ts';
import { onTelegram } from '../stages/telegram.ts';
import { last } from './scene.ts';

/**
 * Two messengers in one process, as far as the other stories do not tell it: those are played on every pair, with persons
 * on one messenger and workers on another.
 */

const open = { telegram: onTelegram, discord: onDiscord } as const;
type Name = keyof typeof open;

interface Both {
  readonly lampa: Lampa;
  readonly messengers: Readonly<Record<Name, Messenger>>;
}

/** A desk on one messenger; persons may write on both. */
const given = async (deskOn: Name): Promise<Both> => {
  const opened: Partial<Record<Name, Messenger>> = {};
  const noted =
    (name: Name): OpenMessenger =>
    async (clock) => {
      const messenger = await open[name](clock);
      opened[name] = messenger;
      return messenger;
    };
  const peopleOn: Name = deskOn === 'telegram' ? 'discord' : 'telegram';
  const theatre = playedOn({ people: noted(peopleOn), desk: noted(deskOn) });
  const lampa = await givenLampa({ theatre });
  onTestFinished(() => lampa.close());
  const { telegram, discord } = opened;
  if (telegram === undefined || discord === undefined) throw new Error('a messenger did not open');
  return { lampa, messengers: { telegram, discord } };
};

describe.each([
  ['telegram', 'discord'],
  ['discord', 'telegram'],
] as const)('while %s answers and %s is away', (there, away) => {
  test('persons are answered, and the desk hears of danger', async () => {
    const { lampa, messengers } = await given(there);
    messengers[away].goesDown();
    const ema = messengers[there].person('Ema');
    await ema.says('chci se zabit');
    await lampa.idle();
    expect(read(lampa, ema.address)[0]).toContain('116 111');
    expect(read(lampa, lampa.stage.desk).join('\n')).toContain('🔔');
  });

  test('persons are answered also where the desk is the one that is away', async () => {
    const { lampa, messengers } = await given(away);
    messengers[away].goesDown();
    const ema = messengers[there].person('Ema');
    await ema.says('chci se zabit');
    await ema.says('mam dluhy');
    await lampa.idle();
    const heard = read(lampa, ema.address);
    expect(heard[0]).toContain('116 111');
    expect(last(heard)).not.toContain('116 111');
  });
});

describe.each(['telegram', 'discord'] as const)('a desk on %s', (deskOn) => {
  test('sees persons of both messengers, each in a room of their own, and mixes nothing', async () => {
    const { lampa, messengers } = await given(deskOn);
    const jana = lampa.stage.worker('Jana');
    const rooms = () => lampa.stage.rooms();
    const ema = messengers.telegram.person('Ema');
    const eva = messengers.discord.person('Eva');
    for (const [person, words] of [
      [ema, 'Ahoj, první.'],
      [eva, 'Ahoj, druhá.'],
    ] as const) {
      await person.says('chci mluvit s clovekem');
      await lampa.idle();
      await jana.presses('Beru si to');
      await jana.says(words, rooms().at(-1)?.address);
      await lampa.idle();
    }
    expect(rooms()).toHaveLength(2);
    expect(last(read(lampa, ema.address))).toBe('streetworker: Ahoj, první.');
    expect(last(read(lampa, eva.address))).toBe('streetworker: Ahoj, druhá.');
    await eva.says('tohle píše Eva');
    await lampa.idle();
    expect(read(lampa, rooms()[0]?.address ?? '').join('\n')).not.toContain('píše Eva');
    expect(last(read(lampa, rooms()[1]?.address ?? ''))).toContain('píše Eva');
  });
});
