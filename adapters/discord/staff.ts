import { type APIGuildMember, Routes } from 'discord.js';
import type { Client } from './client.ts';
import type { Desk } from './desk.ts';
import { refusalOf } from './refusal.ts';

/** Whether somebody on another server is one of the staff: asked each time, for roles are taken away without a word. */
export const isStaff = async (
  client: Client,
  desk: Desk,
  role: string | null,
  user: string,
): Promise<boolean> => {
  if (desk.channel === null || role === null) return false;
  const { guild } = await desk.known();
  try {
    const member = await client.get<APIGuildMember>(Routes.guildMember(guild, user));
    return member.roles.includes(role);
  } catch (error) {
    if (refusalOf(error)?.why === 'gone') return false;
    throw error;
  }
};
