import type { FromDesk, FromPerson } from '../../src/port.ts';
import type { PressSeal } from '../shared/press.ts';
import type { Asked } from './parse-interaction.ts';

/** What a channel is to us. */
export type Place =
  | { readonly in: 'private'; readonly user: string }
  /** A post that the bot opened in the forum of the desk. */
  | { readonly in: 'room' }
  /** The forum itself, the desk's own post, and what workers opened there themselves. */
  | { readonly in: 'desk' }
  | { readonly in: 'elsewhere' };

export interface Desk {
  readonly channel: string;
  /** Who has this role is one of the staff. */
  readonly staffRole: string;
}

/** What must be known to read what Discord tells. */
export interface Reader {
  readonly bot: string;
  /** null: workers are elsewhere. */
  readonly desk: Desk | null;
  /** The server of the desk; null: not known yet. */
  readonly deskGuild: string | null;
  readonly seal: Pick<PressSeal, 'open'>;
  /** What a channel is; undefined: not known yet. */
  readonly placeOf: (channel: string) => Place | undefined;
  /** What stands behind the commands of persons, by name. */
  readonly commands: ReadonlyMap<string, string>;
  readonly deskCommands: ReadonlySet<string>;
  /** Milliseconds since 1970, for what Discord gives no time. */
  readonly now: number;
}

/** What something that Discord tells means for the shell. */
export type Parsed =
  | { readonly is: 'person'; readonly incoming: FromPerson }
  | { readonly is: 'desk'; readonly incoming: FromDesk }
  /** Somebody without the role acts in the desk. */
  | { readonly is: 'stranger' }
  | { readonly is: 'asked'; readonly asked: Asked }
  /** To be read again when it is known what the channel is. */
  | { readonly is: 'where'; readonly channel: string }
  /** To be read again when the message was fetched. */
  | { readonly is: 'which'; readonly channel: string; readonly message: string }
  /** Somebody spoke to the bot where others read it. */
  | { readonly is: 'in-public'; readonly channel: string; readonly message: string }
  | { readonly is: 'place'; readonly channel: string; readonly place: Place }
  /** Something that decides about the bot's rights in the desk may have changed. */
  | { readonly is: 'desk-changed' }
  | { readonly is: 'desk-lost' }
  | { readonly is: 'nothing' };

export const nothing: Parsed = { is: 'nothing' };

export const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** The name that other workers see. */
export const nameOf = (
  user: { readonly username?: string; readonly global_name?: string | null; readonly id: string },
  nick: string | null | undefined,
): string => [nick, user.global_name, user.username].find((name) => name?.trim())?.trim() ?? user.id;
