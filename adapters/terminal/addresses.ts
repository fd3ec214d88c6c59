import type { Address } from '../../src/port.ts';

/** The platform's name, and the addresses that it gives. */
export const platform = 'terminal';
export const deskAddress: Address = `${platform}:desk`;
export const personAddress = (person: string): Address => `${platform}:person-${person}`;
/**
 * Rooms are named by their opening, so that the same one opened twice is one room, and no run opens that of another. Any
 * name is taken on sending: a case may be older than this run.
 */
export const roomAddress = (opening: string): Address => `${platform}:room-${opening}`;

/** Where an address leads, seen from the person who sits here; null: nowhere. */
export const sideOf = (to: Address, me: Address): 'me' | 'away' | 'desk' | 'room' | null => {
  if (to === me) return 'me';
  if (to === deskAddress) return 'desk';
  if (to.startsWith(roomAddress(''))) return 'room';
  return to.startsWith(personAddress('')) ? 'away' : null;
};
