import { expect, test } from 'vitest';
import { outcomes } from '../src/conversation/event.ts';
import { deskPressData, parseDeskPress } from '../src/conversation/press-data.ts';
import { newId } from '../src/new-id.ts';

test('a new name is never one that was there, holds 128 bits, and fits into every button of the desk', () => {
  const ids = Array.from({ length: 10_000 }, newId);
  expect(new Set(ids).size).toBe(ids.length);
  for (const id of ids) expect(id).toMatch(/^[0-9a-z]{25}$/);
  // 128 bits fill 24 places and four of the 36 letters in the first, give or take.
  expect(new Set(ids.map((id) => id[24])).size).toBe(36);
  expect(new Set(ids.map((id) => id[0])).size).toBeGreaterThan(12);
  const [handle = ''] = ids;
  const caseNumber = 99_999;
  for (const outcome of outcomes) {
    const data = deskPressData({ press: 'close', handle, caseNumber, outcome });
    expect(data.length).toBeLessThanOrEqual(48);
    expect(parseDeskPress(data)).toEqual({ press: 'close', handle, caseNumber, outcome });
  }
});
