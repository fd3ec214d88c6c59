import { clearLine, createInterface, cursorTo, type Interface } from 'node:readline';
import type { Address, Button, Incoming, Opened, Outgoing, Port, Receive, Sent } from '../../src/port.ts';
import { deskAddress, personAddress, platform, roomAddress, sideOf } from './addresses.ts';
import { fromDesk, fromPerson, type Situation } from './incoming.ts';
import { parse } from './parse.ts';
import { type Look, renderHint, renderPost, renderReceipt } from './render.ts';

export interface TerminalNeeds {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
  /** Names the person who types; one conversation per name. */
  readonly person: string;
  /** Resolves when everything that was said so far is answered. */
  readonly settled: () => Promise<void>;
  readonly color: boolean;
  /** Somebody types: there is a prompt, and answers do not break the line that is being typed. */
  readonly interactive: boolean;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Sets the events of this run apart from those of all other runs. */
  readonly run: string;
  /** The input is over, or `:quit` was typed; all of it is answered. */
  readonly onEnd: () => void;
}

const width = 96;
/** Somebody else's conversation of an earlier run: they may come back. */
const whenAway = { ok: false, reason: 'later', seconds: 60 } as const;

const helpLines = [
  'Type what a young person would write. A number presses a button.',
  '@text is said at the desk, @1 presses a button there; @Jana: text says it as a worker named Jana.',
  ':edit text edits the last message. :photo, :voice, :sticker send such a thing. :leave and :return block and unblock the bot.',
  ':quit ends. /help is what the person can ask for, @/help what workers can.',
];
const notTaken =
  'This was not taken: something went wrong, see the log. Say it again, or :quit and look with "lampa doctor".';
const outsideRooms = '(said on the desk, outside any case: only the team reads it)';

/**
 * Both sides of Lampa in one window: a line is said by the person, a line that begins with @ by a worker at the desk.
 * Lines are taken strictly one after another, each when all before it is answered: a number refers to what was answered.
 */
export const createTerminal = (needs: TerminalNeeds): Port => {
  const { input, output, interactive, color } = needs;
  const me = personAddress(needs.person);
  const personLook: Look = { prefix: '', color, side: 'person', width };
  const deskLook: Look = { prefix: 'desk │ ', color, side: 'desk', width };
  let lines: Interface | null = null;
  let typing: Promise<void> = Promise.resolve();
  let stopped = false;
  let counter = 0;
  let lastMessage: string | null = null;
  let openedRoom: Address | null = null;
  let usedRoom: Address | null = null;
  let personButtons: readonly Button[] = [];
  let deskButtons: readonly Button[] = [];
  let buttonsRoom: Address | null = null;
  /** Whose lines were printed last: posts are set apart, but stand right under what they answer. */
  let last: Look | null = null;

  const print = (rendered: readonly string[], by: Look | null = null): void => {
    const apart = by !== null && last !== null && (by !== deskLook || last !== deskLook);
    const text = `${apart ? '\n' : ''}${rendered.join('\n')}\n`;
    last = by;
    if (!interactive || lines === null) {
      output.write(text);
      return;
    }
    clearLine(output, 0);
    cursorTo(output, 0);
    output.write(text);
    lines.prompt(true);
  };
  const hint = (text: string, look: Look = personLook): void => print(renderHint(text, look));

  const situation = (): Situation => ({
    person: needs.person,
    run: needs.run,
    line: ++counter,
    at: needs.now(),
    lastMessage,
    // A room that was opened in this run is the one of the person who sits here.
    room: openedRoom ?? usedRoom,
    personButtons,
    deskButtons,
    buttonsRoom,
  });

  const give = async (receive: Receive, incoming: Incoming | null): Promise<void> => {
    if (incoming === null) return;
    if (incoming.from === 'person' && 'message' in incoming) lastMessage = incoming.message;
    try {
      await receive(incoming);
    } catch {
      // What went wrong stands in the log; it may hold the words of the line.
      hint(notTaken);
    }
    await needs.settled();
  };

  /** Deals with one line; true when it ends the run. */
  const take = async (line: string, receive: Receive): Promise<boolean> => {
    last = null;
    if (!interactive && line.trim() !== '') print([`> ${line}`]);
    const typed = parse(line, { person: personButtons.length, desk: deskButtons.length });
    switch (typed.typed) {
      case 'nothing':
        break;
      case 'quit':
        return true;
      case 'help':
        for (const text of helpLines) hint(text);
        break;
      case 'unknown':
        hint(`There is no :${typed.word} here; :help lists what there is.`);
        break;
      case 'desk-text':
      case 'desk-press': {
        const incoming = fromDesk(typed, situation());
        await give(receive, incoming);
        const isTalk = typed.typed === 'desk-text' && !typed.text.startsWith('/');
        if (isTalk && incoming?.kind === 'text' && incoming.room === null) hint(outsideRooms, deskLook);
        break;
      }
      case 'edit':
        if (lastMessage === null) hint('There is no message to edit yet.');
        await give(receive, fromPerson(typed, situation()));
        break;
      default:
        await give(receive, fromPerson(typed, situation()));
    }
    return false;
  };

  const read = async (from: Interface, receive: Receive): Promise<void> => {
    for await (const line of from) {
      if (stopped || (await take(line, receive))) break;
      if (lines !== null && interactive && !stopped) from.prompt();
    }
    if (!stopped) await needs.settled();
  };

  const send = (to: Address, outgoing: Outgoing): Sent => {
    const side = sideOf(to, me);
    if (side === null) return { ok: false, reason: 'gone' };
    // What stands in this window goes when the window is closed.
    if (outgoing.kind === 'removal') return { ok: true, message: '' };
    if (side === 'away') return whenAway;
    const look = side === 'me' ? personLook : deskLook;
    if (side === 'room') usedRoom = to;
    // There is nothing over a room here to be changed.
    if (outgoing.kind === 'sign') return { ok: true, message: outgoing.id };
    // What was printed stays printed.
    if (outgoing.kind === 'unsend') return { ok: false, reason: 'rejected' };
    if (outgoing.kind === 'receipt') print(renderReceipt(outgoing, look), look);
    else {
      const buttons = outgoing.buttons.flat();
      if (buttons.length > 0 && side === 'me') personButtons = buttons;
      else if (buttons.length > 0) {
        deskButtons = buttons;
        buttonsRoom = side === 'room' ? to : null;
      }
      print(renderPost(outgoing, look), look);
    }
    return { ok: true, message: `b${needs.run}-${++counter}` };
  };

  return {
    name: platform,
    start: async (receive) => {
      lines = interactive
        ? createInterface({ input, output, prompt: '> ' })
        : createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY });
      // A closed interface refuses a prompt; what still comes is printed plainly.
      lines.once('close', () => {
        lines = null;
        if (interactive) output.write('\n');
      });
      if (interactive) lines.prompt();
      typing = read(lines, receive);
      // Not part of `typing`: whoever is told may stop the port, which waits for it.
      typing.then(needs.onEnd, needs.onEnd);
    },
    send: async (to, outgoing) => send(to, outgoing),
    openRoom: async (desk, sign): Promise<Opened> => {
      if (desk !== deskAddress) return { ok: false, reason: 'gone' };
      openedRoom = roomAddress(sign.id);
      print(renderHint(`── ${sign.title} ──`, deskLook), deskLook);
      return { ok: true, room: openedRoom };
    },
    stop: async () => {
      stopped = true;
      lines?.close();
      await typing.catch(() => undefined);
    },
  };
};
