import { statSync } from 'node:fs';
import { timeZoneOf } from '../knowledge/open-hours.ts';
import { initKeys } from '../store/init-keys.ts';
import { inspectKeys } from '../store/inspect-keys.ts';
import { nameOfSource, readMasters } from '../store/master-source.ts';
import { rotateMasterKey } from '../store/rotate.ts';
import { createMaster } from '../store/secrets.ts';
import { StoreError } from '../store/store-error.ts';
import { type CliLanguage, dispatch, type Group } from './dispatch.ts';
import { momentInWords } from './kb/file-said.ts';
import { type StoreCommand, type StoreNeeds, tellRefusal } from './store-command.ts';

const plural = (language: CliLanguage, n: number, one: string, few: string, other: string): string => {
  const rule = new Intl.PluralRules(language).select(n);
  return `${n} ${rule === 'one' ? one : rule === 'few' ? few : other}`;
};
const ofConversations = {
  en: (n: number): string => plural('en', n, 'key of a conversation', '', 'keys of conversations'),
  cs: (n: number): string => plural('cs', n, 'klíč rozhovoru', 'klíče rozhovorů', 'klíčů rozhovorů'),
};

const words = {
  en: {
    made: (id: string, path: string) => `A new master key (${id}) is in ${path}.`,
    copy: 'Copy it now to a safe place, apart from backups: without it nothing can be read, and nobody can help.',
    key: (id: string) => `master key: ${id}`,
    from: (name: string, mode: string) => `  from: ${name}${mode}`,
    mode: (mode: string) => ` (mode ${mode})`,
    since: (when: string) => `  in use since: ${when}`,
    sinceUnknown: '  in use since: not known; an older Lampa made the store',
    wraps: (n: number, id: string) => `  wraps ${ofConversations.en(n)}${id}`,
    by: (id: string) => `, under ${id}`,
    noStore: '  there is no store yet; the first start makes it',
    running: '  Lampa is running on this store',
    lost: (id: string) =>
      `the master key ${id}, which wraps these, is not there. What hangs on it cannot be read by anybody. Put the copy from its safe place back; if there is none, move the data folder away and begin anew`,
    unfinished: 'a rotation was cut short; everything is readable. "lampa keys rotate" brings it to its end',
    waiting: (id: string) =>
      `the key ${id} stands first and is not used yet; "lampa keys rotate" takes it into use`,
    none: (name: string) =>
      `there is no master key in ${name}; the first start or "lampa keys init" makes it`,
    rotated: (n: number, id: string) =>
      `${ofConversations.en(n)} and of the store now hang on the master key ${id}.`,
    finished: (n: number, id: string) =>
      `An earlier rotation was brought to its end (${ofConversations.en(n)} and of the store); all hangs on ${id}. Run it once more for a new key.`,
    superfluous: (id: string, old: string) =>
      `Nothing hangs on ${old} any more; it was taken out. The master key is ${id}. Run it once more for a new key.`,
    notWiped:
      'Another program was reading the file: what the old key wrapped may stand in gaps of it until Lampa is started anew.',
    old: (id: string) =>
      `The old key (${id}) is needed only for backups made before now. Make a backup, destroy the older ones, then throw it away.`,
    oldInEnvironment: (id: string) => `Take the old key (${id}) out of LAMPA_MASTER_KEY now.`,
  },
  cs: {
    made: (id: string, path: string) => `Nový hlavní klíč (${id}) je v ${path}.`,
    copy: 'Hned ho zkopíruj na bezpečné místo mimo zálohy: bez něj nejde nic přečíst a nikdo nepomůže.',
    key: (id: string) => `hlavní klíč: ${id}`,
    from: (name: string, mode: string) => `  odkud: ${name}${mode}`,
    mode: (mode: string) => ` (práva ${mode})`,
    since: (when: string) => `  používá se od: ${when}`,
    sinceUnknown: '  používá se od: neví se; úložiště vytvořila starší Lampa',
    wraps: (n: number, id: string) => `  je jím zabaleno: ${ofConversations.cs(n)}${id}`,
    by: (id: string) => `, pod ${id}`,
    noStore: '  úložiště ještě není; vytvoří ho první start',
    running: '  nad tímto úložištěm běží Lampa',
    lost: (id: string) =>
      `hlavní klíč ${id}, kterým jsou zabalené, tu není. Co na něm visí, nikdo nepřečte. Vrať kopii z bezpečného místa; když žádná není, odsuň složku s daty a začni znovu`,
    unfinished: 'výměna klíče byla přerušena; všechno jde přečíst. Dokončí ji „lampa keys rotate“',
    waiting: (id: string) => `klíč ${id} stojí první a ještě se nepoužívá; začne s ním „lampa keys rotate“`,
    none: (name: string) => `v ${name} hlavní klíč není; vytvoří ho první start nebo „lampa keys init“`,
    rotated: (n: number, id: string) =>
      `${ofConversations.cs(n)} a klíče úložiště teď visí na hlavním klíči ${id}.`,
    finished: (n: number, id: string) =>
      `Dřívější výměna je dokončena (${ofConversations.cs(n)} a klíče úložiště); všechno visí na ${id}. Nový klíč udělá další spuštění.`,
    superfluous: (id: string, old: string) =>
      `Na ${old} už nic nevisí, je pryč. Hlavní klíč je ${id}. Nový klíč udělá další spuštění.`,
    notWiped:
      'Soubor zrovna četl jiný program: co zabalil starý klíč, může zůstat v mezerách souboru do dalšího startu Lampy.',
    old: (id: string) =>
      `Starý klíč (${id}) je potřeba už jen pro dosavadní zálohy. Udělej zálohu, starší znič a pak ho zahoď.`,
    oldInEnvironment: (id: string) => `Teď vyndej starý klíč (${id}) z LAMPA_MASTER_KEY.`,
  },
} as const;

const init: StoreCommand = {
  name: 'init',
  usage: '',
  says: {
    en: 'makes the master key of a new store, for its owner only; the first start does it too when nothing is set',
    cs: 'vytvoří hlavní klíč nového úložiště, jen pro vlastníka; když není nic nastavené, udělá to i první start',
  },
  options: {},
  takes: [0, 0],
  run: async (_, __, { folder, source, out, language }) => {
    const id = await initKeys(folder, source);
    out.print(words[language].made(id, nameOfSource(source)));
    out.print(words[language].copy);
    return 0;
  },
};

const rotate: StoreCommand = {
  name: 'rotate',
  usage: '',
  says: {
    en: 'wraps all keys anew by a new master key, also while Lampa runs; cut short, it goes on from there',
    cs: 'zabalí všechny klíče novým hlavním klíčem, i za běhu; přerušená výměna příště pokračuje',
  },
  options: {},
  takes: [0, 0],
  run: async (_, __, { folder, source, now, out, language }) => {
    const told = words[language];
    const { from, to, keys, finished, wiped } = await rotateMasterKey({ folder, source, now: now() });
    const count = countOf(folder, to) ?? keys;
    if (!finished) out.print(told.rotated(count, to));
    else out.print(keys > 0 ? told.finished(count, to) : told.superfluous(to, from));
    if (!wiped) out.print(told.notWiped);
    if (source.from === 'file') out.print(told.copy);
    out.print(source.from === 'file' ? told.old(from) : told.oldInEnvironment(from));
    return 0;
  },
};

const countOf = (folder: string, master: string): number | undefined =>
  inspectKeys(folder).wrapped?.get(master);

/** The rights of the file of the key, for the eye. */
const modeOf = ({ source, language }: StoreNeeds): string => {
  if (source.from !== 'file' || process.platform === 'win32') return '';
  return words[language].mode((statSync(source.path).mode & 0o777).toString(8));
};

const status: StoreCommand = {
  name: 'status',
  usage: '',
  says: {
    en: 'which master key is in use, where it comes from, since when, and how many keys hang on it; never the key',
    cs: 'který hlavní klíč se používá, odkud je, od kdy a kolik klíčů na něm visí; klíč samotný nikdy',
  },
  options: {},
  takes: [0, 0],
  run: async (_, __, needs) => {
    const { folder, source, out, language, homeCountry } = needs;
    const told = words[language];
    const there = await readMasters(source);
    const ids = (there ?? []).map((key) => createMaster(key).id);
    const { wrapped, inUse, since, running } = inspectKeys(folder);
    const [only] = wrapped?.keys() ?? [];
    const current = inUse ?? only ?? ids[0];
    if (current === undefined) {
      out.print(told.none(nameOfSource(source)));
      return 0;
    }
    out.print(told.key(current));
    out.print(told.from(nameOfSource(source), there === null ? '' : modeOf(needs)));
    if (wrapped === null || wrapped.size === 0) out.print(told.noStore);
    else if (since === null) out.print(told.sinceUnknown);
    else out.print(told.since(momentInWords(since, timeZoneOf[homeCountry], language)));
    for (const [id, n] of wrapped ?? []) out.print(told.wraps(n, id === current ? '' : told.by(id)));
    if (running) out.print(told.running);
    const lost = [current, ...(wrapped?.keys() ?? [])].find((id) => !ids.includes(id));
    if (lost !== undefined) throw new StoreError(told.lost(lost));
    const isCutShort = [...(wrapped?.keys() ?? [])].some((id) => id !== current);
    if (isCutShort) out.print(told.unfinished);
    else if (ids[0] !== undefined && ids[0] !== current) out.print(told.waiting(ids[0]));
    else if (ids.length > 1) out.print(told.unfinished);
    return 0;
  },
};

const group: Group<StoreNeeds> = {
  prefix: 'lampa keys',
  title: {
    en: 'The master key: everything that is kept of conversations hangs on it.',
    cs: 'Hlavní klíč: visí na něm všechno, co se z rozhovorů drží.',
  },
  commands: [init, rotate, status],
  fails: tellRefusal,
};

/** `lampa keys …`. */
export const keys = (args: readonly string[], needs: StoreNeeds): Promise<number> =>
  dispatch(group, args, needs);
