import type { IncomingMessage } from 'node:http';
import { type Parameters, readParameters, type Upload } from './parameters.ts';
import { badRequest } from './refusal.ts';

const wholeBody = async (request: IncomingMessage): Promise<Buffer> => {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts);
};

/** The parameters of a call: in the address, as JSON, or as a form with or without files; all four are valid. */
export const readRequest = async (request: IncomingMessage, url: URL): Promise<Parameters> => {
  const query = Object.fromEntries(url.searchParams);
  const body = await wholeBody(request);
  const type = request.headers['content-type'] ?? '';
  if (body.length === 0) return readParameters(query);
  if (type.startsWith('application/json')) return readParameters({ ...query, ...jsonOf(body) });
  if (type.startsWith('application/x-www-form-urlencoded')) {
    return readParameters({ ...query, ...Object.fromEntries(new URLSearchParams(body.toString())) });
  }
  const boundary = /^multipart\/form-data;.*boundary="?([^";]+)"?/i.exec(type)?.[1];
  if (boundary === undefined) return readParameters(query);
  const { fields, files } = readMultipart(body, boundary);
  return readParameters({ ...query, ...fields }, files);
};

const jsonOf = (body: Buffer): Record<string, unknown> => {
  try {
    const value = JSON.parse(body.toString()) as unknown;
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
  } catch {}
  throw badRequest("can't parse request JSON object");
};

/**
 * The parts of a multipart body. Tolerant on purpose: grammY writes `form-data;name="x"` without a space, which strict
 * readers refuse.
 */
export const readMultipart = (
  body: Buffer,
  boundary: string,
): { readonly fields: Record<string, string>; readonly files: Map<string, Upload> } => {
  const fields: Record<string, string> = {};
  const files = new Map<string, Upload>();
  const mark = Buffer.from(`--${boundary}`);
  let from = body.indexOf(mark);
  while (from >= 0) {
    const start = from + mark.length + 2;
    const next = body.indexOf(mark, start);
    if (next < 0) break;
    const part = body.subarray(start, next - 2);
    const split = part.indexOf('\r\n\r\n');
    const head = part.subarray(0, Math.max(0, split)).toString();
    const content = part.subarray(split + 4);
    const name = /[; ]name="([^"]*)"/i.exec(head)?.[1];
    const file = /filename="?([^"\r\n;]*)/i.exec(head)?.[1];
    const type = /content-type:\s*(\S+)/i.exec(head)?.[1] ?? 'application/octet-stream';
    if (name !== undefined && file !== undefined)
      files.set(name, { name: file, type, bytes: Buffer.from(content) });
    else if (name !== undefined) fields[name] = content.toString();
    from = next;
  }
  return { fields, files };
};
