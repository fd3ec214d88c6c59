import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { createInterface } from 'node:readline';
import type { Share } from './mixed-child.ts';
import type { Proof } from './proof.ts';

interface Told {
  readonly histories: number;
  readonly onTelegram: number;
  readonly onDiscord: number;
  readonly moves: number;
  readonly deliveries: number;
  readonly forged: number;
  readonly restarts: number;
  readonly mixed: readonly string[];
}

const play = (share: Share, onTold: (told: Told) => void): Promise<string | null> =>
  new Promise((resolve) => {
    const child = spawn(
      process.execPath,
      [new URL('./mixed-child.ts', import.meta.url).pathname, JSON.stringify(share)],
      { stdio: ['ignore', 'pipe', 'pipe'] },
    );
    let complaint = '';
    child.stderr.on('data', (chunk: Buffer) => {
      complaint += chunk.toString();
    });
    createInterface({ input: child.stdout }).on('line', (line) => onTold(JSON.parse(line) as Told));
    child.once('close', (code) => resolve(code === 0 ? null : complaint.trim().slice(0, 2000)));
  });

/** Random histories of several people, workers and platforms at once: nothing of one is ever with another. */
export const mixed: Proof = {
  name: 'mixed',
  run: async ({ short, seed, progress }) => {
    const histories = short ? 400 : 10_000;
    const shares = Math.max(1, Math.min(4, availableParallelism()));
    const all: Told[] = [];
    const sum = (of: (told: Told) => number): number => all.reduce((total, told) => total + of(told), 0);
    const size = Math.ceil(histories / shares);
    const broken = await Promise.all(
      Array.from({ length: shares }, (_, i) =>
        play(
          {
            from: 1 + i * size,
            to: 1 + Math.min(histories, (i + 1) * size),
            seed,
            messengerEvery: short ? 4 : 30,
          },
          (told) => {
            all.push(told);
            progress(`${sum((one) => one.histories)} of ${histories} histories`);
          },
        ),
      ),
    );
    const found = all.flatMap((told) => told.mixed);
    const against = [...broken.flatMap((why) => (why === null ? [] : [`it broke down: ${why}`])), ...found];
    return [
      {
        what: `${sum((told) => told.histories)} random histories of persons, workers and platforms`,
        figures: `with Telegram ${sum((told) => told.onTelegram)}, with Discord ${sum((told) => told.onDiscord)}, moves ${sum((told) => told.moves)}, deliveries ${sum((told) => told.deliveries)}, restarts ${sum((told) => told.restarts)}, mixed ${found.length}; forged buttons refused ${sum((told) => told.forged)}`,
        against,
      },
    ];
  },
};
