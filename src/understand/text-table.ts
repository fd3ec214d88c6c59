/** Many texts in one block of memory: 40,000 strings would be copied one by one from thread to thread. */
export interface TextTable {
  readonly bytes: Uint8Array;
  /** Where each text ends, in bytes. */
  readonly ends: Uint32Array;
}

/** Makes the table of some texts. */
export function textTable(texts: readonly string[]): TextTable {
  const bytes = new TextEncoder().encode(texts.join(''));
  const ends = new Uint32Array(texts.length);
  let end = 0;
  texts.forEach((text, index) => {
    end += Buffer.byteLength(text);
    ends[index] = end;
  });
  return { bytes, ends };
}

/** The text of a number; empty when there is none. */
export const textAt = ({ bytes, ends }: TextTable, index: number): string =>
  new TextDecoder().decode(bytes.subarray(index === 0 ? 0 : ends[index - 1], ends[index]));
