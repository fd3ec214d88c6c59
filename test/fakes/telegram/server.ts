import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ApiResponse } from '@grammyjs/types';
import type { Call } from './call.ts';
import type { Fault, Faults } from './faults.ts';
import type { Judge } from './judge.ts';
import type { Limits } from './limits.ts';
import { handlerOf } from './methods/all.ts';
import { type Parameters, readParameters } from './parameters.ts';
import { errorOf, Refusal } from './refusal.ts';
import { readRequest } from './request-body.ts';
import { createWebhook } from './webhook.ts';
import type { World } from './world.ts';

/** A request of the bot as it was dealt with. */
export interface Heard {
  readonly method: string;
  readonly parameters: Parameters;
  /** Null while it is being dealt with, and for those that were left without an answer. */
  readonly answer: ApiResponse<unknown> | null;
}

export interface Served {
  readonly port: number;
  readonly requests: readonly Heard[];
  stop(): Promise<void>;
}

export interface ServerNeeds {
  readonly world: World;
  readonly token: () => string | null;
  readonly limits: Limits;
  readonly faults: Faults;
  readonly judge: Judge;
  readonly port: number;
}

const notFound = new Refusal(404, 'Not Found');
const unauthorized = new Refusal(401, 'Unauthorized');

/** The Bot API over HTTP on the loopback interface. */
export const serve = async (needs: ServerNeeds): Promise<Served> => {
  const { world, limits, faults, judge } = needs;
  const requests: Heard[] = [];
  let broken: unknown = null;

  const perform = async (
    method: string,
    parameters: Parameters,
    gone: AbortSignal,
  ): Promise<ApiResponse<unknown>> => {
    const call: Call = { world, parameters, limits, webhook, gone };
    const answer = await answerTo(method, call);
    judge.answer(method, answer);
    return answer;
  };

  const answerTo = async (method: string, call: Call): Promise<ApiResponse<unknown>> => {
    try {
      const handler = handlerOf(method);
      if (handler === undefined) throw new Refusal(404, 'Not Found: method not found');
      return { ok: true, result: await handler(call) };
    } catch (error) {
      if (error instanceof Refusal) return errorOf(error);
      // A fault of the fake, not of the bot: whoever stops it is told.
      broken ??= error;
      return errorOf(
        new Refusal(500, `Internal Server Error: ${error instanceof Error ? error.message : error}`),
      );
    }
  };

  const webhook = createWebhook(world, async (method, all) => {
    const parameters = readParameters(all);
    judge.request(method, parameters);
    const answer = await perform(method, parameters, new AbortController().signal);
    requests.push({ method, parameters, answer });
    world.changed();
  });

  const reply = (response: ServerResponse, answer: ApiResponse<unknown>): void => {
    const after = answer.ok ? undefined : answer.parameters?.retry_after;
    response.writeHead(answer.ok ? 200 : answer.error_code, {
      'content-type': 'application/json',
      ...(after === undefined ? {} : { 'retry-after': `${after}` }),
    });
    response.end(JSON.stringify(answer));
  };

  const sendFile = (response: ServerResponse, path: string): void => {
    const file = [...world.files.values()].find((one) => one.path === path);
    if (file === undefined) reply(response, errorOf(notFound));
    else response.writeHead(200, { 'content-type': 'application/octet-stream' }).end(file.bytes);
  };

  const dealWith = async (
    method: string,
    parameters: Parameters,
    gone: AbortSignal,
    fault: Fault | null,
  ): Promise<ApiResponse<unknown> | 'reset' | 'silent'> => {
    switch (fault?.kind) {
      case 'refuse':
        return errorOf(fault.refusal);
      case 'reset-before':
        return 'reset';
      case 'hang':
        return 'silent';
      default: {
        const answer = await perform(method, parameters, gone);
        if (fault === null || fault === undefined) return answer;
        return fault.kind === 'reset-after' ? 'reset' : 'silent';
      }
    }
  };

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    const [, isFile, given, rest] = /^\/(file\/)?bot([^/]+)\/(.+)$/.exec(decodeURI(url.pathname)) ?? [];
    if (given === undefined || rest === undefined) return reply(response, errorOf(notFound));
    if (given !== needs.token()) return reply(response, errorOf(unauthorized));
    if (isFile !== undefined) return sendFile(response, rest);
    const gone = new AbortController();
    response.once('close', () => gone.abort());
    let parameters: Parameters;
    try {
      parameters = await readRequest(request, url);
    } catch (error) {
      if (error instanceof Refusal) return reply(response, errorOf(error));
      throw error;
    }
    judge.request(rest, parameters);
    const at = requests.push({ method: rest, parameters, answer: null }) - 1;
    world.changed();
    const done = await dealWith(rest, parameters, gone.signal, faults.next(rest, parameters));
    if (done === 'silent') return;
    if (done === 'reset') {
      request.socket.resetAndDestroy();
      return;
    }
    requests[at] = { method: rest, parameters, answer: done };
    if (!gone.signal.aborted) reply(response, done);
    world.changed();
  };

  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      // A client that went away is its own business.
      if (!request.destroyed) broken ??= error;
      response.destroy();
    });
  });
  const { promise: listening, resolve, reject } = Promise.withResolvers<void>();
  server.once('error', reject);
  server.listen(needs.port, '127.0.0.1', resolve);
  await listening;

  return {
    port: (server.address() as AddressInfo).port,
    requests,
    stop: async () => {
      webhook.stop();
      world.updates.stop();
      const { promise, resolve: closed } = Promise.withResolvers<void>();
      server.close(() => closed());
      server.closeAllConnections();
      await promise;
      if (broken !== null) throw new Error('the fake Telegram itself broke', { cause: broken });
    },
  };
};
