import type { LeftOut } from '../../knowledge/import/candidate.ts';
import type { ImportFault } from '../../knowledge/import/import-error.ts';
import type { Proposal } from '../../knowledge/import/propose.ts';
import type { CliLanguage } from './command.ts';

/** All that `lampa kb import` says. */
interface ImportWords {
  readonly sources: string;
  readonly progress: (mb: string, ofMb: string, entries: number, seconds: string) => string;
  readonly took: (seconds: string) => string;
  readonly kinds: Readonly<Record<Proposal['kind'], string>>;
  readonly columns: readonly [string, string, string, string];
  readonly nothing: string;
  readonly counts: (of: Readonly<Record<Proposal['kind'], number>>, read: number) => string;
  readonly leftOut: Readonly<Record<LeftOut, string>>;
  readonly leftOutTitle: string;
  readonly unknownNames: string;
  readonly refused: string;
  readonly dryRun: string;
  readonly stays: string;
  readonly takes: string;
  readonly empty: string;
  readonly question: (n: number, of: number) => string;
  readonly answers: string;
  readonly unfinished: string;
  readonly written: (count: number) => string;
  readonly none: string;
  readonly outrun: string;
  readonly unknownIds: (ids: string) => string;
  readonly unknownTopic: (name: string) => string;
  readonly tooManyGone: (gone: number, known: number) => string;
  readonly notBoth: string;
  readonly fault: (fault: ImportFault) => string;
  readonly templateWritten: (path: string) => string;
  readonly templateThere: (path: string) => string;
  readonly readAs: (column: string, field: string) => string;
  readonly unreadColumn: (column: string, near: string | null) => string;
  readonly cell: (row: number, column: string, what: string) => string;
  readonly cellsBad: (count: number) => string;
}

export const importWords: Readonly<Record<CliLanguage, ImportWords>> = {
  en: {
    sources: 'import from rpss, hsds or csv',
    progress: (mb, ofMb, entries, seconds) => `${mb} of ${ofMb} MB, entries read: ${entries}, ${seconds} s`,
    took: (seconds) => `Done in ${seconds} s.`,
    kinds: { new: 'new', same: 'already here', changed: 'changed', gone: 'gone' },
    columns: ['id', 'name', 'place', 'what'],
    nothing: 'Nothing to propose: the directory already has all that this file says.',
    counts: (of, read) =>
      `New: ${of.new}, already here: ${of.same}, changed: ${of.changed}, gone: ${of.gone}. Entries read: ${read}.`,
    leftOutTitle: 'Left out:',
    leftOut: {
      'not-running': 'ended, or not begun',
      kind: 'a kind that is not for people between 12 and 26',
      age: 'for other ages than 12 to 26',
      groups: 'only for groups that the directory has no topic for',
      'no-place': 'no place is told',
      unreadable: 'not an entry that can be read',
      twice: 'listed twice, put together',
    },
    unknownNames: 'Names that are not known here, and tell nothing therefore:',
    refused: 'Would not pass "lampa kb check", and is not proposed:',
    dryRun: 'This was a dry run: nothing was changed.',
    stays: 'stays as a person wrote it',
    takes: 'becomes',
    empty: 'nothing',
    question: (n, of) => `${n}/${of}  Take it over? [y]es [n]o [a]ll [d]etails [q]uit: `,
    answers: 'Answer y, n, a (this one and all that follow), d or q (write what was admitted, and stop).',
    unfinished: 'The answers ended before the last entry: nothing was changed.',
    written: (count) => `Written to services.json: ${count}. The version before is in .backups.`,
    none: 'Nothing was admitted: nothing was changed.',
    outrun: 'Somebody changed these meanwhile; they were left as they are, import again:',
    unknownIds: (ids) => `there is no proposal for: ${ids}; "--dry-run" lists them all`,
    unknownTopic: (name) => `there is no topic "${name}"; the topics are`,
    tooManyGone: (gone, known) =>
      `${gone} of ${known} entries would be gone. That looks like a file that is not whole; nothing was changed. If it is right, admit them by their ids: --admit ID,ID`,
    notBoth: 'use --dry-run or --admit, not both',
    fault: (fault) => {
      const at = 'line' in fault ? `${fault.file}, line ${fault.line}` : fault.file;
      const told = (): string => {
        switch (fault.kind) {
          case 'not-there':
            return 'there is no such file; check its name';
          case 'not-utf8':
            return 'the file is not in UTF-8; save it again with the encoding UTF-8';
          case 'cut-off':
            return 'the file ends in the middle; download or save it again';
          case 'not-json':
            return 'this is not valid JSON; download the file again';
          case 'too-deep':
            return 'nested too deeply for a directory of services; this is some other file';
          case 'too-long':
            return 'one text or one entry is far too long for a directory of services; this is some other file';
          case 'no-list':
            return fault.key === ''
              ? 'the file must hold a list of services'
              : `there is no list "${fault.key}" in it; this is some other file`;
          case 'too-big':
            return 'it holds more than a directory of services can; this is some other file';
          case 'empty':
            return 'the file is empty';
          case 'no-code-list':
            return `the register does not name the kinds of services; put ${fault.list} (https://data.mpsv.cz/od/soubory/ciselniky/${fault.list}) into the same folder`;
          case 'not-a-table':
            return 'this is not a table with commas, semicolons or tabs; look for a quotation mark that is not closed';
          case 'no-columns':
            return `these columns are missing: ${fault.columns.join(', ')}; "lampa kb import csv --write-template FILE" writes a table to begin with`;
        }
      };
      return `${at}: ${told()}. Nothing was changed.`;
    },
    templateWritten: (path) => `A table to fill in is in ${path}. Each row is one service.`,
    templateThere: (path) => `${path} is already there; write another name, so that nothing is lost`,
    readAs: (column, field) => `column "${column}" was read as ${field}`,
    unreadColumn: (column, near) =>
      `column "${column}" is not known and was not read${near === null ? '' : `; did you mean "${near}"?`}`,
    cell: (row, column, what) => `row ${row}, column "${column}": ${what}`,
    cellsBad: (count) => `Cells to correct: ${count}. Their rows are not proposed.`,
  },
  cs: {
    sources: 'importovat jde z rpss, hsds nebo csv',
    progress: (mb, ofMb, entries, seconds) => `${mb} z ${ofMb} MB, načtené záznamy: ${entries}, ${seconds} s`,
    took: (seconds) => `Hotovo za ${seconds} s.`,
    kinds: { new: 'nové', same: 'už tu je', changed: 'změna', gone: 'zmizelo' },
    columns: ['id', 'název', 'místo', 'co'],
    nothing: 'Není co navrhnout: adresář už má všechno, co je v tomto souboru.',
    counts: (of, read) =>
      `Nové: ${of.new}, už tu je: ${of.same}, změna: ${of.changed}, zmizelo: ${of.gone}. Načtené záznamy: ${read}.`,
    leftOutTitle: 'Vynecháno:',
    leftOut: {
      'not-running': 'skončilo, nebo ještě nezačalo',
      kind: 'druh služby, který není pro lidi od 12 do 26 let',
      age: 'pro jiný věk než 12 až 26 let',
      groups: 'jen pro skupiny, pro které adresář nemá téma',
      'no-place': 'není uvedené místo',
      unreadable: 'záznam nejde přečíst',
      twice: 'uvedeno dvakrát, spojeno',
    },
    unknownNames: 'Názvy, které tu nejsou známé, a proto nic neříkají:',
    refused: 'Neprošlo by přes „lampa kb check“, a proto se nenavrhuje:',
    dryRun: 'Byla to zkouška nanečisto: nic se nezměnilo.',
    stays: 'zůstává tak, jak to napsal člověk',
    takes: 'bude',
    empty: 'nic',
    question: (n, of) => `${n}/${of}  Převzít? [a]no [n]e [v]šechno [p]odrobnosti [k]onec: `,
    answers: 'Odpověz a, n, v (tento a všechny další), p nebo k (zapsat, co je přijaté, a skončit).',
    unfinished: 'Odpovědi skončily před posledním záznamem: nic se nezměnilo.',
    written: (count) => `Zapsáno do services.json: ${count}. Předchozí verze je v .backups.`,
    none: 'Nic nebylo přijato: nic se nezměnilo.',
    outrun: 'Tyhle mezitím někdo změnil; zůstaly, jak jsou, importuj je znovu:',
    unknownIds: (ids) => `není návrh pro: ${ids}; všechny vypíše „--dry-run“`,
    unknownTopic: (name) => `téma „${name}“ není; témata jsou`,
    tooManyGone: (gone, known) =>
      `Zmizet by mělo ${gone} z ${known} záznamů. Vypadá to na neúplný soubor; nic se nezměnilo. Pokud je to správně, přijmi je podle id: --admit ID,ID`,
    notBoth: 'napiš buď --dry-run, nebo --admit, ne obojí',
    fault: (fault) => {
      const at = 'line' in fault ? `${fault.file}, řádek ${fault.line}` : fault.file;
      const told = (): string => {
        switch (fault.kind) {
          case 'not-there':
            return 'takový soubor není; zkontroluj jeho název';
          case 'not-utf8':
            return 'soubor není v UTF-8; ulož ho znovu s kódováním UTF-8';
          case 'cut-off':
            return 'soubor končí uprostřed; stáhni nebo ulož ho znovu';
          case 'not-json':
            return 'tohle není platný JSON; stáhni soubor znovu';
          case 'too-deep':
            return 'na adresář služeb je to příliš vnořené; bude to jiný soubor';
          case 'too-long':
            return 'jeden text nebo záznam je na adresář služeb příliš dlouhý; bude to jiný soubor';
          case 'no-list':
            return fault.key === ''
              ? 'v souboru musí být seznam služeb'
              : `není v něm seznam „${fault.key}“; bude to jiný soubor`;
          case 'too-big':
            return 'je v něm víc, než adresář služeb unese; bude to jiný soubor';
          case 'empty':
            return 'soubor je prázdný';
          case 'no-code-list':
            return `registr nejmenuje druhy služeb; dej do stejné složky soubor ${fault.list} (https://data.mpsv.cz/od/soubory/ciselniky/${fault.list})`;
          case 'not-a-table':
            return 'tohle není tabulka s čárkami, středníky nebo tabulátory; hledej uvozovky, které nejsou zavřené';
          case 'no-columns':
            return `chybí tyto sloupce: ${fault.columns.join(', ')}; tabulku pro začátek zapíše „lampa kb import csv --write-template SOUBOR“`;
        }
      };
      return `${at}: ${told()}. Nic se nezměnilo.`;
    },
    templateWritten: (path) => `Tabulka k vyplnění je v souboru ${path}. Každý řádek je jedna služba.`,
    templateThere: (path) => `${path} už existuje; napiš jiný název, aby se nic neztratilo`,
    readAs: (column, field) => `sloupec „${column}“ je přečtený jako ${field}`,
    unreadColumn: (column, near) =>
      `sloupec „${column}“ není známý a nebyl přečtený${near === null ? '' : `; myslíš „${near}“?`}`,
    cell: (row, column, what) => `řádek ${row}, sloupec „${column}“: ${what}`,
    cellsBad: (count) => `Buňky k opravě: ${count}. Jejich řádky se nenavrhují.`,
  },
};
