/** The look of the download pages, light and dark. */
const style = `
:root { color-scheme: light dark; --ink: #1c1b22; --soft: #5b5a66; --paper: #fbfaf7; --line: #dedbd2; --accent: #14532d; --on-accent: #fff; --focus: #1c1b22 }
@media (prefers-color-scheme: dark) { :root { --ink: #f1efe9; --soft: #aeabb8; --paper: #17161b; --line: #37353f; --accent: #86efac; --on-accent: #052e16; --focus: #f1efe9 } }
* { box-sizing: border-box }
body { margin: 0; min-height: 100vh; padding: 2rem 1.5rem; background: var(--paper); color: var(--ink); font: 1.0625rem/1.55 system-ui, sans-serif;
  display: grid; align-content: center; justify-content: center; grid-template-columns: min(36rem, 100%) }
header { margin-bottom: 1.5rem } header .shop { margin: 0; font-weight: 700; color: var(--ink); overflow-wrap: anywhere }
header img { display: block; max-width: 15rem; max-height: 5rem; padding: .25rem; border-radius: .25rem; background: #fff }
main { border-top: .375rem solid var(--accent); padding-top: 1.75rem; min-width: 0 }
h1 { margin: 0 0 1rem; font-size: 1.75rem; line-height: 1.2; overflow-wrap: anywhere; text-wrap: balance }
h2 { margin: 0 0 .5rem; font-size: 1.1875rem; line-height: 1.3; overflow-wrap: anywhere }
section { margin-top: 2rem; padding-top: 1.5rem; border-top: 1px solid var(--line) }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .375rem 1.25rem; margin: 0 0 1.5rem; padding: 1rem 0; border-block: 1px solid var(--line) }
section dl { margin-bottom: 1rem; padding: .25rem 0; border: 0 }
dt { color: var(--soft) } dd { margin: 0; overflow-wrap: anywhere; font-variant-numeric: tabular-nums }
code { font: .875rem/1.4 ui-monospace, monospace; user-select: all }
ul.keys { margin: .5rem 0 1.75rem; padding: 0; list-style: none; max-height: 60vh; overflow-y: auto }
ul.keys li { margin: 0 0 .5rem; padding: .75rem 1rem; border: 1px solid var(--line); border-radius: .375rem; overflow-wrap: anywhere }
ul.keys code { font-size: 1.0625rem; user-select: all }
button { width: 100%; padding: .9rem 1.25rem; border: 0; border-radius: .375rem; background: var(--accent); color: var(--on-accent); font: inherit; font-weight: 600; cursor: pointer }
button:hover { filter: brightness(1.12) } :focus-visible { outline: 3px solid var(--focus); outline-offset: 3px }
a { color: inherit } p { margin: 1rem 0 0; color: var(--soft) }
.progress p, .arrived p { margin: 0 0 .5rem; color: var(--ink); font-variant-numeric: tabular-nums } .progress, .arrived { margin: 0 0 1.25rem }
progress { display: block; width: 100%; height: .75rem; accent-color: var(--accent) }
.items { margin: .75rem 0 0; padding: 0; list-style: none } .items li { padding: .625rem 0; border-bottom: 1px solid var(--line); overflow-wrap: anywhere }
.items span { color: var(--soft); font-variant-numeric: tabular-nums } .items .state { display: block; font-size: .9375rem } .items .ended strong { font-weight: 500 }
p.folder { margin-top: 1.25rem; font-weight: 600; color: var(--ink); overflow-wrap: anywhere } p.folder + .items { margin-top: .25rem }
section.folder > :is(h2, h3) { margin: 0; font-size: 1.0625rem; color: var(--soft); font-weight: 600 } section.folder > :is(h2, h3)::before { content: ""; display: inline-block; width: 1rem; height: .75rem; margin-right: .5rem; border-radius: .125rem; background: var(--accent); clip-path: polygon(0 0, 40% 0, 50% 20%, 100% 20%, 100% 100%, 0 100%) }
section.folder > section { margin-top: 1.25rem; padding: 0 0 0 1rem; border-top: 0; border-left: 3px solid var(--line) } h3 { margin: 0 0 .5rem; font-size: 1.125rem; line-height: 1.3; overflow-wrap: anywhere }
h4 { margin: 0 0 .5rem; font-size: 1.0625rem; line-height: 1.3; overflow-wrap: anywhere }
section.good > h2 { margin: 0; font-size: 1.3125rem } section.good > section { margin-top: 1.25rem; padding-top: 1.25rem } section.good > h2 + section { margin-top: .5rem; padding-top: 0; border-top: 0 }
p.good { margin: 1.25rem 0 .25rem; font-weight: 600; color: var(--ink); overflow-wrap: anywhere } main > p.good:first-child { margin-top: 0 } section ~ p.good { margin-top: 2.5rem } p.good + .items { margin-top: .25rem }
main > .items { margin-top: 2rem; border-top: 1px solid var(--line) }
details { margin-top: 1.25rem; color: var(--soft) } summary { padding: .25rem 0; cursor: pointer } details p { margin: .25rem 0 0; overflow-wrap: anywhere }
footer { margin-top: 2.5rem; padding-top: 1rem; border-top: 1px solid var(--line); font-size: .9375rem; overflow-wrap: anywhere } footer p { margin: 0 0 .5rem }
nav ul { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; margin: .75rem 0 0; padding: 0; list-style: none; color: var(--soft) } nav li > * { display: inline-block; padding: .25rem 0 } nav span { font-weight: 600; color: var(--ink) }
.told { position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden; clip-path: inset(50%) }
@media (max-width: 40rem) { body { align-content: start; padding-top: 2rem } }
`;

/** With a shop's color (`#rrggbb`, dark enough for text on white), or without one. In the dark the shop's color stays, with text of white on it. */
export const styleOf = (accentColor: string): string =>
  accentColor === '' ? style : `${style}:root { --accent: ${accentColor}; --on-accent: #fff }\n`;
