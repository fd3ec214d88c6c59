import { woke } from './clock.ts';
import type { Event, Moment } from './event.ts';
import { edited, left, returned, said, sentMedia, unsent } from './person.ts';
import { pressed } from './press.ts';
import { sharedPlace } from './shared-place.ts';
import type { Conversation } from './state.ts';
import { type Step, say } from './step.ts';
import {
  answerFailed,
  blocked,
  cardAsked,
  claimed,
  closed,
  entrySent,
  gaveBack,
  handedOver,
  noted,
  relayFailed,
  revealed,
  roomGone,
  unblocked,
  workerUnsent,
  workerWrote,
} from './worker.ts';

/**
 * The heart of Lampa: what an event means for a conversation. Pure: the time, the duty and the understanding come in with
 * the event; what comes out is the next state and what should be done, as data. Every pair of state and event has an answer
 * (the table stands in ARCHITECTURE.md), and the compiler proves that no event is forgotten.
 */
export const decide = (state: Conversation, event: Event, moment: Moment): Step => {
  switch (event.is) {
    case 'said':
      return said(state, event, moment);
    case 'edited':
      return edited(state, event, moment);
    case 'unsent':
      return unsent(state, event.message);
    case 'sent-media':
      return sentMedia(state, event, moment);
    case 'shared-place':
      return sharedPlace(state, event, moment);
    case 'pressed':
      return pressed(state, event.press, moment);
    case 'pressed-unknown':
      return state.status === 'with-worker' ? [state, []] : [state, [say({ say: 'old-button' })]];
    case 'left':
      return left(state);
    case 'returned':
      return returned(state);
    case 'claimed':
      return claimed(state, event.worker, moment);
    case 'worker-wrote':
      return workerWrote(state, event, moment.now);
    case 'worker-unsent':
      return workerUnsent(state, event);
    case 'noted':
      return noted(state, event);
    case 'handed-over':
      return handedOver(state, event.worker, event.to, moment);
    case 'gave-back':
      return gaveBack(state, event.worker);
    case 'closed':
      return closed(state, event.worker, event.outcome);
    case 'blocked':
      return blocked(state, event.worker, event.until);
    case 'unblocked':
      return unblocked(state, event.worker);
    case 'revealed':
      return revealed(state, event.worker, event.reason);
    case 'card-asked':
      return cardAsked(state);
    case 'entry-sent':
      return entrySent(state, event, moment.now);
    case 'room-gone':
      return roomGone(state);
    case 'relay-arrived':
      return [
        state,
        [{ do: 'receipt', message: event.message, caseNumber: event.caseNumber, failure: null }],
      ];
    case 'relay-failed':
      return relayFailed(state, event, moment.now);
    case 'answer-failed':
      return answerFailed(state, event.failure);
    case 'taken-back': {
      const { caseNumber, done } = event;
      return [state, [{ do: 'tell-room', note: { note: 'taken-back', done }, caseNumber }]];
    }
    case 'room-refused':
      return [state, [{ do: 'tell-room', note: { note: 'not-shown' }, caseNumber: event.caseNumber }]];
    case 'woke':
      return woke(state, moment);
    default:
      return event satisfies never;
  }
};
