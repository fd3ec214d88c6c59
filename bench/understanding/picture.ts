import type { Figures } from './figures.ts';

const width = 640;
const height = 400;
const left = 56;
const bottom = 48;
const top = 16;
const right = 16;
const most = 0.3;
const colours = ['#0b6e4f', '#b45309', '#475569'];

const x = (falseAlarms: number): number => left + (falseAlarms / most) * (width - left - right);
const y = (recall: number): number => top + (1 - recall) * (height - top - bottom);
const px = (n: number): string => n.toFixed(1);

/** A picture of how many dangers each contender finds at how many false alarms. */
export function picture(figures: readonly Figures[]): string {
  const across = [0, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3].map(
    (at) =>
      `<line x1="${px(x(at))}" y1="${top}" x2="${px(x(at))}" y2="${px(y(0))}" stroke="#e2e8f0"/><text x="${px(x(at))}" y="${height - 28}" text-anchor="middle">${Math.round(at * 100)} %</text>`,
  );
  const up = [0, 0.25, 0.5, 0.75, 1].map(
    (at) =>
      `<line x1="${left}" y1="${px(y(at))}" x2="${width - right}" y2="${px(y(at))}" stroke="#e2e8f0"/><text x="${left - 8}" y="${px(y(at) + 4)}" text-anchor="end">${at * 100} %</text>`,
  );
  const lines = figures.map(({ curve, name }, index) => {
    const inside = curve.filter(({ falseAlarms }) => falseAlarms <= most);
    const points = inside
      .map(({ falseAlarms, recall }) => `${px(x(falseAlarms))},${px(y(recall))}`)
      .join(' ');
    const colour = colours[index % colours.length];
    const label = `<text x="${width - right - 8}" y="${px(y(inside.at(-1)?.recall ?? 0) + 16)}" text-anchor="end" fill="${colour}" font-weight="bold">${name}</text>`;
    return `<polyline points="${points}" fill="none" stroke="${colour}" stroke-width="2.5"/>${label}`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="12" fill="#334155" role="img" aria-label="Share of messages in danger that are found, against the share of harmless messages that raise an alarm">
<rect width="${width}" height="${height}" fill="#ffffff"/>
${[...across, ...up].join('\n')}
${lines.join('\n')}
<text x="${(left + width - right) / 2}" y="${height - 8}" text-anchor="middle">harmless messages that raise an alarm</text>
<text x="14" y="${(height - bottom) / 2}" text-anchor="middle" transform="rotate(-90 14 ${(height - bottom) / 2})">messages in danger that are found</text>
</svg>
`;
}
