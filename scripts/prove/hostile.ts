import { fuzz } from './fuzz.ts';
import type { Proof } from './proof.ts';
import { regex } from './regex.ts';
import { webhook } from './webhook.ts';

/** Whoever wants to break it: odd input of every kind, slow connections, text that keeps a pattern busy. */
export const hostile: Proof = {
  name: 'hostile',
  run: async (scale) => {
    const { short, progress } = scale;
    const odd = await fuzz(scale);
    progress('webhook');
    const slow = await webhook(short);
    progress('regular expressions');
    return [...odd, slow, ...(await regex(short))];
  },
};
