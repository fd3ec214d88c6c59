import type { Told } from '../told.ts';

interface FieldWords {
  /** What the field is called. */
  readonly name: Told;
  /** What to write, with an example. */
  readonly help: Told;
}

const words: Readonly<Record<string, FieldWords>> = {
  id: {
    name: { en: 'Id', cs: 'Označení' },
    help: {
      en: 'Lower-case letters, digits and hyphens, as no other entry has it; it stays for ever. Example: cz-klub-magnet',
      cs: 'Malá písmena bez diakritiky, číslice a spojovníky, jaké nemá jiný záznam; zůstává napořád. Třeba: cz-klub-magnet',
    },
  },
  country: {
    name: { en: 'Country', cs: 'Země' },
    help: {
      en: 'CZ, PL, SK, UA, GB or US, or its name. Example: CZ',
      cs: 'CZ, PL, SK, UA, GB nebo US, nebo jméno země. Třeba: CZ',
    },
  },
  name: {
    name: { en: 'Name', cs: 'Název' },
    help: { en: 'As it calls itself. Example: Klub Magnet', cs: 'Jak si sama říká. Třeba: Klub Magnet' },
  },
  alternate_name: {
    name: { en: 'Other names', cs: 'Další názvy' },
    help: {
      en: 'What people call it, with a semicolon between. Example: Magnet; Klub',
      cs: 'Jak jí lidé říkají, oddělené středníkem. Třeba: Magnet; Klub',
    },
  },
  provider: {
    name: { en: 'Run by', cs: 'Provozuje' },
    help: {
      en: 'The organisation that runs it. Example: Diakonie Západ',
      cs: 'Organizace, která ji provozuje. Třeba: Diakonie Západ',
    },
  },
  kind: {
    name: { en: 'Kind of service', cs: 'Druh služby' },
    help: {
      en: 'As the register names it. Example: terénní programy',
      cs: 'Jak ji jmenuje registr. Třeba: terénní programy',
    },
  },
  status: {
    name: { en: 'State', cs: 'Stav' },
    help: {
      en: 'active (works), inactive (not now), defunct (has ended), temporarily closed',
      cs: 'active (funguje), inactive (teď nefunguje), defunct (skončila), temporarily closed (dočasně zavřená)',
    },
  },
  description: {
    name: { en: 'What they do for you', cs: 'Co pro tebe udělají' },
    help: {
      en: 'One or two short sentences to a young person. Example: A club for young people: free time, talks, help with school.',
      cs: 'Jedna nebo dvě krátké věty pro mladého člověka, tykáme. Třeba: Klub pro mladé: volný čas, povídání, pomoc se školou.',
    },
  },
  not_for: {
    name: { en: 'What they do not do', cs: 'Co nedělají' },
    help: {
      en: 'One short sentence. Example: They do not lend money.',
      cs: 'Jedna krátká věta. Třeba: Peníze nepůjčují.',
    },
  },
  topics: {
    name: { en: 'Topics', cs: 'Témata' },
    help: {
      en: 'Parts of their names with commas between. Example: debts, housing ("lampa kb find --kind topics" lists all)',
      cs: 'Části jejich názvů, oddělené čárkou. Třeba: dluhy, bydlení (všechna vypíše „lampa kb find --kind topics“)',
    },
  },
  forms: {
    name: { en: 'How it is given', cs: 'Jak se poskytuje' },
    help: {
      en: 'ambulatory (people come there), field, residential (with beds), online; with commas. Example: ambulatory, field',
      cs: 'ambulantní, terénní, pobytová, online; oddělené čárkou. Třeba: ambulantní, terénní',
    },
  },
  minimum_age: {
    name: { en: 'From age', cs: 'Od věku' },
    help: { en: 'A number of years. Example: 12', cs: 'Počet let. Třeba: 12' },
  },
  maximum_age: {
    name: { en: 'To age', cs: 'Do věku' },
    help: { en: 'A number of years. Example: 26', cs: 'Počet let. Třeba: 26' },
  },
  free: {
    name: { en: 'Free of charge', cs: 'Zdarma' },
    help: { en: 'yes or no; - when it is not known', cs: 'ano nebo ne; - když se to neví' },
  },
  anonymous: {
    name: { en: 'Anonymous', cs: 'Anonymně' },
    help: { en: 'yes or no; - when it is not known', cs: 'ano nebo ne; - když se to neví' },
  },
  parental_consent: {
    name: { en: 'Needs consent of parents', cs: 'Je třeba souhlas rodičů' },
    help: { en: 'yes or no; - when it is not known', cs: 'ano nebo ne; - když se to neví' },
  },
  address: {
    name: { en: 'Address', cs: 'Adresa' },
    help: {
      en: 'Street, number, town. A secret address is never written. Example: Hlavní 1, Plzeň',
      cs: 'Ulice, číslo, obec. Utajená adresa se nikdy nepíše. Třeba: Hlavní 1, Plzeň',
    },
  },
  municipality: {
    name: { en: 'Town', cs: 'Obec' },
    help: { en: 'Where it is. Example: Klatovy', cs: 'Kde je. Třeba: Klatovy' },
  },
  region: {
    name: { en: 'Region', cs: 'Kraj' },
    help: {
      en: 'As the register of places names it. Example: Plzeňský kraj',
      cs: 'Jak ho jmenuje registr míst. Třeba: Plzeňský kraj',
    },
  },
  service_areas: {
    name: { en: 'For people from', cs: 'Pro lidi odkud' },
    help: {
      en: 'municipality, orp, district, region or country and its name, with semicolons between. Example: district Klatovy; municipality Sušice',
      cs: 'obec, ORP, okres, kraj nebo země a jméno, oddělené středníkem. Třeba: okres Klatovy; obec Sušice',
    },
  },
  phones: {
    name: { en: 'Phones', cs: 'Telefony' },
    help: {
      en: 'As people write them, with commas between. Example: 377 123 456, 116 111',
      cs: 'Jak se běžně píšou, oddělené čárkou. Třeba: 377 123 456, 116 111',
    },
  },
  sms: {
    name: { en: 'Text messages', cs: 'SMS' },
    help: {
      en: 'The number, before it the word to send if there is one. Example: SHOUT 85258',
      cs: 'Číslo, před ním slovo, které se posílá, když nějaké je. Třeba: SHOUT 85258',
    },
  },
  email: {
    name: { en: 'E-mail', cs: 'E-mail' },
    help: { en: 'Example: klub@example.org', cs: 'Třeba: klub@example.org' },
  },
  url: {
    name: { en: 'Web page', cs: 'Web' },
    help: { en: 'Example: https://example.org', cs: 'Třeba: https://example.org' },
  },
  hours: {
    name: { en: 'Opening hours', cs: 'Otevírací doba' },
    help: {
      en: 'Days and hours, or "nonstop". Example: Mon-Fri 8:00-12:00 + 13:00-16:00, Sat 9-12',
      cs: 'Dny a hodiny, nebo „nonstop“. Třeba: po-pá 8-12 + 13-16, so 9-12',
    },
  },
  hours_note: {
    name: { en: 'Hours in words', cs: 'Otevírací doba slovy' },
    help: {
      en: 'Only where days and hours cannot say it. Example: Only by appointment.',
      cs: 'Jen když to dny a hodiny neřeknou. Třeba: Jen po domluvě.',
    },
  },
  how_to_get: {
    name: { en: 'How to get there', cs: 'Jak se tam dostat' },
    help: {
      en: 'One short sentence. Example: Ring at the second door.',
      cs: 'Jedna krátká věta. Třeba: Zvoň u druhých dveří.',
    },
  },
  languages: {
    name: { en: 'Languages spoken', cs: 'Mluví se tam' },
    help: {
      en: 'cs, pl, sk, uk, en, ru, or their names, with commas. Example: cs, uk',
      cs: 'cs, pl, sk, uk, en, ru, nebo jména jazyků, oddělené čárkou. Třeba: cs, uk',
    },
  },
  capacity: {
    name: { en: 'Room', cs: 'Volná místa' },
    help: { en: 'It is noted by "lampa kb capacity".', cs: 'Zapisuje se příkazem „lampa kb capacity“.' },
  },
  confidence: {
    name: { en: 'How sure', cs: 'Jak jisté' },
    help: {
      en: 'A: an official page or several dated sources agree; B: one good source; C: one list only',
      cs: 'A: oficiální stránka nebo se shoduje více datovaných zdrojů; B: jeden dobrý zdroj; C: jen jeden seznam',
    },
  },
  sources: {
    name: { en: 'Sources', cs: 'Zdroje' },
    help: {
      en: 'A web address or words where to look, then the date if there is one; semicolons between. Example: https://example.org 2026-01-05; leaflet of the club 2025',
      cs: 'Adresa webu nebo slova, kde hledat, a datum, když nějaké je; oddělené středníkem. Třeba: https://example.org 2026-01-05; leták klubu 2025',
    },
  },
  assured_date: {
    name: { en: 'Assured on', cs: 'Ověřeno dne' },
    help: {
      en: 'When somebody last called or looked. Example: 2026-01-05',
      cs: 'Kdy tam někdo naposled volal nebo se díval. Třeba: 2026-01-05',
    },
  },
  assurer: {
    name: { en: 'Assured by', cs: 'Kdo ověřil' },
    help: { en: 'A role, never a name. Example: team', cs: 'Role, nikdy jméno. Třeba: tým' },
  },
  note: {
    name: { en: 'Note for admins', cs: 'Poznámka pro správce' },
    help: {
      en: 'Never shown to a young person. Example: Ask for the hours in summer.',
      cs: 'Mladý člověk ji nikdy neuvidí. Třeba: Zeptat se na letní hodiny.',
    },
  },
  chat: {
    name: { en: 'Chat', cs: 'Chat' },
    help: {
      en: 'Its page, and its hours if they are known. Example: https://example.org/chat Mon-Fri 9-17',
      cs: 'Jeho stránka a hodiny, když se ví. Třeba: https://example.org/chat po-pá 9-17',
    },
  },
  roles: {
    name: { en: 'What it is for', cs: 'K čemu je' },
    help: {
      en: 'With commas: emergency, medical, police, fire, poison, children, adults, victims, parents, missing, addiction, eating, ukrainian, information',
      cs: 'Oddělené čárkou: tísňová linka, záchranka, policie, hasiči, otravy, děti a mladí, dospělí, oběti, rodiče, pohřešovaní, závislosti, poruchy příjmu potravy, Ukrajinci, informace',
    },
  },
  for_whom: {
    name: { en: 'For whom', cs: 'Pro koho' },
    help: {
      en: 'One short sentence. Example: For children and young people under 26.',
      cs: 'Jedna krátká věta. Třeba: Pro děti a mladé do 26 let.',
    },
  },
  what_happens: {
    name: { en: 'What happens when you call', cs: 'Co se stane, když zavoláš' },
    help: {
      en: 'As far as a source says. Example: You need not say your name.',
      cs: 'Pokud to říká zdroj. Třeba: Jméno říkat nemusíš.',
    },
  },
  order: {
    name: { en: 'Order', cs: 'Pořadí' },
    help: {
      en: '0 to 99; the smaller comes first among contacts of the same kind. Example: 50',
      cs: '0 až 99; menší je dřív mezi kontakty téhož druhu. Třeba: 50',
    },
  },
  title: {
    name: { en: 'Title', cs: 'Nadpis' },
    help: {
      en: 'Short. Example: When a friend is in danger',
      cs: 'Krátký. Třeba: Když je kamarád v nebezpečí',
    },
  },
  text: {
    name: { en: 'Text', cs: 'Text' },
    help: {
      en: 'What a young person reads; \\n begins a new line',
      cs: 'Co si mladý člověk přečte; \\n začíná nový řádek',
    },
  },
  for_others: {
    name: { en: 'For somebody who worries about somebody else', cs: 'Pro toho, kdo se bojí o někoho jiného' },
    help: { en: 'yes or no', cs: 'ano nebo ne' },
  },
  local: {
    name: { en: 'Depends on the place', cs: 'Záleží na místě' },
    help: { en: 'yes or no', cs: 'ano nebo ne' },
  },
  sentence: {
    name: { en: 'Sentence', cs: 'Věta' },
    help: {
      en: 'One human sentence that answers a message about this',
      cs: 'Jedna lidská věta, která odpoví na zprávu o tomhle',
    },
  },
  steps: {
    name: { en: 'First steps', cs: 'První kroky' },
    help: { en: 'One to four short sentences with | between', cs: 'Jedna až čtyři krátké věty oddělené |' },
  },
};

/** What a field is called, for people; a field that has no name here is called as in the file. */
export const fieldLabel = (field: string): Told => {
  const [first = field, ...rest] = field.split('.');
  const name = words[first === 'h24' || first === 'schedules' ? 'hours' : first]?.name ?? {
    en: first,
    cs: first,
  };
  const inside = rest.length === 0 ? '' : ` (${rest.join('.')})`;
  return { en: `${name.en}${inside}`, cs: `${name.cs}${inside}` };
};

/** What to write into a field, with an example. */
export const fieldHelp = (field: string): Told => words[field]?.help ?? { en: '', cs: '' };
