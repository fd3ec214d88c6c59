import type { ChatAdministratorRights, ChatMember, Message, ReactionType } from '@grammyjs/types';
import { changeTopic, closeTopic, dropTopic, iconEmoji, openTopic } from './methods/topics.ts';
import { type Actor, createActor, type Person } from './person.ts';
import {
  botUser,
  isInside,
  memberOf,
  newRoom,
  type Room,
  setMember,
  type Topic,
  tell,
  type World,
  write,
} from './world.ts';

/** What stands of a topic in the list of a forum. */
export interface TopicView {
  readonly id: number;
  readonly name: string;
  /** The emoji of its picture; empty without one. */
  readonly icon: string;
  readonly closed: boolean;
}

/** Somebody in a group; `topic` undefined is the general topic, or a group without topics. */
export interface Member extends Actor {
  opensTopic(name: string): number;
  renamesTopic(topic: number, name: string): void;
  closesTopic(topic: number): void;
  reopensTopic(topic: number): void;
  /** Telegram tells the bot nothing of it. */
  deletesTopic(topic: number): void;
  /** Deletes a message: of this too, the bot hears nothing. */
  deletes(message: Message): void;
  reacts(message: Message, emoji: string): void;
}

export type Rights = Partial<Omit<ChatAdministratorRights, 'is_anonymous'>>;

export interface Group {
  readonly id: number;
  readonly title: string;
  /** Somebody of the group, in one topic of it. */
  as(person: Person, topic?: number): Member;
  join(person: Person): void;
  makeAdmin(person: Person, rights?: Rights): void;
  remove(person: Person, how?: 'left' | 'kicked'): void;
  /** Adds the bot as a plain member. */
  joinBot(): void;
  makeBotAdmin(rights?: Rights): void;
  demoteBot(): void;
  removeBot(how?: 'left' | 'kicked'): void;
  /** A basic group becomes a supergroup with a new id, with or without topics. */
  upgrade(isForum?: boolean): Group;
  protect(): void;
  topics(): readonly TopicView[];
  /** As it happens to old topics: alive for people, "not found" for the bot. */
  makeUnreachable(topic: number): void;
  /** All messages, or those of a topic, oldest first. */
  messages(topic?: number): readonly Message[];
  /** What the bot wrote there, without notes on what happened to topics. */
  heard(topic?: number): readonly Message[];
  pinned(topic?: number): readonly Message[];
  reactions(message: Pick<Message, 'message_id'>): readonly ReactionType[];
}

/** What an administrator of a desk needs. */
export const deskRights: Rights = {
  can_manage_topics: true,
  can_delete_messages: true,
  can_pin_messages: true,
};

const administrator = (user: ChatMember['user'], rights: Rights): ChatMember => ({
  status: 'administrator',
  user,
  can_be_edited: false,
  is_anonymous: false,
  can_manage_chat: true,
  can_delete_messages: false,
  can_manage_video_chats: false,
  can_restrict_members: false,
  can_promote_members: false,
  can_change_info: false,
  can_invite_users: false,
  can_post_stories: false,
  can_edit_stories: false,
  can_delete_stories: false,
  can_pin_messages: false,
  can_manage_topics: false,
  can_send_welcome_messages: false,
  ...rights,
});

export interface NewGroup {
  readonly title: string;
  readonly creator: Person;
  readonly kind?: 'group' | 'supergroup' | 'forum';
}

export const createGroup = (world: World, { title, creator, kind = 'forum' }: NewGroup): Group => {
  const number = world.next('group');
  const room =
    kind === 'group'
      ? newRoom(-number, 'group', title)
      : newRoom(-1_000_000_000_000 - number, 'supergroup', title, kind === 'forum');
  room.members.set(creator.id, { status: 'creator', user: creator.user, is_anonymous: false });
  world.rooms.set(room.id, room);
  // Every chat begins with the note that it was made: so no topic ever has the number of the general one.
  write(
    world,
    room,
    creator.user,
    kind === 'group' ? { group_chat_created: true } : { supergroup_chat_created: true },
  );
  return groupOf(world, room, creator);
};

const groupOf = (world: World, room: Room, creator: Person): Group => {
  const topicOf = (id: number): Topic => {
    const topic = room.topics.get(id);
    if (topic === undefined) throw new Error(`fake Telegram: there is no topic ${id} in "${room.title}"`);
    return topic;
  };
  const inTopic = (topic: number | undefined) => (message: Message) =>
    topic === undefined || message.message_thread_id === topic;
  const bot = () => botUser(world);

  return {
    id: room.id,
    title: room.title,
    as: (person, topic) => {
      const account = world.accounts.get(person.id);
      if (account === undefined) throw new Error('fake Telegram: nobody has this account');
      if (!isInside(memberOf(room, account.user))) {
        throw new Error(`fake Telegram: ${account.user.first_name} is not in "${room.title}"`);
      }
      const actor = createActor(world, account, () => ({ room, place: { thread: topic } }));
      return {
        ...actor,
        opensTopic: (name) => openTopic(world, room, account.user, { name }).id,
        renamesTopic: (id, name) => {
          changeTopic(world, room, account.user, topicOf(id), { name });
        },
        closesTopic: (id) => {
          closeTopic(world, room, account.user, topicOf(id), true);
        },
        reopensTopic: (id) => {
          closeTopic(world, room, account.user, topicOf(id), false);
        },
        deletesTopic: (id) => dropTopic(world, room, topicOf(id)),
        deletes: (message) => {
          room.messages.delete(message.message_id);
          world.changed();
        },
        reacts: (message, emoji) => reacts(world, room, account.user, message, emoji),
      };
    },
    join: (person) => {
      setMember(world, room, person.user, { status: 'member', user: person.user });
      tell(world, room, write(world, room, person.user, { new_chat_members: [person.user] }));
    },
    makeAdmin: (person, rights = {}) =>
      setMember(world, room, creator.user, administrator(person.user, rights)),
    remove: (person, how = 'left') => {
      const { user } = person;
      setMember(
        world,
        room,
        how === 'left' ? user : creator.user,
        how === 'left' ? { status: 'left', user } : { status: 'kicked', user, until_date: 0 },
      );
      tell(world, room, write(world, room, creator.user, { left_chat_member: user }));
    },
    joinBot: () => {
      setMember(world, room, creator.user, { status: 'member', user: bot() });
      tell(world, room, write(world, room, creator.user, { new_chat_members: [bot()] }));
    },
    makeBotAdmin: (rights = deskRights) => setMember(world, room, creator.user, administrator(bot(), rights)),
    demoteBot: () => setMember(world, room, creator.user, { status: 'member', user: bot() }),
    removeBot: (how = 'kicked') => {
      const user = bot();
      setMember(
        world,
        room,
        creator.user,
        how === 'left' ? { status: 'left', user } : { status: 'kicked', user, until_date: 0 },
      );
      tell(world, room, write(world, room, creator.user, { left_chat_member: user }));
    },
    upgrade: (isForum = true) => {
      const to = newRoom(-1_000_000_000_000 - world.next('group'), 'supergroup', room.title, isForum);
      for (const [id, member] of room.members) to.members.set(id, member);
      world.rooms.set(to.id, to);
      tell(world, room, write(world, room, creator.user, { migrate_to_chat_id: to.id }));
      room.movedTo = to.id;
      tell(world, to, write(world, to, creator.user, { migrate_from_chat_id: room.id }));
      return groupOf(world, to, creator);
    },
    protect: () => {
      room.protected = true;
    },
    topics: () =>
      [...room.topics.values()].map(({ id, name, icon, closed }) => ({
        id,
        name,
        icon: iconEmoji(icon),
        closed,
      })),
    makeUnreachable: (id) => {
      topicOf(id).unreachable = true;
    },
    messages: (topic) => [...room.messages.values()].filter(inTopic(topic)),
    heard: (topic) => [...room.messages.values()].filter(inTopic(topic)).filter(isWrittenBy(world.bot.id)),
    pinned: (topic) => room.pinned.flatMap((id) => room.messages.get(id) ?? []).filter(inTopic(topic)),
    reactions: ({ message_id }) => room.reactions.get(message_id) ?? [],
  };
};

const isWrittenBy =
  (id: number) =>
  (message: Message): boolean =>
    message.from?.id === id &&
    message.pinned_message === undefined &&
    message.forum_topic_created === undefined &&
    message.forum_topic_edited === undefined &&
    message.forum_topic_closed === undefined &&
    message.forum_topic_reopened === undefined;

const reacts = (world: World, room: Room, user: Message['from'], message: Message, emoji: string): void => {
  // The bot is told only where it is an administrator, and only if it asked for it.
  if (memberOf(room, world.bot).status !== 'administrator' || user === undefined) return;
  world.updates.add(
    'message_reaction',
    {
      chat: message.chat,
      message_id: message.message_id,
      user,
      date: world.date(),
      old_reaction: [],
      new_reaction: [{ type: 'emoji', emoji } as ReactionType],
    },
    room.id,
  );
  world.changed();
};
