/** Why a file cannot be imported. */
export type ImportFault =
  | { readonly kind: 'not-there'; readonly file: string }
  | { readonly kind: 'not-utf8'; readonly file: string; readonly line: number }
  | { readonly kind: 'cut-off'; readonly file: string; readonly line: number }
  | { readonly kind: 'not-json'; readonly file: string; readonly line: number }
  | { readonly kind: 'too-deep'; readonly file: string; readonly line: number }
  | { readonly kind: 'too-long'; readonly file: string; readonly line: number }
  | { readonly kind: 'no-list'; readonly file: string; readonly key: string }
  | { readonly kind: 'too-big'; readonly file: string }
  | { readonly kind: 'empty'; readonly file: string }
  | { readonly kind: 'no-code-list'; readonly file: string; readonly list: string }
  | { readonly kind: 'not-a-table'; readonly file: string; readonly line: number }
  | { readonly kind: 'no-columns'; readonly file: string; readonly columns: readonly string[] };

/** A file that cannot be imported; nothing was changed. The words for the admin are in `src/cli/kb/import-words.ts`. */
export class ImportError extends Error {
  override readonly name = 'ImportError';
  readonly fault: ImportFault;

  constructor(fault: ImportFault, cause?: unknown) {
    super(`${fault.file}: ${fault.kind}`, { cause });
    this.fault = fault;
  }
}
