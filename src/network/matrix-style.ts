/**
 * Shades differ in lightness, so that a grey print tells them apart; what matters is told by shape or number too. The head
 * of the table is less than a quarter of a sheet high: a higher one browsers do not repeat on the next sheet.
 */
export const matrixStyle = `
@page { size: A4 landscape; margin: 9mm 10mm; }
* { box-sizing: border-box; -webkit-print-color-adjust: exact; print-color-adjust: exact; }
body { margin: 0; padding: 10mm; color: #1c2326; background: #fff; font: 9pt/1.35 "Noto Sans", "DejaVu Sans", "Segoe UI", Roboto, Arial, sans-serif; }
section { max-width: 278mm; margin: 0 auto; }
section + section { margin-top: 16mm; break-before: page; }
h1 { margin: 0; font-size: 17pt; line-height: 1.15; font-weight: 650; letter-spacing: -.01em; }
h1 span { font-weight: 400; color: #46606b; }
h1 span::before { content: "· "; }
header p { margin: 1mm 0 0; color: #46606b; }
.legend { display: flex; flex-wrap: wrap; gap: 1mm 5mm; margin: 2mm 0 2.5mm !important; font-size: 8pt; color: #1c2326; }
.legend span { display: inline-flex; align-items: center; gap: 1.4mm; }
table { width: 100%; border-collapse: separate; border-spacing: 0; table-layout: fixed; font-size: 7.6pt; line-height: 1.2; }
th, td { padding: 0; text-align: center; font-weight: 400; border-bottom: .2mm solid #d9dfe1; border-right: .2mm solid #e7ebec; height: 5.2mm; }
tr > :nth-child(5n+1) { border-right-color: #a9b5b9; }
thead { break-inside: avoid; }
thead th, thead td { background: #fff; }
.names th { height: 34.5mm; width: 5.35mm; vertical-align: bottom; border-bottom: .35mm solid #1c2326; }
.names th:first-child { width: auto; text-align: left; font-weight: 650; padding: 0 0 1mm; }
.names th span { display: inline-block; writing-mode: vertical-rl; transform: rotate(180deg); max-height: 33.5mm; padding: .6mm 0; text-align: left; font-size: 6.9pt; line-height: 1.04; }
.names th.gap span, .names th.national span { font-weight: 700; }
tbody th, .near th, .national th { text-align: left; padding: .5mm 1.5mm .5mm 0; overflow-wrap: anywhere; }
.near th, .national th { color: #46606b; }
.near td { font-weight: 650; }
.national td, .national th { color: #46606b; border-bottom: .35mm solid #1c2326; }
tr { break-inside: avoid; }
.group { break-after: avoid; }
.group th { padding: 2mm 0 .6mm; font-weight: 650; font-size: 8.4pt; border-bottom: .25mm solid #7d8d93; border-right: 0; break-after: avoid; }
small { font-size: 6.6pt; color: #5a6b72; font-weight: 400; }
.sum { color: #46606b; border-right: 0; }
i { display: inline-block; width: 2.9mm; height: 2.9mm; vertical-align: middle; border: .35mm solid #0f3d4f; border-radius: 50%; }
i.here { background: #0f3d4f; }
i.comes { background: #fff; }
i.country { width: 2.5mm; height: 2.5mm; border-radius: 0; transform: rotate(45deg); background: #9fb4bc; border-color: #5f7982; }
b { display: inline-block; min-width: 5mm; padding: 0 1mm; line-height: 4mm; min-height: 4mm; text-align: center; font-weight: 650; vertical-align: middle; }
.near td.gap, b.gap { background: #1c2326; color: #fff; }
.near td.national, b.national { background: #8f9ea4; color: #000; }
.near td.one, b.one { background: #dde4e6; color: #000; }
.near td.many, b.many { box-shadow: inset 0 0 0 .45mm #1c2326; background: #fff; }
.findings { margin-top: 6mm; }
h2 { break-after: avoid; font-size: 11.5pt; margin: 4mm 0 1mm; font-weight: 650; }
dl { margin: 0; }
dt { margin-top: 1.8mm; font-weight: 650; break-after: avoid; }
dt b { min-width: 4mm; }
dd { break-inside: avoid; margin: .5mm 0 0 6.4mm; }
.providers { columns: 3; column-gap: 8mm; margin: 1mm 0 0; padding: 0; list-style: none; font-size: 8pt; }
.providers li { break-inside: avoid; padding: .4mm 0; }
footer { margin-top: 5mm; font-size: 7pt; color: #5a6b72; }
@media screen {
  .scroll { overflow: auto; max-height: 94vh; }
  table { min-width: 278mm; }
  thead { position: sticky; top: 0; z-index: 2; }
  tbody th[scope=row], .names th:first-child, .near th, .national th { position: sticky; left: 0; background: #fff; z-index: 1; }
}
@media screen and (max-width: 700px) { body { padding: 4mm; } .providers { columns: 1; } }
@media print { body { padding: 0; } }
`;
