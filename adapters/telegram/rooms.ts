import type { RoomSign } from '../../src/port.ts';
import { type Client, inTime } from './client.ts';

/** Colours that Telegram allows for a topic without an icon. */
const red = 0xfb6f5f;
const blue = 0x6fb9f0;
/** Letters of a topic's name. */
const longestName = 128;

const circles: Readonly<Record<RoomSign['risk'], string>> = {
  none: '⚪',
  concern: '🟡',
  high: '🟠',
  emergency: '🔴',
};

/** The name of a topic: the risk as a colour before the title, a mark when the case is over. */
export const topicName = ({ title, risk, stage }: RoomSign): string =>
  `${stage === 'over' ? '✔️' : circles[risk]} ${title}`.slice(0, longestName).toWellFormed();

/** Which icons say it, best first, among those that Telegram offers to everybody. */
const iconsFor = ({ risk, stage }: RoomSign): readonly string[] => {
  if (stage === 'over') return ['✅', '🏁'];
  if (risk === 'emergency') return ['‼️', '❗️', '🔥'];
  if (risk === 'high') return ['❗️', '‼️', '🔥'];
  return stage === 'with-worker' ? ['💬', '🗣'] : ['❓', '👀'];
};

const withoutVariant = (emoji: string): string => emoji.replaceAll('\ufe0f', '');

export const topicColor = ({ risk }: RoomSign): typeof red | typeof blue =>
  risk === 'high' || risk === 'emergency' ? red : blue;

/** The icons that topics may have, by emoji; asked once, and lived without when it fails. */
export const createIcons = (api: Client) => {
  let asked: Promise<ReadonlyMap<string, string>> | null = null;
  const ask = async (): Promise<ReadonlyMap<string, string>> => {
    try {
      const stickers = await api.getForumTopicIconStickers(inTime());
      return new Map(
        stickers.flatMap(({ emoji, custom_emoji_id: id }) =>
          emoji === undefined || id === undefined ? [] : [[withoutVariant(emoji), id] as const],
        ),
      );
    } catch {
      asked = null;
      return new Map();
    }
  };
  return {
    of: async (sign: RoomSign): Promise<string | null> => {
      asked ??= ask();
      const icons = await asked;
      const found = iconsFor(sign).find((emoji) => icons.has(withoutVariant(emoji)));
      return found === undefined ? null : (icons.get(withoutVariant(found)) ?? null);
    },
  };
};
