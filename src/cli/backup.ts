import { resolve } from 'node:path';
import { timeZoneOf } from '../knowledge/open-hours.ts';
import { backUp } from '../store/backup.ts';
import { restoreBackup } from '../store/restore.ts';
import { dispatch, type Group, textOf } from './dispatch.ts';
import { momentInWords } from './kb/file-said.ts';
import { type StoreCommand, type StoreNeeds, tellRefusal } from './store-command.ts';

const size = (bytes: number, language: string): string =>
  new Intl.NumberFormat(language, { maximumFractionDigits: 1 }).format(bytes / 1e6);

const words = {
  en: {
    done: (folder: string) => `Backed up and checked: ${folder}`,
    keys: (folder: string) => `The keys: ${folder}`,
    holds: (conversations: number, keys: number, megabytes: string) =>
      `conversations: ${conversations}, keys: ${keys}, size: ${megabytes} MB`,
    together:
      'Keys and messages lie together. "--keys FOLDER" puts the keys elsewhere, so that messages alone can be read by nobody.',
    master:
      'The master key is not in it. Keep backups no longer than people were promised, then destroy them.',
    restored: (when: string) => `The backup of ${when} is back.`,
    conversations: (n: number) => `conversations: ${n}`,
    again: (n: number) => `deleted again, because the person had asked for it after the backup: ${n}`,
    expired: (texts: number, conversations: number) =>
      `gone because their time was over: texts ${texts}, conversations ${conversations}`,
    aside: (folder: string) => `What was there before is in ${folder}. Destroy it when you are sure.`,
    noList:
      'The data folder held no list of deletions, so only those were deleted again that were known at the latest backup. If there is a newer deletions.list anywhere, restore again with --replace --deletions FILE before you start.',
    next: 'Start Lampa now. What waited to be sent when the backup was made is sent, perhaps a second time.',
  },
  cs: {
    done: (folder: string) => `Zazálohováno a zkontrolováno: ${folder}`,
    keys: (folder: string) => `Klíče: ${folder}`,
    holds: (conversations: number, keys: number, megabytes: string) =>
      `rozhovory: ${conversations}, klíče: ${keys}, velikost: ${megabytes} MB`,
    together:
      'Klíče a zprávy leží spolu. „--keys SLOŽKA“ dá klíče jinam, takže samotné zprávy nikdo nepřečte.',
    master: 'Hlavní klíč v záloze není. Zálohy drž nejvýš tak dlouho, jak je lidem slíbeno, a pak je znič.',
    restored: (when: string) => `Záloha z ${when} je zpátky.`,
    conversations: (n: number) => `rozhovory: ${n}`,
    again: (n: number) => `smazané znovu, protože si to člověk po záloze přál: ${n}`,
    expired: (texts: number, conversations: number) =>
      `pryč, protože jim vypršel čas: texty ${texts}, rozhovory ${conversations}`,
    aside: (folder: string) => `Co tu bylo předtím, je v ${folder}. Až bude všechno v pořádku, znič to.`,
    noList:
      'Ve složce s daty seznam smazaných nebyl, takže se znovu smazali jen ti, o kterých se vědělo při poslední záloze. Jestli někde je novější deletions.list, obnov před spuštěním znovu s --replace --deletions SOUBOR.',
    next: 'Teď Lampu spusť. Co ve chvíli zálohy čekalo na odeslání, se odešle, možná podruhé.',
  },
} as const;

const make: StoreCommand = {
  name: 'backup',
  usage: 'FOLDER [--keys FOLDER]',
  says: {
    en: 'backs up conversations and keys into a new folder in FOLDER, also while Lampa runs, and checks the copy; --keys puts the keys elsewhere',
    cs: 'zazálohuje rozhovory a klíče do nové složky ve SLOŽCE (FOLDER), i za běhu, a kopii zkontroluje; --keys dá klíče jinam',
  },
  options: { keys: { type: 'string' } },
  takes: [1, 1],
  run: async ([to = ''], values, { folder, source, now, root, out, language }) => {
    const told = words[language];
    const keysTo = textOf(values, 'keys');
    const made = await backUp({
      folder,
      source,
      to: resolve(root, to),
      keysTo: keysTo === null ? null : resolve(root, keysTo),
      now: now(),
    });
    out.print(told.done(made.messages));
    if (made.keys !== made.messages) out.print(told.keys(made.keys));
    out.print(told.holds(made.conversations, made.keysOfConversations, size(made.size, language)));
    if (made.keys === made.messages) out.print(told.together);
    out.print(told.master);
    return 0;
  },
};

const restore: StoreCommand = {
  name: 'restore',
  usage: 'FOLDER [--keys FOLDER] [--replace] [--deletions FILE]',
  says: {
    en: 'puts one backup back; who was deleted since is deleted again first. --replace puts a store that is there aside; --deletions heeds another list',
    cs: 'vrátí jednu zálohu; kdo byl mezitím smazán, se nejdřív smaže znovu. --replace dá stávající úložiště stranou; --deletions přidá další seznam smazaných',
  },
  options: { keys: { type: 'string' }, replace: { type: 'boolean' }, deletions: { type: 'string' } },
  takes: [1, 1],
  run: async ([from = ''], values, needs) => {
    const { folder, source, retention, homeCountry, now, root, out, language } = needs;
    const told = words[language];
    const at = (name: string): string | null => {
      const said = textOf(values, name);
      return said === null ? null : resolve(root, said);
    };
    const done = await restoreBackup({
      from: resolve(root, from),
      keysFrom: at('keys'),
      deletions: at('deletions'),
      folder,
      source,
      retention,
      replace: values.replace === true,
      now: now(),
    });
    out.print(told.restored(momentInWords(done.madeAt, timeZoneOf[homeCountry], language)));
    out.print(told.conversations(done.conversations));
    out.print(told.again(done.deletedAgain));
    out.print(told.expired(done.expired.texts, done.expired.conversations));
    if (done.aside !== null) out.print(told.aside(done.aside));
    if (!done.listFound) out.print(told.noList);
    out.print(told.next);
    return 0;
  },
};

const group: Group<StoreNeeds> = {
  prefix: 'lampa',
  title: { en: 'Backups of conversations and keys.', cs: 'Zálohy rozhovorů a klíčů.' },
  commands: [make, restore],
  fails: tellRefusal,
};

/** `lampa backup …` and `lampa restore …`. */
export const backup = (args: readonly string[], needs: StoreNeeds): Promise<number> =>
  dispatch(group, args, needs);
