import type { ChatFullInfo, ChatMember, ChatMemberAdministrator } from 'grammy/types';
import { type Client, createClient, inTime } from './client.ts';
import { refusalOf } from './refusal.ts';

/** One thing that was looked at; `remedy` says what to do when it is not right. */
export interface Found {
  readonly says: string;
  readonly remedy: string | null;
}

export interface CheckupNeeds {
  readonly token: string;
  readonly apiRoot: string | null;
  readonly desk: number | null;
  readonly webhook: { readonly url: string } | null;
}

const right = (says: string): Found => ({ says: `Telegram: ${says}`, remedy: null });
const wrong = (says: string, remedy: string): Found => ({ says: `Telegram: ${says}`, remedy });

const noToken = wrong(
  'the token is refused',
  'open @BotFather, /mybots, choose the bot, API Token, and set TELEGRAM_TOKEN to what it shows',
);

/** Looks at the bot and its staff group without sending anything: token, privacy mode, webhook, group, topics, rights. */
export const checkTelegram = async (needs: CheckupNeeds): Promise<readonly Found[]> => {
  const api = createClient(needs);
  try {
    const me = await api.getMe(inTime());
    return [
      right(`the token is that of @${me.username}`),
      ...(me.can_read_all_group_messages
        ? [right('privacy mode is off')]
        : [
            right(
              'privacy mode is on; as an administrator of the staff group the bot reads everything there all the same',
            ),
          ]),
      await webhook(api, needs),
      ...(await desk(api, me.id, needs.desk)),
    ];
  } catch (error) {
    const refusal = refusalOf(error);
    if (refusal?.why === 'token') return [noToken];
    return [
      wrong(
        refusal === null ? 'it cannot be reached' : 'it answers, but not as it should',
        'check the connection of this machine, and TELEGRAM_API_ROOT if it is set; then try again',
      ),
    ];
  }
};

const webhook = async (api: Client, needs: CheckupNeeds): Promise<Found> => {
  const info = await api.getWebhookInfo(inTime());
  const is = info.url ?? '';
  if (needs.webhook === null) {
    return is === ''
      ? right('Lampa fetches the messages itself')
      : right('a webhook is set; the next start takes it away, since TELEGRAM_WEBHOOK_URL is not set');
  }
  if (is !== needs.webhook.url) return right('the next start sets the webhook to TELEGRAM_WEBHOOK_URL');
  const { last_error_date: last, pending_update_count: waiting } = info;
  // Its message is Telegram's own, about the connection.
  const trouble = info.last_error_message ?? '';
  return last === undefined || waiting === 0
    ? right(`the webhook is set; ${waiting} updates wait`)
    : wrong(
        `${waiting} updates wait, and Telegram could not deliver the last: ${trouble}`,
        'check that TELEGRAM_WEBHOOK_URL leads to TELEGRAM_WEBHOOK_PORT of this machine with a valid certificate, and that Lampa runs',
      );
};

const desk = async (api: Client, bot: number, chat: number | null): Promise<readonly Found[]> => {
  if (chat === null) {
    return [
      wrong(
        'no staff group is set, so nobody sees the cases',
        'make a group, switch on topics in its settings, add the bot as an administrator, start Lampa: the log tells the number for TELEGRAM_DESK_CHAT',
      ),
    ];
  }
  try {
    const [group, own] = [await api.getChat(chat, inTime()), await api.getChatMember(chat, bot, inTime())];
    return [topics(group), ...rights(own)];
  } catch (error) {
    const refusal = refusalOf(error);
    if (refusal === null || refusal.why === 'later' || refusal.why === 'token') throw error;
    if (refusal.why === 'migrated') {
      return [wrong('the staff group was upgraded', `set TELEGRAM_DESK_CHAT=${refusal.to}`)];
    }
    return [
      wrong(
        'the staff group is not found',
        'add the bot to the group and check the number in TELEGRAM_DESK_CHAT',
      ),
    ];
  }
};

const topics = (group: ChatFullInfo): Found =>
  group.type === 'supergroup' && group.is_forum === true
    ? right('the staff group has topics')
    : wrong(
        'the staff group has no topics',
        'open the group in Telegram, Edit, Topics, switch them on; its number may change then: TELEGRAM_DESK_CHAT',
      );

const needed: readonly (readonly [keyof ChatMemberAdministrator, string])[] = [
  ['can_manage_topics', 'Manage Topics'],
  ['can_pin_messages', 'Pin Messages'],
  ['can_delete_messages', 'Delete Messages'],
];

const rights = (own: ChatMember): readonly Found[] => {
  if (own.status === 'creator') return [right('the bot owns the staff group')];
  if (own.status !== 'administrator') {
    const is =
      own.status === 'left' || own.status === 'kicked' ? 'not in the staff group' : 'no administrator';
    return [
      wrong(
        `the bot is ${is}`,
        'open the group in Telegram, Edit, Administrators, Add, choose the bot, allow Manage Topics, Pin and Delete Messages',
      ),
    ];
  }
  return needed.map(([may, name]) =>
    own[may] === true
      ? right(`the bot may: ${name}`)
      : wrong(
          `the bot may not: ${name}`,
          `open the group in Telegram, Edit, Administrators, the bot, switch on "${name}"`,
        ),
  );
};
