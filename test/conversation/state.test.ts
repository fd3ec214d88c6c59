import { expect, test } from 'vitest';
import { completed, newConversation, type WithBot } from '../../src/conversation/state.ts';

test('a state that an older version wrote gets the fields it lacks, and keeps what it has', () => {
  const now = Date.parse('2026-11-23T10:00:00Z');
  const { otherLanguage: _, alerted: __, ...older } = newConversation('Javor Vydra', 'uk', now);
  const read = completed({ ...older, met: true } as WithBot);
  expect(read).toEqual({ ...newConversation('Javor Vydra', 'uk', now), met: true });
});
