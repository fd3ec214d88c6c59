import { askPlace, narrow, notThis, offer } from './answer.ts';
import { hearsCommand, obey } from './command.ts';
import type { Moment, Press } from './event.ts';
import { floods, isBlocked, present } from './hear.ts';
import { refuse, tellFlood } from './person.ts';
import { rules, units } from './rules.ts';
import { type Conversation, forAskingLater } from './state.ts';
import { type Step, say } from './step.ts';

/** A button of the person. While a worker has the conversation, only the person's rights are heard. */
export const pressed = (before: Conversation, press: Press, moment: Moment): Step => {
  const state: Conversation = { ...before, ...present(before, moment) };
  switch (press.press) {
    case 'command': {
      const { command } = press;
      if (!hearsCommand(state, command)) return [state, []];
      return isBlocked(state, moment.now) && command === 'person'
        ? refuse(state)
        : obey(state, command, moment);
    }
    case 'language': {
      const { language } = press;
      return [{ ...state, language, languageChosen: true }, [say({ say: 'language-changed', language })]];
    }
    case 'helped':
      return feedback(state, 'helped', press.helped);
    case 'reached':
      return feedback(state, 'reached', press.reached);
    case 'ask-later':
      return [
        { ...forAskingLater(state), askLaterAt: moment.now + rules.askLaterAfter },
        [say({ say: 'ask-later-noted', days: rules.askLaterAfter / units.day })],
      ];
    default:
      if (state.status === 'with-worker') return [state, []];
      if (isBlocked(state, moment.now)) return refuse(state);
      if (floods(state)) return tellFlood(state);
      return search(state, press, moment);
  }
};

type Searching = Exclude<Press, { press: 'command' | 'language' | 'helped' | 'reached' | 'ask-later' }>;

const search = (state: Conversation, press: Searching, moment: Moment): Step => {
  switch (press.press) {
    case 'topic':
      return offer(state, { topics: [press.topic], shown: 0, only: [] }, true, false, moment);
    case 'guide':
      return [state, [say({ say: 'guide', id: press.id })]];
    case 'something-else':
      return [{ ...state, asked: null }, [say({ say: 'ask-topic' })]];
    case 'not-this':
      return notThis(state);
    case 'more':
      return state.search === null
        ? [state, [say({ say: 'old-button' })]]
        : narrow(state, state.search, 'more', moment);
    case 'other-place':
      return askPlace(state);
    case 'share-place':
      return [{ ...state, asked: { about: 'place' }, placeAsked: true }, [say({ say: 'share-place' })]];
    case 'place':
      return choosePlace(state, press.id, moment);
    default:
      return press satisfies never;
  }
};

const choosePlace = (state: Conversation, id: string, moment: Moment): Step => {
  const { asked } = state;
  const place = asked?.about === 'which-place' ? asked.candidates.find((one) => one.id === id) : undefined;
  if (place === undefined) return [state, [say({ say: 'old-button' })]];
  const known: Conversation = { ...state, place, asked: null };
  const fresh = asked?.about === 'which-place' && asked.fresh;
  if (state.search === null) return [known, [say({ say: 'place-noted', place })]];
  return offer(known, { ...state.search, shown: 0, only: [] }, fresh, false, moment);
};

/** One tap, counted once, also when something else was written in between. */
const feedback = (state: Conversation, about: 'helped' | 'reached', yes: boolean): Step =>
  state.feedback === about
    ? [
        { ...state, feedback: null },
        [
          say({ say: 'thanks', helped: yes, askLater: about === 'helped' }),
          { do: 'count', what: `${about}-${yes ? 'yes' : 'no'}`, topic: null },
        ],
      ]
    : [state, []];
