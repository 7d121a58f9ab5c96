/** The style sheet of a report: one column on a phone, two on a screen, black on white on paper. */
export const styles = `
:root {
  color-scheme: light dark;
  --paper: #fcfbf9; --ink: #1c1f24; --muted: #5a6069; --line: #e3dfd7; --card: #ffffff;
  --part: #1f6391; --whole: #c7d9e6; --rest: #8b929b; --track: #efece6;
  --shade-1: #e6eff5; --shade-2: #c5dbea; --shade-3: #93bcd8; --shade-4: #2f76a6; --shade-5: #164e76; --on-dark: #ffffff;
  --serif: Charter, "Bitstream Charter", "Iowan Old Style", "Sitka Text", Cambria, Georgia, serif;
  --sans: system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #14171b; --ink: #e9e7e2; --muted: #a7adb5; --line: #31363d; --card: #1b1f24;
    --part: #6fb1de; --whole: #2d4a5f; --rest: #868d97; --track: #262b31;
    --shade-1: #1e2b36; --shade-2: #234056; --shade-3: #2b587a; --shade-4: #6fb1de; --shade-5: #b5dbf5; --on-dark: #10151a;
  }
}
*, ::before, ::after { box-sizing: border-box; }
body { margin: 0 auto; padding: 3rem 1.5rem 2rem; max-width: 68rem; background: var(--paper); color: var(--ink);
  font: 1rem/1.55 var(--sans); font-variant-numeric: tabular-nums; -webkit-text-size-adjust: 100%; }
h1, h2, .value { font-family: var(--serif); font-weight: 600; letter-spacing: -0.01em; }
h1 { margin: 0; font-size: clamp(2rem, 6vw, 3rem); line-height: 1.1; overflow-wrap: anywhere; }
h2 { margin: 0 0 1rem; font-size: 1.4rem; line-height: 1.2; }
p { margin: 0; }
header { padding-bottom: 2rem; }
.kind { margin-bottom: 0.5rem; color: var(--part); font-size: 0.8rem; font-weight: 600; letter-spacing: 0.08em; text-transform: uppercase; }
.about, footer { color: var(--muted); }
.about { margin-top: 0.75rem; }
section { margin-top: 3rem; min-width: 0; }
.figures { margin-top: 0; }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
dl { display: grid; grid-template-columns: repeat(auto-fit, minmax(13rem, 1fr)); gap: 1rem; margin: 0; }
.figure { padding: 1.1rem 1.25rem 1.2rem; border: 1px solid var(--line); border-radius: 10px; background: var(--card); }
dt { color: var(--muted); font-size: 0.9rem; }
dd { margin: 0; }
.value { display: block; margin: 0.1rem 0 0.5rem; font-size: 2.4rem; line-height: 1.1; }
.note { display: block; color: var(--muted); font-size: 0.85rem; line-height: 1.4; }
.figure .bar { height: 6px; margin-bottom: 0.6rem; }
.pair, .beside { display: grid; column-gap: 3.5rem; }
.beside { row-gap: 1.75rem; }
figure { margin: 0; }
.pair > *, .beside > * { min-width: 0; }
.scroll { overflow-x: auto; border-radius: 4px; }
.scroll:focus-visible { outline: 2px solid var(--part); outline-offset: 4px; }
.scroll + .scroll { margin-top: 1.5rem; }
figure + .scroll { margin-top: 1.25rem; }
.beside .week td.number { width: 4rem; }
table { width: 100%; border-collapse: collapse; font-size: 0.92rem; }
caption, figcaption { padding-bottom: 0.5rem; color: var(--muted); font-size: 0.85rem; text-align: left; }
th, td { padding: 0.42rem 0 0.42rem 1.25rem; border-bottom: 1px solid var(--line); text-align: left; vertical-align: baseline; }
th:first-child, td:first-child { padding-left: 0; }
thead th { color: var(--muted); font-size: 0.8rem; font-weight: 500; vertical-align: bottom; }
tbody th { font-weight: 500; }
th:first-child { white-space: nowrap; }
small { display: block; max-width: 30rem; color: var(--muted); font-size: 0.85em; font-weight: 400; line-height: 1.4; white-space: normal; }
th.number, td.number { text-align: right; white-space: nowrap; }
td.bar { width: 32%; min-width: 5rem; }
svg.bar { display: block; width: 100%; height: 10px; border-radius: 3px; }
td svg.bar { height: 0.7rem; }
svg.chart { display: block; width: 100%; height: auto; overflow: visible; }
svg text { fill: var(--muted); font: 13px var(--sans); }
.grid { stroke: var(--line); }
.part { fill: var(--part); }
.whole { fill: var(--whole); }
.rest { fill: var(--rest); }
.track { fill: var(--track); }
.week { table-layout: fixed; min-width: 34rem; }
.week th, .week td { padding: 0.4rem 0; border: 2px solid var(--paper); text-align: center; font-size: 0.82rem; }
.week th[scope="row"], .week thead td { width: 3rem; text-align: left; }
.week .number { width: 4.5rem; padding-left: 0.75rem; text-align: right; }
.empty, .shade-0 { background: var(--track); }
.shade-0 { color: var(--muted); }
.shade-1 { background: var(--shade-1); }
.shade-2 { background: var(--shade-2); }
.shade-3 { background: var(--shade-3); }
.shade-4 { background: var(--shade-4); color: var(--on-dark); }
.shade-5 { background: var(--shade-5); color: var(--on-dark); }
.definition { margin-top: 0.9rem; max-width: 46rem; color: var(--muted); font-size: 0.85rem; line-height: 1.5; }
footer { margin-top: 3.5rem; padding-top: 1rem; border-top: 1px solid var(--line); font-size: 0.85rem; }
@media (min-width: 56rem) {
  .pair { grid-template-columns: 1fr 1fr; }
  .beside { grid-template-columns: 3fr 2fr; align-items: start; }
}
@media (max-width: 40rem) {
  body { padding: 1.75rem 1rem 1.5rem; }
  dl { grid-template-columns: 1fr; }
  svg text { font-size: 24px; }
  svg.whole text { font-size: 30px; }
  .minor { display: none; }
  th, td { padding-left: 0.75rem; }
  td.bar { min-width: 3rem; }
}
@media print {
  :root {
    --paper: #ffffff; --ink: #000000; --muted: #444444; --line: #cccccc; --card: #ffffff;
    --part: #1f6391; --whole: #c7d9e6; --rest: #8b929b; --track: #f0f0f0;
    --shade-1: #e6eff5; --shade-2: #c5dbea; --shade-3: #93bcd8; --shade-4: #2f76a6; --shade-5: #164e76; --on-dark: #ffffff;
  }
  @page { margin: 16mm 15mm; }
  :root { font-size: 8.5pt; }
  body { max-width: none; padding: 0; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  section { margin-top: 1.75rem; }
  dl { grid-template-columns: repeat(4, 1fr); gap: 0.5rem; }
  .value { font-size: 1.7rem; }
  .pair { grid-template-columns: 1fr 1fr; column-gap: 2.5rem; }
  .beside { grid-template-columns: 3fr 2fr; column-gap: 2.5rem; }
  .scroll { overflow: visible; }
  .week { min-width: 0; }
  .figure, figure, tr, .week { break-inside: avoid; }
  h2, caption { break-after: avoid; }
}
`;
