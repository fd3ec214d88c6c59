import type { WebhookInfo } from '@grammyjs/types';
import type { Call, Handlers } from '../call.ts';
import { badRequest, conflict } from '../refusal.ts';
import type { UpdateKind } from '../updates.ts';

/** How long a pressed button may be answered, seconds. Telegram does not say; this is about what is seen. */
export const pressLasts = 60;

const webhookInfo = ({ world, webhook }: Call): WebhookInfo => {
  const settings = webhook.settings();
  const trouble = webhook.trouble();
  const allowed = world.updates.allowed();
  return {
    url: settings?.url ?? '',
    has_custom_certificate: false,
    pending_update_count: world.updates.pending().length,
    ...(settings === null ? {} : { max_connections: settings.maxConnections, ip_address: '127.0.0.1' }),
    ...(trouble === null ? {} : { last_error_date: trouble.date, last_error_message: trouble.text }),
    ...(allowed === undefined ? {} : { allowed_updates: [...allowed] }),
  };
};

export const receiving: Handlers = {
  getMe: ({ world }) => world.bot,
  getUpdates: async (call) => {
    const { world, parameters, webhook, gone } = call;
    if (webhook.settings() !== null) {
      throw conflict(
        "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
      );
    }
    const updates = await world.updates.poll({
      offset: parameters.integer('offset') ?? 0,
      limit: parameters.integer('limit') ?? 100,
      timeout: parameters.integer('timeout') ?? 0,
      allowed: parameters.json<readonly UpdateKind[]>('allowed_updates'),
      gone,
    });
    return [...updates];
  },
  setWebhook: ({ world, parameters, webhook }) => {
    const url = parameters.text('url');
    const secret = parameters.text('secret_token');
    if (secret !== '' && !/^[\w-]{1,256}$/.test(secret)) {
      throw badRequest('secret token contains unallowed characters');
    }
    const loopback = /^http:\/\/(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?(?:\/|$)/.test(url);
    if (url !== '' && !loopback && !url.startsWith('https://')) {
      throw badRequest('bad webhook: An HTTPS URL must be provided for webhook');
    }
    world.updates.allow(parameters.json<readonly UpdateKind[]>('allowed_updates'));
    if (parameters.flag('drop_pending_updates')) world.updates.forgetAll();
    if (url === '') webhook.remove();
    else webhook.set({ url, secret, maxConnections: parameters.integer('max_connections') ?? 40 });
    return true;
  },
  deleteWebhook: ({ world, parameters, webhook }) => {
    if (parameters.flag('drop_pending_updates')) world.updates.forgetAll();
    webhook.remove();
    return true;
  },
  getWebhookInfo: webhookInfo,
  answerCallbackQuery: ({ world, parameters }) => {
    const press = world.presses.get(parameters.text('callback_query_id'));
    const old = press === undefined || world.clock.now() - press.at > pressLasts * 1000;
    if (old) throw badRequest('query is too old and response timeout expired or query ID is invalid');
    const text = parameters.text('text');
    if (text.length > 200) throw badRequest('MESSAGE_TOO_LONG');
    press.answer ??= { text, alert: parameters.flag('show_alert') };
    world.changed();
    return true;
  },
};
