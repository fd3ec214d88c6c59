import type { Command, Press } from '../conversation/event.ts';
import { pressData } from '../conversation/press-data.ts';
import type { Conversation } from '../conversation/state.ts';
import type { Country, Language } from '../domain.ts';
import type { Knowledge } from '../knowledge/schema.ts';
import type { Block, Button, Post } from '../port.ts';
import type { Recommend } from '../recommend.ts';
import type { Text } from './cs.ts';

/** What the words are made from. */
export interface Voice {
  readonly knowledge: Knowledge;
  readonly recommend: Recommend;
  readonly homeCountry: Country;
  /** What the privacy text promises; the same numbers that the store keeps to. */
  readonly promise: { readonly botHours: number; readonly caseDays: number; readonly recordMonths: number };
}

/** What an answer had to show: a service for the place, only what is for the whole country, or nothing. */
export type Found = 'local' | 'national' | 'nothing';

/** Words ready to be sent. */
export interface Spoken {
  readonly blocks: readonly Block[];
  readonly buttons: readonly (readonly Button[])[];
  /** Where an app can tell where the person is. */
  readonly location?: NonNullable<Post['location']>;
  /** null: nothing was looked for. */
  readonly found: Found | null;
}

/** Who speaks to whom, when, and in which words. */
export interface Speaker {
  readonly state: Conversation;
  readonly voice: Voice;
  readonly now: number;
  readonly language: Language;
  readonly text: Text;
}

/** A part of what is said; found and buttons where they matter. */
export type Words = Pick<Spoken, 'blocks'> & Partial<Spoken>;

export const plain = (...lines: readonly string[]): Words => ({
  blocks: [{ kind: 'text', text: lines.filter((line) => line !== '').join('\n') }],
});

export const press = (label: string, what: Press): Button => ({ label, data: pressData(what) });

export const button = (label: string, command: Command): Button =>
  press(label, { press: 'command', command });

export const personButton = ({ text }: Speaker): Button =>
  press(text.buttons.person, { press: 'command', command: 'person' });

/** Where it is asked where the person is: the way to let the app tell it. */
export const locationButton = ({ text }: Speaker): NonNullable<Spoken['location']> => ({
  button: press(text.buttons.sharePlace, { press: 'share-place' }),
});

/** The way to a person: always there while nobody is called yet. */
export const personIfFree = (speaker: Speaker): readonly Button[] =>
  speaker.state.status === 'bot' ? [personButton(speaker)] : [];

export const person = (speaker: Speaker): readonly (readonly Button[])[] =>
  speaker.state.status === 'bot' ? [[personButton(speaker)]] : [];
