import type { PlaceFound } from '../domain.ts';

const mostWords = 3;
const word = /[^\s\p{P}]+/gu;

/**
 * The place that a short message is, when it answers "where are you?": "stod" and "most" are everyday words in any other
 * message. Read as if somebody had written "I am from Stod"; what is no place even then gives null.
 */
export const askedPlace = (
  text: string,
  findPlace: (text: string) => PlaceFound | null,
): PlaceFound | null => {
  const found = findPlace(text);
  if (found !== null) return found;
  const words = text.match(word) ?? [];
  if (words.length === 0 || words.length > mostWords) return null;
  const name = words.map((one) => one.slice(0, 1).toUpperCase() + one.slice(1)).join(' ');
  return findPlace(`jsem z ${name}`);
};
