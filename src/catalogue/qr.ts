import { encode } from 'uqr';
import { type Html, html } from '../text/html.ts';

/** Modules of white around a code, without which some phones do not see it. */
const border = 2;

/** A QR code as a drawing, one path of dark squares, readable when a corner is torn off. */
export const qrCode = (link: string, label: string): Html => {
  const { data, size } = encode(link, { ecc: 'M', border });
  const squares = data
    .flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : '')))
    .join('');
  return html`<svg class="qr" viewBox="0 0 ${size} ${size}" role="img" aria-label="${label}" shape-rendering="crispEdges"><rect width="${size}" height="${size}" fill="#fff"/><path d="${squares}" fill="#16282b"/></svg>`;
};
