/** A piece of HTML that is safe to put into a page as it is. */
export interface Html {
  readonly html: string;
}

type Piece = Html | string | number | null | false | readonly Piece[];

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** What somebody wrote, as text: nothing in it can become an element or leave an attribute. */
export const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => entities[sign] ?? sign);

const rendered = (piece: Piece): string => {
  if (piece === null || piece === false) return '';
  if (typeof piece === 'object') return 'html' in piece ? piece.html : piece.map(rendered).join('');
  return escaped(String(piece));
};

/** Writes HTML; everything that is put in is escaped unless it was written by this function itself. */
export const html = (parts: TemplateStringsArray, ...pieces: readonly Piece[]): Html => ({
  html: parts.map((part, i) => part + rendered(pieces[i] ?? null)).join(''),
});

/** Pieces with something between them. */
export const joined = (pieces: readonly Html[], between: string): Html => ({
  html: pieces.map((piece) => piece.html).join(escaped(between)),
});

/** What this program itself holds as HTML or CSS: never anything that somebody typed. */
export const trusted = (text: string): Html => ({ html: text });
