import { deskAddress, personAddress } from '../../../adapters/discord/addresses.ts';
import { keepsThePortContract } from '../contract.ts';
import { givenPort, givenWorld } from './on-discord.ts';

keepsThePortContract('Discord', async () => {
  const world = await givenWorld();
  const { discord, guild, jana } = world;
  const { port } = await givenPort(world);
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
      await new Promise((resolve) => setTimeout(resolve, 100));
    },
  };
});
