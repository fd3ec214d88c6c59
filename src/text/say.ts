import type { Say } from '../conversation/effect.ts';
import type { Command, Duty, Press } from '../conversation/event.ts';
import { pressData } from '../conversation/press-data.ts';
import type { Conversation } from '../conversation/state.ts';
import type { Country, Language, Place, TopicId } from '../domain.ts';
import { languages } from '../domain.ts';
import type { Contact, Knowledge } from '../knowledge/schema.ts';
import type { Block, Button } from '../port.ts';
import type { Recommend } from '../recommend.ts';
import { contactCard, contactLine, contactLines, serviceCard } from './cards.ts';
import { commandWord } from './commands.ts';
import type { Text } from './cs.ts';
import { readableDay, readableMoment } from './format.ts';
import { texts } from './texts.ts';

/** What the words are made from. */
export interface Voice {
  readonly knowledge: Knowledge;
  readonly recommend: Recommend;
  readonly homeCountry: Country;
  /** What the privacy text promises; the same numbers that the store keeps to. */
  readonly promise: { readonly botHours: number; readonly caseDays: number; readonly recordMonths: number };
}

/** Words ready to be sent. `found` is false when an answer had no service and no contact to show. */
export interface Spoken {
  readonly blocks: readonly Block[];
  readonly buttons: readonly (readonly Button[])[];
  readonly found: boolean;
}

/** Puts what the bot means into the person's language. Pure: the same meaning, knowledge and time give the same words. */
export const speak = (say: Say, state: Conversation, voice: Voice, now: number): Spoken => {
  const language = say.say === 'language-changed' ? say.language : state.language;
  const speaker = { state, voice, now, language, text: texts[language] };
  return { buttons: [], found: true, ...words(say, speaker) };
};

interface Speaker {
  readonly state: Conversation;
  readonly voice: Voice;
  readonly now: number;
  readonly language: Language;
  readonly text: Text;
}

type Words = Pick<Spoken, 'blocks'> & Partial<Spoken>;

const plain = (...lines: readonly string[]): Words => ({
  blocks: [{ kind: 'text', text: lines.filter((line) => line !== '').join('\n') }],
});

const words = (say: Say, speaker: Speaker): Words => {
  const { text, voice } = speaker;
  const { team } = voice.knowledge;
  switch (say.say) {
    case 'welcome':
      return {
        ...plain(text.welcome),
        buttons: [[button(text.buttons.help, 'help'), personButton(speaker)]],
      };
    case 'answer':
      return answer(say, speaker);
    case 'entries':
      return entries(say.ids, say.soft, speaker);
    case 'crisis':
      return crisis(say, speaker);
    case 'which-topic':
      return withSoft(say.soft, speaker, {
        ...plain(text.whichTopic),
        buttons: [
          ...say.topics.map((topic) => [
            { label: topicName(topic, speaker), data: pressData({ press: 'topic', topic }) },
          ]),
          [press(text.buttons.somethingElse, { press: 'something-else' }), ...personIfFree(speaker)],
        ],
      });
    case 'not-understood':
      return withSoft(say.soft, speaker, { ...plain(text.notUnderstood), buttons: person(speaker) });
    case 'out-of-scope':
      return withSoft(say.soft, speaker, { ...plain(text.outOfScope), buttons: person(speaker) });
    case 'about-me':
      return {
        ...plain(text.aboutMe),
        buttons: [[button(text.buttons.help, 'help'), personButton(speaker)]],
      };
    case 'ask-topic':
      return { ...plain(text.askTopic), buttons: person(speaker) };
    case 'ask-place':
      return plain(text.askPlace);
    case 'place-not-found':
      return { ...plain(text.placeNotFound), buttons: person(speaker) };
    case 'place-noted':
      return plain(text.placeNoted(say.place.name));
    case 'which-place':
      return {
        ...plain(text.whichPlace),
        buttons: say.candidates.map((place) => [
          { label: placeLabel(place, text), data: pressData({ press: 'place', id: place.id }) },
        ]),
      };
    case 'case-opened': {
      const opening = { asked: text.caseAsked, danger: text.caseDanger }[
        say.why === 'danger' ? 'danger' : 'asked'
      ];
      return waitingWords([opening, duty(say.duty, speaker), text.confidentiality, text.meanwhile], speaker);
    }
    case 'already-waiting':
      return waitingWords([text.alreadyWaiting, duty(say.duty, speaker), text.meanwhile], speaker);
    case 'already-with-worker':
      return plain(text.alreadyWithWorker);
    case 'passed-on':
      return plain(text.passedOn);
    case 'still-waiting':
      return waitingWords([text.stillWaiting(say.minutes)], speaker);
    case 'worker-here': {
      const steppedIn = speaker.state.status === 'with-worker' && speaker.state.case.why === 'stepped-in';
      const here = text.workerHere(team.role[speaker.language]);
      return steppedIn ? plain(text.caseSteppedIn, here, text.confidentiality) : plain(here);
    }
    case 'handed-over':
      return plain(text.handedOver);
    case 'worker-silent':
      return waitingWords([text.workerSilent], speaker);
    case 'bot-back': {
      const back = {
        'gave-back': text.backGaveBack,
        closed: text.backClosed,
        ended: text.backEnded,
        expired: text.backExpired,
        cancelled: text.backCancelled,
      };
      return plain(back[say.why]);
    }
    case 'nothing-to-end':
      return plain(text.nothingToEnd);
    case 'helped':
      return {
        ...plain(text.helped),
        buttons: [
          [
            press(text.buttons.yes, { press: 'helped', helped: true }),
            press(text.buttons.no, { press: 'helped', helped: false }),
          ],
        ],
      };
    case 'thanks':
      return say.helped ? plain(text.thanksYes) : { ...plain(text.thanksNo), buttons: person(speaker) };
    case 'help':
      return help(speaker);
    case 'privacy':
      return {
        ...plain(text.privacy(voice.promise)),
        buttons: [[button(text.buttons.delete, 'delete')]],
      };
    case 'who':
      return plain(text.aboutMe, text.who(team.organisation, team.url));
    case 'choose-language':
      return {
        ...plain(text.chooseLanguage),
        buttons: languages.map((language) => [
          press(texts[language].languageName, { press: 'language', language }),
        ]),
      };
    case 'language-changed':
      return plain(text.languageChanged);
    case 'flood':
      return plain(text.flood);
    case 'media-not-read':
      return { ...plain(text.mediaNotRead(text.media[say.media])), buttons: person(speaker) };
    case 'media-announced':
      return plain(text.mediaAnnounced(text.media[say.media]));
    case 'old-button':
      return plain(text.oldButton);
    case 'blocked':
      return waitingWords([text.blocked(readableDay(say.until, team.time_zone, text))], speaker);
    case 'welcome-back':
      return plain(text.welcomeBack);
    default:
      return say satisfies never;
  }
};

// --- answers

const answer = (say: Extract<Say, { say: 'answer' }>, speaker: Speaker): Words => {
  const { text, language, voice, now } = speaker;
  const { search, place } = say;
  const { offered, more, fits } = voice.recommend.services({
    topics: search.topics,
    place,
    only: search.only,
    skip: search.skip,
    age: say.age,
    language,
    now,
  });
  const contacts = offered.length < 2 && search.skip === 0 ? nationalContacts(say, speaker) : [];
  const topic = voice.knowledge.topics.find(({ id }) => id === search.topics[0]);
  const found = offered.length > 0 || contacts.length > 0;
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
    if (intro[fits] !== '') paragraph(intro[fits]);
    blocks.push(...offered.map((one) => serviceCard(one, language, text)));
  } else if (search.skip > 0) paragraph(text.nothingMore);
  else if (search.only.length > 0 && contacts.length === 0) paragraph(text.nothingMore);
  if (contacts.length > 0) blocks.push(linesCard(text.foundCountry, contacts, speaker));
  if (!found && search.skip === 0 && search.only.length === 0 && !say.askPlace) paragraph(text.foundNothing);
  if (say.askPlace) paragraph(text.askPlace);
  const next = [
    ...(more ? [press(text.buttons.more, { press: 'more' })] : []),
    press(text.buttons.otherPlace, { press: 'other-place' }),
    press(text.buttons.notThis, { press: 'not-this' }),
  ];
  return withSoft(say.soft, speaker, { blocks, buttons: [next, ...person(speaker)], found });
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
    })
    .slice(0, 2);

const entries = (ids: readonly string[], soft: boolean, speaker: Speaker): Words => {
  const { language, text } = speaker;
  const blocks = ids.flatMap((id) => entryBlock(id, language, speaker.voice, speaker.now) ?? []);
  if (blocks.length === 0) return withSoft(soft, speaker, { ...plain(text.notUnderstood), found: false });
  return withSoft(soft, speaker, { blocks, buttons: person(speaker) });
};

/** The card of a service or contact by its id; null when there is no such entry. */
export const entryBlock = (id: string, language: Language, voice: Voice, now: number): Block | null => {
  const text = texts[language];
  const contact = voice.knowledge.contacts.find((one) => one.id === id);
  if (contact !== undefined) return contactCard(contact, language, voice.homeCountry, text);
  const offered = voice.recommend.entry(id, now);
  return offered === null ? null : serviceCard(offered, language, text);
};

// --- crisis

const crisis = (say: Extract<Say, { say: 'crisis' }>, speaker: Speaker): Words => {
  const { text, voice, state, now, language } = speaker;
  const contacts = voice.recommend.crisis({ ...say, language, now, homeCountry: voice.homeCountry });
  const emergency = say.risk === 'emergency';
  const title = say.other
    ? emergency
      ? text.crisisEmergencyOther
      : text.crisisHighOther
    : emergency
      ? text.crisisEmergency
      : text.crisisHigh;
  const lines =
    contacts.length === 0
      ? [{ text: text.crisisNoContact, href: 'tel:112' }]
      : contacts.map((contact) => contactLine(contact, voice.homeCountry, text));
  return {
    blocks: [{ kind: 'card', tone: 'crisis', title, lines: [...lines, { text: text.crisisEnd }] }],
    buttons: state.status === 'bot' ? person(speaker) : [],
  };
};

/** Contacts in a line each, with the ways to reach them. */
const linesCard = (title: string, contacts: readonly Contact[], { voice, text }: Speaker): Block => ({
  kind: 'card',
  tone: 'service',
  title,
  lines: contacts.flatMap((contact) => contactLines(contact, voice.homeCountry, text)),
});

/** Two lines of contacts for somebody who waits, is blocked, or whose words leave a doubt: open ones first. */
const shortContacts = (title: string, speaker: Speaker): readonly Block[] => {
  const { voice, state, now, language } = speaker;
  const contacts = voice.recommend
    .crisis({
      risk: 'high',
      topics: state.search?.topics ?? [],
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

const withSoft = (soft: boolean, speaker: Speaker, spoken: Words): Words =>
  soft ? { ...spoken, blocks: [...spoken.blocks, ...shortContacts(speaker.text.softLine, speaker)] } : spoken;

/** Words to somebody who waits, with the lines that are there in the meantime; the last sentence leads to them. */
const waitingWords = (lines: readonly string[], speaker: Speaker): Words => {
  const said = plain(...lines);
  return { blocks: [...said.blocks, ...shortContacts('', speaker)] };
};

// --- small parts

const duty = (at: Duty, { text, voice }: Speaker): string =>
  at.on
    ? text.onDuty(at.usualMinutes)
    : text.offDuty(at.opens === null ? null : readableMoment(at.opens, voice.knowledge.team.time_zone, text));

const help = (speaker: Speaker): Words => {
  const { text, language } = speaker;
  const list = (Object.keys(text.commandHelp) as (keyof Text['commandHelp'])[]).map(
    (command) => `${commandWord(language, command)} – ${text.commandHelp[command]}`,
  );
  return {
    ...plain(text.help, ...list),
    buttons: [[button(text.buttons.crisis, 'crisis'), personButton(speaker)]],
  };
};

const press = (label: string, what: Press): Button => ({ label, data: pressData(what) });

const button = (label: string, command: Command): Button => press(label, { press: 'command', command });

const personButton = ({ text }: Speaker): Button =>
  press(text.buttons.person, { press: 'command', command: 'person' });

/** The way to a person: always there while nobody is called yet. */
const personIfFree = (speaker: Speaker): readonly Button[] =>
  speaker.state.status === 'bot' ? [personButton(speaker)] : [];

const person = (speaker: Speaker): readonly (readonly Button[])[] =>
  speaker.state.status === 'bot' ? [[personButton(speaker)]] : [];

const topicName = (topic: TopicId, { voice, language }: Speaker): string =>
  voice.knowledge.topics.find(({ id }) => id === topic)?.name[language] ?? topic;

const placeLabel = (place: Place, text: Text): string =>
  place.district === null || place.district === place.name
    ? text.placeOf(place.name, place.region ?? text.countries[place.country])
    : text.placeOf(place.name, place.district);
