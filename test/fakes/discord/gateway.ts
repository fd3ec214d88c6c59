import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import {
  GatewayCloseCodes,
  type GatewayIdentifyData,
  GatewayIntentBits,
  GatewayOpcodes,
  type GatewayResumeData,
} from 'discord-api-types/v10';
import { type WebSocket, WebSocketServer } from 'ws';
import { readyShape, refusedBecause } from './identify.ts';
import { asTold, isTold } from './intents.ts';
import { permissionsIn } from './permissions.ts';
import { arrivedGuild, memberShape, userOf } from './shapes.ts';
import type { Guild, Told, World } from './world.ts';

export interface GatewayNeeds {
  readonly world: World;
  readonly token: () => string | null;
  /** Privileged intents that are switched on for the app. */
  readonly privileged: number;
  /** Milliseconds between two heartbeats. */
  readonly heartbeat: number;
  readonly url: () => string;
}

interface Session {
  readonly id: string;
  readonly intents: number;
  sequence: number;
  /** Everything that was told, for whoever resumes. */
  readonly sent: { readonly s: number; readonly frame: string }[];
  socket: WebSocket | null;
  /** Up to which the bot has said that it read, and up to which it was asked. */
  read: number;
  asked: number;
}

/** What the bot sent over the gateway. */
export interface HeardFrame {
  readonly op: number;
  readonly d: unknown;
}

/** The gateway as a test may trouble it. */
export interface Gateway {
  /** How many connections of the bot are open. */
  connections(): number;
  /** How many sessions could be resumed or are under way. */
  sessions(): number;
  /** All that the bot sent, oldest first. */
  readonly frames: readonly HeardFrame[];
  /** How often the bot identified, resumed, and was let resume. */
  readonly counts: { readonly identified: number; readonly resumeAsked: number; readonly resumed: number };
  /** Everything that was told, whether or not anybody listened. */
  readonly told: readonly Told[];
  /** The connection breaks without a word. */
  drop(): void;
  /** The connection is closed with a code. */
  close(code: number): void;
  /** Asks for a new connection (op 7). */
  askToReconnect(): void;
  /** Says that the session is invalid (op 9); one that cannot be resumed is forgotten. */
  invalidate(resumable: boolean): void;
  /** As in an outage on their side: nobody can resume, what was told in between is gone. */
  forgetSessions(): void;
  /** Answers no heartbeat any more, and tells nothing: the connection only looks alive. */
  freeze(): void;
  thaw(): void;
  /** From now on connections are refused. */
  refuseConnections(refused: boolean): void;
  /** Resolves when the bot has read everything that was told until now, on every session; one that is dropped has first to come back. */
  read(): Promise<void>;
  /** From now on whoever says who they are is not answered; it hears nothing, and is not let go either. */
  leaveUnanswered(unanswered: boolean): void;
  /** The next one that is let resume is told in the same breath that the session is invalid. */
  invalidateOnResume(): void;
  /** How many times the bot may still identify today. */
  identifiesLeft: number;
}

export interface ServedGateway extends Gateway {
  tell(told: Told): void;
  /** Somebody comes to listen. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  stop(): void;
}

const mostEvents = 120;
const minute = 60_000;

export const createGateway = (needs: GatewayNeeds): ServedGateway => {
  const { world } = needs;
  const server = new WebSocketServer({ noServer: true });
  const sessions = new Map<string, Session>();
  /** Who listens, and in which session once they have said who they are. */
  const sockets = new Map<WebSocket, Session | null>();
  const frames: HeardFrame[] = [];
  const told: Told[] = [];
  const counts = { identified: 0, resumeAsked: 0, resumed: 0 };
  let frozen = false;
  let refused = false;
  let unanswered = false;
  let invalidatesNext = false;

  const write = (socket: WebSocket, frame: string): void => {
    if (!frozen && socket.readyState === socket.OPEN) socket.send(frame);
  };

  /** Not even a goodbye is answered any more. */
  const mute = (socket: WebSocket): void => {
    socket.pause();
  };

  const op = (socket: WebSocket, code: GatewayOpcodes, d: unknown): void =>
    write(socket, JSON.stringify({ op: code, d, s: null, t: null }));

  const dispatch = (session: Session, event: string, d: object): void => {
    session.sequence += 1;
    const frame = JSON.stringify({ op: GatewayOpcodes.Dispatch, s: session.sequence, t: event, d });
    session.sent.push({ s: session.sequence, frame });
    if (session.socket !== null) write(session.socket, frame);
  };

  const arrive = (session: Session, guild: Guild): void => {
    if ((session.intents & GatewayIntentBits.Guilds) === 0) return;
    const withMembers = (session.intents & GatewayIntentBits.GuildMembers) !== 0;
    dispatch(session, 'GUILD_CREATE', arrivedGuild(world, guild, withMembers));
  };

  const identify = (socket: WebSocket, data: GatewayIdentifyData): Session | null => {
    const refused = refusedBecause(data, needs.token(), needs.privileged);
    if (refused !== null) {
      socket.close(...refused);
      return null;
    }
    counts.identified += 1;
    gateway.identifiesLeft -= 1;
    const session: Session = {
      id: world.nextId(),
      intents: data.intents,
      sequence: 0,
      sent: [],
      socket,
      read: 0,
      asked: 0,
    };
    sessions.set(session.id, session);
    const guilds = [...world.guilds.values()].filter(({ members }) => members.has(world.bot.id));
    dispatch(session, 'READY', readyShape(world, session.id, needs.url(), guilds, data));
    for (const guild of guilds) arrive(session, guild);
    return session;
  };

  const resume = (socket: WebSocket, data: GatewayResumeData): Session | null => {
    counts.resumeAsked += 1;
    if (data.token !== needs.token()) {
      socket.close(GatewayCloseCodes.AuthenticationFailed, 'Authentication failed.');
      return null;
    }
    const session = sessions.get(data.session_id);
    if (session === undefined) {
      op(socket, GatewayOpcodes.InvalidSession, false);
      return null;
    }
    if (data.seq > session.sequence) {
      socket.close(GatewayCloseCodes.InvalidSeq, 'Invalid seq.');
      return null;
    }
    session.socket?.terminate();
    session.socket = socket;
    for (const { s, frame } of session.sent) if (s > data.seq) write(socket, frame);
    dispatch(session, 'RESUMED', { _trace: [] });
    counts.resumed += 1;
    if (invalidatesNext) {
      invalidatesNext = false;
      session.socket = null;
      sessions.delete(session.id);
      op(socket, GatewayOpcodes.InvalidSession, false);
      return null;
    }
    askHowFar(session);
    return session;
  };

  /** A heartbeat that is asked for tells how far the bot has read. */
  const askHowFar = ({ socket, read, asked }: Session): void => {
    if (socket !== null && read < asked) op(socket, GatewayOpcodes.Heartbeat, null);
  };

  const noteHowFar = (session: Session, read: unknown): void => {
    if (typeof read === 'number') session.read = Math.max(session.read, read);
    askHowFar(session);
  };

  /** Names of members; the library asks for them by their ids. */
  const tellMembers = (session: Session, data: unknown): void => {
    const asked = data as { guild_id: string; user_ids?: string | string[]; nonce?: string };
    const guild = world.guilds.get(asked.guild_id);
    if (guild === undefined) return;
    const ids = asked.user_ids === undefined ? [...guild.members.keys()] : [asked.user_ids].flat();
    const members = ids.flatMap((id) => {
      const member = guild.members.get(id);
      const user = userOf(world, id);
      return member === undefined || user === undefined ? [] : [memberShape(user, member)];
    });
    dispatch(session, 'GUILD_MEMBERS_CHUNK', {
      guild_id: guild.id,
      members,
      chunk_index: 0,
      chunk_count: 1,
      not_found: ids.filter((id) => !guild.members.has(id)),
      ...(asked.nonce === undefined ? {} : { nonce: asked.nonce }),
    });
  };

  const connect = (socket: WebSocket): void => {
    sockets.set(socket, null);
    let received: number[] = [];

    const take = ({ op: code, d }: HeardFrame): void => {
      const session = sockets.get(socket) ?? null;
      switch (code) {
        case GatewayOpcodes.Heartbeat:
          op(socket, GatewayOpcodes.HeartbeatAck, undefined);
          if (session !== null) noteHowFar(session, d);
          return;
        case GatewayOpcodes.Identify:
          if (session !== null)
            socket.close(GatewayCloseCodes.AlreadyAuthenticated, 'Already authenticated.');
          else if (unanswered) mute(socket);
          else sockets.set(socket, identify(socket, d as GatewayIdentifyData));
          return;
        case GatewayOpcodes.Resume:
          if (session !== null)
            socket.close(GatewayCloseCodes.AlreadyAuthenticated, 'Already authenticated.');
          else sockets.set(socket, resume(socket, d as GatewayResumeData));
          return;
        case GatewayOpcodes.RequestGuildMembers:
        case GatewayOpcodes.PresenceUpdate:
        case GatewayOpcodes.VoiceStateUpdate:
          if (session === null) socket.close(GatewayCloseCodes.NotAuthenticated, 'Not authenticated.');
          else if (code === GatewayOpcodes.RequestGuildMembers) tellMembers(session, d);
          return;
        default:
          socket.close(GatewayCloseCodes.UnknownOpcode, 'Unknown opcode.');
      }
    };

    socket.on('message', (bytes) => {
      const session = sockets.get(socket) ?? null;
      const isAsked = session !== null && session.read < session.asked;
      let frame: HeardFrame;
      try {
        frame = JSON.parse(`${bytes}`) as HeardFrame;
      } catch {
        socket.close(GatewayCloseCodes.DecodeError, 'Error while decoding payload.');
        return;
      }
      // What was asked for is not held against anybody.
      if (frame.op !== GatewayOpcodes.Heartbeat || !isAsked) {
        const now = world.clock.now();
        received = [...received.filter((at) => at > now - minute), now];
      }
      if (received.length > mostEvents) {
        socket.close(GatewayCloseCodes.RateLimited, 'Rate limited.');
        return;
      }
      if (frame.op !== GatewayOpcodes.Heartbeat) frames.push(frame);
      take(frame);
      world.changed();
    });
    socket.on('close', (code) => {
      const session = sockets.get(socket);
      sockets.delete(socket);
      if (session?.socket === socket) {
        session.socket = null;
        // Whoever says goodbye properly ends the session.
        if (code === 1000 || code === 1001) sessions.delete(session.id);
      }
      world.changed();
    });
    socket.on('error', () => socket.terminate());
    op(socket, GatewayOpcodes.Hello, { heartbeat_interval: needs.heartbeat, _trace: [] });
    world.changed();
  };

  const gateway: ServedGateway = {
    connections: () => sockets.size,
    sessions: () => sessions.size,
    frames,
    counts,
    told,
    identifiesLeft: 1000,
    drop: () => {
      for (const socket of sockets.keys()) socket.terminate();
    },
    close: (code) => {
      for (const socket of sockets.keys()) socket.close(code);
    },
    askToReconnect: () => {
      for (const socket of sockets.keys()) op(socket, GatewayOpcodes.Reconnect, null);
    },
    invalidate: (resumable) => {
      for (const [socket, session] of sockets) {
        // Whoever is told so has to say again who they are, on this connection or another.
        if (session !== null) session.socket = null;
        sockets.set(socket, null);
        op(socket, GatewayOpcodes.InvalidSession, resumable);
      }
      if (!resumable) gateway.forgetSessions();
    },
    forgetSessions: () => sessions.clear(),
    freeze: () => {
      frozen = true;
    },
    thaw: () => {
      frozen = false;
    },
    leaveUnanswered: (yes) => {
      unanswered = yes;
    },
    invalidateOnResume: () => {
      invalidatesNext = true;
    },
    refuseConnections: (yes) => {
      refused = yes;
    },
    read: () => {
      const asked = [...sessions.values()].map((session) => ({ session, until: session.sequence }));
      for (const { session, until } of asked) {
        session.asked = until;
        askHowFar(session);
      }
      return world.when(() =>
        asked.every(({ session, until }) => session.read >= until || !sessions.has(session.id)),
      );
    },
    tell: (one) => {
      told.push(one);
      const hidden =
        one.room !== undefined && one.room.guild !== null && permissionsIn(one.room, world.bot.id) === 0n;
      // Interactions come to whoever was asked, whether or not the place can be seen.
      if (!hidden || one.event === 'INTERACTION_CREATE') {
        for (const session of sessions.values()) {
          if (one.event === 'GUILD_CREATE') {
            const guild = world.guilds.get((one.data as { readonly id: string }).id);
            if (guild !== undefined) arrive(session, guild);
          } else if (isTold(one, session.intents, world)) {
            dispatch(session, one.event, asTold(one, session.intents, world));
          }
        }
      }
      world.changed();
    },
    upgrade: (request, socket, head) => {
      if (refused) {
        socket.destroy();
        return;
      }
      server.handleUpgrade(request, socket, head, connect);
    },
    stop: () => {
      for (const socket of sockets.keys()) socket.terminate();
      server.close();
    },
  };
  return gateway;
};
