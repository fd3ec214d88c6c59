import { createHash } from 'node:crypto';
import { type APIMessage, Routes } from 'discord.js';
import type {
  Address,
  Opened,
  Outgoing,
  Post,
  Receipt,
  RoomSign,
  Sent,
  Sign,
  Unsend,
} from '../../src/port.ts';
import type { PressSeal } from '../shared/press.ts';
import { createRecent, type Recent } from '../shared/recent.ts';
import { deskAddress, roomAddress, type Target, targetOf } from './addresses.ts';
import type { Client } from './client.ts';
import type { Desk } from './desk.ts';
import type { Tell } from './news.ts';
import type { PrivateChats } from './private-chats.ts';
import { type Refusal, refusalOf } from './refusal.ts';
import { type Part, renderPost } from './render.ts';
import { deskSide, personSide } from './sides.ts';
import { isId } from './snowflake.ts';
import type { Voices } from './voices.ts';

export interface SendingNeeds {
  readonly client: Client;
  readonly seal: PressSeal;
  readonly desk: Desk;
  readonly chats: PrivateChats;
  readonly voices: Voices;
  /** Messages of the bot, so that their deletion is not taken for one by the person. */
  readonly ownMessages: Recent<string, true>;
  readonly tell: Tell;
  /** Said to somebody elsewhere: that there is a private message, or how to let one in. */
  readonly hints: {
    readonly opened: (locale: string, channel: string) => Part;
    readonly closed: (locale: string) => Part;
  };
}

type Failed = Extract<Sent, { readonly ok: false }>;

/** Seconds after which something that the operator must mend is tried again. */
const untilMended = 60;
const remembered = 5000;
const tick = '✅';
/** Letters of a name by which Discord knows the same message again. */
const longestNonce = 25;
/** The messages that a post became, as they are named to whoever may want to change them. */
const idsAs = (ids: readonly string[]): string => ids.join(',');
const idsIn = (named: string | undefined): readonly string[] => {
  const ids = named?.split(',') ?? [];
  return ids.every(isId) ? ids : [];
};

const isRelay = ({ blocks }: Post): boolean => blocks.some(({ kind }) => kind === 'words');

/**
 * Sends what the core says. Each message bears a name that follows from the post, so that Discord itself takes it once when
 * it is sent again after a lost answer.
 */
export const createSending = (needs: SendingNeeds) => {
  const { client, seal, desk, chats, voices, ownMessages, tell, hints } = needs;
  /** Parts of posts that have arrived. */
  const arrived = createRecent<string, readonly string[]>(remembered);
  /** Cards that stand over a room but are not its first message. */
  const cards = createRecent<Address, string>(remembered);
  /** Messages whose deletion was asked for. */
  const leaving = createRecent<string, true>(remembered);

  const nonceOf = (name: string, part: number): string =>
    createHash('sha256').update(`${name} ${part}`).digest('base64url').slice(0, longestNonce);

  const post = async (channel: string, part: object, nonce: string): Promise<string> => {
    const body = { ...part, nonce, enforce_nonce: true };
    const sent = await client.post<APIMessage>(Routes.channelMessages(channel), body);
    return sent.id;
  };

  const postInRoom = async (thread: string, part: object, nonce: string): Promise<string> => {
    try {
      return await post(thread, part, nonce);
    } catch (error) {
      if (refusalOf(error)?.why !== 'archived') throw error;
      await desk.wake(thread);
      return post(thread, part, nonce);
    }
  };

  const postAtDesk = async (part: object, nonce: string): Promise<string> => {
    try {
      return await postInRoom(await desk.post(), part, nonce);
    } catch (error) {
      if (refusalOf(error)?.why !== 'gone') throw error;
      // Somebody deleted the post, or it never was: another one, once.
      desk.forgetPost();
      return post(await desk.post(), part, nonce);
    }
  };

  /** Where a person reads it: what answers a press elsewhere there, all else in the private chat, and else wherever they are. */
  const postToPerson = async (user: string, part: Part, nonce: string, relay: boolean): Promise<string> => {
    const voice = voices.of(user);
    if (voice !== null && voices.isAnswer(voice) && !relay) {
      const said = await voices.say(user, part);
      if (said !== null) return said;
    }
    try {
      const channel = await chats.channelOf(user);
      const sent = await post(channel, part, nonce);
      if (voice?.waiting === true && voice.prefers === 'private') {
        void voices.say(user, hints.opened(voice.locale, channel)).catch(() => undefined);
      }
      return sent;
    } catch (error) {
      const why = refusalOf(error)?.why;
      if (why === 'gone') chats.forget(user);
      if (why !== 'closed' && why !== 'no-rights') throw error;
      const first = voice?.waiting === true;
      const said = await voices.say(user, part);
      if (said === null) throw error;
      if (first) await voices.say(user, hints.closed(voice.locale)).catch(() => undefined);
      return said;
    }
  };

  const failedFor = (target: Target, refusal: Refusal): Failed => {
    const mended: Failed = { ok: false, reason: 'later', seconds: untilMended };
    switch (refusal.why) {
      case 'later':
        return { ok: false, reason: 'later', seconds: refusal.seconds };
      case 'token':
        tell('token');
        return mended;
      case 'closed':
        return { ok: false, reason: 'blocked' };
      case 'gone':
        if (target.to === 'desk') tell('desk-not-found');
        return { ok: false, reason: 'gone' };
      case 'archived':
        return { ok: false, reason: target.to === 'room' ? 'gone' : 'rejected' };
      case 'no-rights':
        if (target.to === 'person') return { ok: false, reason: 'blocked' };
        tell('desk-rights');
        return mended;
      case 'full':
        return mended;
      case 'moderated':
        tell('moderated');
        return { ok: false, reason: 'rejected' };
      case 'message-gone':
      case 'too-late':
      case 'answered-already':
      case 'rejected':
        return { ok: false, reason: 'rejected' };
      default:
        return refusal satisfies never;
    }
  };

  /** What Discord has answered becomes a value; what it has not is thrown, and tried again by the outbox. */
  const orFailed = async (target: Target, job: () => Promise<Sent>): Promise<Sent> => {
    try {
      return await job();
    } catch (error) {
      const refusal = refusalOf(error);
      if (refusal === null) throw error;
      return failedFor(target, refusal);
    }
  };

  const sideOf = (target: Target): string => (target.to === 'person' ? personSide(target.user) : deskSide);

  const postTo = (target: Target, part: Part, nonce: string, relay: boolean): Promise<string> => {
    switch (target.to) {
      case 'person':
        return postToPerson(target.user, part, nonce, relay);
      case 'room':
        return postInRoom(target.thread, part, nonce);
      case 'desk':
        return postAtDesk(part, nonce);
      default:
        return target satisfies never;
    }
  };

  const sendPost = async (to: Address, target: Target, given: Post): Promise<Sent> => {
    const name = `${to} ${given.id}`;
    const stands = given.stands === true && target.to === 'room';
    const parts = renderPost(given, (data) => seal.seal(sideOf(target), data), stands);
    const [first] = parts;
    if (given.replaces !== undefined && first !== undefined && parts.length === 1) {
      const before = arrived.get(`${to} ${given.replaces}`) ?? idsIn(given.replaced);
      if (await corrected(target, before, first)) return { ok: true, message: idsAs(before) };
    }
    let there = arrived.get(name) ?? [];
    for (const [i, part] of parts.entries()) {
      if (i < there.length) continue;
      const isCard = stands && i === 0;
      const id = isCard
        ? await stand(to, target.thread, given.replaced, part, nonceOf(name, i))
        : await postTo(target, part, nonceOf(name, i), isRelay(given));
      there = [...there, id];
      arrived.set(name, there);
    }
    return { ok: true, message: idsAs(stands ? there.slice(0, 1) : there) };
  };

  /** A card is the first message of its post; if somebody deleted that, it is one of its own. */
  const stand = async (
    to: Address,
    thread: string,
    named: string | undefined,
    part: Part,
    nonce: string,
  ): Promise<string> => {
    const redrawn = await redraw(to, thread, named, part);
    if (redrawn !== null) return redrawn;
    const id = await postInRoom(thread, part, nonce);
    cards.set(to, id);
    return id;
  };

  /** The message that is the card now; null when somebody has deleted it. */
  const redraw = async (
    to: Address,
    thread: string,
    named: string | undefined,
    part: Part,
  ): Promise<string | null> => {
    const [stood] = idsIn(named);
    const perhaps = new Set([cards.get(to) ?? stood ?? thread, thread]);
    for (const message of perhaps) {
      try {
        await edit(thread, message, part);
        cards.set(to, message);
        return message;
      } catch (error) {
        const refusal = refusalOf(error);
        if (refusal?.why !== 'message-gone' && refusal?.why !== 'rejected') throw error;
      }
    }
    return null;
  };

  const edit = async (channel: string, message: string, part: Part): Promise<void> => {
    const job = () => client.patch(Routes.channelMessage(channel, message), editedBody(part));
    try {
      await job();
    } catch (error) {
      if (refusalOf(error)?.why !== 'archived') throw error;
      await desk.wake(channel);
      await job();
    }
  };

  /** True when the one message that was sent before now says the new words. */
  const corrected = async (target: Target, before: readonly string[], part: Part): Promise<boolean> => {
    const [message] = before;
    if (message === undefined || before.length !== 1) return false;
    try {
      await edit(await channelOf(target), message, part);
      return true;
    } catch (error) {
      const refusal = refusalOf(error);
      if (refusal === null || refusal.why === 'later' || refusal.why === 'token') throw error;
      return false;
    }
  };

  const channelOf = (target: Target): Promise<string> => {
    switch (target.to) {
      case 'person':
        return chats.channelOf(target.user);
      case 'room':
        return Promise.resolve(target.thread);
      case 'desk':
        return desk.post();
      default:
        return target satisfies never;
    }
  };

  const unsend = async (to: Address, target: Target, { post, sent }: Unsend): Promise<Sent> => {
    const named = idsIn(sent);
    const messages = named.length > 0 ? named : (arrived.get(`${to} ${post}`) ?? []);
    if (messages.length === 0) return { ok: false, reason: 'rejected' };
    const channel = await channelOf(target);
    for (const message of messages) await deleteOnce(channel, message);
    return { ok: true, message: '' };
  };

  /** One whose deletion was not answered may be gone the second time. */
  const deleteOnce = async (channel: string, message: string): Promise<void> => {
    const again = leaving.get(message) === true;
    leaving.set(message, true);
    ownMessages.set(message, true);
    try {
      await client.delete(Routes.channelMessage(channel, message));
    } catch (error) {
      if (!again || refusalOf(error)?.why !== 'message-gone') throw error;
    }
  };

  const sendReceipt = async (target: Target, { id, message, delivered, text }: Receipt): Promise<Sent> => {
    const isMessage = isId(message) && target.to === 'room';
    if (delivered && isMessage && (await mark(target.thread, message))) return { ok: true, message };
    const part: Part & { readonly message_reference?: object } = {
      content: delivered ? '✓' : `✗ ${text}`.slice(0, 1900).toWellFormed(),
      flags: 0,
      allowed_mentions: { parse: [] },
      ...(isMessage ? { message_reference: { message_id: message, fail_if_not_exists: false } } : {}),
    };
    return { ok: true, message: await postTo(target, part, nonceOf(`receipt ${id}`, 0), true) };
  };

  /** False where a mark is not taken. */
  const mark = async (thread: string, message: string): Promise<boolean> => {
    try {
      await client.put(Routes.channelMessageOwnReaction(thread, message, encodeURIComponent(tick)));
      return true;
    } catch (error) {
      const refusal = refusalOf(error);
      if (refusal === null || refusal.why === 'later' || refusal.why === 'token') throw error;
      return false;
    }
  };

  /** The card as it is now, sent anew when it is gone and there is a case to be shown; then what the list of posts shows. */
  const sendSign = async (to: Address, target: Target, { id, sign, card, over }: Sign): Promise<Sent> => {
    if (target.to !== 'room') return { ok: true, message: '' };
    const { thread } = target;
    const [part] = renderPost(card, (data) => seal.seal(deskSide, data), true);
    const drawn = async (): Promise<string> => {
      if (part === undefined) return '';
      if (sign.stage !== 'over') return stand(to, thread, over, part, nonceOf(`${to} ${id}`, 0));
      return (await redraw(to, thread, over, part)) ?? '';
    };
    const standing = await unlessTrifling(drawn);
    await unlessTrifling(() => desk.sign(thread, sign));
    return { ok: true, message: standing ?? '' };
  };

  /** What only looks otherwise is not worth a failure; what is gone, or must wait, is. */
  const unlessTrifling = async <T>(job: () => Promise<T>): Promise<T | null> => {
    try {
      return await job();
    } catch (error) {
      const refusal = refusalOf(error);
      if (refusal === null || ['later', 'token', 'gone'].includes(refusal.why)) throw error;
      if (refusal.why === 'no-rights') tell('desk-rights');
      return null;
    }
  };

  const send = (to: Address, outgoing: Outgoing): Promise<Sent> => {
    const target = targetOf(to);
    // A room of a desk that is elsewhere now can still be removed.
    const needsDesk = target?.to !== 'person' && outgoing.kind !== 'removal';
    if (target === null || (needsDesk && desk.channel === null)) {
      if (target !== null) tell('no-desk');
      return Promise.resolve({ ok: false, reason: 'gone' });
    }
    return orFailed(target, () => {
      switch (outgoing.kind) {
        case 'post':
          return sendPost(to, target, outgoing);
        case 'receipt':
          return sendReceipt(target, outgoing);
        case 'sign':
          return sendSign(to, target, outgoing);
        case 'removal':
          return removePost(target);
        case 'unsend':
          return unsend(to, target, outgoing);
        default:
          return outgoing satisfies never;
      }
    });
  };

  /** The post with all its messages. What the bot may not do, somebody has to do by hand. */
  const removePost = async (target: Target): Promise<Sent> => {
    if (target.to !== 'room') return { ok: false, reason: 'gone' };
    try {
      await client.delete(Routes.channel(target.thread));
      return { ok: true, message: '' };
    } catch (error) {
      if (refusalOf(error)?.why !== 'no-rights') throw error;
      tell('desk-rights');
      return { ok: false, reason: 'rejected' };
    }
  };

  const openRoom = async (at: Address, sign: RoomSign): Promise<Opened> => {
    if (at !== deskAddress || desk.channel === null) {
      tell('no-desk');
      return { ok: false, reason: 'gone' };
    }
    try {
      return { ok: true, room: roomAddress(await desk.open(sign)) };
    } catch (error) {
      const refusal = refusalOf(error);
      if (refusal === null) throw error;
      const failed = failedFor({ to: 'desk' }, refusal);
      return failed.reason === 'later' ? failed : { ok: false, reason: 'gone' };
    }
  };

  return { send, openRoom };
};

/** Buttons that are no longer said go away. */
const editedBody = ({ flags, content, components, allowed_mentions }: Part): object => ({
  ...(content === undefined ? {} : { content }),
  components: components ?? [],
  flags,
  allowed_mentions,
});
