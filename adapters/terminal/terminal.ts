import { clearLine, createInterface, cursorTo, type Interface } from 'node:readline';
import type {
  Address,
  Button,
  FromDesk,
  FromPerson,
  Opened,
  Outgoing,
  Port,
  Receive,
  Sent,
} from '../../src/port.ts';
import { parse, type Typed } from './parse.ts';
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

export const platform = 'terminal';
export const deskAddress: Address = `${platform}:desk`;
export const personAddress = (person: string): Address => `${platform}:person-${person}`;
const roomPrefix = `${platform}:room-`;

/** The desk of this machine has one worker, who has no other name. */
const worker = 'Streetworker';
const width = 96;
/** Somebody else's conversation of an earlier run: they may come back. */
const whenAway = { ok: false, reason: 'later', seconds: 60 } as const;

const helpLines = [
  'Type what a young person would write. A number presses a button.',
  '@text is said at the desk, @1 presses a button there; @Jana: text says it as a worker named Jana.',
  ':edit text edits the last message. :photo, :voice, :sticker send such a thing. :leave and :return block and unblock the bot.',
  ':quit ends. /help is what the person can ask for, @/help what workers can.',
];

/** Buttons that can be pressed by number, and the room that they stand in. */
interface Shown {
  readonly buttons: readonly Button[];
  readonly room: Address | null;
}

/**
 * Both sides of Lampa in one window: a line is said by the person, a line that begins with @ by a worker at the desk.
 * Lines are taken strictly one after another, each when all before it is answered.
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
  /** Whose lines were printed last: posts are set apart, but stand right under what they answer. */
  let last: Look | null = null;
  let openedRoom: Address | null = null;
  let usedRoom: Address | null = null;
  let personShown: Shown = { buttons: [], room: null };
  let deskShown: Shown = { buttons: [], room: null };

  const print = (rendered: readonly string[], by: Look | null = null): void => {
    if (rendered.length === 0) return;
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

  const name = (kind: string): string => `${kind}${needs.run}-${++counter}`;
  const room = (): Address | null => openedRoom ?? usedRoom;

  const fromPerson = (typed: Typed): FromPerson | null => {
    const arrived = {
      key: `${platform}:${needs.person}:${name('')}`,
      at: needs.now(),
      from: 'person',
      person: me,
    } as const;
    switch (typed.typed) {
      case 'text':
        lastMessage = name('m');
        return { ...arrived, kind: 'text', text: typed.text, message: lastMessage };
      case 'edit':
        return lastMessage === null
          ? null
          : { ...arrived, kind: 'edit', text: typed.text, message: lastMessage };
      case 'media':
        lastMessage = name('m');
        return {
          ...arrived,
          kind: 'media',
          media: typed.media,
          caption: typed.caption,
          message: lastMessage,
        };
      case 'press': {
        const button = personShown.buttons[typed.number - 1];
        return button === undefined ? null : { ...arrived, kind: 'press', data: button.data };
      }
      case 'left':
      case 'returned':
        return { ...arrived, kind: typed.typed };
      default:
        return null;
    }
  };

  const fromDesk = (typed: Extract<Typed, { typed: 'desk-text' | 'desk-press' }>): FromDesk | null => {
    const said = typed.worker ?? worker;
    const arrived = {
      key: `${platform}:desk:${name('')}`,
      at: needs.now(),
      from: 'desk',
      worker: { id: `${platform}:${said.toLowerCase()}`, name: said },
    } as const;
    if (typed.typed === 'desk-text') {
      return { ...arrived, kind: 'text', room: room(), text: typed.text, message: name('d') };
    }
    const button = deskShown.buttons[typed.number - 1];
    return button === undefined
      ? null
      : { ...arrived, kind: 'press', room: deskShown.room, data: button.data };
  };

  const give = async (receive: Receive, incoming: FromPerson | FromDesk | null): Promise<void> => {
    if (incoming === null) return;
    try {
      await receive(incoming);
    } catch {
      // What went wrong stands in the log; the words of the line must not.
      hint(
        'This was not taken: something went wrong, see the log. Say it again, or :quit and look with "lampa doctor".',
      );
    }
    // Typed lines wait too: an answer to what was just said is what a number refers to.
    await needs.settled();
  };

  /** Deals with one line; true when it ends the run. */
  const take = async (line: string, receive: Receive): Promise<boolean> => {
    last = null;
    if (!interactive && line.trim() !== '') print([`> ${line}`]);
    const shown = { person: personShown.buttons.length, desk: deskShown.buttons.length };
    const typed = parse(line, shown);
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
      case 'desk-press':
        await give(receive, fromDesk(typed));
        if (room() === null && typed.typed === 'desk-text' && !typed.text.startsWith('/')) {
          hint('(said on the desk, outside any case: only the team reads it)', deskLook);
        }
        break;
      case 'edit':
        if (lastMessage === null) hint('There is no message to edit yet.');
        await give(receive, fromPerson(typed));
        break;
      default:
        await give(receive, fromPerson(typed));
    }
    return false;
  };

  const read = async (from: Interface, receive: Receive): Promise<void> => {
    for await (const line of from) {
      if (stopped || (await take(line, receive))) break;
      if (lines !== null && interactive && !stopped) from.prompt();
    }
    if (stopped) return;
    await needs.settled();
  };

  /** Which side an address is on; null: neither. */
  const sideOf = (to: Address): 'me' | 'away' | 'desk' | null => {
    if (to === me) return 'me';
    if (to === deskAddress || to.startsWith(roomPrefix)) return 'desk';
    return to.startsWith(personAddress('')) ? 'away' : null;
  };

  const send = (to: Address, outgoing: Outgoing): Sent => {
    const side = sideOf(to);
    if (side === null) return { ok: false, reason: 'gone' };
    if (side === 'away') return whenAway;
    const look = side === 'me' ? personLook : deskLook;
    const toRoom = side === 'desk' && to !== deskAddress ? to : null;
    if (toRoom !== null) usedRoom = toRoom;
    if (outgoing.kind === 'receipt') {
      print(renderReceipt(outgoing, look), look);
      return { ok: true, message: name('b') };
    }
    const shown: Shown = { buttons: outgoing.buttons.flat(), room: toRoom };
    if (shown.buttons.length > 0 && side === 'me') personShown = shown;
    if (shown.buttons.length > 0 && side === 'desk') deskShown = shown;
    print(renderPost(outgoing, look), look);
    return { ok: true, message: name('b') };
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
      typing.then(
        () => stopped || needs.onEnd(),
        () => needs.onEnd(),
      );
    },
    send: async (to, outgoing) => send(to, outgoing),
    openRoom: async (desk, sign): Promise<Opened> => {
      if (desk !== deskAddress) return { ok: false, reason: 'gone' };
      // Named by the opening, so that the same one opened twice is one room, and no run opens that of another.
      openedRoom = `${roomPrefix}${sign.id}`;
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
