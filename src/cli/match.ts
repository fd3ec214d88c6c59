import { z } from 'zod';
import { needs as needsOf } from '../conversation/danger.ts';
import type { Country, Place, PlaceFound, Understand, Understanding } from '../domain.ts';
import type { Contact } from '../knowledge/schema.ts';
import type { Recommend } from '../recommend.ts';
import { tellingWords } from '../understand/telling-words.ts';
import { type Out, paint } from './out.ts';

export interface MatchNeeds {
  readonly understand: Understand;
  readonly recommend: Recommend;
  readonly homeCountry: Country;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly explain: boolean;
  readonly out: Out;
}

/** What one message was understood to say, and what would be offered to somebody who writes nothing else. */
interface Matched {
  readonly understood: Understanding;
  readonly place: Place | null;
  readonly services: readonly { readonly id: string; readonly name: string }[];
  readonly contacts: readonly Contact[];
}

/** The place as one: the first of several of the same name. A whole country is no place to look for services in. */
const placeOf = (found: PlaceFound | null): Place | null => {
  const place = found?.kind === 'which' ? (found.candidates[0] ?? null) : (found?.place ?? null);
  return place?.kind === 'country' ? null : place;
};

const matchOne = (text: string, { understand, recommend, homeCountry, now }: MatchNeeds): Matched => {
  const understood = understand(text);
  const { language, age, risk, other } = understood;
  const place = placeOf(understood.place);
  const topics = needsOf(understood).slice(0, 3);
  const question = { topics, place, language, age, now };
  const services = recommend.services({ ...question, only: [], skip: 0 }).offered;
  const contacts =
    understood.level === 'hard'
      ? recommend.crisis({ ...question, risk, other, homeCountry })
      : recommend.contacts({ ...question, homeCountry });
  return {
    understood,
    place,
    services: services.map(({ service: { id, name } }) => ({ id, name })),
    contacts,
  };
};

const asJson = (id: string, { understood, place, services, contacts }: Matched, explain: boolean): string => {
  const { language, risk, level, danger, topics, human, other, reasons } = understood;
  return JSON.stringify({
    id,
    lang: language,
    risk,
    level,
    danger,
    topics,
    place: place === null ? null : { name: place.name, country: place.country, region: place.region },
    human,
    other,
    services,
    contacts: contacts.map((contact) => ({ id: contact.id })),
    ...(explain ? { reasons } : {}),
  });
};

const asked = z.object({ id: z.union([z.string(), z.number()]).transform(String), text: z.string() });

const parseLine = (line: string): z.infer<typeof asked> | null => {
  try {
    return asked.safeParse(JSON.parse(line)).data ?? null;
  } catch {
    return null;
  }
};

/** `lampa match --jsonl`: a line of JSON for each line that comes in, in order. 1 when a line could not be read. */
export const matchLines = async (lines: AsyncIterable<string>, needs: MatchNeeds): Promise<number> => {
  let number = 0;
  let code = 0;
  for await (const line of lines) {
    number++;
    if (line.trim() === '') continue;
    const read = parseLine(line);
    if (read === null) {
      needs.out.complain(`line ${number}: write {"id": "…", "text": "…"} on one line`);
      code = 1;
    } else needs.out.print(asJson(read.id, matchOne(read.text, needs), needs.explain));
  }
  return code;
};

/** `lampa match TEXT`: the same for people to read. */
export const matchText = (text: string, needs: MatchNeeds): number => {
  const { out, explain } = needs;
  const matched = matchOne(text, needs);
  for (const [what, said] of rows(matched)) {
    const [first = '', ...more] = said;
    out.print(`${paint(out, 'bold', what.padEnd(10))} ${first}`);
    for (const line of more) out.print(`${' '.repeat(10)} ${line}`);
  }
  if (!explain) return 0;
  out.print('');
  out.print(paint(out, 'bold', 'Because'));
  for (const line of because(text, matched.understood, needs.understand)) out.print(`  ${line}`);
  return 0;
};

const languageNames = new Intl.DisplayNames('en', { type: 'language' });

const levelWords = {
  none: 'nothing is added to the answer',
  soft: 'a line with contacts stands under the answer',
  hard: 'the crisis contacts come first and people are alerted',
} as const;

const rows = ({
  understood,
  place,
  services,
  contacts,
}: Matched): readonly (readonly [string, readonly string[]])[] => {
  const { language, languageSure, risk, level, topics, human, other, age, followUp } = understood;
  const facts = [
    ...(human ? ['wants to talk with a person'] : []),
    ...(other ? ['is about somebody else'] : []),
    ...(age === null ? [] : [`${age} years old`]),
    ...(followUp === null ? [] : [`asks further: ${followUp}`]),
  ];
  return [
    ['Language', [`${languageNames.of(language) ?? language}${languageSure ? '' : ' (not sure)'}`]],
    ['Risk', [`${risk}: ${levelWords[level]}`]],
    [
      'Topics',
      orNone(
        topics.map(({ id, score, band }) => `${id} (${band}, ${Math.round(score * 100)} %)`),
        'none that it deals with',
      ),
    ],
    ['Place', [placeWords(understood.place, place)]],
    ['Writer', orNone(facts, '-')],
    [
      'Services',
      orNone(
        services.map(({ name, id }) => `${name} (${id})`),
        'none',
      ),
    ],
    [
      'Contacts',
      orNone(
        contacts.map(({ name, id }) => `${name} (${id})`),
        'none',
      ),
    ],
  ];
};

const orNone = (lines: readonly string[], none: string): readonly string[] =>
  lines.length > 0 ? lines : [none];

const fullName = ({ name, district, region, country }: Place): string =>
  [...new Set([name, district, region, country])].filter((part) => part !== null).join(', ');

const placeWords = (found: PlaceFound | null, place: Place | null): string => {
  if (found?.kind === 'which') return `one of: ${found.candidates.map(fullName).join('; ')}`;
  if (place !== null) return fullName(place);
  return found === null ? 'none named' : `${found.place.name}, a whole country`;
};

const quoted = (words: readonly string[]): string => words.map((word) => `"${word}"`).join(', ');

/** Why a message was read so, for somebody who works with people and not with programs. */
const because = (
  text: string,
  { risk, level, reasons }: Understanding,
  understand: Understand,
): readonly string[] => {
  const rules = reasons.flatMap((reason) =>
    reason.kind === 'rule'
      ? [`danger: the rule ${reason.id} (${reason.risk}) found "${reason.matched}"`]
      : [],
  );
  const guessed =
    level !== 'none' && rules.length === 0
      ? [
          level === 'soft'
            ? 'danger: no rule found any; the message is a little like examples with danger, so a line with contacts is added'
            : `danger: no rule found any; the message as a whole is like examples with danger (${risk})`,
        ]
      : [];
  const telling = tellingWords(text, understand);
  const topic =
    telling === null
      ? 'topic: the words are too few or too ordinary to tell of any'
      : telling.words.length === 0
        ? `topic ${telling.topic}: the message as a whole speaks for it, no single word`
        : `topic ${telling.topic}: most of all ${quoted(telling.words)}`;
  const examples = reasons.flatMap((reason) =>
    reason.kind === 'example'
      ? [
          `  ${String(Math.round(reason.similarity * 100)).padStart(3)} % ${reason.id} (${reason.topics.join(', ')}; ${reason.risk}): "${reason.text}"`,
        ]
      : [],
  );
  const near =
    examples.length === 0 ? ['nearest examples: none has anything in common'] : ['nearest examples:'];
  return [...rules, ...guessed, topic, ...near, ...examples];
};
