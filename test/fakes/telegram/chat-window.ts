import { createInterface } from 'node:readline';
import type { Message } from '@grammyjs/types';
import { renderHint, renderPost } from '../../../adapters/terminal/render.ts';
import type { Group } from './group.ts';
import type { Actor, Person, Sendable } from './person.ts';
import type { FakeTelegram } from './telegram.ts';

export interface ChatWindowNeeds {
  readonly telegram: FakeTelegram;
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
  readonly color: boolean;
}

export interface ChatWindow {
  /** For `TELEGRAM_DESK_CHAT`. */
  readonly desk: Group;
  /** Resolves when the input is over, or `:quit` was typed. */
  readonly closed: Promise<void>;
}

const width = 96;

const helpLines = [
  'Type what a young person writes. A number presses a button of the last message that has some.',
  ':start CODE presses Start on a link. :edit TEXT edits the last message. :leave blocks the bot, :return lets it in again.',
  ':photo :voice :video :document :sticker :location :contact :album send such a thing. :as NAME goes on as somebody else.',
  '@TEXT is written at the desk, in the topic that was used last; @NUMBER presses a button there.',
  '@:topics lists the topics, @:topic NUMBER goes into one (0 is the general one). @:close @:reopen @:delete do that to it.',
  '@:as NAME goes on as another worker. :quit ends.',
];

const sendable: readonly Sendable[] = [
  ...(['photo', 'voice', 'video', 'video_note', 'animation', 'audio', 'document', 'sticker'] as const),
  ...(['location', 'venue', 'contact', 'poll', 'dice'] as const),
];

/** What a message reads like; what Telegram says itself stands in brackets. */
const wordsOf = (message: Message): string => {
  const { text, caption, forum_topic_created, forum_topic_edited, pinned_message } = message;
  if (text !== undefined) return withLinks(message);
  if (forum_topic_created !== undefined) return `(topic "${forum_topic_created.name}" was opened)`;
  if (forum_topic_edited !== undefined)
    return `(topic was changed: ${forum_topic_edited.name ?? 'its picture'})`;
  if (message.forum_topic_closed !== undefined) return '(topic was closed)';
  if (message.forum_topic_reopened !== undefined) return '(topic was opened again)';
  if (pinned_message !== undefined) return '(pinned a message)';
  const kind = sendable.find((one) => message[one as keyof Message] !== undefined) ?? 'message';
  return `(${kind}) ${caption ?? ''}`.trim();
};

/** Links that hide behind words are shown. */
const withLinks = ({ text = '', entities = [] }: Message): string =>
  entities
    .filter((entity) => entity.type === 'text_link')
    .toReversed()
    .reduce((shown, { offset, length, url }) => {
      const end = offset + length;
      return `${shown.slice(0, end)} (${url})${shown.slice(end)}`;
    }, text);

const labelsOf = (message: Message): readonly string[] =>
  (message.reply_markup?.inline_keyboard ?? []).flat().map(({ text }) => text);

/** Both sides of a chat with the bot in one window, played on the fake. */
export const openChatWindow = ({ telegram, input, output, color }: ChatWindowNeeds): ChatWindow => {
  const persons = new Map<string, Person>();
  const known = (name: string): Person => {
    const person = persons.get(name) ?? telegram.person({ firstName: name, language: 'cs' });
    persons.set(name, person);
    return person;
  };
  let young = known('Jana');
  let worker = known('Eva');
  const desk = telegram.group({ title: 'Desk', creator: worker });
  desk.makeBotAdmin();
  telegram.updates.forgetAll();
  let topic: number | undefined;
  const hers = new Map<Person, Message>();
  const seen = new Map<string, string>();

  const print = (lines: readonly string[]): void => {
    output.write(`${lines.join('\n')}\n`);
  };
  const hint = (text: string): void => print(renderHint(text, { prefix: '', color, side: 'person', width }));

  const topicName = (id: number | undefined): string =>
    desk.topics().find((one) => one.id === id)?.name ?? 'general';

  const show = (message: Message, side: 'person' | 'desk', note: string): void => {
    const at = side === 'desk' ? topicName(message.message_thread_id) : message.chat.first_name;
    const rows = (message.reply_markup?.inline_keyboard ?? []).map((row) =>
      row.map(({ text }) => ({ label: text, data: '' })),
    );
    print(renderHint(`── ${at}${note} ──`, { prefix: '', color, side, width }));
    print(
      renderPost(
        { blocks: [{ kind: 'text', text: wordsOf(message) }], buttons: rows },
        { prefix: side === 'desk' ? 'desk │ ' : '', color, side, width },
      ),
    );
  };

  /** What stands where now, in words that change when the message does. */
  const now = () =>
    [
      ...[...persons.values()].flatMap((one) =>
        one.heard().map((message) => ({ message, side: 'person' as const })),
      ),
      ...desk.heard().map((message) => ({ message, side: 'desk' as const })),
    ].map((one) => ({
      ...one,
      key: `${one.message.chat.id} ${one.message.message_id}`,
      look: `${wordsOf(one.message)} ${labelsOf(one.message).join('|')}`,
    }));

  const watch = async (): Promise<never> => {
    for (;;) {
      await telegram.when(() => now().some(({ key, look }) => seen.get(key) !== look));
      for (const { key, look, message, side } of now()) {
        if (seen.get(key) === look) continue;
        if (side === 'desk' && message.message_thread_id !== undefined) topic = message.message_thread_id;
        show(message, side, seen.has(key) ? ' (edited)' : '');
        seen.set(key, look);
      }
    }
  };

  const pressNumber = (actor: Actor, messages: readonly Message[], number: number): void => {
    const labels = messages.map(labelsOf).findLast((all) => all.length > 0) ?? [];
    const label = labels[number - 1];
    if (label === undefined) hint(`There is no button ${number}.`);
    else {
      try {
        actor.presses(label);
      } catch {
        hint('This button opens a page; nothing is told to the bot.');
      }
    }
  };

  const personDoes = (command: string, rest: string): void => {
    const last = hers.get(young);
    const kind = sendable.find((one) => one === command);
    if (kind !== undefined) young.sends(kind, { caption: rest });
    else if (command === 'album') young.sendsAlbum(['photo', 'photo'], rest);
    else if (command === 'start') young.starts(rest);
    else if (command === 'leave') young.blocks();
    else if (command === 'return') young.unblocks();
    else if (command === 'as' && rest !== '') young = known(rest);
    else if (command === 'edit' && last !== undefined) young.edits(last, rest);
    else if (command === 'edit') hint('There is no message to edit yet.');
    else if (command === 'help') for (const line of helpLines) hint(line);
    else hint(`There is no :${command} here; :help lists what there is.`);
  };

  const deskDoes = (command: string, rest: string): void => {
    const here = desk.as(worker, topic);
    if (command === 'topics') {
      for (const { id, name, icon, closed } of desk.topics())
        hint(`${id} ${icon} ${name}${closed ? ' (closed)' : ''}`);
    } else if (command === 'topic') {
      const id = Number(rest);
      topic = desk.topics().some((one) => one.id === id) ? id : undefined;
      hint(`Now in: ${topicName(topic)}`);
    } else if (command === 'as' && rest !== '') {
      worker = known(rest);
      desk.join(worker);
    } else if (topic === undefined) hint('This is done to a topic: @:topic NUMBER goes into one.');
    else if (command === 'close') here.closesTopic(topic);
    else if (command === 'reopen') here.reopensTopic(topic);
    else if (command === 'delete') {
      here.deletesTopic(topic);
      topic = undefined;
    } else hint(`There is no @:${command} here; :help lists what there is.`);
  };

  const personLine = (line: string): void => {
    const [, command, rest = ''] = /^:(\w+)\s*(.*)$/.exec(line) ?? [];
    if (command !== undefined) personDoes(command, rest);
    else if (/^\d{1,2}$/.test(line)) pressNumber(young, young.heard(), Number(line));
    else hers.set(young, young.says(line));
  };

  const deskLine = (line: string): void => {
    const [, command, rest = ''] = /^:(\w+)\s*(.*)$/.exec(line) ?? [];
    if (command !== undefined) deskDoes(command, rest);
    else if (/^\d{1,2}$/.test(line)) pressNumber(desk.as(worker, topic), desk.heard(topic), Number(line));
    else desk.as(worker, topic).says(line);
  };

  const read = async (): Promise<void> => {
    const lines = createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY });
    for await (const typed of lines) {
      const line = typed.trim();
      if (line === ':quit') break;
      if (line.startsWith('@')) deskLine(line.slice(1).trim());
      else if (line !== '') personLine(line);
    }
    lines.close();
  };

  void watch();
  return { desk, closed: read() };
};
