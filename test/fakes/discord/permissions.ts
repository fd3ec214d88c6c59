import { PermissionFlagsBits } from 'discord-api-types/v10';
import { refusal } from './refusal.ts';
import type { Guild, Room } from './world.ts';

export type Permission = keyof typeof PermissionFlagsBits;

export const bitsOf = (permissions: readonly Permission[]): bigint =>
  permissions.reduce((all, one) => all | PermissionFlagsBits[one], 0n);

const everything = bitsOf(Object.keys(PermissionFlagsBits) as Permission[]);

/** What somebody may do on a server, before what its channels say. */
const baseOf = (guild: Guild, user: string): bigint => {
  const member = guild.members.get(user);
  if (member === undefined) return 0n;
  if (guild.ownerId === user) return everything;
  const bits = [guild.id, ...member.roles].reduce(
    (all, id) => all | BigInt(guild.roles.get(id)?.permissions ?? '0'),
    0n,
  );
  return (bits & PermissionFlagsBits.Administrator) === 0n ? bits : everything;
};

/** What somebody may do in a channel; a thread takes what its channel says. */
export const permissionsIn = (room: Room, user: string): bigint => {
  const { guild } = room;
  if (guild === null) return everything;
  const base = baseOf(guild, user);
  if (base === everything) return base;
  const place = room.thread === null ? room : (guild.rooms.get(room.parentId ?? '') ?? room);
  const roles = guild.members.get(user)?.roles ?? [];
  const of = (ids: readonly string[]) => place.overwrites.filter(({ id }) => ids.includes(id));
  let bits = base;
  for (const group of [of([guild.id]), of(roles), of([user])]) {
    for (const { deny } of group) bits &= ~BigInt(deny);
    for (const { allow } of group) bits |= BigInt(allow);
  }
  return (bits & PermissionFlagsBits.ViewChannel) === 0n ? 0n : bits;
};

export const may = (room: Room, user: string, permission: Permission): boolean =>
  (permissionsIn(room, user) & PermissionFlagsBits[permission]) !== 0n;

/** Refuses as Discord does: what cannot be seen is "missing access", the rest "missing permissions". */
export const demand = (room: Room, user: string, ...permissions: readonly Permission[]): void => {
  if (!may(room, user, 'ViewChannel')) throw refusal(50001);
  if (!permissions.every((one) => may(room, user, one))) throw refusal(50013);
};

export const demandOnServer = (guild: Guild, user: string, permission: Permission): void => {
  if (!guild.members.has(user)) throw refusal(10004);
  if ((baseOf(guild, user) & PermissionFlagsBits[permission]) === 0n) throw refusal(50013);
};
