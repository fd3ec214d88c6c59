import { createServer, type RequestListener } from 'node:http';
import { type Condition, isReady } from './condition.ts';

export interface HealthNeeds {
  readonly port: number;
  readonly condition: () => Condition;
  /** Prometheus text. */
  readonly metrics: () => Promise<string>;
}

export interface HealthServer {
  readonly port: number;
  readonly close: () => Promise<void>;
}

/** Only programs on this machine may ask. */
const host = '127.0.0.1';
const mostConnections = 20;
const patience = 5_000;

const answering =
  ({ condition, metrics }: HealthNeeds): RequestListener =>
  (request, response) => {
    const say = (status: number, type: string, body: string): void => {
      response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' });
      response.end(request.method === 'HEAD' ? undefined : body);
    };
    const json = (status: number, body: object): void =>
      say(status, 'application/json', `${JSON.stringify(body)}\n`);
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.setHeader('allow', 'GET, HEAD');
      return json(405, { error: 'only GET and HEAD' });
    }
    switch (request.url?.split('?')[0]) {
      case '/live':
        return json(200, { live: true });
      case '/ready': {
        const now = condition();
        return json(isReady(now) ? 200 : 503, { ready: isReady(now), ...now });
      }
      case '/metrics':
        return void metrics().then(
          (text) => say(200, 'text/plain; version=0.0.4; charset=utf-8', text),
          () => json(500, { error: 'the figures cannot be told now' }),
        );
      default:
        return json(404, { error: 'there are /live, /ready and /metrics' });
    }
  };

/** Says how Lampa is, to programs on this machine only. */
export const serveHealth = (needs: HealthNeeds): Promise<HealthServer> =>
  new Promise((resolve, reject) => {
    const server = createServer({ requestTimeout: patience, headersTimeout: patience }, answering(needs));
    server.maxConnections = mostConnections;
    server.once('error', (cause) =>
      reject(
        new Error(
          `the port ${needs.port} for health cannot be opened; another program may have it. Set LAMPA_HEALTH_PORT to another one, or leave it out`,
          { cause },
        ),
      ),
    );
    server.listen(needs.port, host, () => {
      const address = server.address();
      resolve({
        port: typeof address === 'object' && address !== null ? address.port : needs.port,
        close: () =>
          new Promise((closed) => {
            server.close(() => closed());
            server.closeAllConnections();
          }),
      });
    });
  });
