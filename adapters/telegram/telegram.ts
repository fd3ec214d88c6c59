import type { BotCommand, Update, UserFromGetMe } from 'grammy/types';
import type { FromDesk, FromPerson, Port, Receive } from '../../src/port.ts';
import { createPressSeal } from '../shared/press.ts';
import { createRecent } from '../shared/recent.ts';
import { platform, targetOf } from './addresses.ts';
import { createClient, inTime } from './client.ts';
import { createIntake } from './intake.ts';
import { createMembers } from './members.ts';
import { type Menu, setMenus } from './menu.ts';
import type { Tell } from './news.ts';
import { type Parsed, parse } from './parse.ts';
import { createPolling } from './polling.ts';
import { refusalOf } from './refusal.ts';
import { createSending } from './sending.ts';
import { wantedUpdates } from './updates-wanted.ts';
import { type After, createPauses } from './waiting.ts';
import { createWebhook } from './webhook.ts';

/** What the adapter says by itself; the words are not its own. */
export interface Words {
  readonly menus: readonly Menu[];
  readonly deskCommands: readonly BotCommand[];
  /** To somebody who speaks to the bot where others read it; `locale` is the language tag of their app, or empty. */
  readonly inPublic: (locale: string, link: string) => string;
  /** To a worker whose name Telegram hides. */
  readonly nameless: string;
}

export interface TelegramNeeds {
  readonly token: string;
  /** Another server than Telegram's own; null: Telegram's. */
  readonly apiRoot: string | null;
  /** The staff group's number; null: none yet. */
  readonly desk: number | null;
  /** null: long polling. */
  readonly webhook: {
    readonly url: string;
    readonly host: string | null;
    readonly port: number;
    readonly secret: string;
  } | null;
  readonly words: () => Words;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly after: After;
  readonly tell: Tell;
  /** It cannot go on; the error's message tells the operator what to do. */
  readonly onEnd: (reason: Error) => void;
}

/** A second press of the same button within this time (milliseconds) is a double click. */
const doubleClick = 2000;
/** Somebody who waits longer than this for their words to be read sees that something is being done (milliseconds). */
const slow = 700;
/** In a group people are told at most so often to write in private (milliseconds). */
const quiet = 60_000;
const longestPause = 60_000;

/**
 * Telegram: the person's private chat, and the desk as a group with a topic for each case. Updates are handed in before they
 * are confirmed; what is sent is told back as Telegram answered it.
 */
export const createTelegram = (needs: TelegramNeeds): Port => {
  const { tell, now, after, words } = needs;
  const api = createClient(needs);
  const seal = createPressSeal(needs.token);
  const pauses = createPauses(after);
  let stopped = false;
  let me: Pick<UserFromGetMe, 'id' | 'username'> | null = null;
  let desk = needs.desk;
  let receive: Receive = () => Promise.reject(new Error('telegram: it was not started'));

  const moved = (to: number): void => {
    if (desk === to) return;
    desk = to;
    tell('desk-moved', to);
  };
  const sending = createSending({ api, seal, tell, desk: () => desk, moved });
  const members = createMembers(api, () => desk, now);
  /** Persons whose last post came from a worker: the bot answers nothing there, so it shows no typing. */
  const withWorker = createRecent<string, boolean>(5000);
  const presses = createRecent<string, { readonly at: number; readonly done: Promise<void> }>(1000);
  const toldInPublic = createRecent<number, number>(1000);
  /** What one worker did comes in the order in which they did it, however long the look at the members takes. */
  const lastOf = new Map<number, Promise<unknown>>();

  const aside = (job: Promise<unknown>): void => {
    // What is only polite may fail.
    void job.catch(() => undefined);
  };

  const fromPerson = async (incoming: FromPerson): Promise<void> => {
    const target = targetOf(incoming.person);
    const answers = incoming.kind === 'text' || incoming.kind === 'press' || incoming.kind === 'media';
    const shows = answers && target?.to === 'person' && withWorker.get(incoming.person) !== true;
    const callOff = shows
      ? after(slow, () => aside(api.sendChatAction(target.chat, 'typing', {}, inTime())))
      : () => undefined;
    try {
      await receive(incoming);
    } finally {
      callOff();
    }
  };

  const fromDesk = (user: number, incoming: FromDesk): Promise<void> => {
    const before = lastOf.get(user) ?? Promise.resolve();
    const job = before.then(async () => {
      if (await members.includes(user)) return receive(incoming);
      tell('stranger');
    });
    const settled = job.catch(() => undefined);
    lastOf.set(user, settled);
    void settled.then(() => {
      if (lastOf.get(user) === settled) lastOf.delete(user);
    });
    return job;
  };

  const once = (update: Update, job: () => Promise<void>): Promise<void> => {
    const query = update.callback_query;
    if (query === undefined) return job();
    aside(api.answerCallbackQuery(query.id, {}, inTime()));
    const button = `${query.from.id} ${query.message?.chat.id} ${query.message?.message_id} ${query.data}`;
    const known = presses.get(button);
    if (known !== undefined && now() - known.at < doubleClick) return known.done;
    const done = job();
    presses.set(button, { at: now(), done });
    return done;
  };

  const inPublic = async ({ chat, thread, locale }: Extract<Parsed, { is: 'in-public' }>): Promise<void> => {
    const last = toldInPublic.get(chat);
    if (last !== undefined && now() - last < quiet) return;
    toldInPublic.set(chat, now());
    const text = words().inPublic(locale, `https://t.me/${me?.username ?? ''}`);
    const where = thread === null ? {} : { message_thread_id: thread };
    aside(api.sendMessage(chat, text, { ...where, link_preview_options: { is_disabled: true } }, inTime()));
  };

  const nameless = ({ message, thread }: Extract<Parsed, { is: 'nameless' }>): void => {
    tell('nameless-worker');
    if (desk === null) return;
    const where = thread === null ? {} : { message_thread_id: thread };
    const reply = { message_id: message, allow_sending_without_reply: true };
    aside(api.sendMessage(desk, words().nameless, { ...where, reply_parameters: reply }, inTime()));
  };

  const ownPlace = ({ desk: isDesk, chat, status }: Extract<Parsed, { is: 'own-place' }>): void => {
    const isIn = status !== 'left' && status !== 'kicked';
    if (!isDesk) {
      if (isIn) tell('other-group', chat);
      return;
    }
    if (!isIn) tell('desk-lost', chat);
    else tell(status === 'administrator' ? 'desk-back' : 'desk-rights', chat);
  };

  const handle = async (update: Update): Promise<void> => {
    if (me === null) throw new Error('telegram: not connected yet');
    const read = parse(update, { bot: me, desk, seal, now: now() });
    switch (read.is) {
      case 'person':
        return once(update, () => fromPerson(read.incoming));
      case 'desk':
        return once(update, () => fromDesk(read.user, read.incoming));
      case 'stray-press':
        return once(update, async () => undefined);
      case 'in-public':
        return inPublic(read);
      case 'nameless':
        return nameless(read);
      case 'migrated':
        if (read.from === desk) moved(read.to);
        return;
      case 'own-topic':
        return sending.noticeTopic(read.room, read.name);
      case 'own-place':
        return ownPlace(read);
      case 'membership':
        return members.forget(read.user);
      case 'nothing':
        return;
      default:
        return read satisfies never;
    }
  };

  const intake = createIntake(handle, tell, now);
  const polling = createPolling({ api, intake, tell, after, onEnd: needs.onEnd });
  const webhook =
    needs.webhook === null
      ? null
      : createWebhook({
          host: needs.webhook.host,
          port: needs.webhook.port,
          path: new URL(needs.webhook.url).pathname,
          secret: needs.webhook.secret,
          intake,
          tell,
        });

  /** Finds out who the bot is and makes Telegram bring its updates the chosen way. */
  const connect = async (): Promise<void> => {
    me = await api.getMe(inTime());
    if (needs.webhook === null) {
      const info = await api.getWebhookInfo(inTime());
      if (info.url !== undefined && info.url !== '') await api.deleteWebhook({}, inTime());
    } else {
      const { url, secret } = needs.webhook;
      await api.setWebhook(url, { secret_token: secret, allowed_updates: wantedUpdates }, inTime());
    }
    aside(lookAtDesk());
    const { menus, deskCommands } = words();
    const onDesk = desk === null ? null : { chat: desk, commands: deskCommands };
    setMenus(api, menus, onDesk).catch(() => tell('menu-not-set'));
    if (needs.webhook === null) polling.start();
  };

  const lookAtDesk = async (): Promise<void> => {
    if (desk === null || me === null) return tell('no-desk');
    try {
      const own = await api.getChatMember(desk, me.id, inTime());
      const mayWork = own.status === 'administrator' && own.can_manage_topics === true;
      if (!mayWork && own.status !== 'creator') tell('desk-rights', desk);
    } catch (error) {
      const refusal = refusalOf(error);
      if (refusal?.why === 'migrated') moved(refusal.to);
      else if (refusal !== null && refusal.why !== 'later') tell('desk-not-found', desk);
    }
  };

  /** Resolves when connected, or when Telegram cannot be reached now: then it is tried on, and other platforms may begin. */
  const begin = async (failures: number): Promise<void> => {
    if (stopped) return;
    try {
      await connect();
      if (failures > 0) tell('reachable');
    } catch (error) {
      if (refusalOf(error)?.why === 'token') {
        tell('token');
        const told = new Error(
          'Telegram refuses the token; get a new one from @BotFather (/mybots, API Token) and set TELEGRAM_TOKEN',
        );
        if (failures === 0) throw told;
        return needs.onEnd(told);
      }
      if (failures === 0) tell('unreachable');
      const waited = pauses
        .atMost(Math.min(longestPause, 1000 * 2 ** failures))
        .then(() => begin(failures + 1));
      connecting = waited;
    }
  };
  let connecting: Promise<void> = Promise.resolve();

  return {
    name: platform,
    start: async (take) => {
      receive = take;
      await webhook?.start();
      await begin(0);
    },
    send: (to, outgoing) => {
      if (outgoing.kind === 'post' && targetOf(to)?.to === 'person') {
        withWorker.set(
          to,
          outgoing.blocks.some(({ kind }) => kind === 'words'),
        );
      }
      return sending.send(to, outgoing);
    },
    openRoom: sending.openRoom,
    stop: async () => {
      stopped = true;
      pauses.stop();
      await connecting;
      await polling.stop();
      await webhook?.stop();
    },
  };
};
