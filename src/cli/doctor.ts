import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { type Config, type ConfigRead, variableNames } from '../config.ts';
import { checkKnowledge } from '../knowledge/check.ts';
import { loadKnowledge } from '../knowledge/load.ts';
import { inspectKeys } from '../store/inspect-keys.ts';
import { inspectFile, inspectStore } from '../store/inspect-store.ts';
import { masterSource, nameOfSource, readMasters } from '../store/master-source.ts';
import { createMaster } from '../store/secrets.ts';
import { loadLearnt, loadLessons } from '../understand/load.ts';
import { type Out, paint } from './out.ts';

export interface DoctorNeeds {
  readonly read: ConfigRead;
  /** What is configured as far as it could be read, else the defaults. */
  readonly config: Config;
  /** Names of the variables that are set. */
  readonly set: readonly string[];
  /** Files in which the operator keeps a token or another secret. */
  readonly secretFiles: readonly string[];
  /** Folder of what comes with the program: examples, model. */
  readonly data: string;
  readonly nodeVersion: string;
  /** What the configured platforms say of themselves; empty: none is configured. */
  readonly platforms: () => Promise<readonly Finding[]>;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly out: Out;
}

/** One thing that was looked at; `remedy` says what to do when it is not right. */
export interface Finding {
  readonly says: string;
  readonly remedy: string | null;
}

const right = (says: string): Finding => ({ says, remedy: null });
const wrong = (says: string, remedy: string): Finding => ({ says, remedy });

const oldestNode = 24;
const leastFree = 200_000_000;

const node = (version: string): Finding =>
  Number(version.split('.')[0]) >= oldestNode
    ? right(`Node ${version}`)
    : wrong(`Node ${version} is too old`, `install Node ${oldestNode}, or run "npm ci" again`);

const settings = (read: ConfigRead, set: readonly string[]): readonly Finding[] => {
  if (!read.ok) return read.problems.map((problem) => wrong(`setting ${problem}`, 'correct it in .env'));
  const ours = variableNames.filter((name) => set.includes(name));
  return [
    right(
      `settings: ${ours.length === 0 ? 'all as they come' : `${ours.join(', ')} set, the others as they come`}`,
    ),
  ];
};

/** A file of somebody else (a secret that a container mounts) has the rights that they gave it. */
const isOwn = (path: string): boolean => statSync(path).uid === process.getuid?.();

const secrets = (paths: readonly string[]): readonly Finding[] =>
  paths
    .map(inspectFile)
    .filter(({ path, openToOthers }) => openToOthers && isOwn(path))
    .map(({ path, mode }) =>
      wrong(
        `settings: others can read ${path} (${mode}), and a secret stands in it`,
        `chmod 600 ${path}, and get a new token if others use this machine`,
      ),
    );

const noPlatform = right('platforms: none is configured, so "npm start" runs here in the terminal');

const platforms = async (look: DoctorNeeds['platforms']): Promise<readonly Finding[]> => {
  const found = await look();
  return found.length === 0 ? [noPlatform] : found;
};

const masterKey = async (config: Config): Promise<readonly Finding[]> => {
  const source = masterSource(config.dataFolder, config.masterKey);
  const name = nameOfSource(source);
  const { wrapped, inUse } = inspectKeys(config.dataFolder);
  if (wrapped === null || wrapped.size === 0) return [];
  let there: readonly string[];
  try {
    there = ((await readMasters(source)) ?? []).map((key) => createMaster(key).id);
  } catch (error) {
    const [what, remedy = ''] = (error instanceof Error ? error.message : String(error)).split(
      /\. (?=Run: )/,
    );
    return [wrong(`master key: ${what?.replace(/^Store: /, '')}`, remedy.replace(/^Run: /, ''))];
  }
  const lost = [...(inUse === null ? [] : [inUse]), ...wrapped.keys()].filter((id) => !there.includes(id));
  if (lost[0] !== undefined) {
    return [
      wrong(
        `master key: ${lost[0]} is not in ${name}, so nobody can read what hangs on it`,
        'put the copy from its safe place back; if there is none, move the data folder away and begin anew',
      ),
    ];
  }
  return wrapped.size > 1 || there.length > 1
    ? [wrong('master key: a rotation was cut short', 'run "lampa keys rotate"')]
    : [right(`master key: in ${name}; "lampa keys status" says more`)];
};

/** The folder, or the nearest one above it that is there, can be written. */
const canBeMade = (folder: string): boolean => {
  let there = resolve(folder);
  while (!existsSync(there)) there = dirname(there);
  try {
    accessSync(there, constants.W_OK);
    return statSync(there).isDirectory();
  } catch {
    return false;
  }
};

const store = (folder: string): readonly Finding[] => {
  const { files, locked, conversations, trouble } = inspectStore(folder);
  const open = files.filter((file) => file.openToOthers);
  const has = (name: string): boolean => files.some(({ path, size }) => path.endsWith(name) && size !== null);
  if (!has('lampa.sqlite') && !has('keys.sqlite')) {
    return canBeMade(folder)
      ? [right(`store: none yet in ${folder}; the first start makes it`)]
      : [
          wrong(
            `store: it cannot be made in ${folder}`,
            'correct LAMPA_DATA, or give the folder above it to the user that runs Lampa',
          ),
        ];
  }
  const backup = 'restore it from your backup; without it the texts cannot be read';
  return [
    ...trouble.map((what) => wrong(`store: ${what}`, 'stop Lampa, keep the folder aside, restore a backup')),
    ...(['lampa.sqlite', 'keys.sqlite'] as const)
      .filter((name) => !has(name))
      .map((name) => wrong(`store: ${name} is missing in ${folder}`, backup)),
    ...open.map(({ path, mode }) => wrong(`store: others can read ${path} (${mode})`, `chmod 600 ${path}`)),
    ...(trouble.length === 0
      ? [
          right(
            `store: ${conversations ?? 0} conversations in ${folder}${locked ? '; Lampa is running on it' : ''}`,
          ),
        ]
      : []),
  ];
};

const knowledge = async (folder: string, now: number): Promise<Finding> => {
  const loaded = await loadKnowledge(folder);
  if ('problems' in loaded) {
    return wrong(
      `knowledge base: ${loaded.problems.length} problems in ${folder}`,
      '"lampa kb check" says where and what to write; until then the last good version is used',
    );
  }
  const warnings = checkKnowledge(loaded.knowledge, now).length;
  const { services, contacts } = loaded.knowledge;
  const more = warnings === 0 ? '' : `; ${warnings} warnings, see "lampa kb check"`;
  return right(`knowledge base: ${services.length} services, ${contacts.length} contacts${more}`);
};

const model = async (data: string): Promise<Finding> => {
  try {
    const [loaded, found] = await Promise.all([
      loadLearnt(join(data, 'model/understanding.bin')),
      loadLessons({
        examples: join(data, 'examples'),
        ownExamples: null,
        concepts: join(data, 'concepts'),
      }),
    ]);
    return loaded.model.header.examples === found.digest
      ? right(`model: made from the ${found.examples.length} examples that are here`)
      : wrong(
          'model: it was made from other examples than those that are here',
          'run "node scripts/train.ts"',
        );
  } catch (error) {
    // These errors are sentences: what is wrong; what to do.
    const [what, ...remedy] = (error instanceof Error ? error.message : String(error)).split('; ');
    return wrong(`model: ${what}`, remedy.join('; '));
  }
};

const disk = async (folder: string): Promise<Finding> => {
  let there = resolve(folder);
  while (!existsSync(there) && dirname(there) !== there) there = dirname(there);
  const { bavail, bsize } = await statfs(there);
  const free = bavail * bsize;
  const words = `disk: ${(free / 1e9).toFixed(1)} GB free under ${folder}`;
  return free >= leastFree ? right(words) : wrong(words, 'free at least 0.2 GB');
};

/** `lampa doctor`: looks at everything that a start needs, without starting. 1 when something is broken. */
export const doctor = async (needs: DoctorNeeds): Promise<number> => {
  const { config, out } = needs;
  const findings = [
    node(needs.nodeVersion),
    ...settings(needs.read, needs.set),
    ...secrets(needs.secretFiles),
    ...(await platforms(needs.platforms)),
    ...store(config.dataFolder),
    ...(await masterKey(config)),
    await knowledge(config.knowledgeFolder, needs.now),
    await model(needs.data),
    await disk(config.dataFolder),
  ];
  for (const { says, remedy } of findings) {
    if (remedy === null) out.print(`${paint(out, 'green', '✓')} ${says}`);
    else out.print(`${paint(out, 'red', '✗')} ${says}\n  → ${remedy}`);
  }
  const broken = findings.filter(({ remedy }) => remedy !== null).length;
  out.print(broken === 0 ? 'All is well.' : `${broken} of ${findings.length} are not right.`);
  return broken === 0 ? 0 : 1;
};
