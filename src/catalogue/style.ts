/** One look for all pages: calm, dark on light, nothing that must be in colour to be understood. */
const base = `
:root { --ink: #16282b; --soft: #4d6367; --line: #d5dfde; --tint: #eef4f2; --deep: #14505a; --warm: #fdf3dc; --warm-line: #e7b94a; --alarm: #a3262a; --alarm-tint: #fdf0ee; }
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body { margin: 0; color: var(--ink); background: #fff; font: 16px/1.5 "Source Sans 3", "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", system-ui, sans-serif; -webkit-print-color-adjust: exact; print-color-adjust: exact; overflow-wrap: break-word; }
h1, h2, h3, h4, p, ul, ol, dl, dd { margin: 0; padding: 0; }
h1, h2, h3, h4 { line-height: 1.2; text-wrap: balance; }
ul, ol { list-style: none; }
a { color: var(--deep); text-decoration: none; }
a[href^="http"], a[href^="mailto"] { overflow-wrap: anywhere; }
.lamp { color: var(--deep); }
.n { display: inline-block; min-width: 1.6em; padding: 0 .35em; border-radius: 1em; background: var(--deep); color: #fff; font-size: .8em; font-weight: 700; line-height: 1.6em; text-align: center; }
.number { font-weight: 700; white-space: nowrap; color: var(--ink); }
.number.web { white-space: normal; }
.terms { color: var(--soft); }
.fresh { color: var(--soft); font-size: .82em; }
.scan { display: flex; gap: 1rem; align-items: center; padding: 1rem; border-radius: .8rem; background: var(--warm); border: 1px solid var(--warm-line); }
.scan .qr { flex: none; width: 8.5rem; height: 8.5rem; border-radius: .4rem; }
.scan b { font-size: 1.15em; }
.scan a { font-weight: 600; }
@media screen and (max-width: 30rem) { .scan { flex-direction: column; align-items: flex-start; } }
`;

/** The booklet. */
export const catalogueStyle = `${base}
body { max-width: 60rem; margin: 0 auto; }
.cover, main, footer { padding: 1.2rem; }
.cover { background: var(--tint); }
.cover .lamp { width: 3.6rem; height: 3.6rem; }
.over { color: var(--deep); font-size: 1.1rem; font-weight: 600; margin-top: .6rem; }
h1 { font-size: clamp(2rem, 9vw, 3.4rem); letter-spacing: -.015em; }
.lead { font-size: 1.15rem; margin-top: .5rem; }
.sentence { margin-top: .6rem; }
.imprint { margin: 1rem 0; color: var(--soft); font-size: .92rem; }
nav { margin-top: 1.6rem; }
nav h2 { font-size: 1.15rem; margin-bottom: .3rem; }
nav li { padding: .42rem 0; border-top: 1px solid var(--line); }
nav li a { font-weight: 700; }
nav li.first a { color: var(--alarm); }
nav li span { display: block; color: var(--soft); font-size: .86rem; line-height: 1.35; }
.hint { color: var(--soft); font-size: .9rem; margin-top: .5rem; }
main > section { padding-top: 2rem; }
h2 { font-size: 1.6rem; color: var(--deep); }
.crisis h2 { color: var(--alarm); }
.crisis h3 { margin-top: 1.2rem; font-size: 1.05rem; }
.contact { display: grid; grid-template-columns: 1fr; gap: .1rem; padding: .7rem 0; border-top: 1px solid var(--line); }
.contact .number { font-size: 1.55rem; line-height: 1.25; }
.contact .number.web { font-size: 1.05rem; }
.rescue { background: var(--alarm-tint); border-radius: .8rem; padding: .2rem .9rem; margin-top: .5rem; }
.rescue .contact:first-child { border-top: 0; }
.rescue .number { color: var(--alarm); }
.chapter > h2 { padding-bottom: .4rem; border-bottom: 3px solid var(--warm-line); }
.topic { margin-top: 1.1rem; break-inside: avoid; }
.topic h3 { font-size: 1.12rem; }
.refs { margin-top: .35rem; }
.ref { margin-right: .5rem; }
.ref .n { display: inline; padding: .1em .5em; font-size: .78em; }
.refs { font-size: .94rem; color: var(--soft); }
.lines { margin-top: 1.2rem; padding: .7rem 1rem; border-radius: .8rem; background: var(--tint); break-inside: avoid; }
.lines h3 { font-size: 1rem; color: var(--deep); }
.lines li { margin-top: .3rem; font-size: .94rem; }
.cards { margin-top: 1.2rem; display: grid; gap: .9rem; align-items: start; }
.card { border: 1px solid var(--line); border-radius: .8rem; padding: .9rem 1rem; break-inside: avoid; scroll-margin-top: 1rem; }
.card:target { border-color: var(--warm-line); background: var(--warm); }
.card header { display: flex; gap: .6rem; align-items: baseline; margin-bottom: .4rem; }
.card h4 { font-size: 1.1rem; }
.by { color: var(--soft); font-size: .86rem; }
.not { margin-top: .3rem; color: var(--soft); }
dl { margin: .5rem 0; }
dl > div { display: grid; grid-template-columns: 5.2rem 1fr; gap: .5rem; padding: .12rem 0; }
dt { color: var(--soft); font-size: .9rem; }
.tel { font-weight: 700; white-space: nowrap; padding: .1rem 0; }
.way, .room { display: inline-block; margin: .3rem .4rem .1rem 0; padding: .05rem .6rem; border-radius: 1rem; background: var(--tint); font-size: .86rem; }
.room { background: var(--warm); }
.index .columns { columns: 17rem; column-gap: 2rem; margin-top: .8rem; }
.index h3 { font-size: 1.02rem; margin: .8rem 0 .3rem; break-after: avoid; }
.index .columns > h3:first-child { margin-top: 0; }
.index h4 { font-size: .95rem; margin-top: .5rem; break-after: avoid; }
.index .group { break-inside: avoid; }
.index li { padding: .18rem 0; }
.index li a { display: flex; justify-content: space-between; gap: .6rem; color: var(--ink); }
.index .n { align-self: baseline; }
footer { margin-top: 2rem; border-top: 1px solid var(--line); color: var(--soft); font-size: .9rem; }
@media (min-width: 46rem) {
  .cover, main, footer { padding: 2rem; }
  .cards, .topics, .lines ul { grid-template-columns: 1fr 1fr; }
  .topics, .lines ul { display: grid; column-gap: 1.6rem; }
  .contact { grid-template-columns: 13rem 1fr; gap: 1rem; }
}
@media print {
  @page { size: A4; margin: 14mm 14mm 16mm; @bottom-center { content: counter(page); font: 9pt sans-serif; color: #4d6367; } }
  @page :first { margin: 0; @bottom-center { content: none; } }
  html { font-size: 9.6pt; }
  body { font-size: 1rem; line-height: 1.38; max-width: none; }
  main, footer { padding: 0; }
  .cover { padding: 18mm 18mm 0; height: 296mm; overflow: hidden; break-after: page; }
  .cover .lamp { width: 22mm; height: 22mm; }
  h1 { font-size: 38pt; }
  .over { font-size: 15pt; }
  .lead { font-size: 13pt; }
  nav { margin-top: 8mm; }
  nav ol { columns: 2; column-gap: 9mm; }
  nav li { padding: 1.8mm 0; break-inside: avoid; }
  nav li span { font-size: 8.6pt; }
  nav h2 { font-size: 13pt; }
  .scan { margin-top: 5mm; }
  .scan .qr { width: 32mm; height: 32mm; }
  main > section { padding-top: 7mm; }
  .crisis { padding-top: 0; break-after: page; }
  h2 { font-size: 18pt; break-after: avoid; }
  .cards, .topics, .lines ul { display: grid; grid-template-columns: 1fr 1fr; }
  .topics, .lines ul { column-gap: 7mm; }
  .topic { margin-top: 0; padding-top: 3mm; }
  .lines { padding: 2.5mm 3.5mm; margin-top: 4mm; }
  .contact { padding: 1.7mm 0; break-inside: avoid; grid-template-columns: 46mm 1fr; gap: 3mm; }
  .contact .number { font-size: 15pt; }
  .rescue { display: grid; grid-template-columns: 1fr 1fr; column-gap: 7mm; }
  .rescue .contact { grid-template-columns: 16mm 1fr; border: 0; }
  .rescue .number { font-size: 19pt; }
  .cards { gap: 4mm; margin-top: 4mm; }
  .card { padding: 3mm 3.5mm; }
  .card:target { background: none; border-color: var(--line); }
  dl > div { grid-template-columns: 17mm 1fr; }
  .index { break-before: page; }
  .index .columns { columns: 2; column-gap: 10mm; }
  .index li { padding: .3mm 0; }
  footer { margin-top: 8mm; padding-top: 3mm; break-inside: avoid; }
}
`;

/** The sheet for a wall: it fills an A4 page, and reads well on a phone too. */
export const leafletStyle = `${base}
.sheet { max-width: 50rem; margin: 0 auto; padding: 1.2rem; display: flex; flex-direction: column; gap: 1.1rem; }
.top { display: flex; align-items: center; gap: .6rem; color: var(--deep); font-weight: 600; }
.top .lamp { width: 2.6rem; height: 2.6rem; flex: none; }
h1 { font-size: clamp(1.5rem, 6.5vw, 2.3rem); letter-spacing: -.01em; }
h2 { font-size: 1.05rem; color: var(--deep); margin-bottom: .4rem; }
.topicname { display: inline-block; margin-bottom: .5rem; background: var(--deep); color: #fff; border-radius: 1rem; padding: .1rem .8rem; font-weight: 600; }
.steps { counter-reset: step; }
.steps li { counter-increment: step; display: grid; grid-template-columns: 1.9rem 1fr; padding: .18rem 0; }
.steps li::before { content: counter(step); font-weight: 700; color: var(--deep); }
.place { padding: .5rem 0; border-top: 1px solid var(--line); }
.place header { display: flex; justify-content: space-between; gap: 0 1rem; align-items: baseline; flex-wrap: wrap; }
.place h3 { font-size: 1.02rem; }
.place .ways { text-align: right; }
.place .tel { font-weight: 700; font-size: 1.1rem; white-space: nowrap; color: var(--ink); }
.place .terms { font-size: .9em; }
.crisis { background: var(--alarm-tint); border-radius: .8rem; padding: .8rem 1rem; }
.crisis h2 { color: var(--alarm); }
.line { padding: .2rem 0; }
.line .number { font-size: 1.15rem; }
.line .number.web { font-size: .95rem; }
.foot { color: var(--soft); font-size: .82rem; display: flex; justify-content: space-between; gap: 1rem; flex-wrap: wrap; }
.strips { display: none; }
@media print, (min-width: 36rem) {
  .line { display: grid; grid-template-columns: 10.2rem 1fr; gap: .6rem; padding: .12rem 0; align-items: baseline; }
}
@media print {
  @page { size: A4; margin: 0; }
  html { font-size: 10.2pt; }
  body { font-size: 1rem; line-height: 1.36; }
  .sheet { max-width: none; height: 296mm; padding: 12mm 15mm 7mm; gap: 4.4mm; break-after: page; }
  .sheet:last-child { break-after: auto; }
  h1 { font-size: 24pt; }
  .long h1 { font-size: 19pt; }
  .top { font-size: 12pt; }
  .top .lamp { width: 13mm; height: 13mm; }
  .place { padding: 1.7mm 0; break-inside: avoid; }
  .scan { padding: 2.5mm; gap: 5mm; }
  .scan .qr { width: 27mm; height: 27mm; }
  .sheet > * { flex: none; }
  .sheet > .help { flex: 0 1 auto; min-height: 24mm; display: flex; flex-direction: column; }
  .sheet > .room { flex: 1 0 0; margin-top: -4.4mm; }
  .help > * { flex: none; }
  /* What does not fit goes into a second column, and that is not shown: whole places or none. */
  .help > .places { flex: 0 1 auto; min-height: 0; display: flex; flex-flow: column wrap; align-content: flex-start; overflow: hidden; }
  .places > .place { width: 100%; }
  .with-strips { padding: 10mm 15mm 0; gap: 3.2mm; }
  .with-strips > .room { margin-top: -3.2mm; }
  .with-strips h1 { font-size: 20pt; }
  .with-strips .top .lamp { width: 9mm; height: 9mm; }
  .strips { display: grid; grid-template-columns: repeat(8, 1fr); margin: 0 -15mm; border-top: 1px dashed var(--soft); height: 38mm; flex: none; }
  .strips li { writing-mode: vertical-rl; transform: rotate(180deg); border-right: 1px dashed var(--soft); padding: 2mm; font-size: 8.2pt; line-height: 1.25; display: flex; flex-direction: column; justify-content: center; overflow: hidden; }
  .strips li:last-child { border-right: 0; }
  .strips b { font-size: 10.5pt; }
}
`;
