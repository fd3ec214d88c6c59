import { createHash, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Update } from 'grammy/types';
import type { Intake } from './intake.ts';
import type { Tell } from './news.ts';

export interface WebhookNeeds {
  /** The address on which it waits; null: all of this machine. */
  readonly host: string | null;
  readonly port: number;
  /** The path that Telegram was told. */
  readonly path: string;
  readonly secret: string;
  readonly intake: Intake;
  readonly tell: Tell;
}

/** Bytes; an update with the longest texts and many marks stays well below. */
const largestBody = 1_000_000;
/** The head of a request has come by then, and all of it in twice the time (milliseconds). */
const slowest = 5000;
/** Telegram waits a minute for the answer; what is not durable by then comes again (milliseconds). */
const patience = 20_000;

/** Telegram opens at most 100 connections to a webhook, and 40 when nothing else was asked for; strangers come beside. */
const mostConnections = 500;
/** Nothing is ever shown there, so nothing is to be kept, guessed at or put into a frame. */
const always = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
} as const;

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

const readBody = async (request: IncomingMessage): Promise<string | null> => {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += (chunk as Buffer).length;
    if (size > largestBody) return null;
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks).toString('utf8');
};

const updateIn = (body: string): Update | null => {
  try {
    const read: unknown = JSON.parse(body);
    const isUpdate = typeof read === 'object' && read !== null && 'update_id' in read;
    return isUpdate && Number.isSafeInteger(read.update_id) ? (read as Update) : null;
  } catch {
    return null;
  }
};

/**
 * Takes updates that Telegram posts. The answer is 200 as soon as the update is durable or set aside, and 503 when it was not
 * taken, so that it comes again. Whoever does not know the secret learns nothing but 404.
 */
export const createWebhook = ({ host, port, path, secret, intake, tell }: WebhookNeeds) => {
  const expected = digest(secret);
  const knows = (request: IncomingMessage): boolean => {
    const given = request.headers['x-telegram-bot-api-secret-token'];
    return timingSafeEqual(digest(typeof given === 'string' ? given : ''), expected);
  };

  const answer = (response: ServerResponse, status: number): void => {
    response.writeHead(status, { ...always, ...(status === 503 ? { 'retry-after': '2' } : {}) }).end();
  };

  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const known = knows(request);
    if (request.method !== 'POST' || request.url?.split('?')[0] !== path || !known) {
      tell('bad-webhook');
      // Whatever else a stranger sends is not even read.
      response.setHeader('connection', 'close');
      return answer(response, 404);
    }
    const body = await readBody(request);
    if (body === null) {
      tell('bad-webhook');
      response.setHeader('connection', 'close');
      return answer(response, 413);
    }
    const update = updateIn(body);
    // What is no update will never be one: taken, so that it does not come again.
    if (update === null) {
      tell('set-aside');
      return answer(response, 200);
    }
    const late = new Promise<'not-yet'>((resolve) => setTimeout(resolve, patience, 'not-yet').unref());
    const took = await Promise.race([intake.take(update), late]);
    answer(response, took === 'not-yet' ? 503 : 200);
  };

  const server: Server = createServer({ connectionsCheckingInterval: 1000 }, (request, response) => {
    serve(request, response).catch(() => {
      if (!response.headersSent) answer(response, 503);
    });
  });
  // Whoever sends slowly to keep us waiting is hung up on; the rest is for the system's open files.
  server.headersTimeout = slowest;
  server.requestTimeout = slowest * 2;
  server.maxConnections = mostConnections;

  return {
    start: (): Promise<void> =>
      new Promise((resolve, reject) => {
        server.once('error', (error: NodeJS.ErrnoException) => {
          if (error.code === 'EADDRNOTAVAIL') {
            reject(
              new Error(
                `the address ${host} for the Telegram webhook is none of this machine; correct TELEGRAM_WEBHOOK_HOST`,
              ),
            );
            return;
          }
          const why =
            error.code === 'EADDRINUSE' ? 'is in use' : `cannot be opened (${error.code ?? error.name})`;
          reject(
            new Error(`the port ${port} for the Telegram webhook ${why}; set another TELEGRAM_WEBHOOK_PORT`),
          );
        });
        server.listen({ port, ...(host === null ? {} : { host }) }, () => resolve());
      }),
    stop: async (): Promise<void> => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      await intake.idle();
      server.closeIdleConnections();
      await closed;
    },
  };
};
