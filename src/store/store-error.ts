/** What went wrong with the store, as a sentence that tells the operator what to do; holds nothing of a person. */
export class StoreError extends Error {
  override readonly name = 'StoreError';
  /** Made for the operator, so that the log may show the message. */
  readonly safe = true;
  /** SQLite's result code, when it was SQLite that refused. */
  readonly sqlite: number | null;
  /** Nothing can be asked of it any more until Lampa is started anew. */
  readonly isClosed: boolean;

  constructor(
    message: string,
    options: ErrorOptions & { readonly sqlite?: number; readonly isClosed?: true } = {},
  ) {
    super(message, options);
    this.sqlite = options.sqlite ?? null;
    this.isClosed = options.isClosed ?? false;
  }
}

/** What SQLite said: its result code (extended) and its sentence, which names tables and columns but no values. */
export interface SqliteTrouble {
  readonly code: number;
  readonly message: string;
}

const advice = (code: number, folder: string): string => {
  // The low byte is the primary result code; see sqlite.org/rescode.html.
  switch (code & 0xff) {
    case 5:
    case 6:
      return `another program holds a file in ${folder} open for writing. Close it; Lampa tries again by itself.`;
    case 8:
      return `the folder ${folder} or a file in it cannot be written. Give the user that runs Lampa the right to write there.`;
    case 10:
      return `the disk under ${folder} did not answer properly. Check the disk and its connection.`;
    case 11:
    case 26:
      return `a file in ${folder} is damaged (database disk image is malformed). Stop Lampa, keep the folder aside, restore a backup.`;
    case 13:
      return `the disk under ${folder} is full. Free some space; Lampa goes on by itself.`;
    case 14:
      return `a file in ${folder} cannot be opened. Check that the folder exists and belongs to the user that runs Lampa.`;
    default:
      return 'SQLite refused a statement. This is a bug in Lampa; please report it.';
  }
};

/** Makes an error for the operator out of SQLite's own. */
export const sqliteError = (trouble: SqliteTrouble, folder: string): StoreError =>
  new StoreError(`Store: ${advice(trouble.code, folder)} (SQLite ${trouble.code}: ${trouble.message})`, {
    sqlite: trouble.code,
  });
