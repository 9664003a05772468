/** The look of the payment page, light and dark, on a desktop and on a phone. */
export const pageStyle = `
:root { color-scheme: light dark; --ink: #1c1b22; --soft: #5b5a66; --paper: #fbfaf7; --field: #fff; --line: #dedbd2; --edge: #8a8794; --accent: #14532d; --on-accent: #fff;
  --bad: #a4161a; --note: #fff4d6; --on-note: #4a3800 }
@media (prefers-color-scheme: dark) { :root { --ink: #f1efe9; --soft: #aeabb8; --paper: #17161b; --field: #201f26; --line: #37353f; --edge: #8a8794; --accent: #86efac; --on-accent: #052e16;
  --bad: #ff9a8f; --note: #3a2f0b; --on-note: #ffe9a8 } }
* { box-sizing: border-box }
[hidden] { display: none !important }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1rem/1.5 system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif }
.test { margin: 0; padding: .375rem 1rem; text-align: center; background: var(--note); color: var(--on-note); font-size: .875rem }
header, main { width: min(62rem, 100%); margin: 0 auto; padding: 0 1.25rem }
header p { margin: 1.5rem 0 0; font-weight: 600; overflow-wrap: anywhere }
main { padding-bottom: 4rem } main[data-within] { padding-top: 1rem; padding-bottom: 1rem } [data-within] .back { display: none }
summary { margin-bottom: 1rem; cursor: pointer; overflow-wrap: anywhere }
h1 { margin: .5rem 0 1.5rem; font-size: 1.75rem; line-height: 1.2; overflow-wrap: anywhere; text-wrap: balance }
h2 { margin: 0 0 .75rem; font-size: 1.125rem }
a { color: var(--accent) }
small { color: var(--soft); font-size: .875rem }
.columns { display: grid; grid-template-columns: minmax(0, 1fr) 21rem; gap: 0 3.5rem; align-items: start }
.columns > aside { grid-column: 2; grid-row: 1; position: sticky; top: 1.25rem } .columns > .fields { grid-column: 1; grid-row: 1 }
aside, .receipt { border-top: .375rem solid var(--accent); padding: 1.25rem 0 0 }
aside ul { list-style: none; margin: 0; padding: 0 0 .75rem; border-bottom: 1px solid var(--line) }
aside li, aside dl > div { display: flex; justify-content: space-between; gap: 1rem; padding: .25rem 0; font-variant-numeric: tabular-nums }
aside li span:first-child { overflow-wrap: anywhere; min-width: 0 } aside li span:last-child, aside dd { white-space: nowrap }
aside li small { display: block }
dl { margin: .5rem 0 } dd { margin: 0; overflow-wrap: anywhere } dt { color: var(--soft) }
.total { margin-top: .375rem; border-top: 1px solid var(--line); padding-top: .625rem !important; font-size: 1.25rem; font-weight: 600 } .total dt { color: inherit }
fieldset { margin: 0 0 1.75rem; padding: 0; border: 0; min-width: 0 }
legend { padding: 0; margin-bottom: .75rem; font-size: 1.125rem; font-weight: 600 }
.field { margin-bottom: .875rem } .field label { display: block; margin-bottom: .25rem; font-size: .9375rem }
.parts { display: flex; flex-wrap: wrap; gap: 0 .875rem } .parts > * { flex: 1 1 100%; min-width: 0 } .parts > .half { flex: 1 1 40% }
#card fieldset { display: flex; flex-wrap: wrap; gap: 0 .875rem } #card fieldset > * { flex: 1 1 100%; min-width: 0 } #card fieldset > .half { flex: 1 1 40% }
#card .saved > * { flex-basis: auto } #card .choice { width: 100% } #card .choice + .choice { margin-top: 0 } #card .saved { gap: .5rem }
#card:has([name=payWith]:checked:not([value=new])) .new-card { display: none }
.control { position: relative; display: block }
input:not([type=checkbox]):not([type=radio]), select { width: 100%; min-height: 2.875rem; padding: .5rem .75rem; border: 1px solid var(--edge); border-radius: .375rem; background: var(--field); color: inherit; font: inherit }
input[type=checkbox], input[type=radio] { flex: none; width: 1.25rem; height: 1.25rem; margin: .125rem 0 0; accent-color: var(--accent) }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px }
[aria-invalid=true] { border-color: var(--bad) !important; border-width: 2px !important }
.brand { position: absolute; right: .75rem; top: 50%; transform: translateY(-50%); padding-left: .5rem; background: var(--field); color: var(--soft); font-size: .875rem; font-weight: 600 }
.error { margin: .25rem 0 0; color: var(--bad); font-size: .9375rem } .box + .error { margin: -.25rem 0 .75rem 1.875rem }
#problems:focus { outline: none } #problems:not(:empty) { margin: 0 0 1.75rem; padding: .875rem 1.125rem; border-left: .375rem solid var(--bad); background: var(--field) } #problems p { margin: 0 } #problems h2 { font-size: 1rem; margin-bottom: .375rem }
#problems ul { margin: 0; padding-left: 1.25rem } #problems p + h2 { margin-top: .75rem }
.box { display: flex; gap: .625rem; margin: 0 0 .875rem } .box label { min-width: 0; overflow-wrap: anywhere }
form:not(:has(#shipToOther:checked)) .other { display: none } .box:has(#shipToOther) { margin-bottom: 1.75rem }
.choice { display: flex; gap: .75rem; align-items: start; padding: .75rem; border: 1px solid var(--line); border-radius: .375rem; background: var(--field) } .choice:has(:checked) { border-color: var(--accent) }
.choice + .choice { margin-top: .5rem } .choice span { flex: 1; min-width: 0 } .choice b { font-weight: 600; font-variant-numeric: tabular-nums }
button, .button { display: block; width: 100%; padding: .875rem 1.25rem; border: 1px solid var(--accent); border-radius: .375rem; background: var(--accent); color: var(--on-accent); font: inherit; font-weight: 600; text-align: center; text-decoration: none; cursor: pointer }
button:hover, .button:hover { filter: brightness(1.12) } button:disabled { opacity: .7; cursor: progress }
.quiet { background: transparent; color: var(--accent); margin-bottom: 1.75rem } .pay { font-size: 1.125rem }
.back, .onward { margin: 1.25rem 0 0; text-align: center }
.receipt { width: min(34rem, 100%); margin: 1.5rem 0 0 } .receipt dl > div { display: grid; grid-template-columns: 8.5rem 1fr; gap: 1rem; padding: .25rem 0 } .receipt aside { border: 0 } .receipt aside dl > div { display: flex }
.receipt .downloads { list-style: none; margin: 0 0 1.5rem; padding: 0 } .downloads li { padding: .75rem 0; border-bottom: 1px solid var(--line); overflow-wrap: anywhere }
@media (max-width: 48rem) { .columns { display: block } .columns > aside { position: static; margin-bottom: 2rem } h1 { font-size: 1.5rem } .receipt dl > div { grid-template-columns: 1fr; gap: 0 } }
`;
