import type { Text } from './cs.ts';
import { counted } from './plural.ts';

const minutes = (n: number) => counted('en', n, { one: 'minute', other: 'minutes' });
const hours = (n: number) => counted('en', n, { one: 'hour', other: 'hours' });
const days = (n: number) => counted('en', n, { one: 'day', other: 'days' });
const months = (n: number) => counted('en', n, { one: 'month', other: 'months' });

/** What the bot says, in English. "Youth worker", since "street worker" means something else to many readers. */
export const en: Text = {
  locale: 'en-GB',
  languageName: 'English',

  welcome:
    'Hi, this is Lampa. I’m a bot, not a human, and you don’t have to say who you are. What you write is read by me; youth workers see it only if you ask for a person or if somebody is in danger.',

  firstSteps: 'What you can do right now:',
  foundHere: 'These people can help you with that:',
  foundNear: 'I don’t know of anything right where you are, but this is nearby:',
  foundCountry: 'You can turn to these, wherever you are:',
  foundNothing:
    'I don’t have a service for this yet. I can connect you with a person, or try to tell me what would help right now.',
  nothingHere: 'Right where you are I don’t know anything for this yet.',
  nothingMore: 'That’s all I have on this. Do you want to try another place, or a person?',
  nothingThatFits: 'I don’t know of anything that fits exactly. This comes closest:',
  softLine: 'If it gets worse:',
  askPlace: 'Where are you now? A town or village is enough, and I’ll find something close.',
  sharePlace: (button) =>
    `Tap “${button}” below. I only take the town from it and don’t keep the exact spot. You can also write the town.`,
  placeHeard: (place) => `I take it as: ${place}. I don’t keep the exact spot.`,
  placeNotFound: 'I don’t know this place. Try the nearest bigger town.',
  placeNoted: (place) => `OK, I’m looking around: ${place}. What can I help you with?`,
  whichPlace: 'There is more than one place like that. Which one do you mean?',
  placeOf: (name, district) => `${name} (${district})`,
  whichTopic: 'Do I understand you right? Is it about one of these?',
  askTopic: 'Tell me in other words. One sentence is enough.',
  notUnderstood:
    'I don’t quite get this. Tell me another way, for example “nowhere to sleep” or “debts”, or say that you want a person.',
  outOfScope:
    'I can’t help with this one. I can find help when something is hard: at home, at school, in a relationship, with money, with yourself. And I can call a youth worker.',
  aboutShort: 'Help near you, who to call when it is bad, and a human if you like. A bot, no name needed.',
  inPublic: (link: string) => `Others can read this here. Write to me in private: ${link}`,
  elsewhere: {
    opened: (link) => `I’ve written to you in private: ${link}`,
    closed:
      'I can’t write to you in private: your private messages are closed. You can allow them for this server (Privacy Settings, Direct Messages), or write with /write. Only you see the answer.',
    writeHere: 'Write here',
    formTitle: 'Write to Lampa',
    formLabel: 'What is going on? Only Lampa reads it.',
    notStaff: 'This is for streetworkers only.',
    posted: 'Done, the card is in the channel.',
    notPosted:
      'The card cannot be posted here: the bot may not write. Ask an admin of the server to let it write in this channel.',
    panelTitle: 'Is something hard? Write to Lampa.',
    panelText:
      'Lampa is a bot. It finds help near you, and if you like, a human, a youth worker, takes over. It all goes in private messages, and nobody on this server sees who presses what.',
    talk: 'Write in private',
    introduction: (name, role, organisation) => `${name}, ${role} (${organisation})`,
    introductionText:
      'I’m here and you can write to me, whatever it is. Lampa, a bot, reads first: press the button and ask for a human.',
    write: 'write to Lampa from anywhere, only you see it',
    writeWords: 'what is going on, in your own words',
    panelHelp: 'a card with buttons for this channel',
    introduceHelp: 'introduce yourself in this channel',
    placeHelp: 'where people come from, for example club-holysov',
  },
  aboutMe:
    'I’m Lampa, a bot. I find help near you when something is hard, and if you like, a human, a youth worker, takes over. Write the way you talk.',

  crisisEmergency: 'This is about your safety now. Call right away:',
  crisisHigh: 'This is serious. It’s good that you’re telling me. You can call right now:',
  crisisAsked: 'You can call here right away:',
  crisisEmergencyOther:
    'This person may be in danger. Call right away. Stay with them only if it is safe for you too:',
  crisisHighOther: 'It’s good that you care about this person. You don’t have to handle it without help:',
  crisisEnd: 'I’m a bot. There is a human on the line.',
  crisisNoContact: 'Call the emergency number 112.',
  worksOnlyIn: (country) => `${country} only`,

  openNow: 'open now',
  closedNow: 'closed now',
  hoursUnknown: 'I don’t know the hours, check them first',
  nonstop: '24/7',
  free: 'free',
  anonymous: 'anonymous if you like',
  parentalConsent: 'under 18 they want a parent’s consent',
  full: 'full at the moment',
  age: (from, to) => {
    if (from === null) return to === null ? '' : `up to age ${to}`;
    return to === null ? `from age ${from}` : `ages ${from}–${to}`;
  },
  verifiedOn: (date) => `checked ${date}`,
  sourceOf: (date) => `information from ${date}`,
  sourceUndated: 'information without a date',
  checkBefore: 'check before you go there',
  chat: 'Chat',
  sms: (number, keyword) => (keyword === null ? `Text ${number}` : `Text ${keyword} to ${number}`),
  weekdays: { MO: 'Mon', TU: 'Tue', WE: 'Wed', TH: 'Thu', FR: 'Fri', SA: 'Sat', SU: 'Sun' },
  countries: {
    CZ: 'Czechia',
    PL: 'Poland',
    SK: 'Slovakia',
    UA: 'Ukraine',
    GB: 'United Kingdom',
    US: 'USA',
  },

  caseAsked: 'OK, I’m calling a person.',
  caseDanger: 'I’m letting the youth workers know about you right away, under a nickname.',
  caseSteppedIn: 'A youth worker would like to talk with you.',
  onDuty: (usual) =>
    usual === null
      ? 'One of the youth workers is on duty now.'
      : `One of the youth workers is on duty now. They usually answer within ${minutes(usual)}.`,
  offDuty: (opens) =>
    opens === null
      ? 'Probably nobody is here now, and I don’t know exactly when somebody will answer.'
      : `Nobody is here now. Youth workers are due back: ${opens}.`,
  meanwhile: 'Feel free to keep writing, I’ll pass it on. If it can’t wait:',
  confidentiality:
    'The youth worker sees a nickname, not your name. What you write stays between you and the team. The exception is when somebody’s life is at risk or when the law requires it; if possible, they tell you beforehand.',
  alreadyWaiting: 'You’re already waiting for a person, they know about you.',
  alreadyWithWorker: 'You’re already connected with a youth worker. They see what you write here.',
  passedOn: 'I’m passing this on to the youth workers. In the meantime I can keep looking for help.',
  stillWaiting: (n) =>
    `You’ve been waiting ${minutes(n)} and nobody has answered yet. I’m sorry, I’m calling them again. You can also try a human here:`,
  workerHere: (role) => `Now you’re talking with a human: ${role}. I’ll stay quiet.`,
  handedOver: 'They are passing you on within the team. Somebody else will write.',
  workerSilent: 'The youth worker hasn’t answered for a while. I’m calling the others. If it can’t wait:',
  backGaveBack: 'The youth worker is leaving, it’s me again, the bot.',
  backClosed: 'The talk with the youth worker has ended, it’s me again, the bot. You can write any time.',
  backEnded: 'OK, we’re ending it. It’s me again, the bot. You can ask for a person again any time.',
  backExpired:
    'It’s been quiet here for a long time, so I’m closing the talk with the youth worker. It’s me again, the bot. You can write any time.',
  backUnclaimed:
    'I’m sorry, none of the youth workers took your message, so you are no longer waiting for anybody. I’m still here, the bot. When it gets bad, try:',
  backCancelled: 'OK, nobody will write to you now. I’m still here, the bot.',
  nothingToEnd:
    'Right now you’re talking only with me, a bot. You can stop writing and come back any time, and if you want a person, just say so.',
  helped: 'Did it help?',
  thanksYes: 'That’s good. If anything comes up, I’m here.',
  thanksNo: 'Thanks for telling me. We can try it another way, or I’ll call a person.',

  askLaterNoted: (n) =>
    `OK, I’ll write in ${days(n)}. For that I keep only your nickname and where to write to you.`,
  reached: 'Some time ago we were looking for help here. Did you manage to reach somebody?',
  help: 'Tell me what’s going on, one sentence is fine. I’ll find help near you or call a person. I can also do this:',
  commandHelp: {
    help: 'what I can do',
    crisis: 'who to call when it’s bad',
    person: 'I want a person',
    language: 'another language',
    privacy: 'what I know about you',
    delete: 'delete everything about me',
    hide: 'delete, and how to clean up your phone',
    who: 'who is behind this',
    end: 'end the talk with a person',
  },
  privacy: (n) =>
    `I don’t know your name and I don’t want it. What you write is locked away for ${hours(n.botHours)}; when a youth worker writes with you, for ${days(n.caseDays)} after the last word. Then it’s gone. Youth workers see a nickname. What they read also stands in their team’s room; I delete it there at the same time. Their overview keeps only the nickname and what it was about. I only count how often something was asked, without words and without names. When you ask me to delete it, it goes at once; for ${months(n.recordMonths)} I keep only the fact that something was deleted. The app you’re writing in has its own copy, which I can’t delete.`,
  who: (organisation, url) =>
    url === null
      ? `Behind me is: ${organisation}.`
      : `Behind me is: ${organisation}. You can check that here: ${url}`,
  chooseLanguage: 'Which language do you want to write in?',
  languageChanged: 'OK, English from now on.',
  deleted:
    'Done, I have nothing about you any more: messages, nickname and the key to them are gone. Only a record without content remains, saying that something was deleted. What is in this app, delete on your side.',
  hidden:
    'Done, everything is gone on my side. Now on yours: delete this whole chat and its notifications, and if somebody else looks at your phone, log out of the app.',

  flood:
    'You write fast and I can’t answer everything at once. I read it all; tell me now in one sentence what matters most.',
  mediaNotRead: (what) => `I can’t read ${what}. Please tell me in words, or I’ll call a person.`,
  mediaAnnounced: (what) =>
    `I can’t pass on ${what} here. The youth worker knows that something came; please say in words what’s in it.`,
  media: {
    photo: 'photos',
    voice: 'voice messages',
    video: 'videos',
    file: 'files',
    sticker: 'stickers',
    location: 'locations',
    contact: 'contacts',
    poll: 'polls',
    other: 'messages like this',
  },
  oldButton: 'This button no longer works. Tell me what you need.',
  blocked: (until) => `Youth workers won’t answer you for now, until ${until}. Crisis contacts still work:`,
  welcomeBack: 'I’m here again. Tell me what you need.',
  workerSays: (role) => role,

  buttons: {
    person: 'I want a person',
    more: 'More',
    otherPlace: 'Another place',
    sharePlace: 'Send where I am',
    notThis: 'That’s not it',
    somethingElse: 'Something else',
    yes: 'Yes',
    no: 'No',
    help: 'What can you do',
    crisis: 'Who to call now',
    delete: 'Delete everything',
    askLater: 'Ask me later',
    end: 'End',
  },

  desk: {
    caseTitle: (n, alias) => `Case ${n}: ${alias}`,
    alias: 'Nickname',
    language: 'Language',
    place: 'Place',
    unknown: 'unknown',
    topics: 'Topic',
    risk: 'Risk',
    risks: { none: '⚪ none', concern: '🟡 concern', high: '🟠 high', emergency: '🔴 danger to life' },
    origin: 'Came from',
    waitingSince: 'Waiting since',
    state: 'State',
    states: { bot: 'with the bot', waiting: 'waiting for a person', 'with-worker': 'with a worker' },
    soFar: 'Words so far',
    nothingYet: 'No words yet.',
    wordsOf: { person: 'writes', worker: 'worker', note: 'note' },
    edited: 'edited',
    deletedWords: 'deleted',
    mediaFrom: (what) => `[${what} can’t be passed on here yet]`,
    danger: (alias, risk, topics) =>
      `${alias}: ${risk}${topics ? `, ${topics}` : ''}. Has the crisis contacts already.`,
    dangerHere: (risk) => `Attention: ${risk}. Crisis contacts are going out now.`,
    newCase: (title, risk) => `${title}, ${risk}. Who takes it?`,
    stillUnclaimed: (title, n) => `${title} has been waiting ${minutes(n)} and nobody has taken it.`,
    coordinators: (names) => `Calling the coordinators: ${names}.`,
    tier: {
      1: 'Calling everybody on duty again.',
      2: 'Somebody please take it now.',
      3: 'Still nobody.',
    },
    claimed: (title, worker) => `${title} is taken by ${worker}.`,
    claimedHere: (worker) =>
      `${worker} has it. What ${worker} writes now goes to the person; // in front makes it a note for the team.`,
    alreadyClaimed: (worker, since) => `${worker} has had it since ${since}.`,
    notClaimed: 'Nobody has taken it yet, so this stayed a note. Write /take.',
    notYours: (worker) => `${worker} has it; only ${worker} can do this. It can be taken over after /hand.`,
    handedOver: (worker, to) =>
      to === null ? `${worker} hands over. Who takes it?` : `${worker} hands over: ${to}, will you take it?`,
    handedCall: (title, worker, to) =>
      to === null
        ? `${title}: ${worker} hands over. Who takes it?`
        : `${title}: ${worker} hands over. ${to}, will you take it?`,
    ended: {
      'gave-back': 'Given back to the bot.',
      closed: 'Closed.',
      ended: 'The person ended the talk.',
      expired: 'Closed after a long silence.',
      unclaimed: 'Nobody took it for a week.',
      cancelled: 'The person wants nobody any more.',
      deleted: 'The person had everything deleted.',
    },
    endedCall: (title, how) => `${title}: ${how}`,
    outcome: (what) => `Outcome: ${what}.`,
    outcomes: {
      helped: 'helped',
      referred: 'referred',
      'went-quiet': 'went quiet',
      'not-for-us': 'not for us',
      misuse: 'misuse',
    },
    noCase: 'There is no case here now. The bot is talking with the person.',
    deleted: 'The person had everything deleted. This room goes now.',
    roomStays: (n) =>
      `⚠️ The room of case ${n} should be gone with all that is in it, but I may not delete it. Please delete it by hand, and give me the right to delete messages. I keep trying.`,
    notShown: 'The platform did not let one message in here. /full shows the words.',
    unsent: 'The person deleted one of their messages.',
    takenBack: 'The message is deleted on the person’s side; they may have read it already.',
    notTakenBack: 'The message could not be deleted on the person’s side; they probably still have it.',
    unsendWhich: 'Write /unsend as a reply to your message. On Discord just delete it.',
    unreachable: {
      blocked:
        'The person blocked the bot or closed their private messages. Nothing reaches them until they write again.',
      gone: 'That chat no longer exists. Nothing reaches them now.',
      rejected: 'The platform refused the message.',
      left: 'The person left. Nothing reaches them now.',
    },
    reachable: 'The person can be reached again.',
    unanswered: (n) => `The person has been waiting ${minutes(n)} for an answer.`,
    released: (worker) => `${worker} is not answering. The case is free again.`,
    silentCall: (title, worker, n) =>
      `${title}: ${worker} has not answered for ${minutes(n)}. The case is free again.`,
    roomRenewed: 'The room was gone, here is a new one.',
    blocked: (worker, until) => `${worker} blocks writing until ${until}. Crisis contacts still work.`,
    unblocked: (worker) => `${worker} lifts the block.`,
    revealed: (title, worker) => `${title}: ${worker} reveals who is writing. The reason is on record.`,
    identity: (address) => `Address on the platform: ${address}`,
    store: {
      full: 'The disk of the server is full, new messages cannot be stored now. Crisis contacts still go out. Whoever looks after Lampa should know at once.',
      refuses:
        'Lampa cannot store anything now, messages are delayed. Crisis contacts still go out. Whoever looks after Lampa should know at once.',
      well: 'Lampa stores messages again as before.',
    },
    nameless:
      'Telegram does not show who writes, so this goes nowhere. Switch off “Remain anonymous” and write it again.',
    ownPost: {
      name: '🔔 For all',
      text: 'This is for all that belongs to no single case: who waits, who is on duty, what the directory holds.',
    },
    tags: {
      waiting: 'waiting',
      'with-worker': 'with a worker',
      over: 'closed',
      concern: 'concern',
      high: 'high risk',
      emergency: 'danger to life',
    },
    mediaStays: 'not delivered: only text can be passed on, please put it into words',
    revealNeedsReason: 'Give a reason: /reveal and why a life is in danger.',
    delivered: 'delivered',
    notDelivered: {
      blocked: 'not delivered: the person blocked the bot or closed their private messages',
      gone: 'not delivered: that chat no longer exists',
      rejected: 'not delivered: the platform refused the message',
      unreachable: 'not delivered: the person cannot be reached now',
    },
    lateBy: (n) => `Came while the bot was down, ${minutes(n)} ago.`,
    duty: {
      on: (until) => (until === null ? 'Duty is on.' : `Duty is on until ${until}.`),
      off: (opens) =>
        opens === null
          ? 'Nobody is on duty, and I don’t know the next hours.'
          : `Nobody is on duty. Next duty: ${opens}.`,
    },
    notWritten:
      'The directory cannot be written now: the file is broken, or somebody has just edited it. Nothing was changed.',
    capacities: { full: 'full', free: 'has room', closed: 'closed' },
    capacityNoted: (id, state, until) => `${id}: ${state} until ${until}.`,
    noCases: 'No open case.',
    caseLine: (title, risk, state, since) => `${risk} ${title}, ${state}, since ${since}`,
    nothingFound: 'There is nothing like that in the database.',
    unknownCommand: 'I don’t know this command.',
    onlyInRoom: 'This works only in the room of a case.',
    unknownOutcome: (known) => `Write /close and an outcome: ${known}.`,
    help: [
      '/take – take it',
      '/hand [name] – hand over',
      '/back – give back to the bot',
      '/close outcome – close',
      '// text – note for the team only',
      '/card – card of the case',
      '/full – everything written so far',
      '/find text – search the database',
      '/send id – send a service or contact',
      '/capacity id full|free|closed [days] – a service is full, has room, is closed',
      '/unsend – take your message back (as a reply to it)',
      '/cases – open cases',
      '/duty on|off|auto – duty by hand for 12 hours, or by the hours again',
      '/block days, /unblock – blocking',
      '/reveal reason – show who is writing (danger to life only)',
    ].join('\n'),
    buttons: { take: 'Take it', hand: 'Hand over', back: 'Back to the bot', close: 'Close', card: 'Card' },
  },
};
