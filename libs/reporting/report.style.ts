/**
 * The look of the report page, on screen and on paper. It stands in the page itself: the page then needs
 * nothing else to be read, kept or sent on, and a content security policy can allow exactly this style by hash.
 */
export const reportStyle = `
:root {
  --ink: #262b30; --quiet: #535b62; --heading: #00285c; --link: #11478f; --line: #ccd3da; --soft: #f3f6fa;
  --rule: #11478f; --ring: #00285c; --notice: #fff6e0; --notice-line: #b35900;
  --green: #09683a; --yellow: #b35900; --red: #b21b2f; --grey: #5f686d;
}
*, *::before, *::after { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; scroll-padding-top: 1.5rem; }
body {
  margin: 0; color: var(--ink); background: #fff; overflow-wrap: break-word;
  font: 400 1.0625rem/1.6 'Source Sans 3', 'Source Sans Pro', -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', 'Liberation Sans', Arial, sans-serif;
  hyphens: auto; hyphenate-limit-chars: 12 5 5;
}
h1, h2, h3, h4 { color: var(--heading); line-height: 1.25; margin: 0; text-wrap: balance; }
h1 { font-size: clamp(1.875rem, 1.4rem + 2.1vw, 2.75rem); font-weight: 700; letter-spacing: -0.015em; }
h2 { font-size: clamp(1.5rem, 1.35rem + 0.7vw, 1.875rem); font-weight: 700; letter-spacing: -0.01em; }
h3 { font-size: 1.3125rem; font-weight: 650; }
h4 { font-size: 1.0625rem; font-weight: 650; }
p, ul, ol, dl, dd { margin: 0; }
ul, ol { padding-left: 1.25rem; }
li::marker { color: var(--rule); }
a { color: var(--link); text-decoration-thickness: 1px; text-underline-offset: 0.18em; }
a:hover { text-decoration-thickness: 2px; }
:focus-visible { outline: 3px solid var(--ring); outline-offset: 2px; border-radius: 2px; }
main:focus { outline: none; }
.hidden {
  position: absolute; width: 1px; height: 1px; margin: -1px; padding: 0; border: 0; overflow: hidden;
  clip-path: inset(50%); white-space: nowrap;
}
.skip { position: absolute; left: 1rem; top: -6rem; z-index: 2; padding: 0.75rem 1.25rem; background: #fff; }
.skip:focus { top: 0.75rem; }

.wide { max-width: 78rem; margin: 0 auto; padding: 0 1.25rem; }
.masthead { border-top: 4px solid var(--rule); border-bottom: 1px solid var(--line); }
.masthead .wide { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: 0.25rem 2rem; padding-block: 0.75rem; }
.masthead p { font-weight: 650; color: var(--heading); }
.masthead ul { display: flex; flex-wrap: wrap; gap: 0 0.25rem; list-style: none; padding: 0; margin: 0 -0.6rem; }
.masthead li a, .masthead li span { display: inline-block; padding: 0.35rem 0.6rem; }
.masthead li span { font-weight: 650; color: var(--ink); box-shadow: inset 0 -3px var(--rule); }
.front { background: var(--soft); border-bottom: 1px solid var(--line); }
.front .wide { padding-block: 2.5rem 2.25rem; }
.front h1 + p { margin-top: 0.5rem; font-size: 1.25rem; color: var(--quiet); }
.facts { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 11rem), 1fr)); gap: 1.25rem 2rem; margin-top: 2rem; }
.facts > div:has(li + li), .facts > .long { grid-column: span 2; }
.facts dt { font-size: 0.9375rem; color: var(--quiet); }
.facts dd { font-weight: 600; }
.facts ul { list-style: none; padding: 0; }
.notices { display: grid; gap: 1rem; margin-top: 1.75rem; }
.notices:empty { display: none; }
.notice { padding: 0.9rem 1.15rem; background: var(--notice); border-left: 5px solid var(--notice-line); max-width: 60rem; }
.notice .inline { margin: 0; }
.notice.calm { background: #e9f0fa; border-color: var(--rule); }
.notice h2 { font-size: 1.0625rem; letter-spacing: 0; color: var(--ink); }
.notice ul { margin-top: 0.35rem; }

.columns { padding-block: 2.5rem 4rem; display: grid; grid-template-columns: minmax(0, 1fr); gap: 2.5rem; }
.toc h2 { font-size: 1.0625rem; letter-spacing: 0; }
.toc ol { list-style: none; padding: 0; margin-top: 0.5rem; }
.toc li { border-top: 1px solid var(--line); }
.toc a { display: block; padding: 0.45rem 0; text-decoration: none; line-height: 1.35; }
.toc a:hover { text-decoration: underline; }
.toc ol ol { display: none; }
.document { min-width: 0; display: grid; grid-template-columns: minmax(0, 1fr); gap: 3.5rem; }
.document > section > h2 { padding-bottom: 0.6rem; margin-bottom: 1.25rem; border-bottom: 2px solid var(--rule); }
.prose { display: grid; gap: 0.9rem; max-width: 44rem; }
.prose.lead > p:first-child { font-size: 1.1875rem; line-height: 1.55; }
.quiet { color: var(--quiet); }
.small { font-size: 0.9375rem; }
.sub { margin: 2rem 0 0.75rem; }

.tag {
  display: inline-block; vertical-align: 0.1em; margin-left: 0.4em; padding: 0 0.35em; border: 1px solid #8a949c; border-radius: 3px;
  font-size: 0.6875rem; font-weight: 600; line-height: 1.45; letter-spacing: 0.04em; color: var(--quiet); background: #fff; white-space: nowrap;
}
.tag.demo { border-color: var(--notice-line); color: #7a3d00; background: var(--notice); letter-spacing: 0; font-size: 0.8125rem; padding: 0.05rem 0.5rem; vertical-align: 0.2em; }

.successes { list-style: none; padding: 0; display: grid; gap: 0; }
.successes > li { display: grid; gap: 0.1rem 1.75rem; padding: 0.8rem 0; border-top: 1px solid var(--line); }
.successes > li:first-child { border-top: 0; padding-top: 0; }
.successes .of { font-weight: 600; line-height: 1.4; }

.light { display: flex; align-items: flex-start; gap: 0.45rem; line-height: 1.375rem; }
.light svg { flex: none; width: 1.375rem; height: 1.375rem; }
.change { display: block; font-size: 0.875rem; line-height: 1.3; color: var(--quiet); margin-top: 0.2rem; }
.change.improved { color: var(--green); } .change.worsened { color: var(--red); }

.counts { list-style: none; padding: 0; margin: 0.75rem 0 2rem; display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 8.25rem), 1fr)); gap: 0.75rem; }
.counts li { display: grid; grid-template-columns: auto 1fr; gap: 0 0.7rem; align-items: center; padding: 0.9rem 1rem; border: 1px solid var(--line); border-radius: 4px; align-content: start; }
.counts svg { width: 1.875rem; height: 1.875rem; }
.counts strong { grid-column: 1 / -1; line-height: 1.3; margin-top: 0.35rem; }
.counts b { font-size: 1.625rem; line-height: 1.1; font-weight: 700; color: var(--heading); font-variant-numeric: tabular-nums; }
.counts span { grid-column: 1 / -1; font-size: 0.9375rem; line-height: 1.35; color: var(--quiet); }
.counts li.none { background: #fafbfc; }
.counts li.none b { color: var(--quiet); font-weight: 400; }

table { border-collapse: collapse; width: 100%; }
caption { text-align: left; font-weight: 650; padding-bottom: 0.6rem; color: var(--heading); }
th { text-align: left; font-weight: 600; }
th, td { vertical-align: top; }
.overview th, .overview td { padding: 0.65rem 0.5rem; line-height: 1.375rem; font-size: 1rem; }
.overview thead th { color: var(--quiet); font-size: 0.9375rem; border-bottom: 2px solid var(--rule); vertical-align: bottom; }
.overview tbody tr { border-bottom: 1px solid var(--line); }
.overview .group th { background: var(--soft); color: var(--heading); font-size: 0.9375rem; padding-block: 0.4rem; }
.overview tbody th { font-weight: 400; }
.overview tbody .group th { font-weight: 650; }
.overview .row-title { display: grid; grid-template-columns: 2.5rem minmax(0, 1fr); }
.overview .row-title .number { font-weight: 400; color: var(--quiet); font-variant-numeric: tabular-nums; }
.overview .pilot .row-title { padding-left: 1.25rem; grid-template-columns: 3rem minmax(0, 1fr); }
.overview td { width: 8.5rem; }
.overview .aspect { display: none; }
.notes { margin-top: 1rem; }

.moves { list-style: none; padding: 0; }
.moves > li { padding: 0.55rem 0; border-top: 1px solid var(--line); display: grid; gap: 0.15rem 1.75rem; }
.moves ul { list-style: none; padding: 0; display: grid; gap: 0.25rem; }
.moves .move { display: flex; flex-wrap: wrap; align-items: flex-start; gap: 0 0.6rem; line-height: 1.5rem; }
.moves .which { flex: 0 0 100%; font-size: 0.9375rem; color: var(--quiet); }
.brief { column-width: 19rem; column-gap: 2.5rem; padding-top: 0.2rem; }
.brief li { break-inside: avoid; margin-bottom: 0.35rem; }

.programme { padding-top: 2rem; margin-top: 2rem; border-top: 1px solid var(--line); }
h2 + .programme { border-top: 0; margin-top: 0; padding-top: 0.5rem; }
.programme > header { display: grid; grid-template-columns: minmax(0, 1fr); gap: 0.3rem; }
.programme h3 { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: 0 0.7rem; }
.programme h3 .number { color: var(--quiet); font-weight: 400; font-variant-numeric: tabular-nums; }
.about { display: flex; flex-wrap: wrap; gap: 0.1rem 1.5rem; font-size: 0.9375rem; color: var(--quiet); }
.about div { min-width: 0; display: flex; flex-wrap: wrap; gap: 0 0.4rem; }
.about dt::after { content: ':'; }
.about dd { min-width: 0; color: var(--ink); }
.about dd ul { list-style: none; padding: 0; }
.strip { list-style: none; padding: 0; margin: 1rem 0 0; display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); border: 1px solid var(--line); border-radius: 4px; background: var(--soft); }
.strip li { padding: 0.7rem 0.9rem; }
.strip .aspect { display: block; font-size: 0.9375rem; color: var(--quiet); margin-bottom: 0.2rem; }
.strip .light { font-weight: 600; }
.why { margin-top: 1.25rem; display: grid; gap: 0.8rem; max-width: 48rem; }
.why > div { display: grid; gap: 0.1rem 1.75rem; }
.why dt { font-weight: 600; }
.step { margin-top: 0.4rem; padding-left: 0.9rem; border-left: 3px solid var(--red); }
.step .who { display: block; font-size: 0.9375rem; color: var(--quiet); }
.carried { margin-top: 1.5rem; max-width: 48rem; }
.carried h4 { margin-bottom: 0.4rem; }
.carried ul, .slips { display: grid; gap: 0.4rem; }
.carried .who, .slips .who { display: block; font-size: 0.9375rem; color: var(--quiet); }
.carried .who::first-letter, .slips .who::first-letter { text-transform: uppercase; }
.prose + .moves { margin-top: 1rem; }
.history { width: auto; }
.history td { min-width: 8rem; }
.blocks { margin-top: 1.5rem; display: grid; gap: 1.5rem 2.5rem; grid-template-columns: minmax(0, 1fr); }
.blocks h4 { margin-bottom: 0.4rem; }
.blocks ul { display: grid; gap: 0.4rem; }
/* Positioned, so that what is hidden inside scrolls with it and does not widen the page. */
.numbers { position: relative; margin-top: 1.75rem; overflow-x: auto; }
.numbers table { font-size: 0.96875rem; min-width: 34rem; }
.numbers th, .numbers td { padding: 0.5rem 0.75rem 0.5rem 0; border-bottom: 1px solid var(--line); }
.numbers thead th { font-size: 0.9375rem; color: var(--quiet); }
.numbers tbody th { font-weight: 400; }
.numbers .note { display: block; font-size: 0.875rem; color: var(--quiet); }
.numbers .figure { font-variant-numeric: tabular-nums; }
.back { margin-top: 1.25rem; font-size: 0.9375rem; }

.record dl { display: grid; gap: 0.9rem; margin-top: 1.25rem; }
.record dt { font-size: 0.9375rem; color: var(--quiet); }
.record code { font: 0.9375rem/1.5 ui-monospace, 'Cascadia Mono', Menlo, Consolas, 'Liberation Mono', monospace; overflow-wrap: anywhere; }
.foot { border-top: 1px solid var(--line); background: var(--soft); }
.foot .wide { padding-block: 1.5rem; display: flex; flex-wrap: wrap; gap: 0.25rem 2rem; justify-content: space-between; color: var(--quiet); font-size: 0.9375rem; }

@media (min-width: 40rem) {
  .successes > li, .moves > li, .why > div { grid-template-columns: 15rem minmax(0, 1fr); }
  .moves .which { flex-basis: 6.25rem; }
  .strip { grid-template-columns: repeat(4, minmax(0, 1fr)); }
  .strip li + li { border-left: 1px solid var(--line); }
}
@media (min-width: 48rem) {
  .blocks { grid-template-columns: repeat(2, minmax(0, 1fr)); }
}
@media (min-width: 72rem) {
  .columns { grid-template-columns: 16.5rem minmax(0, 1fr); gap: 3.5rem; }
  .toc { position: sticky; top: 0; align-self: start; max-height: 100vh; overflow-y: auto; padding: 0.25rem 0.75rem 1.5rem 0.25rem; font-size: 0.9375rem; }
  .toc ol ol { display: block; margin: 0 0 0.5rem; }
  .toc ol ol li { border: 0; }
  .toc ol ol a { display: grid; grid-template-columns: 2.25rem 1fr; padding: 0.2rem 0; }
  .toc .number { color: var(--quiet); font-variant-numeric: tabular-nums; }
}
/* A row becomes a card where five columns have no room. The table keeps its roles: they are written out. */
@media screen and (max-width: 53.99rem) {
  .overview thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .overview, .overview tbody, .overview caption, .overview .group, .overview .group th { display: block; }
  .overview tr:not(.group) { display: grid; grid-template-columns: 1fr 1fr; padding: 0.75rem 0; }
  .overview tr:not(.group) th { grid-column: 1 / -1; padding: 0 0.25rem 0.35rem; font-weight: 600; }
  .overview td { width: auto; padding: 0.3rem 0.25rem; }
  .overview .aspect { display: block; font-size: 0.875rem; color: var(--quiet); }
  .overview .pilot .row-title { padding-left: 0; }
}
@media screen and (min-width: 40rem) and (max-width: 53.99rem) {
  .overview tr:not(.group) { grid-template-columns: repeat(4, 1fr); }
}
@media (max-width: 30rem) {
  .strip li:nth-child(n + 3) { border-top: 1px solid var(--line); }
  .strip li:nth-child(even) { border-left: 1px solid var(--line); }
  .facts > div:has(li + li), .facts > .long { grid-column: auto; }
}
@media print {
  @page { size: A4; margin: 18mm 17mm 20mm; @bottom-right { content: counter(page) ' / ' counter(pages); font: 9pt sans-serif; color: #535b62; } }
  html { font-size: 9.25pt; }
  body { line-height: 1.45; }
  h1 { font-size: 24pt; } h2 { font-size: 15pt; }
  .skip, .masthead nav, .back, .foot, .toc ol ol { display: none; }
  .wide { padding-inline: 0; max-width: none; }
  .front, .masthead, .strip, .overview .group th { background: none; }
  .front .wide { padding-block: 8mm 6mm; }
  .facts { grid-template-columns: repeat(3, 1fr); margin-top: 6mm; }
  .columns { display: block; padding-block: 6mm 0; }
  .toc { position: static; max-height: none; overflow: visible; margin-bottom: 8mm; columns: 2; column-gap: 10mm; }
  .toc h2 { column-span: all; }
  .toc a { padding: 1mm 0; }
  .document { display: block; }
  .document > section { margin-bottom: 9mm; }
  .document > .new-page { break-before: page; }
  a { color: inherit; text-decoration: none; }
  h1, h2, h3, h4, dt, caption, thead, .group, .strip, .programme > header { break-after: avoid; }
  li, tr, .strip, .counts, .why > div, .programme > header, .record dl > div, .notice { break-inside: avoid; }
  .overview th, .overview td { padding: 1.6mm 2mm; }
  .overview td { width: 29mm; }
  .light svg { width: 4.4mm; height: 4.4mm; }
  .counts { grid-template-columns: repeat(5, 1fr); gap: 3mm; }
  .counts svg { width: 6mm; height: 6mm; }
  .strip { grid-template-columns: repeat(4, 1fr); }
  .strip li + li { border-left: 1px solid var(--line); }
  .blocks { grid-template-columns: 1fr 1fr; gap: 4mm 8mm; }
  .successes > li, .moves > li, .why > div { grid-template-columns: 45mm 1fr; }
  .numbers { overflow: visible; } .numbers table { min-width: 0; }
  .programme { padding-top: 5mm; margin-top: 5mm; }
}
`;
