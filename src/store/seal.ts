import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { StoreError } from './store-error.ts';

/** What a seal is bound to: opened with any other owner or purpose, it breaks. */
export interface Bound {
  /** The conversation, or another name of a key. */
  readonly owner: string;
  /** The kind of thing and its own name, such as `text:…`. */
  readonly purpose: string;
}

const version = 1;
const nonceBytes = 12;
const tagBytes = 16;
const headBytes = 1 + nonceBytes + tagBytes;
const options = { authTagLength: tagBytes };

// JSON keeps the parts apart: no owner can be chosen so that it runs over into the purpose.
const boundTo = ({ owner, purpose }: Bound): Buffer =>
  Buffer.from(JSON.stringify(['lampa', version, owner, purpose]));

/** AES-256-GCM: version, nonce, tag, sealed bytes. `key` is 32 bytes. */
export const seal = (key: Uint8Array, bound: Bound, plain: Uint8Array): Buffer => {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv('aes-256-gcm', key, nonce, options);
  cipher.setAAD(boundTo(bound));
  const sealed = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([Buffer.from([version]), nonce, cipher.getAuthTag(), sealed]);
};

/** Opens what `seal` made; throws a `StoreError` when it was changed, moved, or sealed with another key. */
export const unseal = (key: Uint8Array, bound: Bound, sealed: Uint8Array): Buffer => {
  if (sealed.length < headBytes || sealed[0] !== version) throw broken();
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(1, 1 + nonceBytes), options);
  decipher.setAAD(boundTo(bound));
  decipher.setAuthTag(sealed.subarray(1 + nonceBytes, headBytes));
  try {
    return Buffer.concat([decipher.update(sealed.subarray(headBytes)), decipher.final()]);
  } catch {
    throw broken();
  }
};

const broken = (): StoreError =>
  new StoreError(
    'Store: a sealed row cannot be opened: it was changed or moved, or it belongs to another key. Restore a backup.',
  );

/** Seals a value as JSON. */
export const sealJson = (key: Uint8Array, bound: Bound, value: unknown): Buffer =>
  seal(key, bound, Buffer.from(JSON.stringify(value)));

/** Opens what `sealJson` made. The type is trusted: the seal proves that this program wrote it under this purpose. */
export const unsealJson = <T>(key: Uint8Array, bound: Bound, sealed: Uint8Array): T =>
  JSON.parse(unseal(key, bound, sealed).toString('utf8'));

/** A random name for a row or a throw-away key. */
export const randomName = (): string => randomBytes(12).toString('base64url');
