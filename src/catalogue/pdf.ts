import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** How printing went. none: no browser is installed; failed: one is, and could not do it. */
export type Printed =
  | { readonly kind: 'printed'; readonly pdf: Uint8Array; readonly browser: string }
  | { readonly kind: 'none' }
  | { readonly kind: 'failed'; readonly browser: string; readonly why: string };

/** What browsers that can print without a window are called, on Linux, macOS and Windows. */
const usual: readonly string[] = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome',
  'microsoft-edge',
  'msedge',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

const longestMs = 60_000;

/**
 * Prints a page on A4 with a browser that is installed here; `browser`: the one to use, else the usual ones are tried. The
 * browser gets a profile of its own that is thrown away, and a minute.
 */
export async function printPdf(page: string, browser: string | null): Promise<Printed> {
  const folder = await mkdtemp(join(tmpdir(), 'lampa-print-'));
  try {
    const source = join(folder, 'page.html');
    await writeFile(source, page);
    for (const name of browser === null ? usual : [browser]) {
      const target = join(folder, 'page.pdf');
      const why = await run(name, argumentsFor(source, target, join(folder, 'profile')));
      if (why === 'not-there') continue;
      const pdf = await readFile(target).catch(() => null);
      if (pdf?.subarray(0, 5).toString('latin1') === '%PDF-') return { kind: 'printed', pdf, browser: name };
      return { kind: 'failed', browser: name, why: why ?? '' };
    }
    return { kind: 'none' };
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
}

const argumentsFor = (source: string, target: string, profile: string): readonly string[] => [
  '--headless',
  '--disable-gpu',
  '--no-first-run',
  '--no-pdf-header-footer',
  `--user-data-dir=${profile}`,
  `--print-to-pdf=${target}`,
  // The sandbox cannot be set up by root; the page itself holds no script and loads nothing.
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  pathToFileURL(source).href,
];

/** null: it ended well; else why not, in the browser's own words. */
const run = (browser: string, args: readonly string[]): Promise<'not-there' | string | null> =>
  new Promise((resolve) => {
    execFile(browser, [...args], { timeout: longestMs, killSignal: 'SIGKILL' }, (error, _, complaint) => {
      if (error === null) resolve(null);
      else if ('code' in error && error.code === 'ENOENT') resolve('not-there');
      else if (error.killed === true) resolve(`no answer within ${longestMs / 1000} s`);
      else resolve(complaint.trim().split('\n').at(-1) ?? error.message);
    });
  });
