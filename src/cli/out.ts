import { styleText } from 'node:util';

/** Where a command writes, one line at a time. */
export interface Out {
  /** The result, on standard output. */
  readonly print: (line: string) => void;
  /** What went wrong, on standard error. */
  readonly complain: (line: string) => void;
  readonly color: boolean;
}

type Style = Parameters<typeof styleText>[0];

/** Colours only where somebody looks at them. */
export const paint = ({ color }: Pick<Out, 'color'>, style: Style, text: string): string =>
  color ? styleText(style, text, { validateStream: false }) : text;
