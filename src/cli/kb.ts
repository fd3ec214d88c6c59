import { KnowledgeError, problemLine } from '../knowledge/problem.ts';
import { dispatch, type Group } from './dispatch.ts';
import { add } from './kb/add.ts';
import { assure } from './kb/assure.ts';
import { capacity } from './kb/capacity.ts';
import { catalogue } from './kb/catalogue.ts';
import { check } from './kb/check.ts';
import type { KbCommand, KbNeeds } from './kb/command.ts';
import { diff } from './kb/diff.ts';
import { edit } from './kb/edit.ts';
import { exportCommand } from './kb/export.ts';
import { find } from './kb/find.ts';
import { importCommand } from './kb/import.ts';
import { leaflet } from './kb/leaflet.ts';
import { matrix } from './kb/matrix.ts';
import { needs } from './kb/needs.ts';
import { show } from './kb/show.ts';
import { undo } from './kb/undo.ts';

/** All commands of the knowledge base, in the order of the help. */
const commands: readonly KbCommand[] = [
  check,
  show,
  find,
  add,
  edit,
  assure,
  capacity,
  diff,
  undo,
  importCommand,
  exportCommand,
  catalogue,
  leaflet,
  matrix,
  needs,
];

const group: Group<KbNeeds> = {
  prefix: 'lampa kb',
  title: {
    en: 'The directory: what young people are told.',
    cs: 'Adresář: to, co se dozvědí mladí lidé.',
  },
  commands,
  fails: (error, { out, language }) => {
    if (!(error instanceof KnowledgeError)) return null;
    for (const problem of error.problems) out.complain(problemLine(problem, language));
    return 1;
  },
};

/** `lampa kb …`: finds the command, reads its options and runs it. 2 when it was used wrongly. */
export const kb = (args: readonly string[], given: KbNeeds): Promise<number> => dispatch(group, args, given);
