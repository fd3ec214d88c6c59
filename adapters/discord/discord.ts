import {
  type APIApplication,
  type APIChannel,
  type APIInteraction,
  type APIUser,
  GatewayDispatchEvents,
  type GatewayDispatchPayload,
  type GatewayMessageCreateDispatchData,
  Routes,
} from 'discord.js';
import type { Address, FromPerson, Port, Receive } from '../../src/port.ts';
import { createPressSeal } from '../shared/press.ts';
import { createRecent } from '../shared/recent.ts';
import { platform, targetOf } from './addresses.ts';
import { catchUp } from './catch-up.ts';
import { createClient } from './client.ts';
import { createDesk, type DeskWords } from './desk.ts';
import { createGateway, type Gateway, type Trouble, troubleOf } from './gateway.ts';
import { type Answered, createInteractions } from './interactions.ts';
import { type Menu, setMenu } from './menu.ts';
import { news, type Tell } from './news.ts';
import {
  type AsideWords,
  aside as asidePart,
  closedHint,
  openedHint,
  type PanelWords,
  postPanel,
  profileLink,
  renderPanel,
} from './outreach.ts';
import { parse, placeOfChannel } from './parse.ts';
import type { Asked } from './parse-interaction.ts';
import { lackingRights } from './permissions.ts';
import { createPrivateChats } from './private-chats.ts';
import type { Parsed, Place, Desk as ReadDesk, Reader } from './reading.ts';
import { refusalOf } from './refusal.ts';
import { createSending } from './sending.ts';
import { isStaff } from './staff.ts';
import { createVoices } from './voices.ts';

/** What the adapter says by itself; the words are not its own. */
export interface Words {
  readonly menu: Menu;
  readonly desk: DeskWords;
  /** To one person; `locale` is the language of their app, or empty. */
  readonly aside: (locale: string) => AsideWords;
  readonly panel: (locale: string) => PanelWords;
  readonly introduction: (locale: string, name: string) => PanelWords;
}

/** What outlasts a restart. */
export interface Memory {
  /** Until when everything had come, milliseconds since 1970; null: never yet. */
  readonly heardUntil: () => Promise<number | null>;
  readonly saveHeardUntil: (at: number) => Promise<void>;
  /** Addresses of those whose conversations are kept, open cases first. */
  readonly persons: () => Promise<readonly Address[]>;
}

export interface DiscordNeeds {
  readonly token: string;
  /** Another server than Discord's own; null: Discord's. */
  readonly apiUrl: string | null;
  /** null: workers are elsewhere. */
  readonly desk: ReadDesk | null;
  readonly memory: Memory;
  readonly words: () => Words;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Calls back after so many milliseconds; the returned function calls it off. */
  readonly after: (milliseconds: number, call: () => void) => () => void;
  readonly tell: Tell;
  /** It cannot go on; the error's message tells the operator what to do. */
  readonly onEnd: (reason: Error) => void;
}

/** Somebody who waits longer than this for their words to be read sees that something is being done (milliseconds). */
const slow = 700;
const longestPause = 60_000;
/** Pauses after which what was not taken is tried again (milliseconds); after the last it is set aside. */
const triesAgain = [2000, 10_000, 60_000, 300_000];
/** How often it is noted until when everything had come (milliseconds), and how far back is looked to be sure. */
const noting = 60_000;
const margin = 2 * noting;
/** What was handled longer ago is not known any more, so it is not fetched again (milliseconds). */
const longestLookBack = 6 * 24 * 3_600_000;
/** An answer that is to come and does not is taken back after this time (milliseconds). */
const silence = 20_000;
/** In a channel people are told at most so often to write in private (milliseconds). */
const quiet = 60_000;

/**
 * Discord: the person's private chat (and answers that only they see elsewhere), and the desk as a forum with a post for
 * each case. What the connection tells cannot be given back to be told again: what is not taken is kept and tried again, and
 * what came while nobody listened is fetched.
 */
export const createDiscord = (needs: DiscordNeeds): Port => {
  const { tell, now, after, words } = needs;
  const client = createClient(needs, () => tell('rate-limited'));
  const seal = createPressSeal(needs.token);
  const stopping = new AbortController();
  let me = { bot: '', application: '' };
  let receive: Receive = () => Promise.reject(new Error('discord: it was not started'));
  let gateway: Gateway | null = null;
  let heardUntil: number | null = null;
  let notedUntil: number | null = null;
  let deskPost: string | null = null;
  let deskGuild: string | null = null;

  const chats = createPrivateChats(client);
  const voices = createVoices(client, () => me.application, now);
  const asideWords = (locale: string): AsideWords => words().aside(locale);
  const desk = createDesk({
    client,
    channel: needs.desk?.channel ?? null,
    bot: () => me.bot,
    words: () => words().desk,
    tell,
    after,
  });
  const sending = createSending({
    client,
    seal,
    desk,
    chats,
    voices,
    tell,
    hints: {
      opened: (locale, channel) => openedHint(asideWords(locale), channel),
      closed: (locale) => closedHint(asideWords(locale), seal),
    },
  });
  const interactions = createInteractions({
    client,
    seal,
    application: () => me.application,
    words: asideWords,
    tell,
    now,
  });
  const places = createRecent<string, Place>(10_000);
  const ownMessages = createRecent<string, true>(5000);
  /** Persons whose last post came from a worker: the bot answers nothing there, so it shows no typing. */
  const withWorker = createRecent<Address, boolean>(5000);
  const toldInPublic = createRecent<string, number>(1000);
  /** What happens in one channel is taken in its order. */
  const lastIn = new Map<string, Promise<void>>();
  const underWay = new Set<Promise<void>>();
  const waiting = new Set<() => void>();

  const aside = (job: Promise<unknown>): void => {
    // What is only polite may fail.
    void job.catch(() => undefined);
  };

  const reader = (): Reader => ({
    bot: me.bot,
    desk: needs.desk,
    deskGuild,
    seal,
    placeOf,
    commands: new Map(words().menu.commands.map(({ names, press }) => [names.en, press])),
    deskCommands: new Set(words().menu.desk.map(({ command }) => command)),
    now: now(),
  });

  const placeOf = (channel: string): Place | undefined => {
    const user = chats.userOf(channel);
    if (user !== undefined) return { in: 'private', user };
    if (channel === needs.desk?.channel || channel === deskPost) return { in: 'desk' };
    return places.get(channel);
  };

  const lookUp = async (channel: string): Promise<void> => {
    try {
      const read = await client.get<APIChannel>(Routes.channel(channel));
      const place = placeOfChannel(read as Parameters<typeof placeOfChannel>[0], reader());
      if (place.in === 'private') chats.note(place.user, channel);
      else places.set(channel, place);
    } catch (error) {
      const why = refusalOf(error)?.why;
      if (why !== 'gone' && why !== 'no-rights') throw error;
      places.set(channel, { in: 'elsewhere' });
    }
  };

  // --- taking what comes

  const fromPerson = async (incoming: FromPerson): Promise<void> => {
    const target = targetOf(incoming.person);
    const channel = target?.to === 'person' ? chats.known(target.user) : undefined;
    const answers = incoming.kind === 'text' || incoming.kind === 'press' || incoming.kind === 'media';
    const shows = answers && channel !== undefined && withWorker.get(incoming.person) !== true;
    const callOff = shows
      ? after(slow, () => aside(client.post(Routes.channelTyping(channel))))
      : () => undefined;
    try {
      await receive(incoming);
    } finally {
      callOff();
    }
  };

  /** Takes one packet; throws when it could not be taken. */
  const take = async (packet: GatewayDispatchPayload, answered: Answered): Promise<void> => {
    let read: Parsed = parse(packet, reader());
    for (let looks = 0; looks < 2 && (read.is === 'where' || read.is === 'which'); looks++) {
      if (read.is === 'where') {
        await lookUp(read.channel);
        read = parse(packet, reader());
      } else {
        read = parse(await fetched(packet, read), reader());
      }
    }
    switch (read.is) {
      case 'person':
        if (packet.t === GatewayDispatchEvents.MessageDelete && ownMessages.get(packet.d.id) === true) return;
        // Who writes in the private chat wants to read there.
        if (packet.t === GatewayDispatchEvents.MessageCreate) {
          chats.note(packet.d.author.id, packet.d.channel_id);
          voices.end(packet.d.author.id);
        }
        return fromPerson(read.incoming);
      case 'desk':
        return receive(read.incoming);
      case 'stranger':
        return tell('stranger');
      case 'asked':
        return onAsked(read.asked, answered);
      case 'in-public':
        return inPublic(read);
      case 'place':
        places.set(read.channel, read.place);
        return;
      case 'desk-changed':
        aside(lookAtDesk(true));
        return;
      case 'desk-lost':
        return tell('desk-lost');
      case 'where':
      case 'which':
      case 'nothing':
        return;
      default:
        return read satisfies never;
    }
  };

  /** Changes may be told without the whole message. */
  const fetched = async (
    packet: GatewayDispatchPayload,
    { channel, message }: Extract<Parsed, { is: 'which' }>,
  ): Promise<GatewayDispatchPayload> => {
    try {
      const whole = await client.get<object>(Routes.channelMessage(channel, message));
      return { ...packet, d: { ...(packet.d as object), ...whole } } as GatewayDispatchPayload;
    } catch (error) {
      if (refusalOf(error) === null) throw error;
      return packet;
    }
  };

  const inPublic = async ({ channel, message }: Extract<Parsed, { is: 'in-public' }>): Promise<void> => {
    const last = toldInPublic.get(channel);
    if (last !== undefined && now() - last < quiet) return;
    toldInPublic.set(channel, now());
    const part = asidePart(asideWords('').inPublic(profileLink(me.bot)));
    const reference = { message_reference: { message_id: message, fail_if_not_exists: false } };
    aside(client.post(Routes.channelMessages(channel), { ...part, ...reference }));
  };

  const onAsked = async (asked: Asked, answered: Answered): Promise<void> => {
    const { what, user, locale, token } = asked;
    const say = (text: string): void => aside(interactions.say(asked, answered, asidePart(text)));
    switch (what.do) {
      case 'person': {
        if (asked.isPrivate) {
          voices.end(user);
          await fromPerson(what.incoming);
          return aside(interactions.withdraw(asked, answered));
        }
        if (answered !== null) {
          voices.begin(user, { token, locale, prefers: what.prefers, waiting: answered === 'to-come' });
        }
        await fromPerson(what.incoming);
        const voice = voices.of(user);
        if (voice?.token === token && voice.waiting) {
          after(silence, () => {
            if (voice.waiting) aside(interactions.withdraw(asked, answered));
            voice.waiting = false;
          });
        }
        return;
      }
      case 'desk':
        await receive(what.incoming);
        return aside(interactions.withdraw(asked, answered));
      case 'refuse':
        tell('stranger');
        return say(asideWords(locale).notStaff);
      case 'panel':
      case 'introduce': {
        if (!(await isStaff(client, desk, needs.desk?.staffRole ?? null, user))) {
          return say(asideWords(locale).notStaff);
        }
        const panel = what.do === 'panel' ? words().panel(locale) : words().introduction(locale, what.name);
        const parts = renderPanel(panel, what.origin, seal);
        const refusal = await postPanel(client, what.channel, parts, asked.id);
        return say(refusal === null ? asideWords(locale).posted : asideWords(locale).notPosted);
      }
      case 'nothing':
        return aside(interactions.withdraw(asked, answered));
      case 'form':
        return;
      default:
        return what satisfies never;
    }
  };

  /** In the order of its channel; what is not taken is tried again later, and holds up nobody. */
  const inOrder = (channel: string, job: () => Promise<void>): void => {
    const before = lastIn.get(channel) ?? Promise.resolve();
    const mine = before.then(() => orAgain(job, 0));
    lastIn.set(channel, mine);
    underWay.add(mine);
    void mine.then(() => {
      underWay.delete(mine);
      if (lastIn.get(channel) === mine) lastIn.delete(channel);
    });
  };

  const orAgain = async (job: () => Promise<void>, failures: number): Promise<void> => {
    try {
      await job();
    } catch {
      if (stopping.signal.aborted) return;
      const pause = triesAgain[failures];
      if (pause === undefined) return tell('set-aside');
      tell('not-taken');
      const callOff = after(pause, () => {
        waiting.delete(callOff);
        const again = orAgain(job, failures + 1);
        underWay.add(again);
        void again.then(() => underWay.delete(again));
      });
      waiting.add(callOff);
    }
  };

  const channelOf = ({ d }: GatewayDispatchPayload): string =>
    typeof d === 'object' && d !== null && 'channel_id' in d && typeof d.channel_id === 'string'
      ? d.channel_id
      : '';

  const onPacket = (packet: GatewayDispatchPayload): void => {
    heardUntil = now();
    if (packet.t === GatewayDispatchEvents.Ready) {
      me = { bot: packet.d.user.id, application: packet.d.application.id };
      fetchMissed();
    } else if (packet.t === GatewayDispatchEvents.InteractionCreate) {
      onInteraction(packet, packet.d as APIInteraction);
    } else if (packet.t === GatewayDispatchEvents.MessageCreate && packet.d.author?.id === me.bot) {
      ownMessages.set(packet.d.id, true);
    } else {
      inOrder(channelOf(packet), () => take(packet, null));
    }
  };

  const onInteraction = (packet: GatewayDispatchPayload, interaction: APIInteraction): void => {
    const isDouble = interactions.isDouble(interaction);
    const answering = interactions.begin(interaction);
    inOrder(`i${channelOf(packet)}`, async () => {
      const answered = await answering;
      if (!isDouble) await take(packet, answered);
    });
  };

  // --- what was missed

  const fetchMissed = (): void => {
    const job = (async () => {
      const stored = notedUntil ?? (await needs.memory.heardUntil());
      note();
      if (stored === null) return;
      const since = Math.max(stored - margin, now() - longestLookBack);
      await catchUp(
        {
          client,
          chats,
          persons: async () =>
            (await needs.memory.persons()).flatMap((address) => {
              const target = targetOf(address);
              return target?.to === 'person' ? [target.user] : [];
            }),
          rooms: () => desk.rooms(),
          take: takeMissed,
        },
        since,
      );
      tell('caught-up');
    })();
    const settled = job.catch(() => tell('not-caught-up'));
    underWay.add(settled);
    void settled.then(() => underWay.delete(settled));
  };

  const takeMissed = (d: GatewayMessageCreateDispatchData): Promise<void> => {
    const packet = { op: 0, s: 0, t: GatewayDispatchEvents.MessageCreate, d } as GatewayDispatchPayload;
    return new Promise((resolve) => {
      inOrder(d.channel_id, () => take(packet, null).finally(resolve));
    });
  };

  let callOffNoting = (): void => undefined;
  const note = (): void => {
    callOffNoting();
    if (heardUntil !== null && heardUntil !== notedUntil) {
      notedUntil = heardUntil;
      aside(needs.memory.saveHeardUntil(heardUntil));
    }
    if (!stopping.signal.aborted) callOffNoting = after(noting, note);
  };

  // --- the connection

  const lookAtDesk = async (again: boolean): Promise<void> => {
    if (needs.desk === null) {
      if (!again) tell('no-desk');
      return;
    }
    desk.forget();
    try {
      const { guild } = await desk.known();
      deskGuild = guild;
      const lacking = await lackingRights(client, me.bot, needs.desk.channel);
      const isWell = lacking.length === 0;
      if (!isWell && wasWell) tell('desk-rights');
      if (isWell && !wasWell) tell('desk-back');
      wasWell = isWell;
      deskPost = await desk.post();
      if (!again) setMenu(client, me.application, words().menu, guild).catch(() => tell('menu-not-set'));
    } catch (error) {
      const why = refusalOf(error)?.why;
      if ((why === 'gone' || why === 'no-rights') && wasWell) {
        wasWell = false;
        tell(again ? 'desk-lost' : 'desk-not-found');
      }
    }
  };
  let wasWell = true;

  const connect = async (): Promise<void> => {
    const [user, application] = [
      await client.get<APIUser>(Routes.user()),
      await client.get<APIApplication>(Routes.currentApplication()),
    ];
    me = { bot: user.id, application: application.id };
    gateway = createGateway({
      token: needs.token,
      apiUrl: needs.apiUrl,
      readsDesk: needs.desk !== null,
      onPacket,
      onEnd: (trouble) => {
        if (!stopping.signal.aborted) lose(trouble);
      },
    });
    await gateway.connect();
    aside(lookAtDesk(false));
    if (needs.desk === null) {
      setMenu(client, me.application, words().menu, null).catch(() => tell('menu-not-set'));
    }
  };

  const pause = (milliseconds: number): Promise<void> =>
    new Promise((resolve) => {
      const callOff = after(milliseconds, resolve);
      stopping.signal.addEventListener('abort', () => {
        callOff();
        resolve();
      });
    });

  /** What only the operator can mend ends it; all else is tried again. */
  const lose = (trouble: Trouble): void => {
    if (trouble === 'token' || trouble === 'intents') {
      tell(trouble);
      needs.onEnd(new Error(news[trouble]));
      return;
    }
    connecting = begin(1);
  };

  /** Resolves when connected, or when Discord cannot be reached now: then it is tried on, and other platforms may begin. */
  const begin = async (failures: number): Promise<void> => {
    if (stopping.signal.aborted) return;
    try {
      await connect();
      if (failures > 0) tell('reachable');
    } catch (error) {
      await gateway?.stop().catch(() => undefined);
      gateway = null;
      const trouble = refusalOf(error)?.why === 'token' ? 'token' : troubleOf(error);
      if (trouble === 'token' || trouble === 'intents') {
        tell(trouble);
        const told = new Error(news[trouble]);
        if (failures === 0) throw told;
        return needs.onEnd(told);
      }
      if (failures === 0) tell(trouble === 'sessions' ? 'no-sessions' : 'unreachable');
      const wait = trouble === 'sessions' ? longestPause * 10 : Math.min(longestPause, 1000 * 2 ** failures);
      connecting = pause(wait).then(() => begin(failures + 1));
    }
  };
  let connecting: Promise<void> = Promise.resolve();

  return {
    name: platform,
    start: async (take_) => {
      receive = take_;
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
      stopping.abort();
      for (const callOff of waiting) callOff();
      callOffNoting();
      desk.stop();
      await connecting;
      await gateway?.stop();
      await Promise.all(underWay);
      if (heardUntil !== null) await needs.memory.saveHeardUntil(heardUntil).catch(() => undefined);
    },
  };
};
