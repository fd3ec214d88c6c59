import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

/** What no line of the program may do; each is read in all sources, so that it stays so. */

const sources = ['src', 'adapters']
  .flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file)),
  )
  .filter((file) => file.endsWith('.ts'))
  .map((file) => ({ file, code: readFileSync(file, 'utf8') }));

/** `file: what` for each place where the pattern, with the flag g, is found. */
const found = (pattern: RegExp, folder = ''): readonly string[] =>
  sources
    .filter(({ file }) => file.startsWith(folder))
    .flatMap(({ file, code }) =>
      [...code.matchAll(pattern)].map((match) => `${file}: ${match[1] ?? match[0]}`),
    );

test('no text is run as code, and no shell is asked', () => {
  expect(sources.length).toBeGreaterThan(200);
  expect(found(/\beval\(|new Function\(|node:vm|shell: *true|\bexecSync\(|\bspawn\w*\(|import\(`/g)).toEqual(
    [],
  );
  expect(found(/import \{([^}]*)\} from 'node:child_process'/g)).toEqual([
    'src/catalogue/pdf.ts:  execFile ',
  ]);
});

test('what nobody may guess does not come from a generator of dice', () => {
  expect(found(/Math\.random/g)).toEqual([]);
});

test('keys, hashes and seals are AES-256-GCM, HMAC and HKDF of SHA-256, all of Node itself', () => {
  const named = found(/(?:createHash|createHmac|hkdfSync|createCipheriv|createDecipheriv)\(\s*'([^']+)'/g);
  const asked = found(/(?:createHash|createHmac|hkdfSync|createCipheriv|createDecipheriv)\(/g);
  expect(named).toHaveLength(asked.length);
  expect(new Set(named.map((one) => one.split(': ')[1]))).toEqual(new Set(['sha256', 'aes-256-gcm']));
  expect(found(/createCipher\(|pbkdf2|publicEncrypt|md5|'sha1'|-ecb|-cbc/gi)).toEqual([]);
});

test('nothing lets a false certificate through', () => {
  expect(
    found(/rejectUnauthorized|NODE_TLS_REJECT|checkServerIdentity|insecureHTTPParser|minVersion/g),
  ).toEqual([]);
});

test('only an adapter calls anybody: the rest of the program opens no connection', () => {
  expect(
    found(/\bfetch\(|node:(?:https|net|tls|dgram|http2|dns)|undici|XMLHttpRequest|http\.request/g, 'src'),
  ).toEqual([]);
});

test('no setting that is a secret can be given as an argument, which everybody on the machine sees', () => {
  const options = found(/^\s+'?([\w-]+)'?: \{ type: 'string'/gm).map((one) => one.split(': ')[1]);
  expect(options).toContain('misses');
  expect(options.filter((name) => /token|secret|key|password/i.test(name ?? ''))).toEqual([]);
});
