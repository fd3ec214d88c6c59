import { InteractionResponseType, InteractionType, MessageFlags } from 'discord-api-types/v10';
import { type Answer, bodyOf, type Call, nothing, ok, param, type Route } from '../call.ts';
import { checkModal, type Loose } from '../components.ts';
import { answer, deadline, type Interaction, isEphemeral, tellChanged, tokenLife } from '../interactions.ts';
import { checkForm, type MessageForm } from '../message-form.ts';
import { change, drop } from '../messages.ts';
import { invalidForm, refusal } from '../refusal.ts';
import { messageShape } from '../shapes.ts';
import type { Stored } from '../world.ts';

const wrongKind = (): Error =>
  invalidForm('type', 'INTERACTION_RESPONSE_TYPE_INVALID', 'Interaction callback type is invalid');

const isFilled = (form: MessageForm, call: Call): boolean =>
  (form.content ?? '').trim() !== '' ||
  [form.components, form.embeds].some((list) => (list ?? []).length > 0) ||
  call.files.length > 0;

const first = (call: Call, interaction: Interaction, form: MessageForm, isLoading: boolean): void => {
  if (!isLoading) {
    checkForm(form);
    if (!isFilled(form, call)) throw refusal(50006);
  }
  interaction.original = answer(
    call.world,
    interaction,
    isLoading ? { flags: (form.flags ?? 0) & MessageFlags.Ephemeral } : form,
    isLoading ? [] : call.files,
    isLoading,
  );
};

/** What a first answer does; the interaction is acknowledged when nothing is thrown. */
const acknowledge = (
  call: Call,
  interaction: Interaction,
  type: number,
  data: Loose,
): Interaction['acknowledged'] => {
  const form = data as MessageForm;
  const { pressedOn } = interaction;
  switch (type) {
    case InteractionResponseType.ChannelMessageWithSource:
      first(call, interaction, form, false);
      return 'message';
    case InteractionResponseType.DeferredChannelMessageWithSource:
      first(call, interaction, form, true);
      return 'deferred';
    case InteractionResponseType.DeferredMessageUpdate:
      if (pressedOn === null) throw wrongKind();
      interaction.original = pressedOn;
      return 'deferred-update';
    case InteractionResponseType.UpdateMessage:
      if (pressedOn === null) throw wrongKind();
      change(call.world, interaction.room, pressedOn, form, call.files);
      interaction.original = pressedOn;
      tellChanged(call.world, interaction, pressedOn);
      return 'update';
    case InteractionResponseType.Modal:
      if (interaction.type === InteractionType.ModalSubmit) throw wrongKind();
      checkModal(data);
      interaction.modal = data;
      return 'modal';
    case InteractionResponseType.ApplicationCommandAutocompleteResult:
      if (interaction.type !== InteractionType.ApplicationCommandAutocomplete) throw wrongKind();
      interaction.choices = Array.isArray(data.choices) ? (data.choices as unknown[]) : [];
      return 'choices';
    default:
      throw wrongKind();
  }
};

const callback = (call: Call): Answer => {
  const { world } = call;
  const interaction = world.interactions.get(param(call, 'interaction'));
  const isMeant = interaction?.token === param(call, 'token');
  if (interaction === undefined || !isMeant) throw refusal(10062);
  if (interaction.acknowledged !== null) throw refusal(40060);
  if (world.clock.now() - interaction.at > deadline) throw refusal(10062);
  const { type = 0, data = {} } = bodyOf<{ type?: number; data?: Loose | null }>(call);
  interaction.acknowledged = acknowledge(call, interaction, type, data ?? {});
  world.changed();
  if (call.query.get('with_response') !== 'true') return nothing;
  const { original } = interaction;
  const shown =
    original !== null && ['message', 'deferred', 'update'].includes(interaction.acknowledged ?? '');
  return ok({
    interaction: {
      id: interaction.id,
      type: interaction.type,
      channel_id: interaction.room.id,
      ...(interaction.room.guild === null ? {} : { guild_id: interaction.room.guild.id }),
      ...(original === null
        ? {}
        : {
            response_message_id: original.message.id,
            response_message_loading: interaction.acknowledged === 'deferred',
            response_message_ephemeral: isEphemeral(original),
          }),
    },
    ...(shown ? { resource: { type, message: messageShape(world, original) } } : {}),
  });
};

/** The interaction whose token stands in the path; it works for a quarter of an hour. */
const interactionOf = (call: Call): Interaction => {
  const token = param(call, 'token');
  const found = [...call.world.interactions.values()].find((one) => one.token === token);
  if (found === undefined || param(call, 'application') !== call.world.bot.id) throw refusal(10015);
  if (call.world.clock.now() - found.at > tokenLife) throw refusal(50027);
  if (found.acknowledged === null) throw refusal(10015);
  return found;
};

const targetOf = (call: Call, interaction: Interaction): Stored => {
  const id = param(call, 'message');
  const stored = id === '@original' ? interaction.original : interaction.messages.get(id);
  const isGone =
    stored !== undefined &&
    stored !== null &&
    !isEphemeral(stored) &&
    !interaction.room.messages.has(stored.message.id);
  if (stored === undefined || stored === null || isGone) throw refusal(10008);
  return stored;
};

const edit = (call: Call, interaction: Interaction, stored: Stored): Answer => {
  const { world } = call;
  change(world, interaction.room, stored, bodyOf<MessageForm>(call), call.files);
  const flags = (stored.message.flags ?? 0) & ~MessageFlags.Loading;
  stored.message = { ...stored.message, flags: flags as MessageFlags };
  tellChanged(world, interaction, stored);
  return ok(messageShape(world, stored));
};

const isWaiting = ({ original }: Interaction): boolean =>
  ((original?.message.flags ?? 0) & MessageFlags.Loading) !== 0;

const mostFollowUps = 5;

const followUp = (call: Call): Answer => {
  const interaction = interactionOf(call);
  const form = bodyOf<MessageForm>(call);
  // The first word after "is thinking" takes its place.
  if (isWaiting(interaction) && interaction.original !== null)
    return edit(call, interaction, interaction.original);
  checkForm(form);
  if (!isFilled(form, call)) throw refusal(50006);
  if (interaction.isForeign && interaction.followUps >= mostFollowUps) throw refusal(40094);
  interaction.followUps += 1;
  const stored = answer(call.world, interaction, form, call.files);
  return ok(messageShape(call.world, stored));
};

const at = '/webhooks/:application/:token';

export const interactionRoutes: readonly Route[] = [
  { method: 'POST', path: '/interactions/:interaction/:token/callback', open: true, run: callback },
  { method: 'POST', path: at, open: true, run: followUp },
  {
    method: 'GET',
    path: `${at}/messages/:message`,
    open: true,
    run: (call) => ok(messageShape(call.world, targetOf(call, interactionOf(call)))),
  },
  {
    method: 'PATCH',
    path: `${at}/messages/:message`,
    open: true,
    run: (call) => {
      const interaction = interactionOf(call);
      return edit(call, interaction, targetOf(call, interaction));
    },
  },
  {
    method: 'DELETE',
    path: `${at}/messages/:message`,
    open: true,
    run: (call) => {
      const interaction = interactionOf(call);
      const stored = targetOf(call, interaction);
      interaction.messages.delete(stored.message.id);
      if (interaction.original === stored) interaction.original = null;
      if (!isEphemeral(stored)) drop(call.world, interaction.room, stored.message.id);
      return nothing;
    },
  },
];
