import { describe, expect, test } from 'vitest';
import { type Given, givenTelegram, refusal } from './telegram/given.ts';
import type { Group } from './telegram/group.ts';
import type { Person } from './telegram/person.ts';

/** The desk: a group with topics, its members and their rights, and what becomes of it. */

interface GivenDesk extends Given {
  readonly desk: Group;
  readonly eva: Person;
}

const givenDesk = async (): Promise<GivenDesk> => {
  const given = await givenTelegram();
  const eva = given.telegram.person({ firstName: 'Eva' });
  const desk = given.telegram.group({ title: 'Streetwork', creator: eva });
  desk.makeBotAdmin();
  await given.api.getUpdates({ offset: -1 });
  return { ...given, desk, eva };
};

/** What is new for the bot; it is confirmed. */
const news = async ({ api }: Given) => {
  const updates = await api.getUpdates();
  const last = updates.at(-1);
  if (last !== undefined) await api.getUpdates({ offset: last.update_id + 1 });
  return updates;
};

describe('topics', () => {
  test('are opened by the bot with a picture, and it sees its own note of that', async () => {
    const given = await givenDesk();
    const { api, desk } = given;
    await news(given);
    const icons = await api.getForumTopicIconStickers();
    const alarm = icons.find(({ emoji }) => emoji === '❗️');
    const topic = await api.createForumTopic(desk.id, 'Případ 1: Javor', {
      icon_custom_emoji_id: alarm?.custom_emoji_id ?? '',
    });
    expect(desk.topics()).toEqual([
      { id: topic.message_thread_id, name: 'Případ 1: Javor', icon: '❗️', closed: false },
    ]);
    const [update] = await news(given);
    expect(update?.message).toMatchObject({
      message_id: topic.message_thread_id,
      message_thread_id: topic.message_thread_id,
      is_topic_message: true,
      from: { is_bot: true },
      forum_topic_created: { name: 'Případ 1: Javor' },
    });
  });

  test('hold what is written in them; what replies to nothing replies to the first note', async () => {
    const given = await givenDesk();
    const { api, desk, eva } = given;
    const { message_thread_id } = await api.createForumTopic(desk.id, 'Případ 1');
    await news(given);
    const sent = await api.sendMessage(desk.id, 'nový případ', { message_thread_id });
    expect(sent).toMatchObject({ message_thread_id, is_topic_message: true });
    const inTopic = desk.as(eva, message_thread_id);
    inTopic.says('beru to');
    inTopic.says('k tomu', { replyTo: sent });
    desk.as(eva).says('v obecném');
    const messages = (await news(given)).map(({ message }) => message);
    expect(messages[0]).toMatchObject({
      message_thread_id,
      is_topic_message: true,
      reply_to_message: { message_id: message_thread_id, forum_topic_created: { name: 'Případ 1' } },
    });
    expect(messages[1]?.reply_to_message?.text).toBe('nový případ');
    expect(messages[2]?.message_thread_id).toBeUndefined();
    expect(messages[2]?.is_topic_message).toBeUndefined();
    expect(desk.heard(message_thread_id).map(({ text }) => text)).toEqual(['nový případ']);
  });

  test('the general topic has no number to write to', async () => {
    const { api, desk } = await givenDesk();
    await api.sendMessage(desk.id, 'všem');
    expect(await refusal(api.sendMessage(desk.id, 'x', { message_thread_id: 1 }))).toBe(
      '400 Bad Request: message thread not found',
    );
  });

  test('can be renamed, closed and reopened by both sides, and not twice', async () => {
    const given = await givenDesk();
    const { api, desk, eva } = given;
    const { message_thread_id: topic } = await api.createForumTopic(desk.id, 'Případ 1');
    await api.editForumTopic(desk.id, topic, { name: 'Případ 1: Javor' });
    expect(await refusal(api.editForumTopic(desk.id, topic, { name: 'Případ 1: Javor' }))).toBe(
      '400 Bad Request: TOPIC_NOT_MODIFIED',
    );
    await api.closeForumTopic(desk.id, topic);
    expect(await refusal(api.closeForumTopic(desk.id, topic))).toBe('400 Bad Request: TOPIC_NOT_MODIFIED');
    await news(given);
    desk.as(eva).reopensTopic(topic);
    desk.as(eva).closesTopic(topic);
    desk.as(eva).renamesTopic(topic, 'Hotovo');
    const messages = (await news(given)).map(({ message }) => message);
    expect(messages[0]).toMatchObject({ from: { id: eva.id }, forum_topic_reopened: {} });
    expect(messages[1]).toMatchObject({ message_thread_id: topic, forum_topic_closed: {} });
    expect(messages[2]).toMatchObject({ forum_topic_edited: { name: 'Hotovo' } });
    expect(desk.topics()).toMatchObject([{ name: 'Hotovo', closed: true }]);
  });

  test('a closed one takes only what those write who may manage topics', async () => {
    const { api, desk } = await givenDesk();
    const { message_thread_id } = await api.createForumTopic(desk.id, 'Případ 1');
    await api.closeForumTopic(desk.id, message_thread_id);
    await api.sendMessage(desk.id, 'jako správce', { message_thread_id });
    desk.makeBotAdmin({ can_manage_topics: false });
    expect(await refusal(api.sendMessage(desk.id, 'x', { message_thread_id }))).toBe(
      '400 Bad Request: TOPIC_CLOSED',
    );
    expect(await refusal(api.createForumTopic(desk.id, 'další'))).toBe(
      '400 Bad Request: not enough rights to create a topic',
    );
  });

  test('a deleted one is gone without a word, an unreachable one is there for people', async () => {
    const given = await givenDesk();
    const { api, desk, eva } = given;
    const first = await api.createForumTopic(desk.id, 'Případ 1');
    const second = await api.createForumTopic(desk.id, 'Případ 2');
    await news(given);
    desk.as(eva).deletesTopic(first.message_thread_id);
    desk.makeUnreachable(second.message_thread_id);
    expect(await news(given)).toEqual([]);
    for (const { message_thread_id } of [first, second]) {
      expect(await refusal(api.sendMessage(desk.id, 'x', { message_thread_id }))).toBe(
        '400 Bad Request: message thread not found',
      );
      expect(await refusal(api.closeForumTopic(desk.id, message_thread_id))).toBe(
        '400 Bad Request: TOPIC_ID_INVALID',
      );
    }
    expect(desk.topics().map(({ name }) => name)).toEqual(['Případ 2']);
  });

  test('the bot can delete one with all that is in it', async () => {
    const { api, desk } = await givenDesk();
    const { message_thread_id } = await api.createForumTopic(desk.id, 'Případ 1');
    await api.sendMessage(desk.id, 'něco', { message_thread_id });
    await api.deleteForumTopic(desk.id, message_thread_id);
    expect(desk.messages(message_thread_id)).toEqual([]);
  });

  test('a card can be pinned, by who may', async () => {
    const { api, desk } = await givenDesk();
    const { message_thread_id } = await api.createForumTopic(desk.id, 'Případ 1');
    const card = await api.sendMessage(desk.id, 'karta', { message_thread_id });
    await api.pinChatMessage(desk.id, card.message_id);
    expect(desk.pinned(message_thread_id).map(({ text }) => text)).toEqual(['karta']);
    desk.makeBotAdmin({ can_manage_topics: true });
    expect(await refusal(api.pinChatMessage(desk.id, card.message_id))).toContain(
      'not enough rights to manage pinned',
    );
    expect(await refusal(api.createForumTopic(-77, 'x'))).toBe('400 Bad Request: chat not found');
  });

  test('a group without topics has none', async () => {
    const { telegram, api, eva } = await givenDesk();
    const plain = telegram.group({ title: 'Bez témat', creator: eva, kind: 'supergroup' });
    plain.makeBotAdmin();
    expect(await refusal(api.createForumTopic(plain.id, 'x'))).toBe(
      '400 Bad Request: the chat is not a forum',
    );
    expect(await api.getChat(plain.id)).not.toHaveProperty('is_forum');
  });
});

describe('members', () => {
  test('are what they are: creator, administrator, member, gone, never there', async () => {
    const { telegram, api, desk, eva } = await givenDesk();
    const [jan, ota] = [telegram.person({ firstName: 'Jan' }), telegram.person({ firstName: 'Ota' })];
    desk.join(jan);
    const statusOf = async (id: number) => (await api.getChatMember(desk.id, id)).status;
    expect(await statusOf(eva.id)).toBe('creator');
    expect(await statusOf(jan.id)).toBe('member');
    expect(await statusOf(ota.id)).toBe('left');
    desk.makeAdmin(jan, { can_pin_messages: true });
    expect(await api.getChatMember(desk.id, jan.id)).toMatchObject({
      status: 'administrator',
      can_pin_messages: true,
      can_manage_topics: false,
    });
    desk.remove(jan);
    expect(await statusOf(jan.id)).toBe('left');
    desk.remove(eva, 'kicked');
    expect(await statusOf(eva.id)).toBe('kicked');
    expect(await refusal(api.getChatMember(desk.id, 42))).toBe('400 Bad Request: user not found');
    expect(await statusOf(telegram.bot.id)).toBe('administrator');
  });

  test('administrators and the chat itself can be asked for', async () => {
    const { telegram, api, desk, eva } = await givenDesk();
    const administrators = await api.getChatAdministrators(desk.id);
    expect(administrators.map(({ user }) => user.id)).toEqual([eva.id, telegram.bot.id]);
    expect(await api.getChat(desk.id)).toMatchObject({
      type: 'supergroup',
      title: 'Streetwork',
      is_forum: true,
    });
    expect(await api.getChatMemberCount(desk.id)).toBe(2);
  });

  test('coming and going is told to the bot where it asked for it', async () => {
    const given = await givenDesk();
    const { telegram, api, desk } = given;
    await api.getUpdates({ allowed_updates: ['chat_member'] });
    await news(given);
    desk.join(telegram.person({ firstName: 'Jan' }));
    const [update] = await news(given);
    expect(update?.chat_member).toMatchObject({
      old_chat_member: { status: 'left' },
      new_chat_member: { status: 'member', user: { first_name: 'Jan' } },
    });
  });

  test('a plain member bot hears only what is meant for it', async () => {
    const given = await givenTelegram();
    const eva = given.telegram.person({ firstName: 'Eva' });
    const group = given.telegram.group({ title: 'Parta', creator: eva, kind: 'supergroup' });
    group.joinBot();
    await news(given);
    const sent = await given.api.sendMessage(group.id, 'ahoj');
    const inGroup = group.as(eva);
    inGroup.says('mezi námi');
    inGroup.says('/help');
    inGroup.says('@lampa_fake_bot slyšíš?');
    inGroup.says('odpověď', { replyTo: sent });
    expect((await news(given)).map(({ message }) => message?.text)).toEqual([
      '/help',
      '@lampa_fake_bot slyšíš?',
      'odpověď',
    ]);
  });

  test('a bot without privacy mode hears everything', async () => {
    const given = await givenTelegram({ privacyMode: false });
    const eva = given.telegram.person({ firstName: 'Eva' });
    const group = given.telegram.group({ title: 'Parta', creator: eva });
    group.joinBot();
    await news(given);
    group.as(eva).says('mezi námi');
    expect((await news(given)).map(({ message }) => message?.text)).toEqual(['mezi námi']);
    expect((await given.api.getMe()).can_read_all_group_messages).toBe(true);
  });
});

describe('marks', () => {
  test('the bot can mark a message, with the emoji there are', async () => {
    const { api, desk, eva } = await givenDesk();
    const said = desk.as(eva).says('jsem tu');
    await api.setMessageReaction(desk.id, said.message_id, [{ type: 'emoji', emoji: '👌' }]);
    expect(desk.reactions(said)).toEqual([{ type: 'emoji', emoji: '👌' }]);
    const check = { type: 'emoji', emoji: '✅' } as unknown as { type: 'emoji'; emoji: '👌' };
    expect(await refusal(api.setMessageReaction(desk.id, said.message_id, [check]))).toBe(
      '400 Bad Request: REACTION_INVALID',
    );
  });

  test('what people mark is told only if it was asked for', async () => {
    const given = await givenDesk();
    const { api, desk, eva } = given;
    const sent = await api.sendMessage(desk.id, 'hotovo');
    await news(given);
    desk.as(eva).reacts(sent, '👍');
    expect(await news(given)).toEqual([]);
    await api.getUpdates({ allowed_updates: ['message_reaction'] });
    desk.as(eva).reacts(sent, '👍');
    expect((await news(given))[0]?.message_reaction?.message_id).toBe(sent.message_id);
  });
});

describe('what becomes of a group', () => {
  test('a basic group becomes a supergroup: the old number says the new one', async () => {
    const given = await givenTelegram();
    const eva = given.telegram.person({ firstName: 'Eva' });
    const old = given.telegram.group({ title: 'Streetwork', creator: eva, kind: 'group' });
    old.makeBotAdmin();
    await news(given);
    const desk = old.upgrade();
    const messages = (await news(given)).map(({ message }) => message);
    expect(messages[0]).toMatchObject({ chat: { id: old.id }, migrate_to_chat_id: desk.id });
    expect(messages[1]).toMatchObject({ chat: { id: desk.id }, migrate_from_chat_id: old.id });
    const error = await given.api.sendMessage(old.id, 'x').catch((one: unknown) => one);
    expect(error).toMatchObject({
      error_code: 400,
      description: 'Bad Request: group chat was upgraded to a supergroup chat',
      parameters: { migrate_to_chat_id: desk.id },
    });
    await given.api.createForumTopic(desk.id, 'Případ 1');
    expect(desk.topics()).toHaveLength(1);
  });

  test('the bot may be demoted, removed, or leave', async () => {
    const given = await givenDesk();
    const { api, desk } = given;
    await news(given);
    desk.demoteBot();
    expect(await refusal(api.createForumTopic(desk.id, 'x'))).toContain('not enough rights');
    desk.removeBot();
    expect(await refusal(api.sendMessage(desk.id, 'x'))).toBe(
      '403 Forbidden: bot was kicked from the supergroup chat',
    );
    const statuses = (await news(given)).flatMap(
      ({ my_chat_member: change }) => change?.new_chat_member.status ?? [],
    );
    expect(statuses).toEqual(['member', 'kicked']);
    desk.joinBot();
    await api.leaveChat(desk.id);
    expect(await refusal(api.sendMessage(desk.id, 'x'))).toBe(
      '403 Forbidden: bot is not a member of the supergroup chat',
    );
  });

  test('somebody met in a group cannot be written to before they come', async () => {
    const { telegram, api, desk } = await givenDesk();
    const jan = telegram.person({ firstName: 'Jan' });
    desk.join(jan);
    expect(await refusal(api.sendMessage(jan.id, 'ahoj'))).toBe(
      "403 Forbidden: bot can't initiate conversation with a user",
    );
  });
});
