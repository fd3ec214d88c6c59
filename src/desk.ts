import { z } from 'zod';
import { wordsOfCase } from './apply.ts';
import type { Clock } from './clock.ts';
import { type DeskCommand, parseDeskCommand } from './conversation/desk-command.ts';
import { type Duty, type Event, outcomes } from './conversation/event.ts';
import { parseDeskPress } from './conversation/press-data.ts';
import { rules, units } from './conversation/rules.ts';
import { risks } from './domain.ts';
import type { NoteCapacity } from './knowledge/capacity.ts';
import type { DutyOverride } from './knowledge/duty.ts';
import { localTime } from './knowledge/open-hours.ts';
import type { Log } from './log.ts';
import type { Address, Block, Button, FromDesk, Outgoing } from './port.ts';
import type { Kept, KeptText, Line, Store } from './store/store.ts';
import { entryBlock } from './text/answer-words.ts';
import { caseLine, deskLanguage, deskText, outcomeButtons } from './text/desk.ts';
import { readableMoment } from './text/format.ts';
import type { Voice } from './text/speaker.ts';
import { texts } from './text/texts.ts';

export interface DeskNeeds {
  readonly store: Store;
  readonly desk: Address;
  readonly clock: Clock;
  readonly log: Log;
  readonly voice: () => Voice;
  readonly newId: () => string;
  readonly duty: { readonly now: () => Duty; readonly set: (said: DutyOverride | null) => void };
  /** `over`: what to do when the case that is meant is over by the time its turn comes. */
  readonly inLane: (
    meant: Kept,
    event: Event,
    applying: { readonly inbox: string; readonly at: number; readonly actedAt: Address | null },
    over: () => Promise<void>,
  ) => Promise<void>;
  readonly wake: () => void;
  readonly noteCapacity: NoteCapacity;
}

type Reply = { readonly blocks: readonly Block[]; readonly buttons?: readonly (readonly Button[])[] };

/** How long a worker's own word on duty counts. */
const dutyByHand = 12 * units.hour;
const savedOverride = z.strictObject({ on: z.boolean(), until: z.number().nullable() });

/**
 * What workers do at the desk: in a room it is an event of that room's conversation; questions about the desk itself
 * (open cases, duty, search) are answered where they were asked.
 */
export const createDesk = (needs: DeskNeeds) => {
  const { store, desk, voice } = needs;
  const say = (text: string): Reply => ({ blocks: [{ kind: 'text', text }] });
  const words = () => deskText(voice().knowledge);

  const take = async (incoming: FromDesk): Promise<void> => {
    if (await store.seen(incoming.key)) return;
    switch (incoming.kind) {
      case 'room-gone': {
        const known = await store.byRoom(incoming.room);
        const lost = await store.loseRoom(incoming.room);
        if (known === null || !lost || !isOpen(known)) return;
        return event(incoming, known.kept, { is: 'room-gone' });
      }
      case 'press':
        return press(incoming, incoming.data);
      case 'edit':
        return edit(incoming);
      case 'unsent':
        return unsent(incoming);
      case 'media':
        return media(incoming);
      case 'text': {
        const command = parseDeskCommand(incoming.text);
        const known = incoming.room === null ? null : await store.byRoom(incoming.room);
        // In the room of a case that is over nothing concerns the person any more, but for a block.
        const concerns =
          known !== null && (isOpen(known) || command.desk === 'block' || command.desk === 'unblock');
        return obey(incoming, command, concerns ? known.kept : null);
      }
      default:
        return incoming satisfies never;
    }
  };

  /** Only words that went to the person can be corrected there; a command is not given twice, a note stays as it was. */
  const edit = async (incoming: Extract<FromDesk, { kind: 'edit' }>): Promise<void> => {
    const { worker, text, message } = incoming;
    const known = await store.byRoom(incoming.room);
    if (known === null || !isOpen(known) || parseDeskCommand(text).desk !== 'words') return;
    const said = await wentOut(known, message);
    if (said !== null && said.text !== text)
      return event(incoming, known.kept, { is: 'worker-wrote', worker, text, message, edited: true });
  };

  /** What a worker said to the person in this case, if that is what the message is. */
  const wentOut = async (
    { kept, caseNumber }: { readonly kept: Kept; readonly caseNumber: number | null },
    message: string,
  ): Promise<KeptText | null> => {
    const said = await store.textOf(kept.id, message);
    return said?.who === 'worker' && said.caseNumber === caseNumber ? said : null;
  };

  const unsent = async (incoming: Extract<FromDesk, { kind: 'unsent' }>): Promise<void> => {
    const { message } = incoming;
    const known = await store.byRoom(incoming.room);
    const said = known === null || !isOpen(known) ? null : await wentOut(known, message);
    if (known === null || said === null) return;
    return event(incoming, known.kept, { is: 'worker-unsent', message, text: said.text });
  };

  /** Where deleting is not told, a worker says it: in answer to the words that are meant. */
  const unsend = async (incoming: Extract<FromDesk, { kind: 'text' }>, kept: Kept): Promise<void> => {
    const { state } = kept;
    const message = incoming.answers ?? '';
    const caseNumber = state.status === 'bot' ? null : state.case.number;
    const said = message === '' ? null : await wentOut({ kept, caseNumber }, message);
    if (said === null) return reply(incoming, say(words().unsendWhich));
    if (state.status === 'with-worker' && state.worker.id !== incoming.worker.id) {
      return reply(incoming, say(words().notYours(state.worker.name)));
    }
    return event(incoming, kept, { is: 'worker-unsent', message, text: said.text });
  };

  /** Pictures, voices and files stay in the room, and who sent them reads so, as long as their words would go out. */
  const media = async (incoming: Extract<FromDesk, { kind: 'media' }>): Promise<void> => {
    const known = await store.byRoom(incoming.room);
    if (known === null || !isOpen(known)) return;
    const { state } = known.kept;
    if (state.status !== 'with-worker' || state.worker.id !== incoming.worker.id) return;
    const { message } = incoming;
    const text = words().mediaStays;
    await answer(incoming, { kind: 'receipt', id: needs.newId(), message, delivered: false, text });
  };

  const isOpen = ({ kept, caseNumber }: { readonly kept: Kept; readonly caseNumber: number }): boolean =>
    kept.state.status !== 'bot' && kept.state.case.number === caseNumber;

  const event = (incoming: FromDesk, kept: Kept, what: Event): Promise<void> =>
    needs.inLane(
      kept,
      what,
      { inbox: incoming.key, at: incoming.at, actedAt: incoming.room ?? desk },
      async () => {
        if (incoming.kind === 'text' || incoming.kind === 'press') await reply(incoming, say(words().noCase));
      },
    );

  const press = async (incoming: FromDesk, data: string): Promise<void> => {
    const pressed = parseDeskPress(data);
    const kept = pressed === null ? null : await store.byHandle(pressed.handle);
    // Whose button cannot be read is told already; here its case is no more.
    const isOld = (): void => needs.log({ line: 'denied', by: 'desk', what: 'old-button' });
    if (pressed !== null && kept === null) isOld();
    if (pressed === null || kept === null) return reply(incoming, say(words().noCase));
    // A button in the room of a case that is over concerns nothing any more.
    const at = incoming.room === null ? null : await store.byRoom(incoming.room);
    if (incoming.room !== null && (at === null || !isOpen(at) || at.kept.id !== kept.id)) {
      isOld();
      return reply(incoming, say(words().noCase));
    }
    // Also where the platform does not tell in which room the button stands.
    const isOver = pressed.caseNumber !== null && !isOpen({ kept, caseNumber: pressed.caseNumber });
    if (isOver) {
      isOld();
      return reply(incoming, say(words().noCase));
    }
    const { worker } = incoming;
    switch (pressed.press) {
      case 'take':
        return event(incoming, kept, { is: 'claimed', worker });
      case 'hand':
        return event(incoming, kept, { is: 'handed-over', worker, to: null });
      case 'back':
        return event(incoming, kept, { is: 'gave-back', worker });
      case 'card':
        return event(incoming, kept, { is: 'card-asked', worker });
      case 'close':
        return pressed.outcome === null
          ? reply(incoming, askOutcome(kept))
          : event(incoming, kept, { is: 'closed', worker, outcome: pressed.outcome });
      default:
        return pressed satisfies never;
    }
  };

  /** Commands that concern one case; null: the command is about the desk itself. */
  const caseEvent = (command: DeskCommand, incoming: Extract<FromDesk, { kind: 'text' }>): Event | null => {
    const { worker, message, text } = incoming;
    switch (command.desk) {
      case 'words':
        return {
          is: 'worker-wrote',
          worker,
          text,
          message,
          ...(incoming.quote === undefined ? {} : { quote: incoming.quote }),
        };
      case 'note':
        return { is: 'noted', worker, text: command.text, message };
      case 'take':
        return { is: 'claimed', worker };
      case 'hand':
        return { is: 'handed-over', worker, to: command.to };
      case 'back':
        return { is: 'gave-back', worker };
      case 'card':
        return { is: 'card-asked', worker };
      case 'close':
        return command.outcome === null ? null : { is: 'closed', worker, outcome: command.outcome };
      case 'send':
        return isEntry(command.entry) ? { is: 'entry-sent', worker, entry: command.entry, message } : null;
      case 'block':
        return { is: 'blocked', worker, until: needs.clock.now() + command.days * units.day };
      case 'unblock':
        return { is: 'unblocked', worker };
      case 'reveal':
        return command.reason === '' ? null : { is: 'revealed', worker, reason: command.reason };
      default:
        return null;
    }
  };

  const obey = async (
    incoming: Extract<FromDesk, { kind: 'text' }>,
    command: DeskCommand,
    kept: Kept | null,
  ): Promise<void> => {
    const about = caseEvent(command, incoming);
    if (about !== null && kept !== null) return event(incoming, kept, about);
    switch (command.desk) {
      case 'cases':
        return reply(incoming, await openCases());
      case 'duty':
        return duty(incoming, command.set);
      case 'capacity':
        return reply(incoming, await capacity(command));
      case 'find':
        return reply(incoming, find(command.text));
      case 'full':
        return kept === null ? reply(incoming, say(words().onlyInRoom)) : full(incoming, kept);
      case 'unsend':
        return kept === null ? reply(incoming, say(words().onlyInRoom)) : unsend(incoming, kept);
      case 'help':
        return reply(incoming, say(words().help));
      case 'close':
        return reply(incoming, kept === null ? say(words().onlyInRoom) : askOutcome(kept));
      case 'reveal':
        return reply(incoming, say(kept === null ? words().onlyInRoom : words().revealNeedsReason));
      case 'send':
        return reply(incoming, say(kept === null ? words().onlyInRoom : words().nothingFound));
      case 'unknown':
        return reply(incoming, say(`${words().unknownCommand}\n${words().help}`));
      // Talk among workers on the desk is theirs; in a room whose case is over somebody may mean the person.
      case 'words':
      case 'note':
        return incoming.room === null ? undefined : reply(incoming, say(words().noCase));
      default:
        return reply(incoming, say(words().onlyInRoom));
    }
  };

  const reply = (incoming: FromDesk, { blocks, buttons = [] }: Reply): Promise<void> =>
    answer(incoming, { kind: 'post', id: needs.newId(), blocks, buttons });

  const answer = (incoming: FromDesk, outgoing: Outgoing): Promise<void> =>
    write(incoming, { to: 'desk' }, outgoing, incoming.room ?? desk);

  const write = async (
    incoming: FromDesk,
    line: Line,
    outgoing: Outgoing,
    address: Address | null,
  ): Promise<void> => {
    await store.commitDesk({
      now: needs.clock.now(),
      inbox: incoming.key,
      errands: [
        { line, errand: { errand: 'send', outgoing, address, relayOf: null }, first: false, crisis: false },
      ],
    });
    needs.wake();
  };

  const openCases = async (): Promise<Reply> => {
    const open = (await store.openCases())
      .map(({ kept }) => kept.state)
      .filter((state) => state.status !== 'bot');
    if (open.length === 0) return say(words().noCases);
    // The most dangerous first, and among these who has waited longest.
    const sorted = open.toSorted(
      (one, other) =>
        risks.indexOf(other.case.risk) - risks.indexOf(one.case.risk) ||
        one.case.waitingSince - other.case.waitingSince,
    );
    return say(sorted.map((state) => caseLine(state, voice().knowledge)).join('\n'));
  };

  const duty = async (incoming: FromDesk, set: 'on' | 'off' | 'auto' | 'ask'): Promise<void> => {
    if (set !== 'ask') {
      // What is said by hand ends by itself, so that nobody stays on duty because they forgot to leave.
      const said = set === 'auto' ? null : { on: set === 'on', until: needs.clock.now() + dutyByHand };
      await store.saveSetting('duty', said === null ? null : JSON.stringify(said));
      needs.duty.set(said);
    }
    const at = needs.duty.now();
    const until = set === 'on' ? needs.clock.now() + dutyByHand : null;
    return reply(incoming, say(at.on ? words().duty.on(timeOf(until)) : words().duty.off(timeOf(at.opens))));
  };

  const timeOf = (at: number | null): string | null => {
    const { knowledge } = voice();
    return at === null ? null : readableMoment(at, knowledge.team.time_zone, texts[deskLanguage(knowledge)]);
  };

  const capacity = async ({
    entry,
    state,
    days,
  }: Extract<DeskCommand, { desk: 'capacity' }>): Promise<Reply> => {
    const { knowledge } = voice();
    const last = needs.clock.now() + (days - 1) * units.day;
    const until = localTime(last, knowledge.team.time_zone).date;
    const noted = await needs.noteCapacity(entry, { state, until });
    if (noted === 'unknown') return say(words().nothingFound);
    if (noted === 'not-written') return say(words().notWritten);
    return say(words().capacityNoted(entry, words().capacities[state], until));
  };

  const isEntry = (id: string): boolean =>
    entryBlock(id, deskLanguage(voice().knowledge), voice(), needs.clock.now()) !== null;

  const find = (text: string): Reply => {
    const spoken = voice();
    const blocks = spoken.recommend.find(text).flatMap((id) => {
      const block = entryBlock(id, deskLanguage(spoken.knowledge), spoken, needs.clock.now());
      return block === null ? [] : [block, { kind: 'text', text: `/send ${id}` } as const];
    });
    return blocks.length === 0 ? say(words().nothingFound) : { blocks };
  };

  /** Words of a person go in the line of their case, so that a deletion takes along what is still on its way. */
  const full = async (incoming: FromDesk, kept: Kept): Promise<void> => {
    const { id: conversation, state } = kept;
    if (state.status === 'bot') return reply(incoming, say(words().noCase));
    const kepts = wordsOfCase(await store.texts(conversation, rules.wordsLookedThrough), state);
    if (kepts.length === 0) return reply(incoming, say(words().nothingYet));
    const names = words().wordsOf;
    const blocks: Block[] = kepts.map(({ who, text }) => ({ kind: 'words', by: names[who], text }));
    const line = { to: 'room', conversation, case: state.case.number } as const;
    return write(incoming, line, { kind: 'post', id: needs.newId(), blocks, buttons: [] }, null);
  };

  const askOutcome = (kept: Kept): Reply => ({
    blocks: [{ kind: 'text', text: words().unknownOutcome(outcomes.join(', ')) }],
    buttons: outcomeButtons(
      { knowledge: voice().knowledge, handle: kept.handle },
      kept.state.status === 'bot' ? null : kept.state.case.number,
    ),
  });

  const savedDuty = async (): Promise<DutyOverride | null> => {
    const saved = await store.setting('duty');
    if (saved === null) return null;
    // A setting that cannot be read must not keep Lampa from starting; then the weekly hours count.
    const read = savedOverride.safeParse(JSON.parse(saved));
    return read.success ? read.data : null;
  };

  return { take, savedDuty };
};
