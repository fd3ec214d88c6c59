/**
 * How long the import of a big register takes, and how much memory: `node bench/import.ts [MEGABYTES]` (60). A register of nobody
 * is written into a temporary folder; the real command runs on it as a child: dry run, taking over all, and once more, which must
 * propose nothing. Needs Linux, which tells the peak of a process; fails when one is above 300 MB. Times depend on the machine:
 * compare within a run.
 */
import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeBigRegister } from '../test/fakes/rpss.ts';

const megabytes = Number(process.argv[2] ?? '60');
if (!Number.isInteger(megabytes) || megabytes < 1)
  throw new Error('bench: write the size in whole megabytes');
const folder = mkdtempSync(join(tmpdir(), 'lampa-bench-import-'));
const knowledge = join(folder, 'knowledge');
const register = join(folder, 'register', 'rpss.json');
const lookEvery = 20;
/** Megabytes that no run may ever have in memory. */
const most = 300;

/** The most memory that a process has had, megabytes; 0 when it cannot be told. */
function peakOf(pid: number): number {
  try {
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1000;
  } catch {
    return 0;
  }
}

async function run(name: string, args: readonly string[]): Promise<void> {
  const begun = performance.now();
  const child = spawn(process.execPath, ['src/main.ts', 'kb', ...args], {
    env: { PATH: process.env.PATH, LAMPA_KNOWLEDGE: knowledge },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let peak = 0;
  const timer = setInterval(() => {
    peak = Math.max(peak, peakOf(child.pid ?? 0));
  }, lookEvery);
  let out = '';
  child.stdout.on('data', (chunk: Buffer) => {
    out += chunk.toString();
  });
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  clearInterval(timer);
  const seconds = ((performance.now() - begun) / 1000).toFixed(1);
  const told = out.split('\n').filter((line) => /^(New:|Nothing|Written|\d+ errors)/.test(line));
  if (code !== 0 || peak > most) process.exitCode = 1;
  console.log(`${name}: exit ${code}, ${seconds} s, peak ${Math.round(peak)} MB. ${told.join(' ')}`);
}

try {
  cpSync('data/knowledge', knowledge, { recursive: true });
  const entries = writeBigRegister(register, megabytes * 1_000_000);
  console.log(`${Math.round(statSync(register).size / 1_000_000)} MB, ${entries} registrations`);
  const from = ['import', 'rpss', register];
  await run('dry run', [...from, '--dry-run']);
  await run('one region', [...from, '--region', 'Klatovsko', '--admit', 'all']);
  await run('all', [...from, '--admit', 'all']);
  await run('once more', [...from, '--dry-run']);
  await run('check', ['check']);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
