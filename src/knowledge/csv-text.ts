import { stringify } from 'csv-stringify/sync';

interface Form {
  /** A byte order mark in front: without it Excel does not see that this is UTF-8. */
  readonly bom: boolean;
  readonly delimiter: ',' | ';';
}

/**
 * Rows as a table with CRLF, UTF-8; without a wish about its form one that Excel and LibreOffice open by a click. A text that a
 * spreadsheet would run as a formula gets an apostrophe in front, after OWASP "CSV Injection", also a phone number with its plus
 * and behind white space; numbers stay.
 */
export const csvText = (
  rows: readonly (readonly (string | number)[])[],
  { bom, delimiter }: Form = { bom: true, delimiter: ',' },
): string =>
  stringify(
    rows.map((row) => row.map((cell) => (typeof cell === 'string' ? defused(cell) : cell))),
    { bom, delimiter, record_delimiter: 'windows' },
  );

const runs = /^\s*[=+\-@\t\r\n＝＋－＠]/u;

const defused = (cell: string): string => (runs.test(cell) ? `'${cell}` : cell);

/** A cell of such a table as it was before: without the apostrophe that keeps it from being run. */
export const asBefore = (cell: string): string =>
  cell.startsWith("'") && runs.test(cell.slice(1)) ? cell.slice(1) : cell;
