import { type Html, html, type Part } from './html.js';

export const shopName = 'Demo Shop';

export interface PageOptions {
  readonly title: string;
  readonly pieces: number;
  readonly body: Part;
  /** Seconds until the browser asks again, for what is under way. */
  readonly refreshSeconds?: number;
}

/** A whole page. No script, so that it works everywhere and there is none to tamper with (S19). */
export const layout = ({ title, pieces, body, refreshSeconds }: PageOptions): Html => html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
${refreshSeconds !== undefined && html`<meta http-equiv="refresh" content="${refreshSeconds}">`}
<title>${title === shopName ? title : `${title} · ${shopName}`}</title>
<link rel="icon" href="/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/style.css">
</head>
<body>
<a class="skip" href="#content">Skip to content</a>
<header><div class="wide">
<a class="brand" href="/">${shopName}</a>
<nav aria-label="Shop"><a href="/orders">Your order</a><a href="/cart">Cart${pieces > 0 && html`<b>${pieces}</b>`}</a></nav>
</div></header>
<main class="wide" id="content">
${body}
</main>
<footer><div class="wide"><p>This is a demonstration: nothing ships, and no money moves.</p><a href="/orders">Find an order</a></div></footer>
</body>
</html>
`;

/** Something a customer has to know before anything else on the page. */
export const alarm = (text: string | undefined): Part =>
  text !== undefined && html`<div class="alarm" role="alert"><p>${text}</p></div>`;
