import { describe, expect, test } from 'vitest';
import type { Address, Incoming, Port, Post } from '../../src/port.ts';

/** What every adapter keeps to; written once, run on each. */
export interface GivenPort {
  readonly port: Port;
  readonly person: Address;
  readonly desk: Address;
  /** Makes the platform bring something in. */
  readonly bring: () => Promise<void>;
}

const everyBlock: Post = {
  kind: 'post',
  id: 'post-1',
  blocks: [
    { kind: 'text', text: 'První řádek\ndruhý řádek' },
    { kind: 'card', tone: 'crisis', title: 'Zavolej', lines: [{ text: '112', href: 'tel:112' }] },
    { kind: 'card', tone: 'service', title: '', lines: [{ text: 'web', href: 'https://example.org' }] },
    { kind: 'card', tone: 'case', title: 'Případ 1', lines: [] },
    { kind: 'words', by: 'Javor Vydra', text: '<b>@everyone</b> \u0007 *a* _b_ [c](d)' },
  ],
  buttons: [[{ label: 'Ano', data: 'h:yes' }], []],
};

export const keepsThePortContract = (name: string, given: () => Promise<GivenPort>): void => {
  describe(`${name} keeps to the port`, () => {
    test('its name begins its addresses', async () => {
      const { port, person, desk } = await given();
      for (const address of [person, desk]) expect(address.startsWith(`${port.name}:`)).toBe(true);
    });

    test('every kind of block can be sent, and what was delivered has a name', async () => {
      const { port, person, desk } = await given();
      await port.start(async () => undefined);
      for (const to of [person, desk]) {
        expect(await port.send(to, everyBlock)).toMatchObject({
          ok: true,
          message: expect.stringMatching(/./),
        });
      }
      await port.stop();
    });

    test('a room is opened on its desk, takes posts and receipts, and is the same for the same sign', async () => {
      const { port, desk } = await given();
      await port.start(async () => undefined);
      const sign = { id: 'sign-1', title: 'Případ 1: Javor Vydra', risk: 'high', stage: 'waiting' } as const;
      const opened = await port.openRoom(desk, sign);
      expect(opened).toMatchObject({ ok: true });
      if (!opened.ok) return;
      expect(opened.room.startsWith(`${port.name}:`)).toBe(true);
      expect(await port.openRoom(desk, sign)).toEqual(opened);
      expect((await port.send(opened.room, everyBlock)).ok).toBe(true);
      const receipt = {
        kind: 'receipt',
        id: 'r1',
        message: 'm1',
        delivered: false,
        text: 'nedoručeno',
      } as const;
      expect((await port.send(opened.room, receipt)).ok).toBe(true);
      await port.stop();
    });

    test('a room can be removed, and removing it again does no harm', async () => {
      const { port, desk } = await given();
      await port.start(async () => undefined);
      const sign = { id: 'sign-2', title: 'Případ 2: Javor Vydra', risk: 'none', stage: 'waiting' } as const;
      const opened = await port.openRoom(desk, sign);
      if (!opened.ok) throw new Error('not opened');
      expect((await port.send(opened.room, everyBlock)).ok).toBe(true);
      expect(await port.send(opened.room, { kind: 'removal', id: 'g1' })).toMatchObject({ ok: true });
      const again = await port.send(opened.room, { kind: 'removal', id: 'g2' });
      expect(again.ok || again.reason === 'gone').toBe(true);
      await port.stop();
    });

    test('what it brings has a key, a time and a sender of its platform', async () => {
      const { port, bring } = await given();
      const came: Incoming[] = [];
      await port.start(async (incoming) => {
        came.push(incoming);
      });
      await bring();
      await port.stop();
      expect(came.length).toBeGreaterThan(0);
      for (const incoming of came) {
        expect(incoming.key.startsWith(`${port.name}:`)).toBe(true);
        expect(incoming.at).toBeGreaterThan(0);
      }
      expect(new Set(came.map(({ key }) => key)).size).toBe(came.length);
    });
  });
};
