import type { NoteId } from './candidate.ts';

/** What an admin reads in the note of an imported entry. */
export const noteWords: Readonly<Record<'en' | 'cs', Readonly<Record<NoteId, string>>>> = {
  en: {
    'never-called': 'Taken over from another source; nobody has called yet.',
    'no-hours': 'The hours are not known: ask.',
    'coverage-guessed':
      'The register does not say where they come to; the area was guessed from the seat: ask.',
    'secret-address': 'The address is secret by law: never write it here.',
    'place-conflict': 'In the register the town and the district do not fit together: check the address.',
    'anonymous-usual': 'People may usually stay anonymous in this kind of service: ask and fill in.',
    'more-addresses': 'The register lists more addresses in this town than fit here.',
    'no-place': 'The register names no place to visit, only where letters go.',
    'topics-guessed': 'The register names no target group; the topics are those usual for the kind: check.',
    'text-not-translated': 'A text is the same in all languages because the source has one: translate it.',
  },
  cs: {
    'never-called': 'Převzato z jiného zdroje; nikdo zatím nezavolal.',
    'no-hours': 'Otevírací doba není známá: zeptat se.',
    'coverage-guessed': 'Registr neříká, kam docházejí; oblast je odhadnutá podle sídla: zeptat se.',
    'secret-address': 'Adresa je ze zákona utajená: nikdy ji sem nepsat.',
    'place-conflict': 'V registru k sobě nesedí obec a okres: ověřit adresu.',
    'anonymous-usual': 'U tohoto druhu služby lze zpravidla zůstat v anonymitě: zeptat se a doplnit.',
    'more-addresses': 'Registr uvádí v této obci víc adres, než se sem vejde.',
    'no-place': 'Registr neuvádí místo, kam přijít, jen adresu pro poštu.',
    'topics-guessed': 'Registr neuvádí cílovou skupinu; témata jsou obvyklá pro tento druh služby: ověřit.',
    'text-not-translated': 'Text je ve všech jazycích stejný, protože zdroj má jen jeden: přeložit.',
  },
};
