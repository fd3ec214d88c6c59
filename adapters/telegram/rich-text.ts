import type { MessageEntity } from 'grammy/types';

/** Text with marks at offsets in UTF-16 units, as Telegram counts them. Nothing is escaped, so nothing can be injected. */
export interface RichText {
  readonly text: string;
  readonly marks: readonly Mark[];
}

export type Mark = { readonly offset: number; readonly length: number } & (
  | { readonly type: 'bold' | 'code' | 'blockquote' }
  | { readonly type: 'text_link'; readonly url: string }
  /** Leads to a person. */
  | { readonly type: 'person'; readonly id: number }
);

export const plain = (text: string): RichText => ({ text, marks: [] });

export const bold = (text: string): RichText => marked(text, { type: 'bold' });

export const marked = (
  text: string,
  how:
    | { readonly type: 'bold' | 'code' | 'blockquote' }
    | { readonly type: 'text_link'; readonly url: string }
    | { readonly type: 'person'; readonly id: number },
): RichText => ({ text, marks: text === '' ? [] : [{ offset: 0, length: text.length, ...how }] });

/** Several texts one after another, with something between them. */
export const joined = (parts: readonly RichText[], between: string): RichText => {
  let text = '';
  const marks: Mark[] = [];
  for (const [i, part] of parts.entries()) {
    if (i > 0) text += between;
    for (const mark of part.marks) marks.push({ ...mark, offset: mark.offset + text.length });
    text += part.text;
  }
  return { text, marks };
};

/** A part of a text with the marks that lie in it. */
export const sliced = ({ text, marks }: RichText, from: number, to: number): RichText => ({
  text: text.slice(from, to),
  marks: marks.flatMap((mark) => {
    const start = Math.max(mark.offset, from);
    const end = Math.min(mark.offset + mark.length, to);
    return start < end ? [{ ...mark, offset: start - from, length: end - start }] : [];
  }),
});

/** A mention of somebody needs no more of them than the number; Telegram fills in the rest. */
const entityOf = (mark: Mark): MessageEntity => {
  if (mark.type !== 'person') return { ...mark };
  const { offset, length, id } = mark;
  return { type: 'text_mention', offset, length, user: { id, is_bot: false, first_name: '…' } };
};

export const entitiesOf = ({ marks }: RichText): MessageEntity[] => marks.map(entityOf);
