import type { Say } from '../conversation/effect.ts';
import type { Language } from '../domain.ts';
import type { Contact } from '../knowledge/schema.ts';
import type { Block } from '../port.ts';
import type { ServicesAnswer } from '../recommend.ts';
import { contactCard, serviceCard } from './cards.ts';
import { guideButtons, linesCard, waitingWords, withSoft } from './contact-words.ts';
import {
  type Found,
  locationButton,
  person,
  plain,
  press,
  type Speaker,
  type Voice,
  type Words,
} from './speaker.ts';
import { texts } from './texts.ts';

/** An answer: one human sentence for the topic, up to three cards, lines for the whole country, the question for the place. */
export const answer = (say: Extract<Say, { say: 'answer' }>, speaker: Speaker): Words => {
  const { text, language, voice, now } = speaker;
  const { search, place } = say;
  const { offered, more, fits, granted } = voice.recommend.closest({
    topics: search.topics,
    place,
    only: search.only,
    skip: search.shown,
    age: say.age,
    language,
    now,
  });
  const asWished = granted.length === search.only.length;
  const few = offered.length < 2 || !asWished;
  const contacts = few && search.shown === 0 ? nationalContacts(say, speaker) : [];
  const topic = voice.knowledge.topics.find(({ id }) => id === search.topics[0]);
  const blocks: Block[] = [];
  const paragraph = (...lines: readonly string[]): void => {
    blocks.push({ kind: 'text', text: lines.join('\n') });
  };
  if (say.fresh && topic !== undefined) {
    // Where cards follow, they are the first step; the written steps are for when there is nowhere near to go yet.
    const steps =
      offered.length > 0 ? [] : [text.firstSteps, ...topic.steps[language].map((step) => `• ${step}`)];
    paragraph(topic.sentence[language], ...steps);
  }
  if (offered.length > 0) {
    const intro = {
      here: text.foundHere,
      near: text.foundNear,
      region: text.foundNear,
      country: text.foundCountry,
      none: '',
    };
    const said = asWished ? intro[fits] : text.nothingThatFits;
    if (said !== '') paragraph(said);
    blocks.push(...offered.map((one) => serviceCard(one, language, text)));
  } else if (search.shown > 0) paragraph(text.nothingMore);
  else if (search.only.length > 0 && contacts.length === 0) paragraph(text.nothingMore);
  if (offered.length === 0 && contacts.length > 0 && search.shown === 0) {
    // A place or a wish was named: say that it was heard, before what fits it less.
    if (search.only.length > 0) paragraph(text.nothingThatFits);
    else if (place !== null && topic?.local === true) paragraph(text.nothingHere);
  }
  if (contacts.length > 0) blocks.push(linesCard(text.foundCountry, contacts, speaker));
  const nothing = offered.length === 0 && contacts.length === 0;
  if (nothing && search.shown === 0 && search.only.length === 0 && !say.askPlace) {
    // Who waits has a person called already; what they need meanwhile are the lines, of the place that was named now.
    if (speaker.state.status === 'waiting' && place !== null)
      blocks.push(...waitingWords([text.nothingHere, text.meanwhile], speaker).blocks);
    else paragraph(text.foundNothing);
  }
  if (say.askPlace) paragraph(text.askPlace);
  const next = [
    ...(more ? [press(text.buttons.more, { press: 'more' })] : []),
    press(text.buttons.otherPlace, { press: 'other-place' }),
    press(text.buttons.notThis, { press: 'not-this' }),
  ];
  return withSoft(say.soft, speaker, {
    blocks,
    buttons: [next, ...guideButtons(search.topics, false, speaker), ...person(speaker)],
    found: foundAt(fits, contacts),
    ...(say.askPlace ? { location: locationButton(speaker) } : {}),
  });
};

/** `fits` is that of the best service that is offered. */
const foundAt = (fits: ServicesAnswer['fits'], contacts: readonly Contact[]): Found => {
  if (fits === 'none') return contacts.length > 0 ? 'national' : 'nothing';
  return fits === 'country' ? 'national' : 'local';
};

const nationalContacts = (
  say: Extract<Say, { say: 'answer' }>,
  { voice, language, now }: Speaker,
): readonly Contact[] =>
  voice.recommend
    .contacts({
      topics: say.search.topics,
      place: say.place,
      language,
      age: say.age,
      now,
      homeCountry: voice.homeCountry,
      only: say.search.only,
    })
    .slice(0, 2);

/** A short "how to"; an unknown one is a button from before. */
export const guide = (id: string, speaker: Speaker): Words => {
  const { voice, language, text } = speaker;
  const found = voice.knowledge.guides.find((one) => one.id === id);
  if (found === undefined) return plain(text.oldButton);
  return { ...plain(found.title[language], found.text[language]), buttons: person(speaker) };
};

/** Services and contacts that were asked for by name; said first when none of them is for the place that was named. */
export const entries = (say: Extract<Say, { say: 'entries' }>, speaker: Speaker): Words => {
  const { language, text, voice, now } = speaker;
  const { ids, soft, place } = say;
  const cards = ids.flatMap((id) => entryBlock(id, language, voice, now) ?? []);
  if (cards.length === 0) return withSoft(soft, speaker, plain(text.notUnderstood));
  const elsewhere = place !== null && !ids.some((id) => voice.recommend.isFor(id, place));
  const blocks: readonly Block[] = elsewhere ? [{ kind: 'text', text: text.foundNear }, ...cards] : cards;
  return withSoft(soft, speaker, { blocks, buttons: person(speaker) });
};

/** A service, contact or guide by its id, as it is shown; null when there is no such entry. */
export const entryBlock = (id: string, language: Language, voice: Voice, now: number): Block | null => {
  const text = texts[language];
  const contact = voice.knowledge.contacts.find((one) => one.id === id);
  if (contact !== undefined) return contactCard(contact, now, language, voice.homeCountry, text);
  const guide = voice.knowledge.guides.find((one) => one.id === id);
  if (guide !== undefined) return { kind: 'text', text: `${guide.title[language]}\n${guide.text[language]}` };
  const offered = voice.recommend.entry(id, now);
  return offered === null ? null : serviceCard(offered, language, text);
};
