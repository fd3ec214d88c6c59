/** One regular expression as it stands in a source file. */
export interface RegexLiteral {
  readonly line: number;
  readonly source: string;
  readonly flags: string;
}

/** After these a slash begins a regular expression; after anything else it divides. */
const beforeRegex = /(?:^|[(,=:[!&|?{};+\-*%<>~^]|\b(?:return|typeof|case|in|of|yield|await|void|delete))$/;

/** The end of a regular expression that begins at a slash; a slash within brackets does not end it. */
const endOfRegex = (text: string, from: number): number => {
  let inClass = false;
  for (let at = from + 1; at < text.length; at++) {
    const letter = text[at];
    if (letter === '\\') at += 1;
    else if (letter === '\n') return -1;
    else if (letter === '[') inClass = true;
    else if (letter === ']') inClass = false;
    else if (letter === '/' && !inClass) return at;
  }
  return -1;
};

/**
 * Finds all regular expressions of a TypeScript source. A scan, not a parser: it knows comments, strings and templates, and
 * takes a slash for a division after a value.
 */
export const regexLiteralsIn = (text: string): readonly RegexLiteral[] => {
  const found: RegexLiteral[] = [];
  /** The last code before here, without comments and space. */
  let before = '';
  /** Open braces in each template that surrounds us. */
  const templates: number[] = [];
  const skipString = (from: number, quote: string): number => {
    for (let at = from + 1; at < text.length; at++) {
      if (text[at] === '\\') at += 1;
      else if (quote === '`' && text.startsWith('${', at)) {
        templates.push(0);
        return at + 1;
      } else if (text[at] === quote) return at;
    }
    return text.length;
  };
  for (let at = 0; at < text.length; at++) {
    const letter = text[at] ?? '';
    if (text.startsWith('//', at)) {
      const end = text.indexOf('\n', at);
      at = end === -1 ? text.length : end;
    } else if (text.startsWith('/*', at)) at = text.indexOf('*/', at) + 1;
    else if (letter === '"' || letter === "'" || letter === '`') {
      at = skipString(at, letter);
      before = templates.length > 0 && text[at] === '{' ? '{' : 'x';
    } else if (letter === '/' && beforeRegex.test(before)) {
      const end = endOfRegex(text, at);
      if (end === -1) continue;
      const flags = /^[a-z]*/.exec(text.slice(end + 1, end + 10))?.[0] ?? '';
      found.push({
        line: text.slice(0, at).split('\n').length,
        source: text.slice(at + 1, end),
        flags,
      });
      at = end + flags.length;
      before = 'x';
    } else if (letter === '}' && templates.at(-1) === 0) {
      templates.pop();
      at = skipString(at, '`');
      before = templates.length > 0 && text[at] === '{' ? '{' : 'x';
    } else if (letter.trim() !== '') {
      const open = templates.length - 1;
      if (open >= 0 && letter === '{') templates[open] = (templates[open] ?? 0) + 1;
      if (open >= 0 && letter === '}') templates[open] = (templates[open] ?? 0) - 1;
      before = `${before}${letter}`.slice(-12);
    } else if (/\w$/.test(before))
      before = `${before} `
        .slice(-12)
        .replace(/ $/, before.match(/(?:return|typeof|case|in|of|yield|await|void|delete)$/) ? '' : ' ');
  }
  return found;
};
