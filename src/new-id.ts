import { randomBytes } from 'node:crypto';

/** 25 small letters and digits out of 128 random bits: nobody can guess it, and it fits into a button. */
export const newId = (): string =>
  BigInt(`0x${randomBytes(16).toString('hex')}`)
    .toString(36)
    .padStart(25, '0');
