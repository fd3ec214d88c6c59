import {
  type APIModalInteractionResponseCallbackData,
  ComponentType,
  MessageFlags,
  Routes,
  TextInputStyle,
} from 'discord.js';
import type { Block, Button } from '../../src/port.ts';
import type { PressSeal } from '../shared/press.ts';
import type { Client } from './client.ts';
import { formField, openForm, panelTalk } from './parse-interaction.ts';
import { type Refusal, refusalOf } from './refusal.ts';
import { type Part, renderPost } from './render.ts';
import { panelSide } from './sides.ts';

/** What stands on a card on a server, for all to see. */
export interface PanelWords {
  readonly blocks: readonly Block[];
  /** Label of the button that begins a private conversation. */
  readonly talk: string;
  /** What else can be pressed; answered to the one person only. */
  readonly others: readonly Button[];
}

/** What is said to one person outside the private chat, in the language of their app. */
export interface AsideWords {
  /** There is an answer in the private chat behind this link. */
  readonly opened: (link: string) => string;
  /** Private messages are closed: how to let them in, or to write another way. */
  readonly closed: string;
  readonly writeHere: string;
  readonly form: { readonly title: string; readonly label: string };
  readonly inPublic: (link: string) => string;
  readonly notStaff: string;
  readonly posted: string;
  readonly notPosted: string;
}

const none = { parse: [] } as { readonly parse: [] };

const plain = (content: string): Part => ({
  content,
  flags: MessageFlags.SuppressEmbeds,
  allowed_mentions: none,
});

/** Where a private chat is, as a link that opens it. */
const chatLink = (channel: string): string => `https://discord.com/channels/@me/${channel}`;
export const profileLink = (bot: string): string => `https://discord.com/users/${bot}`;

export const openedHint = (words: AsideWords, channel: string): Part =>
  plain(words.opened(chatLink(channel)));

export const closedHint = (words: AsideWords, seal: PressSeal): Part => {
  const [part] = renderPost(
    {
      blocks: [{ kind: 'text', text: words.closed }],
      buttons: [[{ label: words.writeHere, data: openForm }]],
    },
    (data) => seal.seal(panelSide, data),
  );
  return part ?? plain(words.closed);
};

export const aside = (text: string): Part => plain(text);

/** The form in which somebody writes whose private messages are closed. */
export const formOf = (words: AsideWords): APIModalInteractionResponseCallbackData => ({
  custom_id: openForm,
  title: words.form.title.slice(0, 45),
  components: [
    {
      type: ComponentType.Label,
      label: words.form.label.slice(0, 45),
      component: {
        type: ComponentType.TextInput,
        custom_id: formField,
        style: TextInputStyle.Paragraph,
        required: true,
        max_length: 2000,
      },
    },
  ],
});

/** The card that a worker posts on a server. Pure. */
export const renderPanel = (
  { blocks, talk, others }: PanelWords,
  origin: string,
  seal: PressSeal,
): readonly Part[] =>
  renderPost(
    { blocks, buttons: [[{ label: talk, data: `${panelTalk}${origin}` }], others] },
    (data) => seal.seal(panelSide, data),
    true,
  );

/** Posts it in a channel; what Discord says no with, or null. */
export const postPanel = async (
  client: Client,
  channel: string,
  parts: readonly Part[],
  nonce: string,
): Promise<Refusal | null> => {
  try {
    for (const [i, part] of parts.entries()) {
      await client.post(Routes.channelMessages(channel), {
        ...part,
        nonce: `${nonce}${i}`,
        enforce_nonce: true,
      });
    }
    return null;
  } catch (error) {
    const refusal = refusalOf(error);
    if (refusal === null) throw error;
    return refusal;
  }
};
