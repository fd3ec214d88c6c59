import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, onTestFinished, test } from 'vitest';
import { createMemory, readable } from '../../adapters/memory/memory.ts';
import { createHealth } from '../../src/health/health.ts';
import { createStoreWatch, type StoreState } from '../../src/health/store-watch.ts';
import { createTally } from '../../src/health/tally.ts';
import { noLog } from '../../src/log.ts';
import { sqliteError } from '../../src/store/store-error.ts';
import { createFakeClock } from '../fakes/clock.ts';
import { realThings } from '../lampa.ts';
import { changeOf, start, toPerson, waitingIn } from '../store/given.ts';
import { sqlitePlace } from '../store/place.ts';

/** A store, a platform in memory and their health on a free local port. */
const given = async () => {
  const place = await sqlitePlace();
  const store = await place.open();
  const clock = createFakeClock(start);
  const memory = createMemory('memory', clock.now);
  const { log, tally } = createTally(noLog);
  const health = await createHealth({ port: 0, folder: place.folder, tally, clock, log });
  onTestFinished(async () => {
    await health.close();
    await store.close();
    await place.remove();
  });
  const { voice } = await realThings();
  const begin = (): void => {
    const { port: platform, desk } = memory;
    health.watch({ store, ports: [platform], desk, voice: () => voice, newId: randomUUID });
    health.running();
  };
  const url = `http://127.0.0.1:${health.port}`;
  const asks = async (path: string, init: RequestInit = {}) => {
    const answer = await fetch(url + path, init);
    return { status: answer.status, body: await answer.text() };
  };
  const ready = async (): Promise<{ readonly status: number; readonly body: unknown }> => {
    await health.look();
    const { status, body } = await asks('/ready');
    return { status, body: JSON.parse(body) };
  };
  const desk = (): readonly string[] => memory.at(memory.desk).map(readable);
  return { place, store, clock, memory, health, log, begin, asks, ready, desk };
};

test('lives from the beginning, is ready when all runs, and no more when it stops', async () => {
  const { health, begin, asks, ready } = await given();
  expect(await asks('/live')).toMatchObject({ status: 200 });
  expect(await ready()).toMatchObject({ status: 503, body: { ready: false, phase: 'starting' } });
  begin();
  expect(await ready()).toMatchObject({
    status: 200,
    body: { ready: true, store: 'well', knowledge: 'well', platforms: { memory: 'well' } },
  });
  health.reach('memory', 'away');
  expect(await ready()).toMatchObject({ status: 503, body: { platforms: { memory: 'away' } } });
  health.reach('memory', 'well');
  expect(await ready()).toMatchObject({ status: 200 });
  health.stopping();
  expect(await ready()).toMatchObject({ status: 503, body: { phase: 'stopping' } });
});

test('a store that refuses is told by readiness and on the desk, once, and so is its end', async () => {
  const { place, begin, ready, desk } = await given();
  begin();
  expect(await ready()).toMatchObject({ status: 200 });
  const holder = new DatabaseSync(join(place.folder, 'lampa.sqlite'), { timeout: 5000 });
  holder.exec('BEGIN IMMEDIATE');
  expect(await ready()).toMatchObject({ status: 503, body: { store: 'refuses' } });
  expect(await ready()).toMatchObject({ status: 503 });
  holder.exec('ROLLBACK');
  holder.close();
  expect(await ready()).toMatchObject({ status: 200, body: { store: 'well' } });
  expect(desk()).toEqual([
    expect.stringContaining('⚠️ Lampa teď nemůže nic uložit'),
    expect.stringContaining('✅ Lampa zase ukládá'),
  ]);
});

test('a full disk is told as such, by what SQLite says and by the space that is left, again until the desk has it, and every hour', async () => {
  const disk: { free: number; fails: boolean; reached: boolean } = {
    free: 1e9,
    fails: false,
    reached: false,
  };
  const told: StoreState[] = [];
  const clock = createFakeClock(start);
  const watch = createStoreWatch({
    write: async () => {
      if (disk.fails) throw sqliteError({ code: 13, message: 'database or disk is full' }, '/data');
    },
    free: async () => disk.free,
    clock,
    log: noLog,
    tell: async (state) => {
      told.push(state);
      return disk.reached;
    },
  });
  await watch.look();
  expect([watch.state(), watch.free()]).toEqual(['well', 1e9]);
  disk.fails = true;
  await watch.look();
  expect(watch.state()).toBe('full');
  disk.reached = true;
  await watch.look();
  await watch.look();
  disk.fails = false;
  disk.free = 10_000_000;
  await watch.look();
  expect(watch.state()).toBe('full');
  expect(told).toEqual(['full', 'full']);
  clock.set(start + 3_600_000);
  await watch.look();
  expect(told).toEqual(['full', 'full', 'full']);
  disk.free = 1e9;
  await watch.look();
  clock.set(start + 2 * 3_600_000);
  await watch.look();
  expect(told).toEqual(['full', 'full', 'full', 'well']);
});

test('a disk that does not answer at all counts as one that refuses', async () => {
  const clock = createFakeClock(start);
  const never = () => new Promise<never>(() => undefined);
  const told: StoreState[] = [];
  const tell = async (state: StoreState) => told.push(state) > 0;
  const watch = createStoreWatch({ write: never, free: never, clock, log: noLog, tell });
  const looked = watch.look();
  while (told.length === 0) {
    clock.set(clock.now() + 5_000);
    await new Promise((resolve) => setImmediate(resolve));
  }
  await looked;
  expect(told).toEqual(['refuses']);
  expect(watch.free()).toBeNull();
});

test('figures tell how much, of whom never', async () => {
  const { store, clock, begin, asks, ready, log } = await given();
  const person = 'memory:kanarek-42';
  const keep = waitingIn(store, person, start, 7);
  const errands = [toPerson(store, person, 'kvytnikl'), toPerson(store, person, 'card', { crisis: true })];
  await store.commit(changeOf(store, person, start, { keep, errands }));
  log({ line: 'event', event: 'said', state: 'waiting', effects: 1 });
  log({ line: 'event', event: 'woke', state: 'waiting', effects: 1 });
  log({ line: 'delivered', errand: 1, to: 'person' });
  log({ line: 'refused', errand: 2, to: 'room', reason: 'gone' });
  log({ line: 'denied', by: 'person', what: 'forged-button' });
  begin();
  await ready();
  clock.set(start + 90_000);
  const { status, body } = await asks('/metrics');
  expect(status).toBe(200);
  for (const line of [
    'lampa_ready 1',
    'lampa_platform_ready{platform="memory"} 1',
    'lampa_received_total 1',
    'lampa_answered_total 1',
    'lampa_events_total{event="woke"} 1',
    'lampa_refused_total{to="room",reason="gone"} 1',
    'lampa_denied_total{by="person",what="forged-button"} 1',
    'lampa_queue_length{crisis="yes"} 1',
    'lampa_queue_length{crisis="no"} 1',
    'lampa_queue_oldest_seconds 90',
    'lampa_open_cases{state="waiting"} 1',
  ]) {
    expect(body.split('\n')).toContain(line);
  }
  for (const name of ['memory_bytes', 'disk_free_bytes', 'event_loop_delay_seconds{of="p99"}']) {
    expect(body).toMatch(new RegExp(`^lampa_${name.replace(/[{}]/g, '\\$&')} [\\d.e-]+$`, 'm'));
  }
  for (const secret of ['kanarek', 'kvytnikl', 'liška', store.conversationId(person)]) {
    expect(body).not.toContain(secret);
  }
  // Every line is of the form that Prometheus reads, and each name is explained once.
  for (const line of body.trimEnd().split('\n')) {
    expect(line).toMatch(
      /^(# (HELP|TYPE) lampa_\w+ .+|lampa_\w+(\{\w+="[\w-]+"(,\w+="[\w-]+")*\})? [\d.e+-]+)$/,
    );
  }
  const explained = [...body.matchAll(/^# TYPE (\S+)/gm)].map(([, name]) => name);
  expect(new Set(explained).size).toBe(explained.length);
});

test('answers nothing but three questions, and only to programs on this machine', async () => {
  const { asks, health } = await given();
  expect((await asks('/')).status).toBe(404);
  expect((await asks('/metrics', { method: 'POST', body: 'x' })).status).toBe(405);
  expect(await asks('/live', { method: 'HEAD' })).toEqual({ status: 200, body: '' });
  const taken = createHealth({
    port: health.port,
    folder: '.',
    tally: createTally(noLog).tally,
    clock: createFakeClock(start),
    log: noLog,
  });
  await expect(taken).rejects.toThrow(/LAMPA_HEALTH_PORT/);
});
