import type { IncomingMessage } from 'node:http';
import { Refusal } from './refusal.ts';

/** A file that came with a request. */
export interface Upload {
  /** The number in `files[n]`. */
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly bytes: Buffer;
}

export interface RequestBody {
  /** Null when nothing was sent. */
  readonly json: unknown;
  readonly files: readonly Upload[];
}

const mostBytes = 25 * 1024 * 1024;

const wholeBody = async (request: IncomingMessage): Promise<Buffer> => {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts);
};

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new Refusal(400, 50109, 'The request body contains invalid JSON.');
  }
};

/** A body as JSON, or as a form with `payload_json` and files. */
export const readBody = async (request: IncomingMessage): Promise<RequestBody> => {
  const body = await wholeBody(request);
  if (body.length > mostBytes) throw new Refusal(413, 40005, 'Request entity too large');
  if (body.length === 0) return { json: null, files: [] };
  const type = request.headers['content-type'] ?? '';
  if (type.startsWith('application/json')) return { json: parsed(body.toString()), files: [] };
  if (!type.startsWith('multipart/form-data')) {
    throw new Refusal(400, 50035, 'Invalid Form Body');
  }
  const form = await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData();
  const payload = form.get('payload_json');
  const files: Upload[] = [];
  for (const [name, value] of form) {
    const id = /^files\[(\d+)\]$/.exec(name)?.[1];
    if (id === undefined || typeof value === 'string') continue;
    files.push({ id, name: value.name, type: value.type, bytes: Buffer.from(await value.arrayBuffer()) });
  }
  return { json: typeof payload === 'string' ? parsed(payload) : null, files };
};
