/**
 * A chat with the bot without internet and without a token: a Telegram of our own on this machine, with both sides, the young
 * person and the desk, in this window.
 *
 *   node scripts/fake-telegram.ts [--port 8081]
 *
 * The bot is started in another window, as it is for the real Telegram; which settings it needs is printed.
 */
import { parseArgs } from 'node:util';
import { openChatWindow } from '../test/fakes/telegram/chat-window.ts';
import { type FakeTelegram, startFakeTelegram } from '../test/fakes/telegram/telegram.ts';

const { values } = parseArgs({ options: { port: { type: 'string', default: '8081' } } });
const port = Number(values.port);
if (!Number.isInteger(port) || port < 0 || port > 65535) {
  console.error('fake-telegram: --port takes a whole number up to 65535.');
  process.exit(2);
}

const begun = async (): Promise<FakeTelegram> => {
  try {
    return await startFakeTelegram({ port });
  } catch (error) {
    console.error(
      `fake-telegram: port ${port} cannot be used (${error instanceof Error ? error.message : error}); try --port 0.`,
    );
    return process.exit(1);
  }
};

const telegram = await begun();
const { desk, closed } = openChatWindow({
  telegram,
  input: process.stdin,
  output: process.stdout,
  color: process.stdout.isTTY === true && !process.env.NO_COLOR,
});

console.log(`A Telegram of our own listens on ${telegram.url}. Start the bot in another window:

  TELEGRAM_API_ROOT=${telegram.url} TELEGRAM_TOKEN=${telegram.token} TELEGRAM_DESK_CHAT=${desk.id} npm start

Then write here what a young person writes; @ and a text is written at the desk. :help lists all, :quit ends.
`);

await closed;
for (const violation of telegram.judge.violations) console.log(`Against the Bot API: ${violation}`);
await telegram.stop();
process.exit();
