import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { wakeAt } from '../../src/conversation/clock.ts';
import type { Event } from '../../src/conversation/event.ts';
import { rules } from '../../src/conversation/rules.ts';
import { isCrisis, worse } from '../../src/domain.ts';
import { histories, type Played, play, sayings } from './arbitrary.ts';

const always = (holds: (step: Played, all: readonly Played[]) => void): void => {
  fc.assert(
    fc.property(histories, (history) => {
      const steps = play(history);
      for (const step of steps) holds(step, steps);
    }),
    { numRuns: 3000, seed: 20_261_122 },
  );
};

const understood = (event: Event) => ('understanding' in event ? event.understanding : null);

/** A command is exact words of ours; it is obeyed instead of read. */
const isCommand = (event: Event): boolean => event.is === 'said' && event.command !== null;

describe('in every history', () => {
  test('a message in danger is answered with the crisis contacts before anything else', () => {
    always(({ event, effects }) => {
      const meant = understood(event);
      if (meant === null || !isCrisis(meant.risk) || isCommand(event)) return;
      expect(sayings(effects)[0]).toBe('crisis');
      expect(effects[0]?.do).toBe('say');
    });
  });

  test('danger to life opens a case, or goes to the case that is open', () => {
    always(({ before, after, event, effects }) => {
      if (understood(event)?.risk !== 'emergency' || isCommand(event)) return;
      if (before.blockedUntil !== null) return;
      expect(after.status).not.toBe('bot');
      expect(effects.some((effect) => effect.do === 'tell-desk' || effect.do === 'tell-room')).toBe(true);
    });
  });

  test('while a worker has the conversation the bot is silent but for the crisis card', () => {
    const rights = ['choose-language', 'privacy', 'language-changed', 'ask-later-noted'];
    always(({ before, after, event, effects }) => {
      if (before.status !== 'with-worker' || after.status !== 'with-worker') return;
      const asked = isCommand(event) || event.is === 'pressed';
      for (const said of sayings(effects)) {
        if (said === 'crisis') continue;
        // What the person explicitly asks for, as their right, is answered all the same.
        expect(asked && [...rights, 'thanks'].includes(said)).toBe(true);
      }
    });
  });

  test('every message is answered, or it is in a room, or the person was told that nobody answers', () => {
    always(({ before, after, event, effects }, all) => {
      if (event.is !== 'said' && event.is !== 'sent-media') return;
      const answered = sayings(effects).length > 0 || effects.some((effect) => effect.do === 'forget');
      const inRoom =
        effects.some((effect) => effect.do === 'relay-to-room') ||
        (effects.some((effect) => effect.do === 'open-room') &&
          effects.some((effect) => effect.do === 'keep'));
      const toldBefore = before.blockTold || before.flood.told || after.flood.told;
      expect(answered || inRoom || toldBefore, JSON.stringify(all.length)).toBe(true);
    });
  });

  test('a claimed case stays with its claimer until the case ends, is handed over or released', () => {
    always(({ before, after, event }) => {
      if (before.status !== 'with-worker' || after.status !== 'with-worker') return;
      expect(after.worker.id, event.is).toBe(before.worker.id);
    });
  });

  test("only the claimer's words go to the person", () => {
    always(({ before, event, effects }) => {
      if (!effects.some((effect) => effect.do === 'relay-to-person')) return;
      expect(event.is).toBe('worker-wrote');
      if (event.is === 'worker-wrote') {
        expect(before.status === 'with-worker' && before.worker.id === event.worker.id).toBe(true);
      }
    });
  });

  test('a word of a worker is never lost in silence: it is passed on, kept as a note, or answered', () => {
    always(({ event, effects }) => {
      if (event.is === 'worker-wrote' || event.is === 'noted') expect(effects.length).toBeGreaterThan(0);
    });
  });

  test('words are taken back only while a case is open, and the room reads what became of that', () => {
    always(({ before, event, effects }) => {
      const takes = effects.some((effect) => effect.do === 'take-back');
      expect(takes).toBe(event.is === 'worker-unsent' && before.status !== 'bot');
      if (event.is === 'taken-back') expect(effects).toMatchObject([{ do: 'tell-room', caseNumber: 1 }]);
    });
  });

  test('when a case begins and when it ends both sides are told', () => {
    always(({ before, after, event, effects }) => {
      const began = before.status === 'bot' && after.status !== 'bot';
      const ended = before.status !== 'bot' && after.status === 'bot';
      if (began) {
        expect(effects.some((effect) => effect.do === 'open-room')).toBe(true);
        expect(sayings(effects).length).toBeGreaterThan(0);
      }
      if (ended) {
        expect(effects.some((effect) => effect.do === 'tell-room')).toBe(true);
        expect(
          effects.some((effect) => effect.do === 'forget') || sayings(effects).length > 0,
          event.is,
        ).toBe(true);
      }
    });
  });

  test('a case closes by itself only after a worker had the last word, or when nobody took it for a week', () => {
    always(({ before, after, event, moment }) => {
      if (event.is !== 'woke' || after.status !== 'bot' || before.status === 'bot') return;
      if (before.status === 'with-worker') expect(before.unansweredSince).toBeNull();
      else expect(moment.now - before.lastHeard).toBeGreaterThanOrEqual(rules.giveUpAfter);
    });
  });

  test('nobody steps in uncalled where no danger was seen', () => {
    always(({ before, after, event }) => {
      if (event.is !== 'claimed' || before.status !== 'bot' || after.status === 'bot') return;
      expect(before.alerted).not.toBeNull();
    });
  });

  test('a case that is opened is as dangerous as the worst that was seen of late', () => {
    always(({ before, after, effects, moment }) => {
      if (before.status !== 'bot' || after.status === 'bot') return;
      const seen = before.alerted !== null && moment.now - before.alerted.at < rules.dangerStays;
      if (!seen || before.alerted === null || effects.every((effect) => effect.do !== 'open-room')) return;
      expect(worse(after.case.risk, before.alerted.risk)).toBe(after.case.risk);
    });
  });

  test('somebody who waits is never forgotten: an alarm or an end is always ahead', () => {
    always(({ after }) => {
      const at = wakeAt(after);
      if (after.status !== 'bot' || after.askLaterAt !== null) expect(at).not.toBeNull();
      if (after.status !== 'bot') return;
      // Earlier than the question only to let go of what it does not need.
      expect(at ?? 0).toBeLessThanOrEqual(after.askLaterAt ?? 0);
    });
  });

  test('waking moves the next wake into the future, so that the clock never spins', () => {
    always(({ event, after, moment, before }) => {
      if (event.is !== 'woke') return;
      const at = wakeAt(before);
      if (at === null || at > moment.now) expect(after).toBe(before);
      else if (after.status !== 'bot') expect(wakeAt(after)).not.toBe(at);
    });
  });

  test('nobody is asked for the place twice by the bot itself', () => {
    fc.assert(
      fc.property(histories, (history) => {
        let asked = 0;
        for (const { effects, event, before } of play(history)) {
          if (effects.some((effect) => effect.do === 'forget')) asked = 0;
          for (const effect of effects) {
            if (effect.do === 'say' && effect.say.say === 'answer' && effect.say.askPlace) asked += 1;
          }
          expect(asked, `${event.is} ${before.status}`).toBeLessThanOrEqual(1);
        }
      }),
      { numRuns: 200, seed: 7 },
    );
  });

  test('after a deletion nothing of the person is left in the state', () => {
    always(({ after, effects }) => {
      if (!effects.some((effect) => effect.do === 'forget')) return;
      expect(after).toMatchObject({
        status: 'bot',
        place: null,
        search: null,
        asked: null,
        age: null,
        met: false,
      });
      expect(effects.some((effect) => effect.do === 'keep')).toBe(false);
    });
  });

  test('an answer is counted as asked only when it is for a need that is new here, and its place is not still asked for', () => {
    always(({ effects }) => {
      for (const effect of effects) {
        if (effect.do !== 'say' || effect.say.say !== 'answer') continue;
        const { search, askPlace } = effect.say;
        const isNew = search.shown === 0 && search.only.length === 0;
        const counted = effects.flatMap((one) => (one.do === 'count' ? [one.what] : []));
        expect(counted).toEqual(askPlace ? ['place-asked'] : isNew ? ['asked'] : []);
      }
    });
  });

  test('a case is counted as taken over once, however often it changes hands', () => {
    always((_, all) => {
      const claims = all.flatMap(({ after, effects }) =>
        effects.some((effect) => effect.do === 'count' && effect.what === 'claimed') && after.status !== 'bot'
          ? [after.case.number]
          : [],
      );
      expect(new Set(claims).size).toBe(claims.length);
    });
  });

  test('the same history gives the same steps', () => {
    fc.assert(
      fc.property(histories, (history) => {
        expect(JSON.stringify(play(history))).toBe(JSON.stringify(play(history)));
      }),
      { numRuns: 50, seed: 3 },
    );
  });
});
