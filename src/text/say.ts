import type { Say } from '../conversation/effect.ts';
import type { Duty } from '../conversation/event.ts';
import { pressData } from '../conversation/press-data.ts';
import type { Conversation } from '../conversation/state.ts';
import type { Place, TopicId } from '../domain.ts';
import { languages } from '../domain.ts';
import { answer, entries, guide } from './answer-words.ts';
import { commandWord } from './commands.ts';
import { crisis, waitingWords, withSoft } from './contact-words.ts';
import type { Text } from './cs.ts';
import { readableDay, readableMoment } from './format.ts';
import {
  button,
  locationButton,
  person,
  personButton,
  personIfFree,
  plain,
  press,
  type Speaker,
  type Spoken,
  type Voice,
  type Words,
} from './speaker.ts';
import { texts } from './texts.ts';

/** Puts what the bot means into the person's language. Pure: the same meaning, knowledge and time give the same words. */
export const speak = (say: Say, state: Conversation, voice: Voice, now: number): Spoken => {
  const language = say.say === 'language-changed' ? say.language : state.language;
  const speaker = { state, voice, now, language, text: texts[language] };
  return { buttons: [], found: null, ...words(say, speaker) };
};

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
      return entries(say, speaker);
    case 'crisis':
      return crisis(say, speaker);
    case 'guide':
      return guide(say.id, speaker);
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
      return { ...plain(text.askPlace), location: locationButton(speaker) };
    case 'share-place':
      return {
        ...plain(text.sharePlace(text.buttons.sharePlace)),
        location: { touch: text.buttons.sharePlace },
      };
    case 'place-heard':
      return plain(text.placeHeard(say.place.name));
    case 'place-not-found':
      return { ...plain(text.placeNotFound), buttons: person(speaker), location: locationButton(speaker) };
    case 'place-noted':
      return plain(text.placeNoted(say.place.name));
    case 'which-place':
      return {
        ...plain(text.whichPlace),
        buttons: [
          ...say.candidates.map((place) => [
            press(placeLabel(place, text), { press: 'place', id: place.id }),
          ]),
          [press(text.buttons.otherPlace, { press: 'other-place' }), ...personIfFree(speaker)],
        ],
      };
    case 'case-opened': {
      const about = [duty(say.duty, speaker), text.confidentiality];
      // The contacts stand right above when danger opened the case.
      return say.why === 'danger'
        ? plain(text.caseDanger, ...about)
        : waitingWords([text.caseAsked, ...about, text.meanwhile], speaker);
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
      return waitingWords(
        [text.handedOver, say.duty.on ? '' : duty(say.duty, speaker), text.meanwhile],
        speaker,
      );
    case 'worker-silent':
      return waitingWords([text.workerSilent], speaker);
    case 'bot-back': {
      const back = {
        'gave-back': text.backGaveBack,
        closed: text.backClosed,
        ended: text.backEnded,
        expired: text.backExpired,
        cancelled: text.backCancelled,
        unclaimed: text.backUnclaimed,
      };
      return say.why === 'unclaimed' ? waitingWords([back[say.why]], speaker) : plain(back[say.why]);
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
      return {
        ...plain(say.helped ? text.thanksYes : text.thanksNo),
        buttons: [
          ...(say.askLater ? [[press(text.buttons.askLater, { press: 'ask-later' })]] : []),
          ...(say.helped ? [] : person(speaker)),
        ],
      };
    case 'ask-later-noted':
      return plain(text.askLaterNoted(say.days));
    case 'reached':
      return {
        ...plain(text.reached),
        buttons: [
          [
            press(text.buttons.yes, { press: 'reached', reached: true }),
            press(text.buttons.no, { press: 'reached', reached: false }),
          ],
        ],
      };
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

const topicName = (topic: TopicId, { voice, language }: Speaker): string =>
  voice.knowledge.topics.find(({ id }) => id === topic)?.name[language] ?? topic;

const placeLabel = (place: Place, text: Text): string =>
  place.district === null || place.district === place.name
    ? text.placeOf(place.name, place.region ?? text.countries[place.country])
    : text.placeOf(place.name, place.district);
