import type { Address } from '../../src/port.ts';

/** The platform's name, and the addresses that it gives. */
export const platform = 'discord';
/** One desk; which post of the forum it is may change, its address does not. */
export const deskAddress: Address = `${platform}:desk`;
export const personAddress = (user: string): Address => `${platform}:p${user}`;
export const roomAddress = (thread: string): Address => `${platform}:room:${thread}`;

export type Target =
  | { readonly to: 'person'; readonly user: string }
  | { readonly to: 'desk' }
  | { readonly to: 'room'; readonly thread: string };

/** Where an address leads; null: nowhere on this platform. */
export const targetOf = (address: Address): Target | null => {
  if (address === deskAddress) return { to: 'desk' };
  const [, user] = /^discord:p(\d{1,20})$/.exec(address) ?? [];
  if (user !== undefined) return { to: 'person', user };
  const [, thread] = /^discord:room:(\d{1,20})$/.exec(address) ?? [];
  return thread === undefined ? null : { to: 'room', thread };
};
