import { deskAddress, personAddress } from '../../../adapters/telegram/addresses.ts';
import { keepsThePortContract } from '../contract.ts';
import { givenPort, givenWorld } from './on-telegram.ts';

keepsThePortContract('Telegram', async () => {
  const world = await givenWorld();
  const { telegram, group, jana } = world;
  const { port } = givenPort(world);
  const ema = telegram.person({ firstName: 'Ema', language: 'cs' });
  ema.starts();
  telegram.updates.forgetAll();
  return {
    port,
    person: personAddress(ema.id),
    desk: deskAddress,
    bring: async () => {
      ema.says('ahoj');
      ema.sends('voice');
      group.as(jana).says('/cases');
      await telegram.confirmed();
    },
  };
});
