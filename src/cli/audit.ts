import { units } from '../conversation/rules.ts';
import { localTime, timeZoneOf } from '../knowledge/open-hours.ts';
import { inspectAudit } from '../store/inspect-audit.ts';
import type { AuditLine } from '../store/store.ts';
import { dispatch, type Group, textOf } from './dispatch.ts';
import { momentInWords } from './kb/file-said.ts';
import { type StoreCommand, type StoreNeeds, tellRefusal } from './store-command.ts';

const words = {
  en: {
    since: '--since takes a day such as 2026-11-01.',
    case: '--case takes the number of a case, such as 12.',
    noStore: (folder: string) => `Nothing was done yet: there is no store in ${folder}.`,
    empty: 'Nothing like that is on record.',
    done: {
      claimed: 'took over',
      revealed: 'saw who writes',
      blocked: 'blocked',
      unblocked: 'lifted the block',
      deleted: 'a person had everything deleted',
    },
    case_: (n: number) => `case ${n}`,
    reason: (said: string) => `reason: ${said}`,
    stays: (days: number) =>
      `Each line stays for ${days} days. Who is who: the numbers are those of accounts on the platform.`,
  },
  cs: {
    since: '--since bere den, například 2026-11-01.',
    case: '--case bere číslo případu, například 12.',
    noStore: (folder: string) => `Zatím se nic nestalo: v ${folder} není úložiště.`,
    empty: 'Nic takového v záznamu není.',
    done: {
      claimed: 'převzetí případu',
      revealed: 'zobrazení účtu, ze kterého člověk píše',
      blocked: 'zablokování',
      unblocked: 'zrušení bloku',
      deleted: 'člověk si nechal všechno smazat',
    },
    case_: (n: number) => `případ ${n}`,
    reason: (said: string) => `důvod: ${said}`,
    stays: (days: number) =>
      `Každý řádek se drží tolik dní: ${days}. Kdo je kdo: čísla patří účtům na platformě.`,
  },
} as const;

type Told = (typeof words)[keyof typeof words];

const dayForm = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;
const caseForm = /^[1-9]\d{0,8}$/;

/** One line for the eye; what another version wrote is shown by its own name. */
const sentenceOf = (line: AuditLine, when: string, told: Told): string => {
  const known: Readonly<Record<string, string>> = told.done;
  const detail = line.detail.replace(/\s+/g, ' ').trim();
  return [
    when,
    ...(line.worker === null ? [] : [line.worker]),
    known[line.what] ?? line.what,
    ...(line.caseNumber === null ? [] : [told.case_(line.caseNumber)]),
    ...(detail === '' ? [] : [told.reason(detail)]),
  ].join('  ');
};

const jsonOf = ({ at, what, worker, caseNumber, detail }: AuditLine): string =>
  JSON.stringify({ at: new Date(at).toISOString(), what, worker, case: caseNumber, reason: detail });

const show: StoreCommand = {
  name: 'audit',
  usage: '[--since YYYY-MM-DD] [--case N] [--json]',
  says: {
    en: 'what was done at the desk: who took over, who saw which account writes and why, blocks, deletions; also while Lampa runs',
    cs: 'co se u stolu dělo: kdo převzal případ, kdo a proč viděl, ze kterého účtu se píše, bloky, mazání; i za běhu',
  },
  options: { since: { type: 'string' }, case: { type: 'string' }, json: { type: 'boolean' } },
  takes: [0, 0],
  run: async (_, values, { folder, source, retention, homeCountry, out, language }) => {
    const told = words[language];
    const since = textOf(values, 'since');
    const about = textOf(values, 'case');
    const wrong =
      since !== null && !dayForm.test(since)
        ? told.since
        : about !== null && !caseForm.test(about)
          ? told.case
          : null;
    if (wrong !== null) {
      out.complain(`lampa: ${wrong}`);
      return 2;
    }
    const all = await inspectAudit(folder, source);
    const isJson = values.json === true;
    if (all === null) {
      if (!isJson) out.print(told.noStore(folder));
      return 0;
    }
    const zone = timeZoneOf[homeCountry];
    const chosen = all.filter(
      ({ at, caseNumber }) =>
        (since === null || localTime(at, zone).date >= since) &&
        (about === null || caseNumber === Number(about)),
    );
    for (const line of chosen) {
      out.print(isJson ? jsonOf(line) : sentenceOf(line, momentInWords(line.at, zone, language), told));
    }
    if (isJson) return 0;
    if (chosen.length === 0) out.print(told.empty);
    else out.print(told.stays(Math.round(retention.auditMs / units.day)));
    return 0;
  },
};

const group: Group<StoreNeeds> = {
  prefix: 'lampa',
  title: {
    en: 'What was done at the desk, on record.',
    cs: 'Co se u stolu dělo, jak to stojí v záznamu.',
  },
  commands: [show],
  fails: tellRefusal,
};

/** `lampa audit …`. */
export const audit = (args: readonly string[], needs: StoreNeeds): Promise<number> =>
  dispatch(group, args, needs);
