import type { APIUser } from 'discord-api-types/v10';
import { flat, type Loose } from './components.ts';
import type { MessageForm } from './message-form.ts';
import { may } from './permissions.ts';
import { userOf } from './shapes.ts';
import type { Room, World } from './world.ts';

/** All words of a message, those in its components too. */
export const allText = (content: string, components: readonly Loose[]): string =>
  [
    content,
    ...flat(components).flatMap((one) => (typeof one.content === 'string' ? [one.content] : [])),
  ].join('\n');

interface Mentioned {
  readonly mentions: APIUser[];
  readonly mention_roles: string[];
  readonly mention_everyone: boolean;
}

/** Who is really called by a text. */
export const mentioned = (world: World, room: Room, author: APIUser, form: MessageForm): Mentioned => {
  const text = allText(form.content ?? '', form.components ?? []);
  const allowed = form.allowed_mentions;
  const isAsked = (kind: string): boolean =>
    allowed === undefined || allowed === null ? true : (allowed.parse?.includes(kind) ?? false);
  const isAllowed = (kind: 'users' | 'roles', id: string): boolean =>
    isAsked(kind) || (allowed?.[kind]?.includes(id) ?? false);
  const ids = [...new Set([...text.matchAll(/<@!?(\d+)>/g)].map(([, id = '']) => id))];
  const users = ids.filter((id) => isAllowed('users', id)).flatMap((id) => userOf(world, id) ?? []);
  const roles = [...new Set([...text.matchAll(/<@&(\d+)>/g)].map(([, id = '']) => id))].filter(
    (id) => room.guild?.roles.has(id) === true && isAllowed('roles', id),
  );
  return {
    mentions: users,
    mention_roles: roles,
    mention_everyone:
      room.guild !== null &&
      /@(?:everyone|here)\b/.test(text) &&
      isAsked('everyone') &&
      may(room, author.id, 'MentionEveryone'),
  };
};
