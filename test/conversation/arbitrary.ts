import fc from 'fast-check';
import { decide } from '../../src/conversation/decide.ts';
import type { Effect } from '../../src/conversation/effect.ts';
import { commands, type Event, type Moment, outcomes, type Press } from '../../src/conversation/event.ts';
import { type Conversation, newConversation } from '../../src/conversation/state.ts';
import { isCrisis, languages, type Place, risks, topicIds, type Understanding } from '../../src/domain.ts';
import type { Media, Worker } from '../../src/port.ts';

/** Random events, and the histories that they make. A history is played from the first word, so every state is a real one. */

const klatovy: Place = {
  id: 'CZ-555771',
  name: 'Klatovy',
  country: 'CZ',
  kind: 'municipality',
  orp: 'Klatovy',
  district: 'Klatovy',
  region: 'Plzeňský kraj',
  at: null,
};
const chotesovs: readonly Place[] = [
  { ...klatovy, id: 'CZ-1', name: 'Chotěšov', district: 'Plzeň-jih' },
  { ...klatovy, id: 'CZ-2', name: 'Chotěšov', district: 'Litoměřice' },
];

export const jana: Worker = { id: 'w1', name: 'Jana' };
export const petr: Worker = { id: 'w2', name: 'Petr' };

const worker = fc.constantFrom(jana, petr);
const message = fc.integer({ min: 1, max: 99 }).map((n) => `m${n}`);
const words = fc.constantFrom('ahoj', 'nevim', 'je mi zle', 'a vecer?');

export const understandings: fc.Arbitrary<Understanding> = fc
  .record({
    language: fc.constantFrom(...languages),
    languageSure: fc.boolean(),
    languageApart: fc.boolean(),
    risk: fc.constantFrom(...risks, 'none' as const, 'none' as const),
    topics: fc.array(
      fc.record({
        id: fc.constantFrom(...topicIds),
        score: fc.double({ min: 0, max: 1, noNaN: true }),
        band: fc.constantFrom('sure' as const, 'maybe' as const),
      }),
      { maxLength: 4 },
    ),
    place: fc.constantFrom(
      null,
      { kind: 'one' as const, place: klatovy },
      { kind: 'which' as const, candidates: chotesovs },
    ),
    danger: fc.double({ min: 0, max: 1, noNaN: true }),
    human: fc.constantFrom(true, false, false, false),
    other: fc.boolean(),
    age: fc.option(fc.integer({ min: 8, max: 60 })),
    followUp: fc.constantFrom(
      null,
      'more' as const,
      'evening' as const,
      'none-of-these' as const,
      'place' as const,
    ),
    soft: fc.boolean(),
  })
  .map(({ soft, ...rest }) => ({
    ...rest,
    placeIfAsked: rest.place,
    level: isCrisis(rest.risk) ? ('hard' as const) : soft ? ('soft' as const) : ('none' as const),
    reasons: [],
  }));

const presses: fc.Arbitrary<Press> = fc.oneof(
  fc.constantFrom(...commands).map((command) => ({ press: 'command' as const, command })),
  fc.constantFrom(...topicIds).map((topic) => ({ press: 'topic' as const, topic })),
  fc.constantFrom('CZ-1', 'CZ-2', 'CZ-9').map((id) => ({ press: 'place' as const, id })),
  fc.constantFrom(...languages).map((language) => ({ press: 'language' as const, language })),
  fc.boolean().map((helped) => ({ press: 'helped' as const, helped })),
  fc.constantFrom(
    { press: 'more' as const },
    { press: 'other-place' as const },
    { press: 'share-place' as const },
    { press: 'not-this' as const },
    { press: 'something-else' as const },
    { press: 'ask-later' as const },
    { press: 'reached' as const, reached: true },
  ),
);

const media = fc.constantFrom<Media>('photo', 'voice', 'sticker', 'other');
const failure = fc.constantFrom('blocked' as const, 'gone' as const, 'rejected' as const);

export const events: fc.Arbitrary<Event> = fc.oneof(
  {
    weight: 16,
    arbitrary: fc
      .record({
        text: words,
        message,
        understanding: understandings,
        command: fc.oneof(
          { weight: 9, arbitrary: fc.constant(null) },
          { weight: 1, arbitrary: fc.constantFrom(...commands) },
        ),
      })
      .map((said) => ({ is: 'said' as const, ...said, named: [] })),
  },
  fc
    .record({ text: words, message, understanding: understandings })
    .map((edited) => ({ is: 'edited' as const, ...edited })),
  message.map((one) => ({ is: 'unsent' as const, message: one })),
  fc
    .record({
      media,
      caption: words,
      message,
      understanding: fc.option(understandings),
    })
    .map((sent) => ({ is: 'sent-media' as const, ...sent })),
  fc
    .record({ place: fc.constantFrom(klatovy, null), message })
    .map((shared) => ({ is: 'shared-place' as const, ...shared })),
  { weight: 3, arbitrary: presses.map((press) => ({ is: 'pressed' as const, press })) },
  fc.constantFrom<Event>({ is: 'pressed-unknown' }, { is: 'left' }, { is: 'returned' }, { is: 'room-gone' }),
  { weight: 3, arbitrary: worker.map((one) => ({ is: 'claimed' as const, worker: one })) },
  {
    weight: 3,
    arbitrary: fc
      .record({ worker, text: words, message })
      .map((wrote) => ({ is: 'worker-wrote' as const, ...wrote })),
  },
  fc.record({ worker, text: words, message }).map((wrote) => ({ is: 'noted' as const, ...wrote })),
  fc
    .record({ worker, to: fc.option(fc.constant('Petr')) })
    .map((handed) => ({ is: 'handed-over' as const, ...handed })),
  worker.map((one) => ({ is: 'gave-back' as const, worker: one })),
  fc
    .record({ worker, outcome: fc.constantFrom(...outcomes) })
    .map((closed) => ({ is: 'closed' as const, ...closed })),
  worker.map((one) => ({ is: 'blocked' as const, worker: one, until: start + 7 * 86_400_000 })),
  worker.map((one) => ({ is: 'unblocked' as const, worker: one })),
  worker.map((one) => ({ is: 'revealed' as const, worker: one, reason: 'danger' })),
  worker.map((one) => ({ is: 'card-asked' as const, worker: one })),
  fc
    .record({ worker, entry: fc.constant('cz-linka-bezpeci'), message })
    .map((sent) => ({ is: 'entry-sent' as const, ...sent })),
  fc.record({ message, text: words }).map((unsent) => ({ is: 'worker-unsent' as const, ...unsent })),
  fc.boolean().map((done) => ({ is: 'taken-back' as const, caseNumber: 1, done })),
  message.map((one) => ({ is: 'relay-arrived' as const, message: one, caseNumber: 1 })),
  fc
    .record({ message, failure, caseNumber: fc.constantFrom(1, 2) })
    .map((failed) => ({ is: 'relay-failed' as const, ...failed })),
  failure.map((one) => ({ is: 'answer-failed' as const, failure: one })),
  { weight: 3, arbitrary: fc.constant<Event>({ is: 'woke' }) },
);

export const start = Date.parse('2026-11-23T10:00:00Z');

/** Events with the minutes that pass before each, and whether somebody is on duty then. */
export const histories = fc.array(
  fc.record({
    event: events,
    minutes: fc.constantFrom(0, 0, 0, 0, 0, 1, 6, 30, 70, 1500),
    onDuty: fc.boolean(),
  }),
  { maxLength: 40, size: 'max' },
);

export interface Played {
  readonly before: Conversation;
  readonly event: Event;
  readonly moment: Moment;
  readonly after: Conversation;
  readonly effects: readonly Effect[];
}

/** Plays a history from the first word and gives every step. */
export const play = (
  history: readonly { event: Event; minutes: number; onDuty: boolean }[],
): readonly Played[] => {
  let state: Conversation = newConversation('Javor Vydra', 'cs', start);
  let now = start;
  let cases = 0;
  return history.map(({ event, minutes, onDuty }) => {
    now += minutes * 60_000;
    const moment: Moment = {
      now,
      at: now,
      duty: { on: onDuty, opens: onDuty ? null : now + 3_600_000, usualMinutes: null },
      caseNumber: cases + 1,
      localTopics: ['debts', 'housing', 'school', 'bullying'],
    };
    const before = state;
    const [after, effects] = decide(before, event, moment);
    if (after.status !== 'bot' && after.case.number === moment.caseNumber) cases = moment.caseNumber;
    state = after;
    return { before, event, moment, after, effects };
  });
};

/** What the person hears from the bot in a step, by the kind of saying. */
export const sayings = (effects: readonly Effect[]): readonly string[] =>
  effects.flatMap((effect) => (effect.do === 'say' ? [effect.say.say] : []));
