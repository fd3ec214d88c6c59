/** What the operator should know; fixed sentences with nobody's words in them. */
export const news = {
  unreachable: 'Discord cannot be reached; it is tried again and again',
  reachable: 'Discord answers again',
  token:
    'Discord refuses the token; open the Developer Portal, Bot, Reset Token, and set DISCORD_TOKEN to the new one',
  intents:
    'Discord refuses to show what workers write; open the Developer Portal, Bot, and switch on Message Content Intent',
  'no-sessions': 'Discord lets this bot connect no more today; it is tried again later',
  'not-taken': 'an event was not taken; it is tried again',
  'set-aside': 'an event could not be taken again and again; it was set aside, its words are not kept',
  'caught-up': 'what came while Lampa was away was fetched',
  'not-caught-up': 'what came while Lampa was away could not all be fetched; it is tried again in a minute',
  'no-desk': 'no desk is set, so workers see nothing here; set DISCORD_DESK_CHANNEL',
  'desk-not-found': 'the desk is not found; add the bot to the server and check DISCORD_DESK_CHANNEL',
  'desk-no-forum': 'the desk is no forum channel; make one and set DISCORD_DESK_CHANNEL to its number',
  'desk-rights': 'the bot lacks rights in the desk; "lampa doctor" says which',
  'desk-lost':
    'the desk is gone, or the bot was removed from its server; workers see nothing until that is mended',
  'desk-back': 'the desk can be worked with again',
  'desk-full':
    'the server has as many open posts as Discord lets it have; the oldest that are over are put away',
  'tags-not-set': 'the tags of the desk could not be made; the bot works without them, or make them by hand',
  'menu-not-set': 'the commands could not be set; the bot works without them',
  stranger: 'somebody without the role of the staff acted in the desk; nothing was done',
  late: 'Discord says that an answer to a press came too late; the clock of this machine may be wrong, or it is overloaded',
  twice:
    'Discord says that a press was answered already; another program may run with the same token, stop it',
  'rate-limited': 'Discord has refused many requests; all but urgent ones wait',
  moderated: 'a rule of AutoMod keeps the bot from writing; exempt its role on the server of the desk',
} as const;
export type News = keyof typeof news;

/** What is no reason to worry. */
export const goodNews: readonly News[] = ['reachable', 'desk-back', 'caught-up', 'stranger'];

/** Tells the operator. */
export type Tell = (what: News) => void;
