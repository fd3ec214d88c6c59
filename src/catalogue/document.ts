import type { Language } from '../domain.ts';
import { type Html, html, trusted } from '../text/html.ts';

/**
 * A whole page in one file: no script, nothing from outside; the page itself forbids both, so that it stays a sheet of paper
 * wherever it is opened.
 */
export const document = (language: Language, title: string, style: string, body: Html): string =>
  html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
<meta name="referrer" content="no-referrer">
<meta name="format-detection" content="telephone=no">
<title>${title}</title>
<style>${trusted(style)}</style>
</head>
<body>
${body}
</body>
</html>
`.html;
