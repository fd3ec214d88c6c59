import type { Message } from '@grammyjs/types';
import type { Arrived, Fault, MemoryPerson, MemoryWorker } from '../../adapters/memory/memory.ts';
import { createPressSeal } from '../../adapters/shared/press.ts';
import {
  deskAddress,
  personAddress,
  platform,
  roomAddress,
  targetOf,
} from '../../adapters/telegram/addresses.ts';
import { deskSide, personSide } from '../../adapters/telegram/sides.ts';
import { createTelegram } from '../../adapters/telegram/telegram.ts';
import { wordsOf } from '../adapters/telegram/on-telegram.ts';
import type { OrderedFault, Fault as WireFault } from '../fakes/telegram/faults.ts';
import type { Parameters } from '../fakes/telegram/parameters.ts';
import type { Actor, Person, Sendable } from '../fakes/telegram/person.ts';
import { Refusal } from '../fakes/telegram/refusal.ts';
import type { Heard } from '../fakes/telegram/server.ts';
import { startFakeTelegram } from '../fakes/telegram/telegram.ts';
import type { OpenMessenger } from './messenger.ts';

/** Telegram in a theatre: what people do is done in the fake's apps, and what they read is what stands there. */

const kinds = { file: 'document', other: 'dice' } as const;

const refusals: Readonly<
  Record<'person' | 'desk' | 'room', Readonly<Record<string, readonly [number, string]>>>
> = {
  person: {
    blocked: [403, 'Forbidden: bot was blocked by the user'],
    gone: [400, 'Bad Request: chat not found'],
    rejected: [400, 'Bad Request: this cannot be sent'],
  },
  desk: {
    blocked: [403, 'Forbidden: bot was kicked from the supergroup chat'],
    gone: [400, 'Bad Request: chat not found'],
    rejected: [400, 'Bad Request: this cannot be sent'],
  },
  room: {
    blocked: [400, 'Bad Request: message thread not found'],
    gone: [400, 'Bad Request: message thread not found'],
    rejected: [400, 'Bad Request: this cannot be sent'],
  },
};

const onTheWire = (fault: Fault, to: keyof typeof refusals): WireFault => {
  if (fault === 'throw') return { kind: 'reset-before' };
  if (fault === 'hang') return { kind: 'hang' };
  if (fault.reason === 'later') {
    const text = `Too Many Requests: retry after ${fault.seconds}`;
    return { kind: 'refuse', refusal: new Refusal(429, text, { retry_after: fault.seconds }) };
  }
  const [code, text] = refusals[to][fault.reason] ?? [400, 'Bad Request'];
  return { kind: 'refuse', refusal: new Refusal(code, text) };
};

const threadOf = (parameters: Parameters): number | undefined => parameters.integer('message_thread_id');

export const onTelegram: OpenMessenger = async (clock) => {
  // Nothing that waits for news gives up by itself: hours pass here in one step.
  const patient = { now: clock.now, after: () => () => undefined };
  const telegram = await startFakeTelegram({ clock: patient, limits: null });
  const olga = telegram.person({ firstName: 'Olga' });
  const group = telegram.group({ title: 'Terén', creator: olga });
  group.joinBot();
  group.makeBotAdmin();
  telegram.updates.forgetAll();
  const seal = createPressSeal(telegram.token);
  const persons = new Map<string, MemoryPerson>();
  const workers = new Map<string, Person>();

  let isDown = false;
  const settled = async (): Promise<void> => {
    if (!isDown) await telegram.confirmed();
  };

  // --- what was sent, in the order in which it arrived

  const messageOf = ({ answer }: Heard): Message | null =>
    answer?.ok === true && typeof answer.result === 'object' ? (answer.result as Message) : null;

  const addressOf = ({ chat, message_thread_id: thread }: Message): string => {
    if (chat.id !== group.id) return personAddress(chat.id);
    return thread === undefined ? deskAddress : roomAddress(group.id, thread);
  };

  const buttonsOf = ({ reply_markup: keyboard }: Message) =>
    (keyboard?.inline_keyboard ?? []).map((row) =>
      row.flatMap((button) =>
        'callback_data' in button ? [{ label: button.text, data: button.callback_data ?? '' }] : [],
      ),
    );

  const post = (message: Message): Arrived => ({
    to: addressOf(message),
    outgoing: {
      kind: 'post',
      id: `${message.message_id}`,
      blocks: [{ kind: 'text', text: message.text ?? '' }],
      buttons: buttonsOf(message),
    },
  });

  const receipt = (message: Message): Arrived => ({
    to: addressOf(message),
    outgoing: { kind: 'receipt', id: `${message.message_id}`, message: '', delivered: true, text: '' },
  });

  const arrivedBy = (heard: Heard): readonly Arrived[] => {
    if (heard.answer?.ok !== true) return [];
    const message = messageOf(heard);
    switch (heard.method.toLowerCase()) {
      case 'sendmessage':
        return message === null ? [] : [post(message)];
      case 'editmessagetext':
        // At the desk only what stands over a room is drawn anew, and nobody is called by it.
        return message === null || message.chat.id === group.id ? [] : [post(message)];
      case 'setmessagereaction': {
        const id = heard.parameters.integer('message_id');
        const about = group.messages().find(({ message_id }) => message_id === id);
        return about === undefined ? [] : [receipt(about)];
      }
      default:
        return [];
    }
  };
  const arrived = (): readonly Arrived[] => telegram.requests.flatMap(arrivedBy);

  // --- what people do

  const press = (actor: Actor, label: string, messages: readonly Message[]): void => {
    for (const message of messages.toReversed()) {
      const button = buttonsOf(message)
        .flat()
        .find((one) => one.label === label);
      if (button !== undefined) {
        actor.pressesRaw(button.data, message);
        return;
      }
    }
    throw new Error(`there is no button "${label}" here`);
  };

  /** A message of long ago, which the app shows no more. */
  const forgotten = { message_id: 1, date: 0, chat: { id: 0, type: 'private', first_name: '' } } as const;

  const person = (name: string): MemoryPerson => {
    const known = persons.get(name);
    if (known !== undefined) return known;
    const played = telegram.person({ firstName: name, language: 'cs' });
    const address = personAddress(played.id);
    let said: Message | null = null;
    const made: MemoryPerson = {
      address,
      says: (text) => {
        said = played.says(text);
        return settled();
      },
      starts: (origin) => {
        played.starts(origin);
        return settled();
      },
      edits: (text) => {
        if (said !== null) played.edits(said, text);
        return settled();
      },
      // The message goes from the person's own chat only, and nobody is told.
      unsends: settled,
      sends: (media, caption = '', album) => {
        if (album !== undefined) played.sendsAlbum(['photo', 'photo'], caption);
        else if (media === 'file' || media === 'other') played.sends(kinds[media], { caption });
        else played.sends(media satisfies Sendable, { caption });
        return settled();
      },
      shares: (lat, lon) => {
        played.shares({ latitude: lat, longitude: lon });
        return settled();
      },
      presses: (label) => {
        press(played, label, played.heard());
        return settled();
      },
      pressesRaw: (data) => {
        played.pressesRaw(seal.seal(personSide(played.id), data), played.heard().at(-1) ?? forgotten);
        return settled();
      },
      forges: (data) => {
        played.pressesRaw(data, played.heard().at(-1) ?? forgotten);
        return settled();
      },
      leaves: () => {
        played.blocks();
        return settled();
      },
      returns: () => {
        // Whom the bot could not reach need not have blocked it; who comes back has been away.
        played.blocks();
        played.unblocks();
        return settled();
      },
      heard: () =>
        arrived().flatMap(({ to, outgoing }) =>
          to === address && outgoing.kind === 'post' ? [outgoing] : [],
        ),
    };
    persons.set(name, made);
    return made;
  };

  const member = (name: string): Person => {
    const known = workers.get(name);
    if (known !== undefined) return known;
    const made = telegram.person({ firstName: name, language: 'cs' });
    group.join(made);
    workers.set(name, made);
    return made;
  };

  const worker = (name: string): MemoryWorker => {
    const played = member(name);
    const topicOf = (room: string | null): number | undefined => {
      const target = room === null ? null : targetOf(room);
      return target?.to === 'room' ? target.thread : undefined;
    };
    const inRoom = (room: string | null) => group.as(played, topicOf(room));
    const posts = (room: string | null): readonly Message[] =>
      group.heard().filter(({ message_thread_id: thread }) => thread === topicOf(room));
    return {
      id: `telegram:${played.id}`,
      says: (text, room = null) => {
        inRoom(room).says(text);
        return settled();
      },
      answers: ({ text: quote }, text, room) => {
        const about = posts(room).findLast((message) => message.text?.includes(quote));
        if (about === undefined) throw new Error('nothing in this room can be answered so');
        inRoom(room).says(text, { replyTo: about });
        return settled();
      },
      edits: (text, room) => {
        const own = group.messages(topicOf(room)).findLast(({ from }) => from?.id === played.id);
        if (own !== undefined) inRoom(room).edits(own, text);
        return settled();
      },
      sendsMedia: (room) => {
        inRoom(room).sends('photo');
        return settled();
      },
      presses: (label, room = null) => {
        press(inRoom(room), label, posts(room));
        return settled();
      },
      pressesRaw: (data, room = null) => {
        inRoom(room).pressesRaw(seal.seal(deskSide, data), posts(room).at(-1) ?? forgotten);
        return settled();
      },
      forges: (data, room = null) => {
        inRoom(room).pressesRaw(data, posts(room).at(-1) ?? forgotten);
        return settled();
      },
      deletesRoom: async (room) => {
        inRoom(room).deletesTopic(topicOf(room) ?? 0);
      },
    };
  };

  // --- what goes wrong

  /** A desk that cannot be reached may still have rooms that can. */
  const onDesk = (method: string, parameters: Parameters): boolean =>
    parameters.integer('chat_id') === group.id &&
    (method === 'createForumTopic' || (method === 'sendMessage' && threadOf(parameters) === undefined));

  const strike = (address: string, fault: Fault): OrderedFault => {
    const target = targetOf(address);
    const times = Number.POSITIVE_INFINITY;
    if (target === null) throw new Error(`nothing on Telegram has the address ${address}`);
    const wire = onTheWire(fault, target.to);
    switch (target.to) {
      case 'person':
        return telegram.faults.order(wire, { chat: target.chat, times });
      case 'desk':
        return telegram.faults.order(wire, { where: onDesk, times });
      case 'room':
        return telegram.faults.order(wire, { chat: target.chat, topic: target.thread, times });
      default:
        return target satisfies never;
    }
  };

  const keyOf = (update: number): string => `telegram:${telegram.bot.id}:${update}`;

  return {
    name: platform,
    desk: deskAddress,
    person,
    worker,
    rooms: () =>
      group.topics().map(({ id, name }) => ({
        address: roomAddress(group.id, id),
        sign: { id: `${id}`, title: name, risk: 'none', stage: 'waiting' },
      })),
    arrived,
    strike: (address, fault) => strike(address, fault).callOff,
    strikeRooms: (fault) => {
      telegram.faults.order(onTheWire(fault, 'room'), {
        where: (method, parameters) => method === 'sendMessage' && threadOf(parameters) !== undefined,
        times: Number.POSITIVE_INFINITY,
      });
    },
    again: (incoming) => {
      const before = telegram.updates.all().find(({ update_id: id }) => keyOf(id) === incoming.key);
      if (before !== undefined) telegram.updates.repeat(before.update_id);
      else if (incoming.from === 'person' && incoming.kind === 'text') {
        // What was written while nobody fetched it bears the time at which it was written.
        telegram.skew(Math.round((incoming.at - clock.now()) / 1000));
        const target = targetOf(incoming.person);
        const played = telegram.persons().find(({ id }) => target?.to === 'person' && id === target.chat);
        played?.says(incoming.text);
        telegram.skew(0);
      }
    },
    goesDown: () => {
      isDown = true;
      telegram.faults.order({ kind: 'reset-before' }, { times: Number.POSITIVE_INFINITY });
    },
    port: ({ voice }, hasDesk) =>
      createTelegram({
        token: telegram.token,
        apiRoot: telegram.url,
        desk: hasDesk ? group.id : null,
        webhook: null,
        words: () => wordsOf(voice()),
        now: clock.now,
        after: clock.after,
        tell: () => undefined,
        onEnd: () => undefined,
      }),
    taken: settled,
    close: async () => {
      await telegram.stop();
      if (telegram.judge.violations.length > 0) {
        throw new Error(`against the Bot API: ${JSON.stringify(telegram.judge.violations, null, 1)}`);
      }
    },
  };
};
