import { stringify } from 'csv-stringify/sync';

/**
 * Rows as a table that Excel and LibreOffice open by a click: commas, CRLF, UTF-8 with a byte order mark. A text that a
 * spreadsheet would run as a formula (`=`, `+`, `-`, `@`, also behind white space) gets an apostrophe in front; numbers stay.
 */
export const csvText = (rows: readonly (readonly (string | number)[])[]): string =>
  stringify(
    rows.map((row) => row.map((cell) => (typeof cell === 'string' ? defused(cell) : cell))),
    { bom: true, record_delimiter: 'windows' },
  );

const defused = (cell: string): string => (/^\s*[=+\-@＝＋－＠]|^[\t\r\n]/u.test(cell) ? `'${cell}` : cell);
