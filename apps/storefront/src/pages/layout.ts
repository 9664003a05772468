import type { TextKey } from '../texts/en.data.js';
import { type Language, languageNames, languages } from '../texts/language.js';
import type { Visitor } from '../texts/visitor.js';
import { type Html, html, type Part } from './html.js';

export const shopName = 'Demo Shop';

export interface PageOptions {
  readonly title: string;
  readonly visitor: Visitor;
  readonly body: Part;
  readonly head?: Html;
  /** Seconds until the browser asks again, for what is under way. */
  readonly refreshSeconds?: number;
}

/** The languages as buttons of a form, whose answer leads back to the page. */
const languageSwitch = ({ locale: { language, say }, path }: Visitor): Part =>
  path !== undefined &&
  html`<form class="languages" method="post" action="/language" aria-label="${say('foot.language')}">
<input type="hidden" name="path" value="${path}">${languages.map((one) => languageButton(one, one === language))}</form>`;

const languageButton = (language: Language, isNow: boolean): Html =>
  html`<button class="link" name="language" value="${language}" lang="${language}"${isNow && html` aria-current="true"`}>${languageNames[language]}</button>`;

/** A whole page. None needs a script, so that each works everywhere; and all but one have none, so that there is none to tamper with (S19). */
export const layout = ({ title, visitor, body, head, refreshSeconds }: PageOptions): Html => {
  const { pieces, locale } = visitor;
  const { language, say } = locale;
  return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
${refreshSeconds !== undefined && html`<meta http-equiv="refresh" content="${refreshSeconds}">`}
<title>${title === shopName ? title : `${title} · ${shopName}`}</title>
<link rel="icon" href="/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/style.css">${head}
</head>
<body>
<a class="skip" href="#content">${say('skip')}</a>
<header><div class="wide">
<a class="brand" href="/">${shopName}</a>
<nav aria-label="${say('nav')}"><a href="/orders">${say('nav.order')}</a><a href="/cart">${say('nav.cart')}${pieces > 0 && html`<b>${pieces}</b>`}</a></nav>
</div></header>
<main class="wide" id="content">
${body}
</main>
<footer><div class="wide"><p>${say('foot.demo')}</p>${languageSwitch(visitor)}<a href="/orders">${say('foot.find')}</a></div></footer>
</body>
</html>
`;
};

/** Something a customer has to know before anything else on the page. */
export const alarm = (text: TextKey | undefined, { locale }: Visitor): Part =>
  text !== undefined && html`<div class="alarm" role="alert"><p>${locale.say(text)}</p></div>`;
