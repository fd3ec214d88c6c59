import type { Message, ReplyParameters } from 'grammy/types';
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
import { createRecent } from '../shared/recent.ts';
import { deskAddress, roomAddress, type Target, targetOf } from './addresses.ts';
import { type Client, inTime } from './client.ts';
import type { Tell } from './news.ts';
import { mayHaveHappened, type Refusal, refusalOf } from './refusal.ts';
import { type Part, renderPost } from './render.ts';
import { entitiesOf, joined, plain } from './rich-text.ts';
import { createIcons, topicColor, topicName } from './rooms.ts';
import { deskSide, personSide } from './sides.ts';

export interface SendingNeeds {
  readonly api: Client;
  readonly seal: PressSeal;
  readonly tell: Tell;
  /** The staff group as it is now; null: none. */
  readonly desk: () => number | null;
  /** The staff group was upgraded and has another number. */
  readonly moved: (to: number) => void;
}

type Failed = Extract<Sent, { readonly ok: false }>;

/** Where a message goes. */
interface Place {
  readonly chat: number;
  readonly thread: number | null;
}

/** Seconds after which something that the operator must mend is tried again. */
const untilMended = 60;
const remembered = 5000;
/** The messages that a post became, as they are named to whoever may want to change them. */
const idsAs = (ids: readonly number[]): string => ids.join(',');
const idsIn = (named: string | undefined): readonly number[] =>
  named !== undefined && /^\d{1,15}(,\d{1,15})*$/.test(named) ? named.split(',').map(Number) : [];

/** A tick is not among the reactions that bots may give; this is the nearest. */
const tick = '👌';

/**
 * Sends what the core says. The same post again (after a failure, after a lost answer) goes on where it stopped; where
 * nobody can know whether a message arrived it is sent again with a sign before it, so that a double is seen as one.
 */
export const createSending = ({ api, seal, tell, desk, moved }: SendingNeeds) => {
  const icons = createIcons(api);
  /** Parts of posts that have arrived. */
  const arrived = createRecent<string, readonly number[]>(remembered);
  /** Parts to which no answer came. */
  const uncertain = createRecent<string, true>(remembered);
  /** Messages whose deletion was asked for. */
  const leaving = createRecent<string, true>(remembered);
  const opened = createRecent<string, Address>(remembered);
  /** Topics of ours that we know by their answer, and by name those whose answer was lost: Telegram tells of them as well. */
  const answered = createRecent<Address, true>(remembered);
  const lostTopics = createRecent<string, Address>(remembered);
  const namedTopics = createRecent<string, Address>(remembered);
  const cards = createRecent<Address, number>(remembered);
  const signs = createRecent<Address, string>(remembered);

  const placeOf = (target: Target): Place | null => {
    const chat = target.to === 'desk' ? desk() : target.chat;
    return chat === null ? null : { chat, thread: target.to === 'room' ? target.thread : null };
  };

  const sideOf = (target: Target): string => (target.to === 'person' ? personSide(target.chat) : deskSide);

  const inThread = ({ thread }: Place) => (thread === null ? {} : { message_thread_id: thread });

  const sendPart = (
    place: Place,
    { content, keyboard }: Part,
    more: { readonly reply_parameters?: ReplyParameters } = {},
  ): Promise<Message.TextMessage> =>
    api.sendMessage(
      place.chat,
      content.text,
      {
        ...inThread(place),
        entities: entitiesOf(content),
        link_preview_options: { is_disabled: true },
        ...(keyboard === null ? {} : { reply_markup: keyboard }),
        ...more,
      },
      inTime(),
    );

  /** Once more where that is what Telegram asks for: without marks, in the upgraded group, in a topic opened again. */
  const sendAnyhow = async (target: Target, part: Part): Promise<Message.TextMessage> => {
    const place = placeOf(target);
    if (place === null) throw new Error('telegram: no such place');
    try {
      return await sendPart(place, part);
    } catch (error) {
      const refusal = refusalOf(error);
      if (refusal?.why === 'bad-marks') {
        return sendPart(place, { ...part, content: plain(part.content.text) });
      }
      if (refusal?.why === 'topic-closed' && place.thread !== null) {
        await api.reopenForumTopic(place.chat, place.thread, inTime());
        return sendPart(place, part);
      }
      if (refusal?.why === 'migrated' && target.to === 'desk') {
        moved(refusal.to);
        return sendPart({ chat: refusal.to, thread: null }, part);
      }
      throw error;
    }
  };

  const failedFor = (target: Target, refusal: Refusal): Failed => {
    switch (refusal.why) {
      case 'later':
        return { ok: false, reason: 'later', seconds: refusal.seconds };
      case 'token':
        tell('token');
        return { ok: false, reason: 'later', seconds: untilMended };
      case 'topic-gone':
        return { ok: false, reason: 'gone' };
      case 'blocked':
      case 'gone':
        if (target.to === 'person') return { ok: false, reason: refusal.why };
        tell(refusal.why === 'gone' ? 'desk-not-found' : 'desk-lost');
        // The room may be well; it is the group that cannot be reached.
        return target.to === 'desk'
          ? { ok: false, reason: 'gone' }
          : { ok: false, reason: 'later', seconds: untilMended };
      case 'no-rights':
      case 'topic-closed':
        if (target.to === 'person') return { ok: false, reason: 'blocked' };
        tell('desk-rights');
        return { ok: false, reason: 'later', seconds: untilMended };
      case 'migrated':
        // A room of the group as it was: topics are made anew in the new one.
        return target.to === 'person' ? { ok: false, reason: 'rejected' } : { ok: false, reason: 'gone' };
      default:
        return { ok: false, reason: 'rejected' };
    }
  };

  /** What Telegram has answered becomes a value; what it has not is thrown, and tried again by the outbox. */
  const orFailed = async (target: Target, job: () => Promise<Sent>): Promise<Sent> => {
    try {
      return await job();
    } catch (error) {
      const refusal = refusalOf(error);
      if (refusal === null) throw error;
      return failedFor(target, refusal);
    }
  };

  const sendPost = async (to: Address, target: Target, post: Post): Promise<Sent> => {
    const name = `${to} ${post.id}`;
    const parts = renderPost(post, target.to === 'person' ? 'person' : 'desk', (data) =>
      seal.seal(sideOf(target), data),
    );
    const [first] = parts;
    if (post.replaces !== undefined && first !== undefined && parts.length === 1) {
      const before = arrived.get(`${to} ${post.replaces}`) ?? idsIn(post.replaced);
      if (await corrected(target, before, first)) return { ok: true, message: idsAs(before) };
    }
    let there = arrived.get(name) ?? [];
    for (const part of parts.slice(there.length)) {
      const again = uncertain.get(name) === true;
      const marked = again ? { ...part, content: joined([plain('↻ '), part.content], '') } : part;
      try {
        const sent = await sendAnyhow(target, marked);
        there = [...there, sent.message_id];
        arrived.set(name, there);
        uncertain.delete(name);
      } catch (error) {
        if (refusalOf(error) === null && mayHaveHappened(error) && isRelay(post)) {
          uncertain.set(name, true);
          tell('perhaps-twice');
        }
        throw error;
      }
    }
    if (post.stands === true) await pin(to, target, there[0]);
    return { ok: true, message: idsAs(there) };
  };

  /** True when the one message that was sent before now says the new words. */
  const corrected = async (target: Target, before: readonly number[], part: Part): Promise<boolean> => {
    const place = placeOf(target);
    const [message] = before;
    if (place === null || message === undefined || before.length !== 1) return false;
    try {
      await editText(place, message, part);
      return true;
    } catch (error) {
      const refusal = refusalOf(error);
      if (refusal?.why === 'not-modified') return true;
      if (refusal?.why === 'rejected' || refusal?.why === 'message-gone') return false;
      throw error;
    }
  };

  const editText = ({ chat }: Place, message: number, { content, keyboard }: Part) =>
    api.editMessageText(
      chat,
      message,
      content.text,
      {
        entities: entitiesOf(content),
        link_preview_options: { is_disabled: true },
        ...(keyboard !== null && 'inline_keyboard' in keyboard ? { reply_markup: keyboard } : {}),
      },
      inTime(),
    );

  /** Words of somebody; a card that comes twice is only a card. */
  const isRelay = ({ blocks }: Post): boolean => blocks.some(({ kind }) => kind === 'words');

  const pin = async (to: Address, target: Target, message: number | undefined): Promise<void> => {
    const place = placeOf(target);
    if (message === undefined || place === null || cards.get(to) === message) return;
    cards.set(to, message);
    // A card that is not pinned is still a card.
    await api
      .pinChatMessage(place.chat, message, { disable_notification: true }, inTime())
      .catch((error: unknown) => {
        if (refusalOf(error)?.why === 'no-rights') tell('desk-rights');
      });
  };

  /** Telegram lets a bot delete what it wrote in the last two days. */
  const unsend = async (to: Address, target: Target, { post, sent }: Unsend): Promise<Sent> => {
    const place = placeOf(target);
    const named = idsIn(sent);
    const messages = named.length > 0 ? named : (arrived.get(`${to} ${post}`) ?? []);
    if (place === null || messages.length === 0) return { ok: false, reason: 'rejected' };
    for (const message of messages) await deleteOnce(place.chat, message);
    return { ok: true, message: '' };
  };

  /** One whose deletion was not answered may be gone the second time. */
  const deleteOnce = async (chat: number, message: number): Promise<void> => {
    const name = `${chat} ${message}`;
    const again = leaving.get(name) === true;
    leaving.set(name, true);
    try {
      await api.deleteMessage(chat, message, inTime());
    } catch (error) {
      if (!again || refusalOf(error)?.why !== 'message-gone') throw error;
    }
  };

  const sendReceipt = async (target: Target, { message, delivered, text }: Receipt): Promise<Sent> => {
    const place = placeOf(target);
    if (place === null) return { ok: false, reason: 'gone' };
    const about = Number(/^d(\d{1,15})$/.exec(message)?.[1] ?? 0);
    const isMessage = about > 0;
    if (delivered && isMessage && (await mark(place, about))) return { ok: true, message };
    const content = plain(delivered ? '✓' : `✗ ${text}`);
    const reply: ReplyParameters = { message_id: about, allow_sending_without_reply: true };
    const sent = await sendPart(
      place,
      { content, keyboard: null },
      isMessage ? { reply_parameters: reply } : {},
    );
    return { ok: true, message: `${sent.message_id}` };
  };

  /** False where reactions are not taken; the limits of a group count for them as well. */
  const mark = async ({ chat }: Place, message: number): Promise<boolean> => {
    try {
      await api.setMessageReaction(chat, message, [{ type: 'emoji', emoji: tick }], {}, inTime());
      return true;
    } catch (error) {
      const refusal = refusalOf(error);
      if (refusal === null || refusal.why === 'later' || refusal.why === 'token') throw error;
      return false;
    }
  };

  const sendSign = async (to: Address, target: Target, { id, sign, card, over }: Sign): Promise<Sent> => {
    const place = placeOf(target);
    if (place === null || place.thread === null) return { ok: true, message: '' };
    const inPlace = { chat: place.chat, thread: place.thread };
    await rename(to, inPlace, sign);
    const standing = await drawn(to, target, inPlace, { id, sign, card, over });
    await openOrClose(inPlace, sign);
    return { ok: true, message: standing };
  };

  /** The card as it is now; one that is gone is sent anew, while there is a case to be shown. */
  const drawn = async (
    to: Address,
    target: Target,
    place: Place,
    { id, sign, card, over }: Pick<Sign, 'id' | 'sign' | 'card'> & { readonly over: string | undefined },
  ): Promise<string> => {
    const message = cards.get(to) ?? idsIn(over)[0];
    if (message !== undefined) cards.set(to, message);
    if (message !== undefined && (await redraw(place, message, card))) return idsAs([message]);
    if (sign.stage === 'over') return '';
    const sent = await sendPost(to, target, { kind: 'post', id, ...card, stands: true });
    return sent.ok ? sent.message : '';
  };

  const rename = async (
    to: Address,
    { chat, thread }: Place & { readonly thread: number },
    sign: RoomSign,
  ) => {
    const icon = await icons.of(sign);
    const looks = JSON.stringify([topicName(sign), icon]);
    if (signs.get(to) === looks) return;
    await unlessTrifling(() =>
      api.editForumTopic(
        chat,
        thread,
        { name: topicName(sign), ...(icon === null ? {} : { icon_custom_emoji_id: icon }) },
        inTime(),
      ),
    );
    signs.set(to, looks);
  };

  /** False when somebody has deleted the card. */
  const redraw = async (place: Place, message: number, card: Sign['card']): Promise<boolean> => {
    const [part] = renderPost(card, 'desk', (data) => seal.seal(deskSide, data));
    if (part === undefined) return true;
    try {
      await unlessTrifling(() => editText(place, message, part), ['message-gone']);
      return true;
    } catch (error) {
      if (refusalOf(error)?.why === 'message-gone') return false;
      throw error;
    }
  };

  const openOrClose = ({ chat, thread }: Place & { readonly thread: number }, { stage }: RoomSign) =>
    stage === 'over' ? unlessTrifling(() => api.closeForumTopic(chat, thread, inTime())) : Promise.resolve();

  /** What only looks otherwise is not worth a failure; what is gone, or must wait, is. */
  const unlessTrifling = async (
    job: () => Promise<unknown>,
    more: readonly Refusal['why'][] = [],
  ): Promise<void> => {
    try {
      await job();
    } catch (error) {
      const refusal = refusalOf(error);
      const matters = refusal === null || ['later', 'token', 'topic-gone', ...more].includes(refusal.why);
      if (matters) throw error;
      if (refusal.why === 'no-rights') tell('desk-rights');
    }
  };

  const send = (to: Address, outgoing: Outgoing): Promise<Sent> => {
    const target = targetOf(to);
    if (target === null || placeOf(target) === null) {
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
          return removeTopic(target);
        case 'unsend':
          return unsend(to, target, outgoing);
        default:
          return outgoing satisfies never;
      }
    });
  };

  /** The topic with all its messages. What the bot may not do, somebody has to do by hand. */
  const removeTopic = async (target: Target): Promise<Sent> => {
    const place = placeOf(target);
    if (place === null || place.thread === null) return { ok: false, reason: 'gone' };
    try {
      await api.deleteForumTopic(place.chat, place.thread, inTime());
      return { ok: true, message: '' };
    } catch (error) {
      if (refusalOf(error)?.why !== 'no-rights') throw error;
      tell('desk-rights');
      return { ok: false, reason: 'rejected' };
    }
  };

  const createTopic = async (chat: number, sign: RoomSign): Promise<Address> => {
    const icon = await icons.of(sign);
    const topic = await api.createForumTopic(
      chat,
      topicName(sign),
      { icon_color: topicColor(sign), ...(icon === null ? {} : { icon_custom_emoji_id: icon }) },
      inTime(),
    );
    const room = roomAddress(chat, topic.message_thread_id);
    signs.set(room, JSON.stringify([topicName(sign), icon]));
    answered.set(room, true);
    namedTopics.set(topicName(sign), room);
    if (lostTopics.get(topicName(sign)) === room) lostTopics.delete(topicName(sign));
    return room;
  };

  /**
   * Telegram has no way to look for a topic, but it tells the bot of each that was opened: one to which no answer came is
   * used when it is asked for again, and one that came too late for that is told to the operator.
   */
  const noticeTopic = (room: Address, name: string): void => {
    if (answered.get(room) === true) return;
    lostTopics.set(name, room);
    const other = namedTopics.get(name);
    if (other !== undefined && other !== room) tell('topic-twice');
  };

  /** The name is that of one case, so a topic that bears it and that nobody has used is meant for it. */
  const lostTopic = (sign: RoomSign): Address | undefined => {
    const room = lostTopics.get(topicName(sign));
    if (room === undefined || namedTopics.get(topicName(sign)) === room) return undefined;
    lostTopics.delete(topicName(sign));
    answered.set(room, true);
    namedTopics.set(topicName(sign), room);
    return room;
  };

  const openRoom = async (at: Address, sign: RoomSign): Promise<Opened> => {
    const chat = desk();
    if (at !== deskAddress || chat === null) {
      tell('no-desk');
      return { ok: false, reason: 'gone' };
    }
    const known = opened.get(sign.id) ?? lostTopic(sign);
    if (known !== undefined) {
      opened.set(sign.id, known);
      return { ok: true, room: known };
    }
    try {
      const room = await createTopic(chat, sign);
      opened.set(sign.id, room);
      return { ok: true, room };
    } catch (error) {
      const refusal = refusalOf(error);
      if (refusal === null) throw error;
      if (refusal.why === 'migrated') {
        moved(refusal.to);
        return { ok: false, reason: 'later', seconds: 1 };
      }
      const failed = failedFor({ to: 'desk' }, refusal);
      return failed.reason === 'later' ? failed : { ok: false, reason: 'gone' };
    }
  };

  return { send, openRoom, noticeTopic };
};
