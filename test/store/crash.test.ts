import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { inspectStore } from '../../src/store/inspect-store.ts';
import { type FolderPlace, sqlitePlace } from './place.ts';

const script = fileURLToPath(new URL('./children/commits.ts', import.meta.url));

let place: FolderPlace;
beforeEach(async () => {
  place = await sqlitePlace();
});
afterEach(() => place.remove());

const writer = (folder: string): ChildProcess =>
  spawn(process.execPath, [script, folder], { stdio: ['ignore', 'pipe', 'inherit'] });

/** Reads the lines of a child; `until` says after which one to kill it. Resolves when it has ended. */
const linesOf = (child: ChildProcess, until: (line: string) => boolean): Promise<readonly string[]> =>
  new Promise((resolve) => {
    const lines: string[] = [];
    const input = child.stdout;
    if (input === null) throw new Error('the child has no output');
    createInterface({ input }).on('line', (line) => {
      lines.push(line);
      if (until(line)) child.kill('SIGKILL');
    });
    child.on('close', () => resolve(lines));
  });

test('a kill -9 in the middle of writing loses nothing that was acknowledged', async () => {
  for (const after of ['40', '113']) {
    const lines = await linesOf(writer(place.folder), (line) => line === after);
    const acknowledged = Number(lines.at(-1));
    expect(acknowledged).toBeGreaterThanOrEqual(Number(after));
    const store = await place.open();
    expect(await store.check()).toBe('ok');
    for (let n = 1; n <= acknowledged; n += 1) expect(await store.seen(`key ${n}`)).toBe(true);
    const texts = await store.texts(store.conversationId('telegram:1'), 1000);
    expect(texts.map((text) => text.text)).toContain('text 36');
    await store.close();
    await place.remove();
    place = await sqlitePlace();
  }
});

test('a second process on the same store is refused, and let in when the first was killed', async () => {
  const first = writer(place.folder);
  let refusal: unknown;
  let locked = false;
  const opened = linesOf(first, (line) => line === '5000');
  await new Promise<void>((resolve) => first.stdout?.once('data', () => resolve()));
  try {
    locked = inspectStore(place.folder).locked;
    const lines = await linesOf(writer(place.folder), () => false);
    refusal = lines.join('\n');
  } finally {
    first.kill('SIGKILL');
    await opened;
  }
  expect(locked).toBe(true);
  expect(refusal).toBe(
    `refused: Another Lampa is already running on ${place.folder}. Stop it first, or set LAMPA_DATA to another folder.`,
  );
  const store = await place.open();
  await store.close();
  expect(inspectStore(place.folder).locked).toBe(false);
});

test('a second store in the same process is refused as well', async () => {
  const store = await place.open();
  await expect(place.open()).rejects.toThrow(/already running/);
  await store.close();
});
