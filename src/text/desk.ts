import type { DeskCall, RoomNote } from '../conversation/effect.ts';
import { outcomes } from '../conversation/event.ts';
import { deskPressData } from '../conversation/press-data.ts';
import type { Case, Conversation } from '../conversation/state.ts';
import type { Language, Risk, TopicId } from '../domain.ts';
import type { Knowledge } from '../knowledge/schema.ts';
import type { Block, Button } from '../port.ts';
import type { Text } from './cs.ts';
import { readableDay, readableMoment } from './format.ts';
import { texts } from './texts.ts';

/** Words for the desk: in the team's first language, about a person under the alias. */
export interface DeskVoice {
  readonly knowledge: Knowledge;
  readonly handle: string;
}

export interface DeskWords {
  readonly blocks: readonly Block[];
  readonly buttons: readonly (readonly Button[])[];
}

export const deskLanguage = (knowledge: Knowledge): Language => knowledge.team.languages[0] ?? 'cs';
export const deskText = (knowledge: Knowledge): Text['desk'] => texts[deskLanguage(knowledge)].desk;

const plain = (text: string, buttons: DeskWords['buttons'] = []): DeskWords => ({
  blocks: [{ kind: 'text', text }],
  buttons,
});

export const caseTitle = (open: Case, state: Conversation, knowledge: Knowledge): string =>
  deskText(knowledge).caseTitle(open.number, state.alias);

/** What a worker reads in the room. */
export const noteWords = (note: RoomNote, state: Conversation, voice: DeskVoice): DeskWords => {
  const { knowledge } = voice;
  const desk = deskText(knowledge);
  switch (note.note) {
    case 'card':
      return cardWords(state, voice);
    case 'danger':
      return plain(`⚠️ ${desk.dangerHere(desk.risks[note.risk])}`);
    case 'claimed':
      return plain(desk.claimedHere(note.worker), [caseButtons(voice, caseNumberOf(state))]);
    case 'already-claimed':
      return plain(desk.alreadyClaimed(note.worker, moment(note.since, knowledge)));
    case 'not-claimed':
      return plain(desk.notClaimed, [[takeButton(voice)]]);
    case 'not-yours':
      return plain(desk.notYours(note.worker));
    case 'handed-over':
      return plain(desk.handedOver(note.worker, note.to), [[takeButton(voice)]]);
    case 'ended':
      return plain(
        [desk.ended[note.why], note.outcome === null ? '' : desk.outcome(desk.outcomes[note.outcome])]
          .filter((line) => line !== '')
          .join(' '),
      );
    case 'no-case':
      return plain(desk.noCase);
    case 'deleted':
      return plain(desk.deleted);
    case 'unsent':
      return plain(desk.unsent);
    case 'taken-back':
      return plain(note.done ? desk.takenBack : desk.notTakenBack);
    case 'not-shown':
      return plain(desk.notShown);
    case 'unreachable':
      return plain(`⚠️ ${desk.unreachable[note.failure]}`);
    case 'reachable':
      return plain(desk.reachable);
    case 'unanswered':
      return plain(`⏰ ${desk.unanswered(note.minutes)}`);
    case 'released':
      return plain(desk.released(note.worker), [[takeButton(voice)]]);
    case 'room-renewed':
      return plain(desk.roomRenewed);
    case 'blocked':
      return plain(desk.blocked(note.worker, day(note.until, knowledge)));
    case 'unblocked':
      return plain(desk.unblocked(note.worker));
    default:
      return note satisfies never;
  }
};

/** What all workers read when messages cannot be stored, and when they can again. */
export const storeWords = (state: 'full' | 'refuses' | 'well', knowledge: Knowledge): DeskWords =>
  plain(`${state === 'well' ? '✅' : '⚠️'} ${deskText(knowledge).store[state]}`);

/** What all workers read on the desk. */
export const callWords = (call: DeskCall, state: Conversation, voice: DeskVoice): DeskWords => {
  const { knowledge } = voice;
  const desk = deskText(knowledge);
  const { coordinators } = knowledge.team;
  const take = [[takeButton(voice)]];
  switch (call.call) {
    case 'danger':
      return plain(
        `🚨 ${desk.danger(state.alias, desk.risks[call.risk], topicNames(call.topics, knowledge))}`,
        take,
      );
    case 'new-case':
      return plain(
        `🔔 ${desk.newCase(caseTitle(call.case, state, knowledge), riskWords(call.case.risk, desk))}`,
        take,
      );
    case 'still-unclaimed':
      return plain(
        [
          `⏰ ${desk.stillUnclaimed(caseTitle(call.case, state, knowledge), call.minutes)} ${desk.tier[call.tier]}`,
          ...(call.tier > 1 && coordinators.length > 0 ? [desk.coordinators(coordinators.join(', '))] : []),
        ].join('\n'),
        take,
      );
    case 'claimed':
      return plain(desk.claimed(caseTitle(call.case, state, knowledge), call.worker));
    case 'handed-over':
      return plain(desk.handedCall(caseTitle(call.case, state, knowledge), call.worker, call.to), take);
    case 'silent-worker':
      return plain(
        `⏰ ${desk.silentCall(caseTitle(call.case, state, knowledge), call.worker, call.minutes)}`,
        take,
      );
    case 'ended':
      return plain(desk.endedCall(caseTitle(call.case, state, knowledge), desk.ended[call.why]));
    case 'revealed':
      return plain(`👁 ${desk.revealed(caseTitle(call.case, state, knowledge), call.worker)}`);
    default:
      return call satisfies never;
  }
};

/** The card that stands at the top of a room: who (alias), what, where, how dangerous, since when. */
export const cardWords = (state: Conversation, voice: DeskVoice): DeskWords => {
  const { knowledge } = voice;
  const desk = deskText(knowledge);
  if (state.status === 'bot') return plain(desk.noCase);
  const who = state.status === 'with-worker' ? ` (${state.worker.name})` : '';
  return {
    blocks: [caseCard(state, `${desk.states[state.status]}${who}`, knowledge)],
    buttons: state.status === 'waiting' ? [[takeButton(voice)]] : [caseButtons(voice, caseNumberOf(state))],
  };
};

type Open = Exclude<Conversation, { status: 'bot' }>;

/** The card of a case that is over. */
export const overWords = (state: Open, { knowledge }: DeskVoice): readonly Block[] => [
  caseCard(state, deskText(knowledge).states.bot, knowledge),
];

const caseCard = (state: Open, now: string, knowledge: Knowledge): Block => {
  const desk = deskText(knowledge);
  const open = state.case;
  return {
    kind: 'card',
    tone: 'case',
    title: caseTitle(open, state, knowledge),
    lines: [
      { text: `${desk.risk}: ${desk.risks[open.risk]}` },
      { text: `${desk.language}: ${texts[state.language].languageName}` },
      { text: `${desk.place}: ${state.place?.name ?? desk.unknown}` },
      { text: `${desk.topics}: ${topicNames(open.topics, knowledge) || desk.unknown}` },
      ...(state.origin === null ? [] : [{ text: `${desk.origin}: ${state.origin}` }]),
      { text: `${desk.waitingSince}: ${moment(open.waitingSince, knowledge)}` },
      { text: `${desk.state}: ${now}` },
    ],
  };
};

/** One line of the list of open cases. */
export const caseLine = (state: Conversation, knowledge: Knowledge): string => {
  const desk = deskText(knowledge);
  if (state.status === 'bot') return '';
  const who =
    state.status === 'with-worker'
      ? `${desk.states[state.status]} ${state.worker.name}`
      : desk.states[state.status];
  return desk.caseLine(
    caseTitle(state.case, state, knowledge),
    desk.risks[state.case.risk],
    who,
    moment(state.case.waitingSince, knowledge),
  );
};

/** The outcomes to choose from when a case is closed. */
export const outcomeButtons = (
  { knowledge, handle }: DeskVoice,
  caseNumber: number | null,
): DeskWords['buttons'] =>
  outcomes.map((outcome) => [
    {
      label: deskText(knowledge).outcomes[outcome],
      data: deskPressData({ press: 'close', handle, caseNumber, outcome }),
    },
  ]);

const riskWords = (risk: Risk, desk: Text['desk']): string => desk.risks[risk];

const topicNames = (topics: readonly TopicId[], knowledge: Knowledge): string =>
  topics
    .map((id) => knowledge.topics.find((topic) => topic.id === id)?.name[deskLanguage(knowledge)] ?? id)
    .join(', ');

const moment = (at: number, knowledge: Knowledge): string =>
  readableMoment(at, knowledge.team.time_zone, texts[deskLanguage(knowledge)]);

const day = (at: number, knowledge: Knowledge): string =>
  readableDay(at, knowledge.team.time_zone, texts[deskLanguage(knowledge)]);

const takeButton = ({ handle, knowledge }: DeskVoice): Button => ({
  label: deskText(knowledge).buttons.take,
  data: deskPressData({ press: 'take', handle, caseNumber: null }),
});

const caseNumberOf = (state: Conversation): number | null =>
  state.status === 'bot' ? null : state.case.number;

const caseButtons = ({ handle, knowledge }: DeskVoice, caseNumber: number | null): readonly Button[] => {
  const { buttons } = deskText(knowledge);
  return [
    { label: buttons.hand, data: deskPressData({ press: 'hand', handle, caseNumber }) },
    { label: buttons.back, data: deskPressData({ press: 'back', handle, caseNumber }) },
    { label: buttons.close, data: deskPressData({ press: 'close', handle, caseNumber, outcome: null }) },
    { label: buttons.card, data: deskPressData({ press: 'card', handle, caseNumber }) },
  ];
};
