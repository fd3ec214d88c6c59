import type { Say } from '../conversation/effect.ts';
import type { TopicId } from '../domain.ts';
import type { Contact } from '../knowledge/schema.ts';
import type { Block, Button } from '../port.ts';
import { contactLine, contactLines } from './cards.ts';
import { locationButton, person, plain, press, type Speaker, type Words } from './speaker.ts';

/** The crisis card: the contacts first, four short lines at most, and that a person is on the line. */
export const crisis = (say: Extract<Say, { say: 'crisis' }>, speaker: Speaker): Words => {
  const { text, voice, state, now, language } = speaker;
  const contacts = voice.recommend.crisis({ ...say, language, now, homeCountry: voice.homeCountry });
  const emergency = say.risk === 'emergency';
  const forMe = emergency ? text.crisisEmergency : text.crisisHigh;
  const forOther = emergency ? text.crisisEmergencyOther : text.crisisHighOther;
  const title = say.asked ? text.crisisAsked : say.other ? forOther : forMe;
  const lines =
    contacts.length === 0
      ? [{ text: text.crisisNoContact, href: 'tel:112' }]
      : contacts.map((contact) => contactLine(contact, now, voice.homeCountry, text));
  return {
    blocks: [
      { kind: 'card', tone: 'crisis', title, lines: [...lines, { text: text.crisisEnd }] },
      ...(say.askPlace ? [{ kind: 'text', text: text.askPlace } as const] : []),
    ],
    buttons: [
      ...(say.other ? guideButtons(say.topics, true, speaker) : []),
      ...(state.status === 'bot' ? person(speaker) : []),
    ],
    ...(say.askPlace ? { location: locationButton(speaker) } : {}),
  };
};

/** The first guide for the main topic, to be read by whoever wants to; some are for those who worry about somebody else. */
export const guideButtons = (
  topics: readonly TopicId[],
  forOthers: boolean,
  { voice, language }: Speaker,
): readonly (readonly Button[])[] => {
  const [main] = topics;
  const found = voice.knowledge.guides.find(
    (guide) => main !== undefined && guide.for_others === forOthers && guide.topics.includes(main),
  );
  return found === undefined ? [] : [[press(found.title[language], { press: 'guide', id: found.id })]];
};

/** Contacts in a line each, with the ways to reach them. */
export const linesCard = (
  title: string,
  contacts: readonly Contact[],
  { voice, now, text }: Speaker,
): Block => ({
  kind: 'card',
  tone: 'service',
  title,
  lines: contacts.flatMap((contact) => contactLines(contact, now, voice.homeCountry, text)),
});

/**
 * Two lines of contacts for somebody who waits, is blocked, or whose words leave a doubt: open ones first. While life is
 * in danger they are the emergency numbers, so that a line for talking never stands in for an ambulance.
 */
const shortContacts = (title: string, speaker: Speaker): readonly Block[] => {
  const { voice, state, now, language } = speaker;
  const inEmergency = state.status !== 'bot' && state.case.risk === 'emergency';
  const contacts = voice.recommend
    .crisis({
      risk: inEmergency ? 'emergency' : 'high',
      topics: inEmergency ? state.case.topics : (state.search?.topics ?? []),
      place: state.place,
      age: state.age,
      other: false,
      language,
      now,
      homeCountry: voice.homeCountry,
    })
    .slice(0, 2);
  return contacts.length === 0 ? [] : [linesCard(title, contacts, speaker)];
};

/** Under an answer that leaves a doubt: one line with contacts. */
export const withSoft = (soft: boolean, speaker: Speaker, spoken: Words): Words =>
  soft ? { ...spoken, blocks: [...spoken.blocks, ...shortContacts(speaker.text.softLine, speaker)] } : spoken;

/** Words to somebody who waits, with the lines that are there in the meantime; the last sentence leads to them. */
export const waitingWords = (lines: readonly string[], speaker: Speaker): Words => {
  const said = plain(...lines);
  return { blocks: [...said.blocks, ...shortContacts('', speaker)] };
};
