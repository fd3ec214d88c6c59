import { type APIApplication, type APIUser, type GatewayDispatchPayload, Routes } from 'discord.js';
import type { Client, ClientNeeds } from './client.ts';
import { createGateway, type Gateway, type Trouble, troubleOf } from './gateway.ts';
import { news, type Tell } from './news.ts';
import { refusalOf } from './refusal.ts';

/** Who the bot is. */
export interface Me {
  readonly bot: string;
  readonly application: string;
}

export interface ConnectionNeeds extends ClientNeeds {
  readonly client: Client;
  readonly readsDesk: boolean;
  readonly onPacket: (packet: GatewayDispatchPayload) => void;
  /** Known before anything comes. */
  readonly onMe: (me: Me) => void;
  readonly onConnected: () => void;
  readonly after: (milliseconds: number, call: () => void) => () => void;
  readonly tell: Tell;
  /** It cannot go on; the error's message tells the operator what to do. */
  readonly onEnd: (reason: Error) => void;
}

const longestPause = 60_000;
/** Who has not been signed in by then is not heard; it is tried anew (milliseconds). */
const longestSignIn = 30_000;
/** A connection to a silent Discord is left after this time (milliseconds). */
const longestGoodbye = 2000;

/** Connects, and connects again; what only the operator can mend ends it. */
export const createConnection = (needs: ConnectionNeeds) => {
  const { client, tell, after } = needs;
  const stopping = new AbortController();
  let gateway: Gateway | null = null;
  let connecting: Promise<void> = Promise.resolve();

  const connect = async (): Promise<void> => {
    const user = await client.get<APIUser>(Routes.user());
    const application = await client.get<APIApplication>(Routes.currentApplication());
    if (stopping.signal.aborted) return;
    needs.onMe({ bot: user.id, application: application.id });
    gateway = createGateway({ ...needs, onEnd: lose });
    const signedIn = gateway.connect().then(() => true);
    const inTime = await Promise.race([signedIn, pause(longestSignIn).then(() => false)]);
    if (stopping.signal.aborted) return;
    if (!inTime) throw new Error('discord: nobody answers');
    needs.onConnected();
  };

  /** Ends early when all is to stop. */
  const pause = (milliseconds: number): Promise<void> =>
    new Promise((resolve) => {
      const callOff = after(milliseconds, resolve);
      stopping.signal.addEventListener('abort', () => {
        callOff();
        resolve();
      });
    });

  const leave = (left: Gateway | null): Promise<void> => {
    const goodbye = Promise.withResolvers<void>();
    const callOff = after(longestGoodbye, goodbye.resolve);
    const job = left?.stop().catch(() => undefined) ?? Promise.resolve();
    return Promise.race([job, goodbye.promise]).finally(callOff);
  };

  const lose = (trouble: Trouble): void => {
    if (stopping.signal.aborted) return;
    if (trouble === 'token' || trouble === 'intents') {
      tell(trouble);
      needs.onEnd(new Error(news[trouble]));
    } else connecting = begin(1);
  };

  /** Resolves when connected, or when Discord cannot be reached now: then it is tried on, and other platforms may begin. */
  const begin = async (failures: number): Promise<void> => {
    if (stopping.signal.aborted) return;
    try {
      await connect();
      if (failures > 0) tell('reachable');
    } catch (error) {
      await leave(gateway);
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

  return {
    start: (): Promise<void> => begin(0),
    stop: async (): Promise<void> => {
      stopping.abort();
      await connecting;
      await leave(gateway);
    },
  };
};
