import { type APIInteraction, GatewayDispatchEvents, type GatewayDispatchPayload, Routes } from 'discord.js';
import type { Address, FromPerson, Port, Receive } from '../../src/port.ts';
import { createPressSeal } from '../shared/press.ts';
import { createRecent } from '../shared/recent.ts';
import { platform, targetOf } from './addresses.ts';
import { createAnswering } from './answering.ts';
import { createCatchUp } from './catch-up.ts';
import { createClient } from './client.ts';
import { createConnection } from './connection.ts';
import { createDesk, type DeskWords } from './desk.ts';
import { createIntake, type HandOver } from './intake.ts';
import { type Answered, createInteractions } from './interactions.ts';
import { type Menu, setMenu } from './menu.ts';
import { createMissed, type Memory } from './missed.ts';
import type { Tell } from './news.ts';
import { type AsideWords, aside, closedHint, openedHint, type PanelWords, profileLink } from './outreach.ts';
import { parse } from './parse.ts';
import type { Asked } from './parse-interaction.ts';
import { lackingRights } from './permissions.ts';
import { createPlaces } from './places.ts';
import { createPrivateChats } from './private-chats.ts';
import { isObject, type Parsed, type Desk as ReadDesk, type Reader } from './reading.ts';
import { refusalOf } from './refusal.ts';
import { createSending } from './sending.ts';
import { isId, timeOf } from './snowflake.ts';
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

export interface Discord extends Port {
  /** Resolves when the desk was looked at, and everything that came was taken or waits to be tried again. */
  idle(): Promise<void>;
}

/** Somebody who waits longer than this for their words to be read sees that something is being done (milliseconds). */
const slow = 700;
/** In a channel people are told at most so often to write in private (milliseconds). */
const quiet = 60_000;
/** Of what asks for no answer of its own. */
const unasked: Promise<Answered> = Promise.resolve(null);

/**
 * Discord: the person's private chat (and answers that only they see elsewhere), and the desk as a forum with a post for
 * each case. What the connection tells cannot be given back to be told again: what is not taken is kept and tried again, and
 * what came while nobody listened is fetched.
 */
export const createDiscord = (needs: DiscordNeeds): Discord => {
  const { tell, now, after, words } = needs;
  let me = { bot: '', application: '' };
  let receive: Receive = () => Promise.reject(new Error('discord: it was not started'));
  let deskPost: string | null = null;
  let deskGuild: string | null = null;
  let deskIsWell = true;
  let settingUp: Promise<unknown> = Promise.resolve();

  const client = createClient(needs, () => tell('rate-limited'));
  const seal = createPressSeal(needs.token);
  const chats = createPrivateChats(client);
  const voices = createVoices(client, () => me.application, now);
  const asideWords = (locale: string): AsideWords => words().aside(locale);
  const channel = needs.desk?.channel ?? null;
  const desk = createDesk({ client, channel, bot: () => me.bot, words: () => words().desk, tell, after });
  const hints = {
    opened: (locale: string, chat: string) => openedHint(asideWords(locale), chat),
    closed: (locale: string) => closedHint(asideWords(locale), seal),
  };
  const ownMessages = createRecent<string, true>(5000);
  const sending = createSending({ client, seal, desk, chats, voices, ownMessages, tell, hints });
  const application = (): string => me.application;
  const interactions = createInteractions({ client, seal, application, words: asideWords, tell, now });
  const intake = createIntake({ after, tell });
  /** Persons whose last post came from a worker: the bot answers nothing there, so it shows no typing. */
  const withWorker = createRecent<Address, boolean>(5000);
  const toldInPublic = createRecent<string, number>(1000);

  const polite = (job: Promise<unknown>): void => {
    // What is only polite may fail.
    void job.catch(() => undefined);
  };

  const reader = (): Reader => ({
    bot: me.bot,
    desk: needs.desk,
    deskGuild,
    seal,
    placeOf: places.of,
    commands: new Map(words().menu.commands.map(({ names, press }) => [names.en, press])),
    deskCommands: new Set(words().menu.desk.map(({ command }) => command)),
    now: now(),
  });
  const places = createPlaces({ client, chats, ofDesk: () => [channel, deskPost], reader });

  // --- taking what comes

  const bring: Receive = async (incoming, before) => {
    const callOff = incoming.from === 'person' ? showTyping(incoming) : () => undefined;
    try {
      await receive(incoming, before);
    } finally {
      callOff();
    }
  };

  const showTyping = ({ person, kind }: FromPerson): (() => void) => {
    const target = targetOf(person);
    const chat = target?.to === 'person' ? chats.known(target.user) : undefined;
    const isAnswered = kind === 'text' || kind === 'press' || kind === 'media';
    return isAnswered && chat !== undefined && withWorker.get(person) !== true
      ? after(slow, () => polite(client.post(Routes.channelTyping(chat))))
      : () => undefined;
  };

  const answer = createAnswering({
    client,
    seal,
    interactions,
    voices,
    receive: bring,
    isStaff: (user) => isStaff(client, desk, needs.desk?.staffRole ?? null, user),
    words: {
      aside: asideWords,
      panel: (locale) => words().panel(locale),
      introduction: (locale, name) => words().introduction(locale, name),
    },
    after,
    tell,
  });

  /** What a packet means; what it leaves out is asked for. */
  const read = async (packet: GatewayDispatchPayload): Promise<Parsed> => {
    let parsed = parse(packet, reader());
    for (let looks = 0; looks < 2 && (parsed.is === 'where' || parsed.is === 'which'); looks++) {
      if (parsed.is === 'where') await places.lookUp(parsed.channel);
      parsed = parse(parsed.is === 'which' ? await whole(packet, parsed) : packet, reader());
    }
    return parsed;
  };

  /** Changes may be told without the whole message. */
  const whole = async (
    packet: GatewayDispatchPayload,
    { channel: chat, message }: Extract<Parsed, { is: 'which' }>,
  ): Promise<GatewayDispatchPayload> => {
    try {
      const fetched = await client.get<object>(Routes.channelMessage(chat, message));
      return { ...packet, d: { ...(packet.d as object), ...fetched } } as GatewayDispatchPayload;
    } catch (error) {
      if (refusalOf(error) === null) throw error;
      return packet;
    }
  };

  /** Takes what was read; rejects when it could not be taken. `before`: what has to be taken before it. */
  const take = async (
    parsed: Parsed,
    packet: GatewayDispatchPayload,
    answering: Promise<Answered>,
    before?: Promise<void>,
  ): Promise<void> => {
    switch (parsed.is) {
      case 'person':
        return fromPerson(packet, parsed.incoming, before);
      case 'desk':
        return bring(parsed.incoming, before);
      case 'stranger':
        return tell('stranger');
      case 'asked':
        if (parsed.asked.isPrivate) chats.note(parsed.asked.user, channelOf(packet));
        return answer(parsed.asked, answering, before);
      case 'in-public':
        return inPublic(parsed);
      case 'place':
        return places.set(parsed.channel, parsed.place);
      case 'desk-changed':
        return polite(lookAtDesk(true));
      case 'desk-lost':
        return tell('desk-lost');
      case 'where':
      case 'which':
      case 'nothing':
        return;
      default:
        return parsed satisfies never;
    }
  };

  const fromPerson = (
    packet: GatewayDispatchPayload,
    incoming: FromPerson,
    before: Promise<void> | undefined,
  ): Promise<void> => {
    const target = targetOf(incoming.person);
    // Whatever they do there: an answer must not wait for the look at which chat it is.
    if (target?.to === 'person') chats.note(target.user, channelOf(packet));
    // Who writes in the private chat wants to read there.
    if (packet.t === GatewayDispatchEvents.MessageCreate) voices.end(packet.d.author.id);
    const isOwn = packet.t === GatewayDispatchEvents.MessageDelete && ownMessages.get(packet.d.id) === true;
    return isOwn ? Promise.resolve() : bring(incoming, before);
  };

  const inPublic = ({ channel: where, message }: Extract<Parsed, { is: 'in-public' }>): void => {
    const last = toldInPublic.get(where);
    if (last !== undefined && now() - last < quiet) return;
    toldInPublic.set(where, now());
    const part = aside(asideWords('').inPublic(profileLink(me.bot)));
    const reference = { message_reference: { message_id: message, fail_if_not_exists: false } };
    polite(client.post(Routes.channelMessages(where), { ...part, ...reference }));
  };

  const channelOf = ({ d }: GatewayDispatchPayload): string =>
    typeof d === 'object' && d !== null && 'channel_id' in d && typeof d.channel_id === 'string'
      ? d.channel_id
      : '';

  const onPacket = (packet: GatewayDispatchPayload): void => {
    missed.heardNow();
    if (packet.t === GatewayDispatchEvents.Ready) void intake.count(missed.fetch());
    else if (packet.t === GatewayDispatchEvents.InteractionCreate) onInteraction(packet);
    else if (packet.t === GatewayDispatchEvents.MessageCreate && packet.d.author?.id === me.bot) {
      ownMessages.set(packet.d.id, true);
    } else onNew(packet);
  };

  /** What a person says is handed over at once, whatever is still looked up or taken: danger in it waits for nothing. */
  const onNew = (packet: GatewayDispatchPayload): void => {
    const where = channelOf(packet);
    const parsed = parse(packet, reader());
    const isRead = parsed.is !== 'where' && parsed.is !== 'which';
    if (isRead && (parsed.is === 'person' || !intake.isBusy(where))) {
      void intake.now(saidAt(packet), () => take(parsed, packet, unasked, before(parsed, packet)));
    } else void intake.inTurn(where, saidAt(packet), readFirst(packet, unasked));
  };

  /** A connection that was resumed tells late what was said meanwhile; it would be fetched from when it was said. */
  const saidAt = ({ t, d }: GatewayDispatchPayload): number =>
    t === GatewayDispatchEvents.MessageCreate && isId(d.id) ? Math.min(timeOf(d.id), now()) : now();

  const readFirst =
    (packet: GatewayDispatchPayload, answering: Promise<Answered>): HandOver =>
    async (begun) => {
      const parsed = await read(packet);
      const taken = take(parsed, packet, answering, before(parsed, packet));
      begun();
      return taken;
    };

  /** What was said in the same channel while nobody listened comes before whatever is done there now. */
  const before = (parsed: Parsed, packet: GatewayDispatchPayload): Promise<void> | undefined => {
    if (parsed.is === 'asked' && parsed.asked.what.do === 'person')
      return beforeAsked(parsed.asked, channelOf(packet));
    const isDesk = parsed.is === 'desk' || (parsed.is === 'asked' && parsed.asked.what.do === 'desk');
    if (parsed.is !== 'person' && !isDesk) return undefined;
    const { d } = packet;
    const guild = isObject(d) && 'guild_id' in d && typeof d.guild_id === 'string' ? d.guild_id : null;
    return missed.before(channelOf(packet), guild);
  };

  /** Wherever a person asks: what they wrote before would make them known again after a deletion. */
  const beforeAsked = ({ user, isPrivate }: Asked, where: string): Promise<void> | undefined => {
    const chat = isPrivate ? where : chats.known(user);
    if (chat !== undefined) return missed.before(chat, null);
    if (!missed.owes()) return undefined;
    return chats.channelOf(user).then(
      (found) => missed.before(found, null),
      () => undefined,
    );
  };

  /** As what is said: a form may tell of danger, and Discord may take its time to take the first answer. */
  const onInteraction = (packet: GatewayDispatchPayload): void => {
    const interaction = packet.d as APIInteraction;
    const isDouble = interactions.isDouble(interaction);
    const answering = interactions.begin(interaction);
    if (isDouble) return;
    const parsed = parse(packet, reader());
    if (parsed.is === 'where') {
      void intake.inTurn(`i${channelOf(packet)}`, now(), readFirst(packet, answering));
    } else void intake.now(now(), () => take(parsed, packet, answering, before(parsed, packet)));
  };

  const stopping = new AbortController();
  const { signal } = stopping;
  const catchUp = createCatchUp({
    client,
    chats,
    persons: async () =>
      (await needs.memory.persons()).flatMap((address) => {
        const target = targetOf(address);
        return target?.to === 'person' ? [target.user] : [];
      }),
    rooms: desk.rooms,
    signal,
  });
  const missed = createMissed({
    memory: needs.memory,
    catchUp,
    intake,
    handOver: (d) => {
      const packet = { op: 0, s: 0, t: GatewayDispatchEvents.MessageCreate, d } as GatewayDispatchPayload;
      return intake.inTurn(d.channel_id, timeOf(d.id), async (begun) => {
        const taken = take(await read(packet), packet, unasked);
        begun();
        return taken;
      });
    },
    signal,
    tell,
    now,
    after,
  });

  // --- the desk and the menu

  const lookAtDesk = async (again: boolean): Promise<void> => {
    if (needs.desk === null) return;
    desk.forget();
    desk.forgetPost();
    try {
      const { guild } = await desk.known();
      deskGuild = guild;
      const isWell = (await lackingRights(client, me.bot, needs.desk.channel)).length === 0;
      if (isWell !== deskIsWell) tell(isWell ? 'desk-back' : 'desk-rights');
      deskIsWell = isWell;
      deskPost = await desk.post();
    } catch (error) {
      const why = refusalOf(error)?.why;
      if ((why !== 'gone' && why !== 'no-rights') || !deskIsWell) return;
      deskIsWell = false;
      tell(again ? 'desk-lost' : 'desk-not-found');
    }
  };

  const onConnected = (): void => {
    if (needs.desk === null) tell('no-desk');
    settingUp = lookAtDesk(false).then(() =>
      setMenu(client, me.application, words().menu, deskGuild).catch(() => tell('menu-not-set')),
    );
    polite(settingUp);
  };

  const connection = createConnection({
    ...needs,
    client,
    readsDesk: needs.desk !== null,
    onPacket,
    onMe: (is) => {
      me = is;
    },
    onConnected,
  });

  return {
    name: platform,
    start: async (take_) => {
      receive = take_;
      await connection.start();
    },
    send: (to, outgoing) => {
      if (outgoing.kind === 'post' && targetOf(to)?.to === 'person') {
        const isWords = outgoing.blocks.some(({ kind }) => kind === 'words');
        withWorker.set(to, isWords);
      }
      return sending.send(to, outgoing);
    },
    openRoom: sending.openRoom,
    idle: async () => {
      await settingUp.catch(() => undefined);
      await intake.idle();
    },
    stop: async () => {
      stopping.abort();
      desk.stop();
      await connection.stop();
      await intake.stop();
      await missed.stop();
    },
  };
};
