/** What the operator should know; fixed sentences with nobody's words in them. */
export const news = {
  unreachable: 'Telegram cannot be reached; it is tried again and again',
  reachable: 'Telegram answers again',
  token:
    'Telegram refuses the token; get a new one from @BotFather (/mybots, API Token) and set TELEGRAM_TOKEN',
  'second-poller': 'another program fetches the messages of this bot; stop it, one bot can be run only once',
  'set-aside': 'an update could not be taken again and again; it was set aside, its words are not kept',
  'not-taken': 'an update was not taken; it will come again',
  'no-desk': 'no staff group is set, so workers see nothing; set TELEGRAM_DESK_CHAT',
  'desk-not-found': 'the staff group is not found; add the bot to it and check TELEGRAM_DESK_CHAT',
  'desk-rights':
    'the bot lacks rights in the staff group; make it an administrator who may manage topics, pin and delete messages',
  'desk-lost': 'the bot was removed from the staff group; workers see nothing until it is added again',
  'desk-back': 'the bot is in the staff group again',
  'desk-moved': 'the staff group was upgraded; set TELEGRAM_DESK_CHAT to the new number',
  'other-group':
    'the bot was added to a group; if it is the staff group, set TELEGRAM_DESK_CHAT to this number',
  'nameless-worker':
    'somebody writes in the staff group anonymously; nothing of it is passed on: switch off "Remain anonymous" for them',
  stranger: 'somebody acted in the staff group who is no member of it; nothing was done',
  'menu-not-set': 'the commands and descriptions could not be set; the bot works without them',
  'perhaps-twice': 'no answer came to a message; it is sent again, perhaps a second time',
  'topic-twice':
    'no answer came when a topic was opened, and so there are two of one name; delete the one without messages',
  'bad-webhook': 'a request to the webhook was refused: wrong secret, path or size',
} as const;
export type News = keyof typeof news;

/** What is no reason to worry. */
export const goodNews: readonly News[] = ['reachable', 'desk-back', 'other-group', 'perhaps-twice'];

/** Tells the operator; `chat` is the number of a group, never of a person. */
export type Tell = (what: News, chat?: number) => void;
