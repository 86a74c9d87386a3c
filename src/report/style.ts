/** The report's own style: readable on a phone, in dark mode and on paper, with the system's fonts. */
export const style = `
:root {
  color-scheme: light dark;
  --paper: #ffffff; --ink: #1c2024; --soft: #5b636b; --line: #d7dbdf; --panel: #f5f6f8; --link: #0b5cad;
  --good: #1a6b37; --bad: #b3261e; --warn-paper: #fff3d6; --warn-ink: #5c3c00; --warn-line: #e0a800;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #15181b; --ink: #e6e8ea; --soft: #a3abb3; --line: #363c42; --panel: #1e2226; --link: #7ab7f5;
    --good: #7fd39b; --bad: #ff9d94; --warn-paper: #3a2d0a; --warn-ink: #ffe3a0; --warn-line: #a17a10;
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body {
  margin: 0 auto; padding: 1.2rem 1rem 4rem; max-width: 60rem; background: var(--paper); color: var(--ink);
  font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "DejaVu Sans", sans-serif; overflow-wrap: break-word;
}
h1 { font-size: 1.6rem; line-height: 1.2; margin: 0 0 .4rem; }
h2 { font-size: 1.3rem; line-height: 1.25; margin: 3rem 0 .6rem; padding-top: .8rem; border-top: 2px solid var(--line); }
h3 { font-size: 1.05rem; margin: 2rem 0 .5rem; }
h4 { font-size: .95rem; margin: 1.4rem 0 .4rem; }
p { margin: .5rem 0; max-width: 44rem; }
a { color: var(--link); }
.soft { color: var(--soft); }
.good { color: var(--good); font-weight: 600; }
.bad { color: var(--bad); font-weight: 700; }
.banner {
  margin: 1rem 0; padding: .7rem 1rem; border: 2px solid var(--warn-line); border-radius: .4rem;
  background: var(--warn-paper); color: var(--warn-ink); font-weight: 600;
}
.cards { display: grid; grid-template-columns: repeat(auto-fit, minmax(8.5rem, 1fr)); gap: .6rem; margin: 1rem 0; padding: 0; }
.cards div { background: var(--panel); border-radius: .4rem; padding: .6rem .8rem; }
.cards dt { font-size: .8rem; color: var(--soft); }
.cards dd { margin: 0; font-size: 1.35rem; font-weight: 650; font-variant-numeric: tabular-nums; }
.cards dd small { font-size: .8rem; font-weight: 400; color: var(--soft); }
nav ul { padding-left: 1.2rem; margin: .4rem 0; }
nav li { margin: .25rem 0; }
nav small a { margin-right: .8em; white-space: nowrap; }
dl.facts { display: grid; grid-template-columns: minmax(7rem, max-content) 1fr; gap: .2rem 1rem; margin: .8rem 0; }
dl.facts dt { color: var(--soft); }
dl.facts dd { margin: 0; min-width: 0; }
.scroll { overflow-x: auto; margin: .8rem 0; border: 1px solid var(--line); border-radius: .4rem; }
.scroll:focus-visible, .drawing:focus-visible, summary:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
table { border-collapse: collapse; font-size: .85rem; min-width: 100%; }
caption { text-align: left; padding: .5rem .7rem; color: var(--soft); caption-side: top; }
th, td { text-align: left; padding: .3rem .7rem; border-top: 1px solid var(--line); vertical-align: top; }
th { background: var(--panel); font-weight: 600; white-space: nowrap; }
td { max-width: 26rem; min-width: 4rem; }
td:first-child:not(:has(wbr)) { white-space: nowrap; }
td:first-child:has(code) { min-width: 13rem; }
.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.number .words { display: inline-block; min-width: 5rem; text-align: left; white-space: normal; }
figure { margin: 1.2rem 0; }
figure .drawing { overflow-x: auto; }
figure svg { display: block; width: 100%; min-width: 40rem; }
figcaption { font-size: .85rem; color: var(--soft); max-width: 44rem; margin-top: .4rem; }
pre, code { font-family: ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace; font-size: .82rem; }
pre { overflow-x: auto; background: var(--panel); border-radius: .4rem; padding: .7rem .9rem; line-height: 1.45; }
code.hash { font-size: .68rem; overflow-wrap: anywhere; }
details { margin: .6rem 0; }
summary { cursor: pointer; color: var(--link); }
footer { margin-top: 3rem; padding-top: .8rem; border-top: 1px solid var(--line); color: var(--soft); font-size: .85rem; }
@media (max-width: 30rem) {
  dl.facts { grid-template-columns: 1fr; gap: 0; }
  dl.facts dd { margin-bottom: .5rem; }
}
@media print {
  :root {
    --paper: #ffffff; --ink: #000000; --soft: #444444; --line: #bbbbbb; --panel: #f3f3f3; --link: #000000;
    --good: #1a6b37; --bad: #b3261e; --warn-paper: #fff3d6; --warn-ink: #5c3c00; --warn-line: #e0a800;
    color-scheme: light;
  }
  @page { margin: 15mm; }
  html { font-size: 9.5pt; }
  .cards { grid-template-columns: repeat(6, 1fr); }
  body { max-width: none; padding: 0; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  h2 { border-top: 0; margin-top: 1.5rem; }
  main > section + section[aria-labelledby^="dataset-"] { break-before: page; }
  h2, h3, h4, caption { break-after: avoid; }
  figure, tr, .cards, .banner, .short, li, dl.facts > * { break-inside: avoid; }
  .scroll, figure .drawing, pre { overflow: visible; }
  .scroll { border: 0; }
  table { font-size: 7.5pt; min-width: 0; width: 100%; }
  th, td, td:first-child:has(code) { padding: .15rem .35rem; min-width: 0; }
  td:first-child:not(:has(wbr)) { white-space: normal; }
  th { overflow-wrap: normal; }
  td { overflow-wrap: break-word; }
  summary { list-style: none; color: var(--ink); }
  a { text-decoration: none; }
  figure svg { min-width: 0; max-height: 225mm; }
  pre { white-space: pre-wrap; }
  thead { display: table-header-group; }
  details::details-content { content-visibility: visible; display: block; }
  nav { display: none; }
}
`;
