import type { Apply } from './apply.ts';
import { newConversation } from './conversation/state.ts';
import { cardIdOf } from './crisis-watch.ts';
import { areAlike, isLanguage, type Language } from './domain.ts';
import type { createHearing, Heard } from './hearing.ts';
import type { FromPerson } from './port.ts';
import type { ConversationId, Kept, Store } from './store/store.ts';
import { aliasFrom } from './text/alias.ts';
import type { Voice } from './text/speaker.ts';

export interface PeopleNeeds {
  readonly store: Store;
  readonly hearing: ReturnType<typeof createHearing>;
  readonly voice: () => Voice;
  /** A number between 0 and 1, unpredictable. */
  readonly random: () => number;
  readonly newId: () => string;
  readonly apply: () => Apply;
  readonly watch: (incoming: FromPerson, urgent: NonNullable<Heard['urgent']>, language: Language) => void;
  /** Runs a job in the lane of a conversation, again when the store fails. */
  readonly inLane: (id: ConversationId, incoming: FromPerson, job: () => Promise<void>) => Promise<void>;
}

/** Nothing to answer and nobody to know: who only leaves or takes words back is not made known by it. */
const wordless: readonly FromPerson['kind'][] = ['unsent', 'left', 'returned'];

/** Takes what comes from people: the watch over a crisis card begins before anything can wait. */
export const createPeople = (needs: PeopleNeeds) => {
  const { store, voice } = needs;

  const take = async (incoming: FromPerson, before?: Promise<void>): Promise<void> => {
    const heard = needs.hearing.hear(incoming);
    const id = store.conversationId(incoming.person);
    const language = firstLanguage(incoming, heard);
    if (heard.urgent !== null) needs.watch(incoming, heard.urgent, language);
    if (before !== undefined) await before;
    return needs.inLane(id, incoming, async () => {
      const known = await store.byId(id);
      if (known === null && wordless.includes(incoming.kind)) return;
      const kept = known ?? (await firstContact(incoming, id, language));
      const { key: inbox, at } = incoming;
      await needs.apply()(kept, heard.event, { inbox, at, cardId: cardIdOf(incoming) });
    });
  };

  const firstContact = async (
    incoming: FromPerson,
    id: ConversationId,
    language: Language,
  ): Promise<Kept> => {
    const alias = aliasFrom(Math.floor(needs.random() * 2 ** 32));
    const state = newConversation(alias, language, incoming.at);
    // A block outlasts a deletion, so that nobody gets around it that way.
    const blockedUntil = await store.blockedUntil(id);
    return {
      id,
      handle: needs.newId(),
      person: incoming.person,
      room: null,
      state: { ...state, blockedUntil },
    };
  };

  /** A short first message proves little; then the person's app or the team's own language decides between like ones. */
  const firstLanguage = ({ locale }: FromPerson, { language, sure }: Heard): Language => {
    const usual = isLanguage(locale) ? locale : (voice().knowledge.team.languages[0] ?? 'cs');
    if (language === null) return usual;
    return sure || !areAlike(language, usual) ? language : usual;
  };

  return { take };
};
