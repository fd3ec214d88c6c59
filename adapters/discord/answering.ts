import type { Receive } from '../../src/port.ts';
import type { PressSeal } from '../shared/press.ts';
import type { Client } from './client.ts';
import type { Answered, Interactions } from './interactions.ts';
import type { Tell } from './news.ts';
import { type AsideWords, aside, type PanelWords, postPanel, renderPanel } from './outreach.ts';
import type { Asked } from './parse-interaction.ts';
import type { Voices } from './voices.ts';

export interface AnsweringNeeds {
  readonly client: Client;
  readonly seal: PressSeal;
  readonly interactions: Interactions;
  readonly voices: Voices;
  readonly receive: Receive;
  readonly isStaff: (user: string) => Promise<boolean>;
  readonly words: {
    readonly aside: (locale: string) => AsideWords;
    readonly panel: (locale: string) => PanelWords;
    readonly introduction: (locale: string, name: string) => PanelWords;
  };
  readonly after: (milliseconds: number, call: () => void) => () => void;
  readonly tell: Tell;
}

/** An answer that is to come and does not is taken back after this time (milliseconds). */
const silence = 20_000;

/** Does what a press, a command or a form asks for; what is said to it by itself comes when Discord was answered at first. */
export const createAnswering = (needs: AnsweringNeeds) => {
  const { client, seal, interactions, voices, receive, words, tell } = needs;

  const polite = (job: Promise<unknown>): void => {
    // What is only polite may fail.
    void job.catch(() => undefined);
  };

  /** What one person does elsewhere comes in its order, whichever answer Discord takes first. */
  const lastOf = new Map<string, Promise<void>>();

  const withdraw = (asked: Asked, answered: Answered): void => polite(interactions.withdraw(asked, answered));

  const say = (asked: Asked, answered: Answered, text: string): void =>
    polite(interactions.say(asked, answered, aside(text)));

  /** Elsewhere the core's own posts are the answer, for this person only; if none comes nothing is left hanging. */
  const fromElsewhere = async (
    asked: Asked,
    answering: Promise<Answered>,
    { incoming, prefers }: Extract<Asked['what'], { do: 'person' }>,
    before: Promise<void> | undefined,
  ): Promise<void> => {
    const { user, token, locale } = asked;
    const earlier = lastOf.get(user);
    const begin = async (): Promise<void> => {
      await earlier;
      await before;
      const answered = await answering;
      if (answered !== null) voices.begin(user, { token, locale, prefers, waiting: answered === 'to-come' });
    };
    const begun = begin();
    lastOf.set(user, begun);
    // Handed over before that, for danger in it: then the contacts go where they can go.
    await receive(incoming, begun).finally(() => {
      if (lastOf.get(user) === begun) lastOf.delete(user);
    });
    const answered = await answering;
    const voice = voices.of(user);
    if (voice?.token !== token || !voice.waiting) return;
    needs.after(silence, () => {
      if (voice.waiting) withdraw(asked, answered);
      voice.waiting = false;
    });
  };

  const postCard = async (
    asked: Asked,
    answered: Answered,
    what: Extract<Asked['what'], { do: 'panel' | 'introduce' }>,
  ): Promise<void> => {
    const { user, locale } = asked;
    if (!(await needs.isStaff(user))) return say(asked, answered, words.aside(locale).notStaff);
    const panel = what.do === 'panel' ? words.panel(locale) : words.introduction(locale, what.name);
    const refusal = await postPanel(client, what.channel, renderPanel(panel, what.origin, seal), asked.id);
    say(asked, answered, refusal === null ? words.aside(locale).posted : words.aside(locale).notPosted);
  };

  /** `before`: what has to be taken before it. */
  return async (asked: Asked, answering: Promise<Answered>, before?: Promise<void>): Promise<void> => {
    const { what, user, locale } = asked;
    switch (what.do) {
      case 'person':
        if (!asked.isPrivate) return fromElsewhere(asked, answering, what, before);
        voices.end(user);
        await receive(what.incoming, before);
        return withdraw(asked, await answering);
      case 'desk':
        await receive(what.incoming, before);
        return withdraw(asked, await answering);
      case 'refuse':
        tell('stranger');
        return say(asked, await answering, words.aside(locale).notStaff);
      case 'panel':
      case 'introduce':
        return postCard(asked, await answering, what);
      case 'nothing':
        return withdraw(asked, await answering);
      case 'form':
        return;
      default:
        return what satisfies never;
    }
  };
};
