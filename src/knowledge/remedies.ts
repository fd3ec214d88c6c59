import { type Told, told } from './told.ts';

/** What to write when a field has not the right form. */
export const remedies = {
  id: told(
    'use lower-case letters, digits and hyphens, for example "cz-klub-magnet"',
    'použij malá písmena bez háčků a čárek, číslice a spojovníky, například "cz-klub-magnet"',
  ),
  date: told('write the date as YYYY-MM-DD', 'napiš datum jako RRRR-MM-DD'),
  someDate: told(
    'write the date as YYYY-MM-DD, YYYY-MM or YYYY',
    'napiš datum jako RRRR-MM-DD, RRRR-MM nebo RRRR',
  ),
  text: told('write some text or remove the field', 'napiš nějaký text, nebo pole smaž'),
  time: told('write the time as HH:MM, for example "08:30"', 'napiš čas jako HH:MM, například "08:30"'),
  webUrl: told(
    'write a web address that begins with https://',
    'napiš webovou adresu, která začíná https://',
  ),
  email: told(
    'write an e-mail address such as "klub@example.org"',
    'napiš e-mailovou adresu, například "klub@example.org"',
  ),
  source: told(
    'a fact without a source is not shown to anybody: name at least one',
    'údaj bez zdroje se nikomu neukáže: napiš aspoň jeden zdroj',
  ),
  sms: told(
    'write +420123456789, or a short number such as 85258',
    'napiš +420123456789, nebo krátké číslo, například 85258',
  ),
  number: told(
    'write +420123456789, or a short code such as 116111 with "short": true',
    'napiš +420123456789, nebo krátké číslo, například 116111, a k němu "short": true',
  ),
  short: told(
    'a number with + is not short; a number without + must say "short": true',
    'číslo s + není krátké; u čísla bez + musí být "short": true',
  ),
  hours: told(
    'closes_at must be later than opens_at; split a night into two entries',
    'closes_at musí být později než opens_at; noc rozděl na dva záznamy',
  ),
  timeZone: told(
    'write a time zone such as "Europe/Prague"',
    'napiš časové pásmo, například "Europe/Prague"',
  ),
  messageId: told(
    'write two capital letters, a hyphen and a number, for example "OW-0001"',
    'napiš dvě velká písmena, spojovník a číslo, například "OW-0001"',
  ),
} as const satisfies Readonly<Record<string, Told>>;

const byEnglish = new Map<string, Told>(Object.values(remedies).map((remedy) => [remedy.en, remedy]));

/** A zod message in both languages, when it is one of ours: zod carries the English words. */
export const remedyOf = (message: string): Told | null => byEnglish.get(message) ?? null;
