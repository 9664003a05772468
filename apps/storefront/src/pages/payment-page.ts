import type { Quote } from '@tollgate/sdk';
import { isShipped, type PricedLine } from '../cart/cart.js';
import { shippingMethods } from '../checkout/destinations.data.js';
import { steps } from './address-page.js';
import { orderedLines } from './cart-page.js';
import { type FormState, field, hidden } from './form-parts.js';
import { type Html, html } from './html.js';
import { alarm, layout } from './layout.js';
import { sumsTable } from './sums.js';

export interface PaymentPage {
  readonly lines: readonly PricedLine[];
  readonly quote: Quote;
  readonly state: FormState;
}

const [usual] = shippingMethods;

const inSession = ({ lines, state: { fields, visitor } }: PaymentPage, amount: string): Html => {
  const { say } = visitor.locale;
  // The gateway's page begins with the usual way of delivery.
  const isUsual = !isShipped(lines) || (fields.shippingMethod || usual) === usual;
  return html`<form class="box" method="post" action="/checkout/session">${hidden(fields)}<h2>${say('payment.page')}</h2>
<p>${say('payment.pageText')}${!isUsual && ` ${say('payment.pageMethod')}`}</p>
<button class="full" formaction="/checkout/within">${isUsual ? say('payment.within', { amount }) : say('payment.withinGo')}</button>
<button class="full quiet">${isUsual ? say('payment.pagePay', { amount }) : say('payment.pageGo')}</button></form>
<p class="or">${say('payment.or')}</p>`;
};

const cardForm = (state: FormState, amount: string): Html => {
  const { say } = state.visitor.locale;
  const expiry = {
    name: 'expiry',
    label: say('payment.expiry'),
    hint: say('payment.expiryHint'),
    size: 'pair',
    isSecret: true,
  } as const;
  const cvc = { name: 'cvc', label: say('payment.cvc'), size: 'pair', isSecret: true } as const;
  return html`<form class="box" method="post" action="/checkout/pay" novalidate>${hidden(state.fields)}
<fieldset><legend>${say('payment.here')}</legend><div class="fields">
${field({ name: 'number', label: say('payment.number'), inputmode: 'numeric', autocomplete: 'cc-number', isSecret: true }, state)}
${field({ ...expiry, inputmode: 'text', autocomplete: 'cc-exp' }, state)}
${field({ ...cvc, inputmode: 'numeric', autocomplete: 'cc-csc' }, state)}</div></fieldset>
<button class="full">${say('payment.pay', { amount })}</button>
<p class="note">${say('payment.demo')}</p></form>`;
};

/** The second step: what it costs in all, and how it is paid. The card's fields come empty every time. */
export const paymentPage = (page: PaymentPage): Html => {
  const { lines, quote, state } = page;
  const { fields, visitor } = state;
  const { say, money } = visitor.locale;
  const { amounts, currency, taxLines } = quote;
  const total = money(amounts.total, currency);
  const district = [fields['billing.region'], fields['billing.postalCode']].filter(Boolean).join(' ');
  const place = [fields['billing.line1'], fields['billing.city'], district].filter(Boolean).join(', ');
  const shipping = isShipped(lines) ? amounts.shipping : undefined;
  const title = say('payment.title');
  return layout({
    title,
    visitor,
    body: html`${steps(2, visitor)}<h1>${title}</h1><div class="two"><div>
${alarm(state.errors.form, visitor)}
${inSession(page, total)}${cardForm(state, total)}</div>
<aside aria-label="${say('nav.order')}"><div class="box">${orderedLines(lines, visitor.locale)}${sumsTable({ ...amounts, shipping, currency, taxLines }, visitor.locale)}</div>
<div class="box"><p>${fields.email}<br>${fields['billing.name']}<br>${place}</p>
<form method="post" action="/checkout/address">${hidden(fields)}<button class="link">${say('payment.change')}</button></form></div></aside></div>`,
  });
};
