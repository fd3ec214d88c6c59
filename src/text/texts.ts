import type { Language } from '../domain.ts';
import { cs, type Text } from './cs.ts';
import { en } from './en.ts';
import { pl } from './pl.ts';
import { sk } from './sk.ts';
import { uk } from './uk.ts';

/** What the bot says, in every language. */
export const texts: Readonly<Record<Language, Text>> = { cs, pl, sk, uk, en };
