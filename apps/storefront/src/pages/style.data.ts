/** The look of the shop, light and dark: paper, ink and the green of the harbor. */
export const style = `
:root { color-scheme: light dark; --ink: #1d2321; --soft: #56605c; --paper: #faf8f3; --card: #ffffff; --line: #dcd8cc; --accent: #14532d;
  --on-accent: #ffffff; --tint: #e9efe6; --alarm: #9b1c1c; --alarm-tint: #fbeaea }
@media (prefers-color-scheme: dark) { :root { --ink: #f0eee7; --soft: #b1b5ae; --paper: #151816; --card: #1d211f; --line: #3a403c; --accent: #8fdcab;
  --on-accent: #06240f; --tint: #223128; --alarm: #ffb4ab; --alarm-tint: #3b1d1b } }
* { box-sizing: border-box }
body { margin: 0; min-height: 100vh; display: flex; flex-direction: column; background: var(--paper); color: var(--ink); font: 1.0625rem/1.6 system-ui, sans-serif }
a { color: inherit; text-underline-offset: .2em } a:hover { color: var(--accent) }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 3px; border-radius: .25rem }
h1, h2, .brand, .name { font-family: Georgia, 'Times New Roman', serif; font-weight: 400; line-height: 1.2; text-wrap: balance }
h1 { font-size: clamp(1.875rem, 5vw, 2.625rem); margin: 0 0 1.25rem } h2 { font-size: 1.375rem; margin: 0 0 1rem }
.skip { position: absolute; left: -99rem } .skip:focus { left: 1rem; top: 1rem; padding: .5rem 1rem; background: var(--card) }
.wide { width: min(70rem, 100% - 2.5rem); margin-inline: auto }
header .wide { display: flex; flex-wrap: wrap; gap: .25rem 1.75rem; align-items: baseline; padding-block: 1.375rem; border-bottom: 1px solid var(--line) }
.brand { font-size: 1.5rem; text-decoration: none; margin-right: auto } nav { display: flex; gap: 1.75rem } nav a { padding-block: .375rem }
nav b { display: inline-block; min-width: 1.5rem; margin-left: .25rem; padding-inline: .375rem; border-radius: 1rem; background: var(--accent); color: var(--on-accent); font-size: .875rem; text-align: center }
main { flex: 1; padding-block: 2.5rem 4rem } .lead { font-size: 1.1875rem; color: var(--soft); max-width: 36rem; margin: -.5rem 0 2.5rem }
footer { border-top: 1px solid var(--line); color: var(--soft); font-size: .9375rem } footer .wide { display: flex; flex-wrap: wrap; align-items: baseline; gap: .5rem 2rem; padding-block: 1.5rem } footer p { margin: 0; margin-right: auto }
.languages { display: flex; flex-wrap: wrap; gap: .25rem 1rem } .languages [aria-current] { color: var(--ink); font-weight: 600; text-decoration: none }
.grid { display: grid; grid-template-columns: repeat(auto-fill, minmax(14.5rem, 1fr)); gap: 2.25rem 1.75rem; padding: 0; margin: 0; list-style: none }
.grid a { display: block; text-decoration: none } .grid img, .product img { width: 100%; height: auto; border-radius: .5rem; display: block }
.grid .name { font-size: 1.3125rem; margin: .875rem 0 .125rem } .grid p { margin: 0 0 .375rem; color: var(--soft) } .price { font-variant-numeric: tabular-nums; font-weight: 600; color: var(--ink) }
.kind { color: var(--soft); font-weight: 400 } .kind::before { content: '·'; margin-inline: .375rem }
.product { display: grid; gap: 2rem 3.5rem } .product .price { font-size: 1.375rem; margin: 0 0 1.25rem } .back { margin: 0 0 1.5rem } .two { display: grid; grid-template-columns: minmax(0, 1fr); gap: 2rem; align-items: start }
@media (min-width: 48rem) { .product { grid-template-columns: minmax(0, 1fr) minmax(0, 1fr) } .two { grid-template-columns: minmax(0, 3fr) minmax(0, 2fr); gap: 3.5rem } }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .375rem 1.5rem; margin: 1.5rem 0; padding-block: 1rem; border-block: 1px solid var(--line) } dt { color: var(--soft) } dd { margin: 0; overflow-wrap: anywhere }
button, .button { display: inline-block; min-height: 3rem; padding: .6875rem 1.5rem; border: 1px solid var(--accent); border-radius: .375rem; background: var(--accent); color: var(--on-accent); font: inherit; font-weight: 600; text-decoration: none; text-align: center; cursor: pointer }
.button:hover { color: var(--on-accent) } button:hover, .button:hover { filter: brightness(1.1) } .quiet { background: transparent; color: var(--ink); border-color: var(--line) } .quiet:hover { color: var(--ink); border-color: var(--ink); filter: none }
.link { min-height: 0; padding: .25rem 0; border: 0; background: none; color: var(--soft); font-weight: 400; text-decoration: underline; text-underline-offset: .2em } .full { width: 100% }
.lines { padding: 0; margin: 0 0 1.5rem; list-style: none } .lines li { display: grid; grid-template-columns: 4.5rem 1fr max-content; gap: .25rem 1.125rem; padding-block: 1.125rem; border-bottom: 1px solid var(--line) }
.lines li:first-child { border-top: 1px solid var(--line) } .lines img { width: 4.5rem; border-radius: .375rem; grid-row: span 2 } .lines .name { font-size: 1.1875rem; margin: 0 } .lines small, .note { color: var(--soft); font-size: .9375rem } .lines .price { text-align: right }
.lines form { grid-column: 2 / -1; display: flex; flex-wrap: wrap; gap: .5rem 1rem; align-items: center } .lines form:empty { display: none } .lines button { min-height: 2.5rem; padding: .375rem 1rem } .lines .link { min-height: 0; padding: .25rem 0 }
.lines input { width: 4.5rem; min-height: 2.5rem } .lines label { color: var(--soft); font-size: .9375rem; margin: 0 }
.sum { width: 100%; border-collapse: collapse; font-variant-numeric: tabular-nums } .sum td, .sum th { padding: .3125rem 0; text-align: left; font-weight: 400; vertical-align: top } .sum td { text-align: right; padding-left: 1rem; white-space: nowrap }
.sum .total > * { border-top: 1px solid var(--line); padding-top: .75rem; font-weight: 700; font-size: 1.1875rem } .box { padding: 1.5rem; border: 1px solid var(--line); border-radius: .5rem; background: var(--card) } .box + .box { margin-top: 1.5rem } .box > :last-child { margin-bottom: 0 } .box > :first-child, .box > form > :first-child, .box > input + h2, form.box > h2 { margin-top: 0 } .box .lines li:first-child { border: 0; border-bottom: 1px solid var(--line); padding-top: 0 }
.sum tbody:first-child .total > * { border: 0; padding-top: 0 }
fieldset { border: 0; padding: 0; margin: 0 0 2rem; min-width: 0 } legend { font: 400 1.375rem/1.2 Georgia, 'Times New Roman', serif; padding: 0; margin-bottom: 1rem }
.fields { display: grid; grid-template-columns: repeat(6, minmax(0, 1fr)); gap: 1.125rem 1rem } .fields > * { grid-column: span 6 } .fields > .pair { grid-column: span 3 } @media (min-width: 34rem) { .fields > .third { grid-column: span 2 } }
label { display: block; font-weight: 600; margin-bottom: .3125rem } label small { font-weight: 400; color: var(--soft) }
input, select { width: 100%; min-height: 3rem; padding: .625rem .75rem; border: 1px solid var(--soft); border-radius: .375rem; background: var(--card); color: inherit; font: inherit }
[aria-invalid] { border: 2px solid var(--alarm) } .error { margin: .3125rem 0 0; color: var(--alarm); font-size: .9375rem }
.choice { display: flex; gap: .75rem; align-items: flex-start; margin: 0 0 .625rem; font-weight: 400 } .choice input { width: 1.375rem; min-height: 1.375rem; height: 1.375rem; margin: .125rem 0 0; flex: none; accent-color: var(--accent) }
details { margin-bottom: 2rem } summary { padding-block: .5rem; cursor: pointer; font-weight: 600 } details > .fields { margin-top: 1rem }
.alarm, .good { padding: 1rem 1.25rem; border-radius: .5rem; margin: 0 0 1.75rem } .alarm { background: var(--alarm-tint); border: 1px solid var(--alarm) } .good { background: var(--tint) } .alarm > :last-child, .good > :last-child { margin: 0 }
.number { font: 600 1.1875rem/1.4 ui-monospace, monospace; white-space: nowrap } .files { padding: 0; margin: 0; list-style: none } .files li { display: flex; flex-wrap: wrap; gap: .5rem 1rem; align-items: center; padding-block: .75rem; border-top: 1px solid var(--line) } .files span { flex: 1; min-width: 9rem; overflow-wrap: anywhere } .files small { display: block; color: var(--soft) }
.steps { display: flex; flex-wrap: wrap; gap: .25rem 1.5rem; padding: 0; margin: 0 0 1.5rem; list-style: none; color: var(--soft) } .steps [aria-current] { color: var(--ink); font-weight: 600 }
.or { display: flex; gap: 1rem; align-items: center; margin: 1.75rem 0; color: var(--soft) } .or::before, .or::after { content: ''; flex: 1; border-top: 1px solid var(--line) }
.within { margin: 0 0 1.5rem; border: 1px solid var(--line); border-radius: .5rem; overflow: hidden } .within:empty { display: none } button + button { margin-top: .75rem }
`;
