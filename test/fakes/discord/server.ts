import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Answer, Call, Route } from './call.ts';
import type { Fault, Faults } from './faults.ts';
import type { ServedGateway } from './gateway.ts';
import type { Judge } from './judge.ts';
import type { Limits, Verdict } from './limits.ts';
import { errorBody, Refusal, refusal } from './refusal.ts';
import { type RequestBody, readBody } from './request-body.ts';
import { findRoute } from './routes/all.ts';
import type { World } from './world.ts';

/** A request of the bot as it was dealt with. */
export interface Heard {
  readonly method: string;
  /** As it is registered: `/channels/:channel/messages`; the bare path when nothing is there. */
  readonly route: string;
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: unknown;
  /** Null while it is being dealt with, and for those that were left without an answer. */
  readonly answer: Answer | null;
  /** The line was broken instead of an answer. */
  readonly broken?: true;
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
  readonly gateway: () => ServedGateway;
  readonly port: number;
}

const refused = (error: Refusal): Answer => ({ status: error.status, body: errorBody(error) });

type Done =
  | { readonly answer: Answer; readonly headers: Readonly<Record<string, string>> }
  | 'reset'
  | 'silent';

const limited = (seconds: number, isGlobal: boolean, headers: Readonly<Record<string, string>>): Done => ({
  answer: {
    status: 429,
    body: { message: 'You are being rate limited.', retry_after: seconds, global: isGlobal, code: 0 },
  },
  headers: { ...headers, 'retry-after': `${seconds}` },
});

/** REST and, on the same port, the gateway. */
export const serve = async (needs: ServerNeeds): Promise<Served> => {
  const { world, limits, faults, judge } = needs;
  const requests: Heard[] = [];
  let broken: unknown = null;

  const perform = (route: Route, call: Call): Answer => {
    try {
      return route.run(call);
    } catch (error) {
      if (error instanceof Refusal) return refused(error);
      // A fault of the fake, not of the bot: whoever stops it is told.
      broken ??= error;
      return refused(
        new Refusal(500, 0, `500: Internal Server Error: ${error instanceof Error ? error.message : error}`),
      );
    }
  };

  const dealWith = (route: Route, call: Call, fault: Fault | null, verdict: Verdict): Done => {
    if (verdict.retryAfter !== null) return limited(verdict.retryAfter, verdict.isGlobal, verdict.headers);
    const { headers } = verdict;
    switch (fault?.kind) {
      case 'limit':
        return limited(fault.seconds, fault.scope === 'global', {
          'x-ratelimit-scope': fault.scope,
          ...(fault.scope === 'global' ? { 'x-ratelimit-global': 'true' } : {}),
        });
      case 'refuse':
        return { answer: refused(fault.refusal), headers };
      case 'reset-before':
        return 'reset';
      case 'hang':
        return 'silent';
      case 'refuse-after':
        perform(route, call);
        return { answer: refused(fault.refusal), headers };
      case 'reset-after':
        perform(route, call);
        return 'reset';
      case 'hang-after':
        perform(route, call);
        return 'silent';
      default:
        return { answer: perform(route, call), headers };
    }
  };

  const reply = (
    response: ServerResponse,
    answer: Answer,
    headers: Readonly<Record<string, string>> = {},
  ): void => {
    const all = { ...headers, via: '1.1 google' };
    if (answer.body === undefined) response.writeHead(answer.status, all).end();
    else {
      response.writeHead(answer.status, { ...all, 'content-type': 'application/json' });
      response.end(JSON.stringify(answer.body));
    }
  };

  const sendFile = (response: ServerResponse, path: string): void => {
    const file = world.files.get(decodeURI(path));
    if (file === undefined || file.expiresAt <= world.clock.now()) {
      response.writeHead(404).end('This content is no longer available.');
    } else response.writeHead(200, { 'content-type': file.type }).end(file.bytes);
  };

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    const method = request.method ?? 'GET';
    const cdn = /^\/cdn\/(.+)$/.exec(url.pathname)?.[1];
    if (cdn !== undefined) return sendFile(response, cdn);
    const path = url.pathname.replace(/^(?:\/api)?\/v\d+/, '');
    const found = findRoute(method, path);
    let body: RequestBody;
    try {
      if (found?.route.open !== true && request.headers.authorization !== `Bot ${needs.token()}`) {
        throw refusal(401);
      }
      if (found === null) throw refusal(404);
      body = await readBody(request);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const answer = refused(error);
      requests.push({
        method,
        route: found?.route.path ?? path,
        params: found?.params ?? {},
        query: url.searchParams,
        body: null,
        answer,
      });
      reply(response, answer);
      world.changed();
      return;
    }
    const { route, params } = found;
    const heard = { method, route: route.path, params, query: url.searchParams, body: body.json };
    judge.request(method, route.path, url.searchParams, body);
    const at = requests.push({ ...heard, answer: null }) - 1;
    world.changed();
    const gateway = needs.gateway();
    const [major = ''] = Object.values(params);
    const call: Call = {
      world,
      params,
      query: url.searchParams,
      body: body.json,
      files: body.files,
      gatewayUrl: `ws://127.0.0.1:${port()}`,
      identifiesLeft: gateway.identifiesLeft,
    };
    const verdict = limits.take(`${method} ${route.path}`, major);
    const fault = verdict.retryAfter === null ? faults.next(method, route.path, params) : null;
    const done = dealWith(route, call, fault, verdict);
    if (done === 'silent') {
      if (fault !== null) faults.hangs(fault, () => request.socket.resetAndDestroy());
      world.changed();
      return;
    }
    if (done === 'reset') {
      requests[at] = { ...heard, answer: null, broken: true };
      request.socket.resetAndDestroy();
      return;
    }
    requests[at] = { ...heard, answer: done.answer };
    if (fault === null) judge.answer(method, route.path, done.answer);
    reply(response, done.answer, done.headers);
    world.changed();
  };

  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      // A client that went away is its own business.
      if (!request.destroyed) broken ??= error;
      response.destroy();
    });
  });
  server.on('upgrade', (request, socket, head) => needs.gateway().upgrade(request, socket, head));
  const port = (): number => (server.address() as AddressInfo).port;
  const { promise: listening, resolve, reject } = Promise.withResolvers<void>();
  server.once('error', reject);
  server.listen(needs.port, '127.0.0.1', resolve);
  await listening;

  return {
    port: port(),
    requests,
    stop: async () => {
      needs.gateway().stop();
      const { promise, resolve: closed } = Promise.withResolvers<void>();
      server.close(() => closed());
      server.closeAllConnections();
      await promise;
      if (broken !== null) throw new Error('the fake Discord itself broke', { cause: broken });
    },
  };
};
