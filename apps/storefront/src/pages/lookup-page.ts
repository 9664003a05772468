import type { TextKey } from '../texts/en.data.js';
import type { Visitor } from '../texts/visitor.js';
import { type FormState, field } from './form-parts.js';
import { type Html, html } from './html.js';
import { alarm, layout } from './layout.js';

export const lookupPage = (state: FormState): Html => {
  const { visitor } = state;
  const { say } = visitor.locale;
  return layout({
    title: say('nav.order'),
    visitor,
    body: html`<h1>${say('lookup.title')}</h1><p class="lead">${say('lookup.lead')}</p>
<form class="box" method="post" action="/orders" novalidate>${alarm(state.errors.form, visitor)}
<div class="fields">${field({ name: 'number', label: say('lookup.number'), autocomplete: 'off', hint: say('lookup.hint') }, state)}
${field({ name: 'email', label: say('checkout.email'), type: 'email', inputmode: 'email', autocomplete: 'email' }, state)}
<div><button>${say('lookup.show')}</button></div></div></form>`,
  });
};

/** What went wrong, and where to go from there. */
export const messagePage = ({ message, href, link }: Message, visitor: Visitor): Html => {
  const { say } = visitor.locale;
  const title = say(`${message}.title`);
  return layout({
    title,
    visitor,
    body: html`<h1>${title}</h1><p class="lead">${say(`${message}.text`)}</p><p><a class="button" href="${href}">${say(link)}</a></p>`,
  });
};

export interface Message {
  readonly message: 'notSold' | 'noOrder' | 'noReturn' | 'soldOut' | 'tooLarge' | 'nothing' | 'closed' | 'failed';
  readonly href: string;
  readonly link: TextKey;
}
