import type { Address } from '../../src/port.ts';

/** The platform's name, and the addresses that it gives. */
export const platform = 'telegram';
/** One desk; which chat it is may change when a group is upgraded, its address does not. */
export const deskAddress: Address = `${platform}:desk`;
export const personAddress = (user: number): Address => `${platform}:p${user}`;
export const roomAddress = (chat: number, thread: number): Address => `${platform}:room:${chat}:${thread}`;

export type Target =
  | { readonly to: 'person'; readonly chat: number }
  | { readonly to: 'desk' }
  | { readonly to: 'room'; readonly chat: number; readonly thread: number };

/** Where an address leads; null: nowhere on this platform. */
export const targetOf = (address: Address): Target | null => {
  if (address === deskAddress) return { to: 'desk' };
  const [, person] = /^telegram:p(\d{1,16})$/.exec(address) ?? [];
  if (person !== undefined) return { to: 'person', chat: Number(person) };
  const [, chat, thread] = /^telegram:room:(-?\d{1,16}):(\d{1,16})$/.exec(address) ?? [];
  return chat === undefined ? null : { to: 'room', chat: Number(chat), thread: Number(thread) };
};
