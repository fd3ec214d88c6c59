import { deskAddress, personAddress } from '../../../adapters/discord/addresses.ts';
import type { Port } from '../../../src/port.ts';
import { keepsThePortContract } from '../contract.ts';
import { givenPort, givenWorld } from './on-discord.ts';

keepsThePortContract('Discord', async () => {
  const world = await givenWorld();
  const { discord, guild, jana } = world;
  const made = await givenPort(world);
  let taken = 0;
  const three = Promise.withResolvers<void>();
  const port: Port = {
    ...made.port,
    start: (receive) =>
      made.port.start(async (incoming) => {
        await receive(incoming);
        taken += 1;
        if (taken === 3) three.resolve();
      }),
  };
  const ema = discord.person({ name: 'Ema', locale: 'cs' });
  return {
    port,
    person: personAddress(ema.id),
    desk: deskAddress,
    bring: async () => {
      const own = () => guild.posts(world.forum)[0]?.id;
      await discord.when(() => own() !== undefined);
      ema.says('ahoj');
      ema.sends('voice');
      guild.as(jana, own() ?? '').says('/cases');
      await three.promise;
    },
  };
});
