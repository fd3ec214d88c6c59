import { expect, test } from 'vitest';
import { personAddress } from '../../../adapters/telegram/addresses.ts';
import type { Incoming } from '../../../src/port.ts';
import { StoreError } from '../../../src/store/store-error.ts';
import { Refusal } from '../../fakes/telegram/refusal.ts';
import { givenOnTelegram, givenPort, givenWorld } from './on-telegram.ts';

test('what a worker says while Telegram does not tell who is a member comes when it tells', async () => {
  const world = await givenWorld();
  const { telegram, clock, group, jana } = world;
  const { port, told } = givenPort(world);
  const came: Incoming[] = [];
  await port.start(async (incoming) => {
    came.push(incoming);
  });
  const refusal = new Refusal(429, 'Too Many Requests: retry after 20', { retry_after: 20 });
  await telegram.confirmed();
  const fault = telegram.faults.order(
    { kind: 'refuse', refusal },
    { method: 'getChatMember', times: Number.POSITIVE_INFINITY },
  );
  group.as(jana).says('/cases');
  const ema = telegram.person({ firstName: 'Ema' });
  for (let seconds = 0; seconds < 20; seconds++) {
    ema.says(`slovo ${seconds}`);
    await telegram.when(() => came.length > seconds);
    clock.set(clock.now() + 1000);
  }
  expect(fault.count()).toBeGreaterThan(0);
  fault.callOff();
  const turning = setInterval(() => clock.set(clock.now() + 1000), 5);
  await telegram.confirmed();
  clearInterval(turning);
  await port.stop();
  expect(told.map(({ what }) => what)).not.toContain('set-aside');
  expect(came.filter(({ from }) => from === 'desk')).toHaveLength(1);
});

test('one person whose page of the store is damaged makes nobody else unheard', async () => {
  let damaged = '';
  const { telegram, clock, lampa, heard } = await givenOnTelegram({
    watchStore: (store) => ({
      ...store,
      byId: (id) =>
        id === damaged ? Promise.reject(new StoreError('damaged', { sqlite: 11 })) : store.byId(id),
    }),
  });
  const ota = telegram.person({ firstName: 'Ota', language: 'cs' });
  damaged = lampa.store().conversationId(personAddress(ota.id));
  ota.says('ahoj');
  const turning = setInterval(() => clock.set(clock.now() + 500), 5);
  try {
    for (let i = 0; i < 130; i++) {
      const one = telegram.person({ firstName: `Osoba ${i}`, language: 'cs' });
      one.says('mam dluhy');
      await expect.poll(() => heard(one).length, { timeout: 5000, interval: 5 }).toBeGreaterThan(0);
    }
  } finally {
    clearInterval(turning);
    damaged = '';
  }
}, 60_000);
