/** The numbers of the conversation, in one place. Times are milliseconds. Texts and code both take them from here. */

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

export const rules = {
  /** Alarms to the desk after a case opened and nobody claimed it; after the last one, `alarmEvery`. */
  alarmsAfter: [5 * minute, 15 * minute],
  alarmEvery: hour,
  /** After a day without anybody the hourly alarm would only teach people not to look. */
  alarmDailyAfter: day,
  /** Nobody took the case and the person has not written for so long: both sides are told that it ends. */
  giveUpAfter: 7 * day,
  /** A worker who owes an answer is reminded, and then the case is free for others. */
  remindWorkerAfter: 15 * minute,
  releaseWorkerAfter: hour,
  /** A case closes by itself this long after the worker's last word, never before the worker has answered. */
  expireAfter: day,
  /** More messages than this within the time are a flood: answered once, kept and read for risk all the same. */
  flood: { messages: 8, within: 10_000 },
  /** What a message means is read with the danger of this last time in mind. */
  dangerStays: day,
  /** The desk hears again of the same danger of the same person after this time. */
  alertAgainAfter: 10 * minute,
  /** Who wants to is asked this long after a case whether they reached anybody. */
  askLaterAfter: 10 * day,
  /** How many services are shown at a time. */
  servicesAtATime: 3,
  /** How many of the last words a new room shows. */
  wordsInRoom: 30,
  /** How many kept texts are looked through for them, and shown by `/full`. */
  wordsLookedThrough: 200,
  /** A crisis message is answered past the store when the store has not taken it within this time. */
  crisisWaits: 500,
  /** Defaults of the retention; configuration may shorten or lengthen them. */
  retention: {
    botText: 72 * hour,
    caseText: 30 * day,
    deletionRecord: 365 * day,
    inbox: 7 * day,
    audit: 365 * day,
    /** Two years, so that a year can be held against the one before. */
    counters: 730 * day,
  },
} as const;

export const units = { minute, hour, day } as const;
