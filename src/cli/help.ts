import { editDistance } from '../knowledge/edit-distance.ts';
import { type Out, paint } from './out.ts';

const commands = [
  [
    'start [--as NAME]',
    'run Lampa; without a platform: try it here in the terminal, both sides in one window',
  ],
  ['match TEXT [--explain]', 'show how one message is understood and what would be offered'],
  ['match --jsonl [--explain]', 'the same for many: {"id","text"} a line in, one line of JSON each out'],
  [
    'eval [FILE …] [--misses KIND]',
    'measure understanding on labelled messages (without a file: those that come with it)',
  ],
  [
    'kb COMMAND',
    'keep the directory: check, look up, change, bring in, give out; "lampa kb help" lists them',
  ],
  [
    'catalogue --region R',
    'a booklet of who helps in a region, for phone and paper; the same as "kb catalogue"',
  ],
  ['keys init|rotate|status', 'the master key: make it, change it (also while Lampa runs), look at it'],
  ['backup FOLDER', 'back up conversations and keys, also while Lampa runs; checked at once'],
  ['restore FOLDER', 'put a backup back; who was deleted since then is deleted again first'],
  ['audit', 'what was done at the desk: who took over, who saw an account and why; also while Lampa runs'],
  ['doctor', 'check this installation: settings, store, knowledge base, model, disk'],
  ['help', 'this text'],
] as const;

const names = [...commands.map(([usage]) => usage.split(' ')[0] ?? usage), 'kb', 'help'];
const widest = Math.max(...commands.map(([usage]) => usage.length));

/** `lampa help`. */
export const help = (out: Out): number => {
  out.print('Lampa answers young people in a chat from a local directory, and hands over to a streetworker.');
  out.print('');
  for (const [usage, meaning] of commands) {
    out.print(`  ${paint(out, 'bold', `lampa ${usage.padEnd(widest)}`)}  ${meaning}`);
  }
  out.print('');
  out.print('Settings come from the environment or from a file .env; .env.example lists them all.');
  out.print('Without npm link, write "npx lampa …" or "npm run lampa -- …".');
  return 0;
};

/** An unknown command: names the one that was probably meant. */
export const unknownCommand = (said: string, out: Out): number => {
  const [nearest] = names
    .map((name) => ({ name, distance: editDistance(said.toLowerCase(), name) }))
    .sort((a, b) => a.distance - b.distance);
  const hint = nearest !== undefined && nearest.distance <= 2 ? ` Did you mean "lampa ${nearest.name}"?` : '';
  out.complain(`lampa: there is no command "${said}".${hint} "lampa help" lists them all.`);
  return 2;
};

/** A command that was used wrongly. */
export const misused = (message: string, out: Out): number => {
  out.complain(`lampa: ${message}. "lampa help" shows how it is used.`);
  return 2;
};
