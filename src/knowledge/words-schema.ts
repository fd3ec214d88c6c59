import { z } from 'zod';
import { type Risk, risks } from '../domain.ts';
import { about, aboutChoice } from './about.ts';
import { remedies } from './remedies.ts';
import { $schema, language, topicId } from './schema.ts';
import { id, text } from './schema-parts.ts';
import { told } from './told.ts';

/**
 * The shape of what an organisation teaches the bot to understand: risk rules, own examples, own gold messages. Understanding
 * reads these files by itself; here they are described for editors and checked with line and column for whoever edits them.
 */

const risk = z.enum(risks).meta(
  aboutChoice('How dangerous the message is', 'Jak nebezpečná zpráva je', {
    none: told('no danger', 'žádné nebezpečí'),
    concern: told('something is wrong, no danger to life', 'něco není v pořádku, o život nejde'),
    high: told('danger to life or safety', 'ohrožení života nebo bezpečí'),
    emergency: told('danger to life now', 'ohrožení života právě teď'),
  } satisfies Readonly<Record<Risk, unknown>>),
);
const patterns = z.array(text).min(1);

const rule = z.strictObject({
  id: id.meta(about('Own id, used once in all files', 'Vlastní id, ve všech souborech jen jednou')),
  risk: z.enum(['high', 'emergency']).meta(
    aboutChoice('How dangerous the message is', 'Jak nebezpečná zpráva je', {
      high: told('danger to life or safety', 'ohrožení života nebo bezpečí'),
      emergency: told('danger to life now', 'ohrožení života právě teď'),
    }),
  ),
  languages: z.array(language).min(1).meta(about('Languages of the rule', 'Jazyky pravidla')),
  all: z
    .array(patterns)
    .min(1)
    .meta(
      about(
        'Each of these groups must be found in the message; of a group one pattern (or #phrase) is enough',
        'Každá z těchto skupin se ve zprávě musí najít; ze skupiny stačí jeden vzor (nebo #phrase)',
      ),
    ),
  unless: patterns
    .optional()
    .meta(
      about(
        'What is found does not count where one of these stands in its sentence, at most ten words away',
        'Co se najde ve větě s něčím z tohohle, se nepočítá',
      ),
    ),
  must: z
    .array(z.string())
    .min(1)
    .meta(about('Messages that the rule must find', 'Zprávy, které pravidlo musí najít')),
  must_not: z
    .array(z.string())
    .min(1)
    .meta(about('Messages that the rule must leave alone', 'Zprávy, kterých si pravidlo všímat nesmí')),
});

/** A file of risk-rules/. */
export const riskRules = z.strictObject({
  $schema,
  words: z
    .record(z.string(), z.array(z.string().min(1, remedies.text.en)).min(1))
    .meta(about('Lists of words, used as @name in this file', 'Seznamy slov, v tomto souboru jako @název')),
  phrases: z
    .record(
      z.string(),
      z.strictObject({
        says: patterns.meta(about('One of these must be found', 'Něco z tohohle se musí najít')),
        unless: patterns
          .optional()
          .meta(about('… but not beside one of these', '… ale ne vedle něčeho z tohohle')),
      }),
    )
    .meta(
      about(
        'Patterns that several rules of this file share, used as #name',
        'Vzory společné víc pravidlům v tomto souboru, jako #název',
      ),
    ),
  rules: z.array(rule).min(1).meta(about('The rules', 'Pravidla')),
});

const message = {
  lang: language.meta(about('Language of the message', 'Jazyk zprávy')),
  text: z
    .string()
    .min(1, remedies.text.en)
    .meta(
      about(
        'The message; made up, never the words of a real person',
        'Zpráva; vymyšlená, nikdy slova skutečného člověka',
      ),
    ),
  topics: z
    .array(topicId)
    .min(1)
    .max(3)
    .meta(about('What it is about, the main topic first', 'O čem je, hlavní téma první')),
  risk,
};
const place = about(
  'The place that is named, in its base form',
  'Místo, které se jmenuje, v základním tvaru',
);
const human = about('True: asks for a human', 'true: chce mluvit s člověkem');

/** examples.json: what the bot learns from besides the examples that come along. */
export const ownExamples = z.array(
  z.strictObject({
    id: z
      .string()
      .regex(/^[A-Z]{2}-\d{4,}$/, remedies.messageId.en)
      .meta(about('Own id, used once', 'Vlastní id, jen jednou', ['OW-0001'])),
    ...message,
    place: z.string().optional().meta(place),
    human: z.boolean().optional().meta(human),
    style: z
      .array(z.string())
      .optional()
      .meta(about('How it is written', 'Jak je napsaná', [['slang', 'no-diacritics']])),
    after: z
      .string()
      .optional()
      .meta(
        about(
          'The example whose situation this one tells in its own words',
          'Příklad, jehož situaci říká vlastními slovy',
        ),
      ),
  }),
);

/** gold.json: what understanding is measured by; never learnt from. */
export const ownGold = z.array(
  z.object({
    id: z
      .string()
      .min(1)
      .meta(about('Own id', 'Vlastní id', ['OG-0001'])),
    ...message,
    place: z.string().nullish().meta(place),
    human: z.boolean().nullish().meta(human),
  }),
);
