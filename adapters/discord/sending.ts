import { createHash } from 'node:crypto';
import { type APIMessage, Routes } from 'discord.js';
import type { Address, Opened, Outgoing, Post, Receipt, RoomSign, Sent, Sign } from '../../src/port.ts';
import type { PressSeal } from '../shared/press.ts';
import { createRecent } from '../shared/recent.ts';
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

const isRelay = ({ blocks }: Post): boolean => blocks.some(({ kind }) => kind === 'words');

/**
 * Sends what the core says. Each message bears a name that follows from the post, so that Discord itself takes it once when
 * it is sent again after a lost answer.
 */
export const createSending = ({ client, seal, desk, chats, voices, tell, hints }: SendingNeeds) => {
  /** Parts of posts that have arrived. */
  const arrived = createRecent<string, readonly string[]>(remembered);
  /** Cards that stand over a room but are not its first message. */
  const cards = createRecent<Address, string>(remembered);

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
      const before = arrived.get(`${to} ${given.replaces}`) ?? [];
      if (await corrected(target, before, first)) return { ok: true, message: before[0] ?? '' };
    }
    let there = arrived.get(name) ?? [];
    for (const [i, part] of parts.entries()) {
      if (i < there.length) continue;
      const isCard = stands && i === 0;
      const id = isCard
        ? await stand(to, target.thread, part, nonceOf(name, i))
        : await postTo(target, part, nonceOf(name, i), isRelay(given));
      there = [...there, id];
      arrived.set(name, there);
    }
    return { ok: true, message: there.at(-1) ?? '' };
  };

  /** A card is the first message of its post; if somebody deleted that, it is one of its own. */
  const stand = async (to: Address, thread: string, part: Part, nonce: string): Promise<string> => {
    try {
      await edit(thread, cards.get(to) ?? thread, part);
      return cards.get(to) ?? thread;
    } catch (error) {
      const refusal = refusalOf(error);
      if (refusal?.why !== 'gone' && refusal?.why !== 'rejected') throw error;
      const id = await postInRoom(thread, part, nonce);
      cards.set(to, id);
      return id;
    }
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
    const channel =
      target.to === 'person'
        ? chats.known(target.user)
        : target.to === 'room'
          ? target.thread
          : await desk.post();
    if (channel === undefined) return false;
    try {
      await edit(channel, message, part);
      return true;
    } catch (error) {
      const refusal = refusalOf(error);
      if (refusal === null || refusal.why === 'later' || refusal.why === 'token') throw error;
      return false;
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

  const sendSign = async (to: Address, target: Target, { id, sign, card }: Sign): Promise<Sent> => {
    if (target.to !== 'room') return { ok: true, message: id };
    const { thread } = target;
    const [part] = renderPost(card, (data) => seal.seal(deskSide, data), true);
    if (part !== undefined) await unlessTrifling(() => edit(thread, cards.get(to) ?? thread, part));
    await unlessTrifling(() => desk.sign(thread, sign));
    return { ok: true, message: id };
  };

  /** What only looks otherwise is not worth a failure; what must wait is. */
  const unlessTrifling = async (job: () => Promise<unknown>): Promise<void> => {
    try {
      await job();
    } catch (error) {
      const refusal = refusalOf(error);
      if (refusal === null || refusal.why === 'later' || refusal.why === 'token') throw error;
      if (refusal.why === 'no-rights') tell('desk-rights');
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
