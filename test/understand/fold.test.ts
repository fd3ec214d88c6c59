import { describe, expect, it } from 'vitest';
import { cap, fold, tokenise } from '../../src/understand/fold.ts';

describe('folding', () => {
  it('gives one spelling to capitals, diacritics and plain letters', () => {
    expect(fold('NECHCI ŽÍT')).toBe('nechci zit');
    expect(fold('nechci žít')).toBe('nechci zit');
    expect(fold('Łódź, đak, Straße')).toBe('lodz, dak, strasse');
  });

  it('reads a letter with a separate mark like the letter in one piece', () => {
    expect(fold('z\u030cít')).toBe(fold('žít'));
    expect(fold('и\u0306')).toBe(fold('й'));
  });

  it('writes Ukrainian and Russian in Latin letters', () => {
    expect(fold('не хочу жити')).toBe('ne hochu zhyty');
    expect(fold('п’ять')).toBe('pyat');
    expect(fold("мені п'ятнадцять")).toBe('meni pyatnadcyat');
  });

  it('takes held-down letters for one, and leaves doubled ones and numbers alone', () => {
    expect(fold('nechciiiiii')).toBe('nechci');
    expect(fold('mrtvvvý')).toBe('mrtvy');
    expect(fold('Anna')).toBe('anna');
    expect(fold('10000')).toBe('10000');
  });

  it('turns wide and styled letters into plain ones', () => {
    expect(fold('ｈｅｌｐ 𝒽ℯ𝓁𝓅')).toBe('help help');
  });

  it('parts words from quotation marks, dashes and emoji, and drops invisible letters', () => {
    const words = tokenise('„Ahoj“—žiju🧨jo ne\u200Bchci').map(({ word }) => word);
    expect(words).toEqual(['ahoj', 'ziju', '🧨', 'jo', 'nechci']);
  });

  it('keeps the place of every word in the original text', () => {
    const text = '\u{1F600}, Ž\u030Cít, щастя';
    const words = tokenise(text).map(({ start, end }) => text.slice(start, end));
    expect(words).toEqual(['\u{1F600}', 'Ž\u030Cít', 'щастя']);
  });

  it('numbers sentences, so that words of different ones are not read together', () => {
    expect(tokenise('Nechci. Žít').map(({ sentence }) => sentence)).toEqual([0, 1]);
  });

  it('keeps the beginning and the end of a long text for the models', () => {
    const capped = cap(`${'a'.repeat(500)}${'b'.repeat(3000)}${'c'.repeat(1000)}`);
    expect(capped).toBe(`${'a'.repeat(500)}\n${'c'.repeat(1000)}`);
    expect(cap('krátké')).toBe('krátké');
  });
});
