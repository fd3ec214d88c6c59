import type { FollowUp } from '../domain.ts';
import { type Token, tokenise } from './fold.ts';
import { createWordBook, matchEnd, type Pattern, parsePattern, type ReadWord } from './pattern.ts';

/**
 * Plain wordings that need no model: short follow-up questions. Written like the risk rules, see pattern.ts.
 */

/** A follow-up is short; a longer message says what it is about by itself. */
const followUpWordsAtMost = 6;

const followUps: readonly (readonly [FollowUp, readonly string[]])[] = [
  [
    'none-of-these',
    [
      'nic|nikt|zadn*|ziadn*|zaden|zadny z toho|tech|tohoto|techto|tychto|tych|nich',
      'tohle|toto|to neni|nie|ni|ne ono|to|te',
      'nic takoveho|podobneho',
      'nehodi|nevyhovuje|nepasuje|nesedi se|sa|mi',
      'nie o to chodzi',
      'zadne|zadna|zaden|nic z tego|tych|powyzszych',
      'nie pasuje|pasuja',
      'nichoho|nicoho|nichego|zhodne|zhodnyy|zodne|zhoden z|iz coho|cyoho|nyh|etoho|nih|tsoho|cih|tsyh',
      'ne te|to|pidhodyt|podhodit|pidkhodyt',
      'none of|from these|those|them|this|that|it',
      'not|isnt this|that|it|what|helpful',
      'neither',
    ],
  ],
  [
    'open-now',
    [
      'ted|teraz|prave|zrovna|nyni|dneska|dnes ... otevren*|otvoren*|otevrino|otevreno',
      'otevren*|otvoren*|otevreno|otevrino ... ted|teraz|prave|dnes|dneska|jeste|este',
      'maji|maju|mate ... otevreno|otevrino|otvorene',
      'teraz|dzis|dzisiaj|jeszcze ... otwart*|czynn*',
      'otwart*|czynn* ... teraz|dzis|dzisiaj|jeszcze',
      'zaraz|seychas|shchas|sohodni|zara ... vidkryt*|vidchynen*|otkryt*|pracyu*|rabota*',
      'vidkryt*|vidchynen*|otkryt*|pracyu*|rabota* ... zaraz|seychas|sohodni',
      'open|opened now|today|tonight|rn|still',
      'still open',
      'are they|you|it open',
      'is it open',
    ],
  ],
  [
    'evening',
    [
      'a|i|and|co|what ... vecer|vecera|noci|vikend|vikendu|sobotu|nedeli|nedelu',
      '!dobry|dobrej|hezky|pekny|krasny|mily|prijemny|klidny vecer $',
      'a|co wieczorem|weekend|noc|nocy|sobote|niedziele|weekendy',
      '!milym|dobrym wieczorem $',
      'a|shcho|scho|i vvecheri|uvecheri|vecherom|vnochi|vyhidni|nochyu|vyhidnyh|vyhodnye',
      'vvecheri|uvecheri|vecherom $',
      'what|how about ... evening|evenings|tonight|night|weekend|weekends',
      'and ... evening|evenings|night|nights|weekend|weekends',
      'in|at the evening|evenings|night|weekend $',
      'evenings $',
    ],
  ],
  [
    'free',
    [
      'zadarmo|zdarma|gratis|zadara|bezplatn*|darmow*|darmo|bezkoshtovn*|besplatn*',
      'plati|platit|platim se|sa|to|za',
      'kolik|kolko|ile|skilky|skolko ... stoji|kosztuje|koshtuye|stoit',
      'is|it|its|for|are|they free',
      'how much',
      'does it cost',
      'do i ... pay',
      'potrebuju|potrebujem|musim ... platit',
      'trzeba|musze ... placic',
      'treba|nado platyty|platit',
    ],
  ],
  [
    'anonymous',
    [
      'anonym*|anonim*',
      'bez jmena|mena|imienia|imeni|nazwiska|name',
      'musim|muzu|treba|musze|trzeba ... jmeno|meno|imie|nazwisko|imya',
      'without my name',
      'reknete|povite|powiecie|rozkazhete|rasskazhete|tell ... rodic*|mame|nasim|mamie|rodzic*|batkam|mami|parents|mum|mom',
    ],
  ],
  [
    'more',
    [
      'neco|nieco|jeste|este|nejake|nejaky|dalsi|dalsie ... dalsiho|dalsieho|jineho|jinyho|ineho|dalsi|dalsie|jine|jiny|ine|iny',
      'dalsi|dalsie|dalej|vic|viac|jeste|este|jine|jiny|ine $',
      'cos|jeszcze|inne|wiecej ... innego|inne|jeszcze|wiecej',
      'wiecej|inne|dalej|jeszcze $',
      'shchos|schos|ye|shche|sche|esche|yeshche|chto|shto ... inshe|shche|sche|inshi|inshoho|esche|druhoe|drugoe',
      'bilshe|shche|sche|bolshe|dali|dalshe|esche $',
      'more|next|another|else|others $',
      'anything|something|what|anywhere|somewhere else',
      'show|any|some|give more|others|another',
    ],
  ],
  [
    'place',
    ['a|i|and|co|what|neco|nieco|cos|shchos ... v|ve|vo|w|we|in|u|okoli|blizko|near|kolo|bilya|pobliz'],
  ],
];

interface Reader {
  readonly read: (tokens: readonly Token[]) => readonly ReadWord[];
  readonly parse: (text: string) => Pattern;
}

function createReader(): Reader {
  const book = createWordBook();
  return {
    parse: (text) => parsePattern(text, {}, book),
    read: (tokens) =>
      tokens.map(({ word, sentence, clause }) => ({
        fits: new Set(book.fitting(word)),
        guessed: false,
        sentence,
        clause,
      })),
  };
}

const meetsAny = (patterns: readonly Pattern[], read: readonly ReadWord[]): boolean =>
  patterns.some((pattern) => read.some((_, from) => matchEnd(pattern, read, from) >= 0));

export interface Cues {
  readonly followUp: FollowUp | null;
}

/** Makes the function that looks for plain wordings in a text. */
export function createReadCues(): (text: string) => Cues {
  const { read, parse } = createReader();
  const kinds = followUps.map(([kind, patterns]) => [kind, patterns.map(parse)] as const);
  return (text) => {
    const tokens = tokenise(text);
    const said = read(tokens);
    const short = tokens.length > 0 && tokens.length <= followUpWordsAtMost;
    const followUp = short ? (kinds.find(([, patterns]) => meetsAny(patterns, said))?.[0] ?? null) : null;
    return { followUp };
  };
}
