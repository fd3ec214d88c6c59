import { z } from 'zod';
import type { Country } from '../../domain.ts';
import { fullNumber, phoneFault } from '../phone-number.ts';
import type { Phone } from '../schema.ts';

const phonesAtMost = 4;
const shortest = 3;

/** Phone numbers as written, in our form; what is no number of the country is left out. */
export function phonesOf(written: readonly string[], country: Country): Phone[] {
  const numbers = written
    .flatMap((one) => one.split(/[,;/|]|\b(?:nebo|lub|or)\b/))
    .map((one) => fullNumber(one.replace(/\(0\)/g, ''), country))
    .filter((number) => isNumber(number, country));
  return [...new Set(numbers)]
    .slice(0, phonesAtMost)
    .map((number) => ({ number, country, short: !number.startsWith('+') }));
}

const isNumber = (number: string, country: Country): boolean =>
  number.startsWith('+')
    ? phoneFault(number, country) === null
    : number.length >= shortest && number.length <= 6;

const email = z.email();

/** Words in front of an @ that name a place, not a person. */
const offices =
  /info|poradn|klub|centr|soci|sluz|azyl|noclehar|streetwork|teren|krize|kriz|linka|charit|diakon|kancel|podatel|sekretar|kontakt|office|recep|mesto|obec|urad|ops|dum|domov|pomoc|p-?centrum|k-?centrum|kacko|nzdm|sas|tym|team|vedouci|hello|mail/i;

/** An address that is somebody's name (jana.novakova@…) is a person's, not an office's. */
const isPersonal = (address: string): boolean => {
  const [local = ''] = address.split('@');
  return /^\p{L}+[._]\p{L}{3,}\d*$/u.test(local) && !offices.test(local);
};

/** The first address of an office; addresses that bear a person's name are dropped. */
export const emailOf = (written: readonly string[]): string | null =>
  written
    .flatMap((one) => one.split(/[,;\s]+/))
    .map((one) => one.trim().toLowerCase())
    .find((one) => email.safeParse(one).success && !isPersonal(one)) ?? null;

const web = z.url({ protocol: /^https?$/ });

/** The first web address, with its protocol. */
export function urlOf(written: readonly string[]): string | null {
  for (const one of written.map((text) => text.trim())) {
    const full = /^https?:\/\//i.test(one) ? one : `https://${one}`;
    if (one.includes('.') && !/[\s@]/.test(one) && web.safeParse(full).success) return full;
  }
  return null;
}
