import type { Client } from './client.ts';
import { inTime } from './client.ts';
import { refusalOf } from './refusal.ts';

/** For so long an answer of Telegram counts (milliseconds); a change that it tells counts at once. */
const counts = 60_000;

/** Who may act at the desk: whoever Telegram says is a member of the staff group now. */
export const createMembers = (api: Client, desk: () => number | null, now: () => number) => {
  const known = new Map<number, { readonly is: boolean; readonly until: number }>();

  const ask = async (chat: number, user: number): Promise<boolean> => {
    try {
      const member = await api.getChatMember(chat, user, inTime());
      const { status } = member;
      return status === 'restricted' ? member.is_member : status !== 'left' && status !== 'kicked';
    } catch (error) {
      const refusal = refusalOf(error);
      // Not known there. What only went wrong is thrown: then what was said comes again.
      if (refusal?.why === 'rejected' || refusal?.why === 'gone' || refusal?.why === 'blocked') return false;
      throw error;
    }
  };

  return {
    includes: async (user: number): Promise<boolean> => {
      const chat = desk();
      if (chat === null) return false;
      const found = known.get(user);
      if (found !== undefined && found.until > now()) return found.is;
      const is = await ask(chat, user);
      known.set(user, { is, until: now() + counts });
      return is;
    },
    /** Telegram told that something about this user changed. */
    forget: (user: number): void => {
      known.delete(user);
    },
  };
};
