/** The look of the download page, light and dark. */
export const style = `
:root { color-scheme: light dark; --ink: #1c1b22; --soft: #5b5a66; --paper: #fbfaf7; --line: #dedbd2; --accent: #14532d; --on-accent: #fff }
@media (prefers-color-scheme: dark) { :root { --ink: #f1efe9; --soft: #aeabb8; --paper: #17161b; --line: #37353f; --accent: #86efac; --on-accent: #052e16 } }
* { box-sizing: border-box }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 1.5rem; background: var(--paper); color: var(--ink);
  font: 1.0625rem/1.55 system-ui, sans-serif }
main { width: min(34rem, 100%); border-top: .375rem solid var(--accent); padding-top: 1.75rem }
h1 { margin: 0 0 1rem; font-size: 1.75rem; line-height: 1.2; overflow-wrap: anywhere; text-wrap: balance }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .375rem 1.25rem; margin: 0 0 1.75rem; padding: 1rem 0; border-block: 1px solid var(--line) }
dt { color: var(--soft) } dd { margin: 0; overflow-wrap: anywhere; font-variant-numeric: tabular-nums }
code { font: .875rem/1.4 ui-monospace, monospace }
ul.keys { margin: 0 0 1.75rem; padding: 0; list-style: none; max-height: 60vh; overflow-y: auto }
ul.keys li { margin: 0 0 .5rem; padding: .75rem 1rem; border: 1px solid var(--line); border-radius: .375rem; overflow-wrap: anywhere }
ul.keys code { font-size: 1.0625rem; user-select: all }
button { width: 100%; padding: .9rem 1.25rem; border: 0; border-radius: .375rem; background: var(--accent); color: var(--on-accent); font: inherit; font-weight: 600; cursor: pointer }
button:hover { filter: brightness(1.12) } button:focus-visible { outline: 3px solid var(--ink); outline-offset: 3px }
p { margin: 1rem 0 0; color: var(--soft) }
details { margin-top: 1.5rem; color: var(--soft) } summary { padding: .25rem 0; cursor: pointer } details p { margin: .25rem 0 0; overflow-wrap: anywhere }
@media (max-width: 40rem) { body { place-items: start center; padding-top: 3rem } }
`;
