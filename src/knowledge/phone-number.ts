import { type Country, countries } from '../domain.ts';
import type { Phone } from './schema.ts';
import { type Told, told } from './told.ts';

interface Plan {
  readonly prefix: string;
  /** How many digits follow the prefix. */
  readonly digits: RegExp;
  readonly say: Told;
}

/** How numbers of a country look in full. British free lines may have as few as seven digits (Childline). */
const plans: Readonly<Record<Country, Plan>> = {
  CZ: { prefix: '+420', digits: /^\d{9}$/, say: told('+420 and nine digits', '+420 a devět číslic') },
  PL: { prefix: '+48', digits: /^\d{9}$/, say: told('+48 and nine digits', '+48 a devět číslic') },
  SK: {
    prefix: '+421',
    digits: /^\d{9}$/,
    say: told('+421 and nine digits, without the leading 0', '+421 a devět číslic bez úvodní 0'),
  },
  UA: {
    prefix: '+380',
    digits: /^\d{9}$/,
    say: told('+380 and nine digits, without the leading 0', '+380 a devět číslic bez úvodní 0'),
  },
  GB: {
    prefix: '+44',
    digits: /^[1-9]\d{6,9}$/,
    say: told(
      '+44 and seven to ten digits, without the leading 0',
      '+44 a sedm až deset číslic bez úvodní 0',
    ),
  },
  US: { prefix: '+1', digits: /^\d{10}$/, say: told('+1 and ten digits', '+1 a deset číslic') },
};

/** What is wrong with a full number of a country, and what to write; null: nothing. Short codes are not looked at. */
export function phoneFault(number: string, country: Country): Told | null {
  const plan = plans[country];
  if (!number.startsWith('+')) return null;
  if (number.startsWith(plan.prefix) && plan.digits.test(number.slice(plan.prefix.length))) return null;
  return told(
    `"${number}" is not a number of ${country}; write ${plan.say.en}, or correct the country`,
    `"${number}" není číslo země ${country}; napiš ${plan.say.cs}, nebo oprav zemi`,
  );
}

/** The same number in one spelling, full where it has more than six digits: `800 155 555` in CZ → `+420800155555`. */
export function fullNumber(written: string, country: Country): string {
  const digits = written.replace(/\D/g, '');
  if (written.trim().startsWith('+')) return `+${digits}`;
  if (written.trim().startsWith('00')) return `+${digits.slice(2)}`;
  if (digits.length <= 6) return digits;
  return `${plans[country].prefix}${digits.replace(/^0+/, '')}`;
}

/** A number as somebody of a country writes it ("377 123 456", "00420 377 123 456", "116 111"); null when it is none. */
export function phoneFrom(written: string, country: Country): Phone | null {
  if (!/^[+\d\s()./-]+$/.test(written)) return null;
  const digits = written.replace(/\D/g, '');
  const { prefix } = plans[country];
  const whole = fullNumber(written, country);
  // The prefix without its plus, as tables write it: 420377123456.
  const number =
    phoneFault(whole, country) !== null && phoneFault(`+${digits}`, country) === null ? `+${digits}` : whole;
  if (!number.startsWith('+')) return /^\d{3,6}$/.test(number) ? { number, country, short: true } : null;
  if (number.startsWith(prefix))
    return phoneFault(number, country) === null ? { number, country, short: false } : null;
  const other = countries.find((one) => phoneFault(number, one) === null);
  return other === undefined ? null : { number, country: other, short: false };
}

const numberInText = /\+?\d(?:[\d\s()./-]{0,20}\d)/g;

/** What may be phone numbers in a text, as written. */
export const numbersIn = (text: string): readonly string[] => text.match(numberInText) ?? [];
