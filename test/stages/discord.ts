import { type APIMessage, ComponentType } from 'discord-api-types/v10';
import {
  deskAddress,
  personAddress,
  platform,
  roomAddress,
  type Target,
  targetOf,
} from '../../adapters/discord/addresses.ts';
import { createDiscord, type Discord } from '../../adapters/discord/discord.ts';
import { unescaped } from '../../adapters/discord/markdown.ts';
import { deskSide, personSide } from '../../adapters/discord/sides.ts';
import type { Arrived, Fault, MemoryPerson, MemoryWorker } from '../../adapters/memory/memory.ts';
import { createPressSeal } from '../../adapters/shared/press.ts';
import type { Media } from '../../src/port.ts';
import { leastOfAll, wordsOf } from '../adapters/discord/on-discord.ts';
import type { Actor } from '../fakes/discord/actor.ts';
import type { Sendable } from '../fakes/discord/attachments.ts';
import { flat, type Loose } from '../fakes/discord/components.ts';
import { startFakeDiscord } from '../fakes/discord/discord.ts';
import type { Aim, OrderedFault, Fault as WireFault } from '../fakes/discord/faults.ts';
import type { Person } from '../fakes/discord/person.ts';
import { Refusal } from '../fakes/discord/refusal.ts';
import type { Heard } from '../fakes/discord/server.ts';
import type { Told } from '../fakes/discord/world.ts';
import type { OpenMessenger } from './messenger.ts';

/** Discord in a theatre: what people do is done in the fake's apps, and what they read is what stands there. */

/** What nobody can send here stands for the nearest that they can. */
const kinds: Partial<Record<Media, Sendable>> = { contact: 'file', location: 'poll', other: 'poll' };

const unknownChannel: readonly [number, number, string] = [404, 10_003, 'Unknown Channel'];
const refusals: Readonly<Record<string, readonly [number, number, string]>> = {
  blocked: [403, 50_007, 'Cannot send messages to this user'],
  gone: unknownChannel,
  rejected: [400, 50_035, 'Invalid Form Body'],
};

const onTheWire = (fault: Fault, to: Target['to']): WireFault => {
  if (fault === 'throw') return { kind: 'reset-before' };
  if (fault === 'hang') return { kind: 'hang' };
  if (fault.reason === 'later') return { kind: 'limit', seconds: fault.seconds, scope: 'user' };
  // Only a person can shut a chat; a place on a server is there or it is not.
  const is = to === 'person' || fault.reason === 'rejected' ? refusals[fault.reason] : unknownChannel;
  return { kind: 'refuse', refusal: new Refusal(...(is ?? unknownChannel)) };
};

const componentsOf = ({ components }: APIMessage): readonly Loose[] =>
  flat((components ?? []) as unknown as readonly Loose[]);

/** As it is read: without the marks that only say how it looks. */
const plain = (text: string): string =>
  unescaped(
    text
      .replace(/^(?:#{1,3}|-#) /gm, '')
      .replace(/(?<!\\)\[((?:[^\]\\]|\\.)*)\]\((https?:[^)]*)\)/g, '$1')
      .replace(/(?<!\\)\*\*/g, ''),
  );

const textOf = (message: APIMessage): string =>
  [
    message.content,
    ...componentsOf(message).flatMap((one) =>
      one.type === ComponentType.TextDisplay ? [`${one.content}`] : [],
    ),
  ]
    .filter((text) => text !== '')
    .map(plain)
    .join('\n');

interface Choice {
  readonly label: string;
  readonly data: string;
  readonly inList: boolean;
}

/** Buttons, and what can be chosen from lists where there are too many for buttons. */
const choicesOf = (message: APIMessage): readonly Choice[] =>
  componentsOf(message).flatMap((one): readonly Choice[] => {
    if (one.type === ComponentType.Button) {
      return [{ label: `${one.label}`, data: `${one.custom_id ?? ''}`, inList: false }];
    }
    const options = Array.isArray(one.options) ? (one.options as readonly Loose[]) : [];
    return options.map(({ label, value }) => ({ label: `${label}`, data: `${value}`, inList: true }));
  });

const press = (actor: Actor, label: string, messages: readonly APIMessage[]): void => {
  const choice = messages
    .toReversed()
    .flatMap(choicesOf)
    .find((one) => one.label === label);
  if (choice === undefined) throw new Error(`there is no button "${label}" here`);
  if (choice.inList) actor.chooses(label);
  else actor.presses(label);
};

/** The ways on which something is written to a channel. */
const writing = ['POST /channels/:channel/messages', 'PATCH /channels/:channel/messages/:message'];

export const onDiscord: OpenMessenger = async (clock) => {
  const discord = await startFakeDiscord({ clock, limits: null });
  const olga = discord.person({ name: 'Olga', locale: 'cs' });
  const guild = discord.guild({ name: 'Terén', owner: olga, bot: leastOfAll });
  const role = guild.role('streetwork');
  const forum = guild.forum({
    tags: ['čeká', 'u člověka', 'uzavřeno', 'starost', 'vysoké riziko', 'ohrožení života'],
  });
  const seal = createPressSeal(discord.token);
  const persons = new Map<string, MemoryPerson>();
  const chats = new Map<string, Person>();
  const workers = new Map<string, Person>();
  let adapter: Discord | null = null;
  let isDown = false;

  const isOwnPost = ({ name }: { readonly name: string }): boolean => name.startsWith('🔔');
  const ownPost = (): string => guild.posts(forum).find(isOwnPost)?.id ?? '';

  const taken = async (): Promise<void> => {
    if (isDown) return;
    await discord.gateway.read();
    await adapter?.idle();
  };

  // --- what was sent, in the order in which it arrived

  const addressOf = (channel: string): string => {
    const person = chats.get(channel);
    if (person !== undefined) return personAddress(person.id);
    return channel === ownPost() ? deskAddress : roomAddress(channel);
  };

  const post = (message: APIMessage): Arrived => ({
    to: addressOf(message.channel_id),
    outgoing: {
      kind: 'post',
      id: message.id,
      blocks: [{ kind: 'text', text: textOf(message) }],
      buttons: choicesOf(message).map(({ label, data }) => [{ label, data }]),
    },
  });

  const arrived = (): readonly Arrived[] => {
    const known = new Set<string>();
    const arrivedBy = ({ method, route, params, answer }: Heard): readonly Arrived[] => {
      if (answer === null || answer.status >= 300) return [];
      switch (`${method} ${route}`) {
        case 'POST /channels/:channel/messages': {
          const message = answer.body as APIMessage;
          // Sent again after a lost answer, it is the same message.
          const isNew = !known.has(message.id);
          known.add(message.id);
          return isNew ? [post(message)] : [];
        }
        case 'PATCH /channels/:channel/messages/:message': {
          const message = answer.body as APIMessage;
          const isPrivate = chats.has(message.channel_id);
          // A room opens with its card still empty; what changes later at the desk is drawn anew, and nobody is called by it.
          const isFirst = message.id === message.channel_id && !known.has(message.id);
          known.add(message.id);
          return isPrivate || isFirst ? [post(message)] : [];
        }
        case 'PUT /channels/:channel/messages/:message/reactions/:emoji/@me': {
          const about = `${params.message}`;
          const receipt = { kind: 'receipt', id: about, message: about, delivered: true, text: '' } as const;
          return [{ to: addressOf(`${params.channel}`), outgoing: receipt }];
        }
        default:
          return [];
      }
    };
    return discord.requests.flatMap(arrivedBy);
  };

  // --- what people do

  const person = (name: string): MemoryPerson => {
    const known = persons.get(name);
    if (known !== undefined) return known;
    const played = discord.person({ name, locale: 'cs' });
    chats.set(played.channel, played);
    const address = personAddress(played.id);
    let said: APIMessage | null = null;
    const made: MemoryPerson = {
      address,
      says: (text) => {
        said = played.says(text);
        return taken();
      },
      // Nobody comes by a link: a card with buttons on a server says from where, and has tests of its own.
      starts: () => made.says('/start'),
      edits: (text) => {
        if (said !== null) played.edits(said, text);
        return taken();
      },
      unsends: () => {
        if (said !== null) played.deletes(said);
        return taken();
      },
      sends: (media, caption = '', album) => {
        if (album !== undefined) played.sendsAlbum(2, caption);
        else played.sends(kinds[media] ?? (media as Sendable), { caption });
        return taken();
      },
      // No app of Discord's can tell where somebody is.
      shares: taken,
      presses: (label) => {
        press(played, label, played.heard());
        return taken();
      },
      pressesRaw: (data) => {
        played.pressesRaw(seal.seal(personSide(played.id), data));
        return taken();
      },
      forges: (data) => {
        if (played.heard().length > 0) played.pressesRaw(data);
        return taken();
      },
      // Nobody is told of either; who comes back is heard of with their next word.
      leaves: () => {
        played.blocks();
        return taken();
      },
      returns: () => {
        played.unblocks();
        return taken();
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
    const made = discord.person({ name, locale: 'cs' });
    guild.join(made, role);
    workers.set(name, made);
    return made;
  };

  const worker = (name: string): MemoryWorker => {
    const played = member(name);
    const channelOf = (room: string | null): string => {
      const target = room === null ? null : targetOf(room);
      return target?.to === 'room' ? target.thread : ownPost();
    };
    const inRoom = (room: string | null): Actor => guild.as(played, channelOf(room));
    return {
      id: `${platform}:${played.id}`,
      says: (text, room = null) => {
        inRoom(room).says(text);
        return taken();
      },
      answers: ({ text: quote }, text, room) => {
        const about = guild.heard(channelOf(room)).findLast((message) => textOf(message).includes(quote));
        if (about === undefined) throw new Error('nothing in this room can be answered so');
        inRoom(room).says(text, { replyTo: about });
        return taken();
      },
      edits: (text, room) => {
        const own = guild.messages(channelOf(room)).findLast(({ author }) => author.id === played.id);
        if (own !== undefined) inRoom(room).edits(own, text);
        return taken();
      },
      sendsMedia: (room) => {
        inRoom(room).sends('photo');
        return taken();
      },
      presses: (label, room = null) => {
        press(inRoom(room), label, guild.heard(channelOf(room)));
        return taken();
      },
      pressesRaw: (data, room = null) => {
        inRoom(room).pressesRaw(seal.seal(deskSide, data));
        return taken();
      },
      forges: (data, room = null) => {
        inRoom(room).pressesRaw(data);
        return taken();
      },
      deletesRoom: (room) => {
        guild.delete(channelOf(room));
        return taken();
      },
    };
  };

  // --- what goes wrong

  const isRoom = (channel: string | undefined): boolean =>
    guild.posts(forum).some((one) => one.id === channel && !isOwnPost(one));

  const strikeAll = (fault: WireFault, aims: readonly Aim[]): (() => void) => {
    const ordered: OrderedFault[] = aims.map((aim) =>
      discord.faults.order(fault, { times: Number.POSITIVE_INFINITY, ...aim }),
    );
    return () => {
      for (const one of ordered) {
        one.callOff();
        // The client waits for its turn, by a clock of its own, and would otherwise wait on behind what hangs.
        one.letGo();
      }
    };
  };

  const writingTo = (more: Aim): readonly Aim[] =>
    writing.map((key) => {
      const [method = '', route = ''] = key.split(' ');
      return { method, route, ...more };
    });

  const strike = (address: string, fault: Fault): (() => void) => {
    const target = targetOf(address);
    if (target === null) throw new Error(`nothing on Discord has the address ${address}`);
    const wire = onTheWire(fault, target.to);
    switch (target.to) {
      case 'person': {
        const [chat] = [...chats].find(([, { id }]) => id === target.user) ?? [];
        return strikeAll(wire, writingTo({ id: chat ?? '' }));
      }
      case 'desk': {
        // A desk that cannot be reached may still have rooms that can.
        const opening = { method: 'POST', route: '/channels/:channel/threads', id: forum };
        return strikeAll(wire, [opening, ...writingTo({ where: ({ channel }) => channel === ownPost() })]);
      }
      case 'room': {
        const removing = { method: 'DELETE', route: '/channels/:channel', id: target.thread };
        return strikeAll(wire, [removing, ...writingTo({ id: target.thread })]);
      }
      default:
        return target satisfies never;
    }
  };

  /** What the adapter calls something that the gateway told. */
  const keyOf = ({ event, data }: Told): string => {
    const { id, edited_timestamp: edited } = data as { id?: string; edited_timestamp?: string };
    const what: Readonly<Record<string, string>> = {
      MESSAGE_CREATE: `m${id}`,
      MESSAGE_UPDATE: `e${id}:${Date.parse(edited ?? '')}`,
      MESSAGE_DELETE: `d${id}`,
      INTERACTION_CREATE: `i${id}`,
      THREAD_DELETE: `gone${id}`,
    };
    return `${platform}:${discord.bot.id}:${what[event] ?? ''}`;
  };

  return {
    name: platform,
    desk: deskAddress,
    person,
    worker,
    rooms: () =>
      guild
        .posts(forum)
        .filter((one) => !isOwnPost(one))
        .map(({ id, name }) => ({
          address: roomAddress(id),
          sign: { id, title: name, risk: 'none', stage: 'waiting' },
        })),
    arrived,
    strike,
    strikeRooms: (fault) => {
      strikeAll(onTheWire(fault, 'room'), writingTo({ where: ({ channel }) => isRoom(channel) }));
    },
    again: (incoming) => {
      const before = discord.gateway.told.find((one) => keyOf(one) === incoming.key);
      if (before !== undefined) discord.repeat(before);
      else if (incoming.from === 'person' && incoming.kind === 'text') {
        // What was written while nobody listened bears the time at which it was written.
        const target = targetOf(incoming.person);
        const played = [...chats.values()].find(({ id }) => target?.to === 'person' && id === target.user);
        discord.late(incoming.at, () => played?.says(incoming.text));
      }
    },
    goesDown: () => {
      isDown = true;
      discord.faults.order({ kind: 'reset-before' }, { times: Number.POSITIVE_INFINITY });
      discord.gateway.drop();
    },
    port: ({ voice, store }, hasDesk) => {
      const made = createDiscord({
        token: discord.token,
        apiUrl: discord.url,
        desk: hasDesk ? { channel: forum, staffRole: role } : null,
        memory: {
          heardUntil: async () => {
            const at = await store.setting('discord heard until');
            return at === null ? null : Number(at);
          },
          saveHeardUntil: (at) => store.saveSetting('discord heard until', `${at}`),
          persons: () => store.persons(500),
        },
        words: () => wordsOf(voice()),
        now: clock.now,
        after: clock.after,
        tell: () => undefined,
        onEnd: () => undefined,
      });
      adapter = made;
      return {
        ...made,
        start: async (take) => {
          await made.start(take);
          // Its own post stands where workers write from the first moment of a story.
          await made.idle();
        },
      };
    },
    taken,
    close: async () => {
      await discord.stop();
      if (discord.judge.violations.length > 0) {
        throw new Error(
          `against Discord's description: ${JSON.stringify(discord.judge.violations, null, 1)}`,
        );
      }
    },
  };
};
