import { type FormState, field } from './form-parts.js';
import { type Html, html } from './html.js';
import { alarm, layout } from './layout.js';

export const lookupPage = (state: FormState, pieces: number): Html =>
  layout({
    title: 'Your order',
    pieces,
    body: html`<h1>Find your order</h1><p class="lead">You find the number in your confirmation and in your receipt.</p>
<form class="box" method="post" action="/orders" novalidate>${alarm(state.errors.form)}
<div class="fields">${field({ name: 'number', label: 'Order number', autocomplete: 'off', hint: 'such as S-4K7Q-XT2M-9P3D' }, state)}
${field({ name: 'email', label: 'E-mail', type: 'email', inputmode: 'email', autocomplete: 'email' }, state)}
<div><button>Show my order</button></div></div></form>`,
  });

/** What went wrong, and where to go from there. */
export const messagePage = ({ title, text, href, link, pieces }: Message): Html =>
  layout({
    title,
    pieces,
    body: html`<h1>${title}</h1><p class="lead">${text}</p><p><a class="button" href="${href}">${link}</a></p>`,
  });

export interface Message {
  readonly title: string;
  readonly text: string;
  readonly href: string;
  readonly link: string;
  readonly pieces: number;
}
