import {
  type APIInteraction,
  InteractionResponseType,
  InteractionType,
  MessageFlags,
  Routes,
} from 'discord.js';
import type { PressSeal } from '../shared/press.ts';
import { createRecent } from '../shared/recent.ts';
import type { Client } from './client.ts';
import type { Tell } from './news.ts';
import { type AsideWords, formOf } from './outreach.ts';
import { type Asked, firstAnswer } from './parse-interaction.ts';
import { refusalOf } from './refusal.ts';
import type { Part } from './render.ts';

export interface InteractionNeeds {
  readonly client: Client;
  readonly seal: PressSeal;
  readonly application: () => string;
  readonly words: (locale: string) => AsideWords;
  readonly tell: Tell;
  readonly now: () => number;
}

/** A second press of the same button within this time (milliseconds) is a double click. */
const doubleClick = 2000;

/** How Discord was answered at first; null: too late, or by somebody else. */
export type Answered = 'form' | 'as-it-is' | 'to-come' | null;

/** Answers what is pressed before anything is looked up, for Discord waits three seconds only. */
export const createInteractions = ({ client, seal, application, words, tell, now }: InteractionNeeds) => {
  const presses = createRecent<string, number>(1000);

  const begin = async (interaction: APIInteraction): Promise<Answered> => {
    const first = firstAnswer(interaction, { seal });
    const locale = 'locale' in interaction ? `${interaction.locale}`.slice(0, 2).toLowerCase() : '';
    const body =
      first === 'form'
        ? { type: InteractionResponseType.Modal, data: formOf(words(locale)) }
        : first === 'as-it-is'
          ? { type: InteractionResponseType.DeferredMessageUpdate }
          : {
              type: InteractionResponseType.DeferredChannelMessageWithSource,
              data: { flags: MessageFlags.Ephemeral },
            };
    try {
      await client.answer('post', Routes.interactionCallback(interaction.id, interaction.token), body);
      return first;
    } catch (error) {
      const why = refusalOf(error)?.why;
      if (why === 'too-late') tell('late');
      if (why === 'answered-already') tell('twice');
      return null;
    }
  };

  return {
    begin,
    /** True when the same button was pressed just now. */
    isDouble: (interaction: APIInteraction): boolean => {
      if (interaction.type !== InteractionType.MessageComponent) return false;
      const user = interaction.member?.user.id ?? interaction.user?.id;
      const { data, message } = interaction;
      const button = `${user} ${message?.id} ${data?.custom_id} ${'values' in data ? data.values.join() : ''}`;
      const last = presses.get(button);
      presses.set(button, now());
      return last !== undefined && now() - last < doubleClick;
    },
    /** Says something to who asked, seen by them only. */
    say: async ({ token }: Asked, answered: Answered, part: Part): Promise<void> => {
      if (answered === 'to-come') {
        await client.answer('patch', Routes.webhookMessage(application(), token, '@original'), part);
      } else if (answered === 'as-it-is') {
        const body = { ...part, flags: part.flags | MessageFlags.Ephemeral };
        await client.answer('post', Routes.webhook(application(), token), body);
      }
    },
    /** Takes back that an answer is to come: it stands in the chat itself. */
    withdraw: async ({ token }: Asked, answered: Answered): Promise<void> => {
      if (answered !== 'to-come') return;
      await client.answer('delete', Routes.webhookMessage(application(), token, '@original'));
    },
  };
};

export type Interactions = ReturnType<typeof createInteractions>;
