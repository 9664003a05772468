import type { Quote } from '@tollgate/sdk';
import { isShipped, type PricedLine, piecesIn } from '../cart/cart.js';
import { shippingMethods } from '../checkout/destinations.data.js';
import { steps } from './address-page.js';
import { orderedLines } from './cart-page.js';
import { type FormState, field, hidden } from './form-parts.js';
import { type Html, html, type Part } from './html.js';
import { alarm, layout } from './layout.js';
import { money } from './money.js';
import { sumsTable } from './sums.js';

export interface PaymentPage {
  readonly lines: readonly PricedLine[];
  readonly quote: Quote;
  readonly state: FormState;
  /** Whether the gateway has a page of its own to pay on. */
  readonly hasPaymentPage: boolean;
}

const onPaymentPage = ({ lines, state: { fields } }: PaymentPage, total: string): Part => {
  // The gateway's page begins with the usual way of delivery.
  const isUsual = !isShipped(lines) || (fields.shippingMethod || usual) === usual;
  return html`<form class="box" method="post" action="/checkout/session">${hidden(fields)}<h2>Pay on Tollgate’s page</h2>
<p>Our payment service takes your card on a page of its own. We never see it.${!isUsual && ' Please choose your delivery there once more.'}</p>
<button class="full">${isUsual ? `Continue to pay ${total}` : 'Continue to the payment page'}</button></form>
<p class="or">or</p>`;
};

const usual = shippingMethods[0].name;

const cardForm = (
  state: FormState,
  total: string,
): Html => html`<form class="box" method="post" action="/checkout/pay" novalidate>${hidden(state.fields)}
<fieldset><legend>Pay by card here</legend><div class="fields">
${field({ name: 'number', label: 'Card number', inputmode: 'numeric', autocomplete: 'cc-number', isSecret: true }, state)}
${field({ name: 'expiry', label: 'Expires', inputmode: 'text', autocomplete: 'cc-exp', size: 'pair', isSecret: true, hint: 'MM/YY' }, state)}
${field({ name: 'cvc', label: 'Security code', inputmode: 'numeric', autocomplete: 'cc-csc', size: 'pair', isSecret: true }, state)}</div></fieldset>
<button class="full">Pay ${total}</button>
<p class="note">This is a demonstration: use a test card such as 4111 1111 1111 1111 with any future date and any code.</p></form>`;

/** The second step: what it costs in all, and how it is paid. The card's fields come empty every time. */
export const paymentPage = (page: PaymentPage): Html => {
  const { lines, quote, state, hasPaymentPage } = page;
  const { amounts, currency, taxLines } = quote;
  const total = money(amounts.total, currency);
  const { fields } = state;
  const place = [fields['billing.line1'], fields['billing.city'], fields['billing.postalCode']].filter(Boolean).join(', ');
  const shipping = isShipped(lines) ? amounts.shipping : undefined;
  return layout({
    title: 'Payment',
    pieces: piecesIn(lines.map(({ offer: { sku }, quantity }) => ({ sku, quantity }))),
    body: html`${steps(2)}<h1>Payment</h1><div class="two"><div>
${alarm(state.errors.form)}
${hasPaymentPage && onPaymentPage(page, total)}${cardForm(state, total)}</div>
<aside aria-label="Your order"><div class="box">${orderedLines(lines)}${sumsTable({ ...amounts, shipping }, currency, taxLines)}</div>
<div class="box"><p>${fields.email}<br>${fields['billing.name']}<br>${place}</p>
<form method="post" action="/checkout/address">${hidden(fields)}<button class="link">Change</button></form></div></aside></div>`,
  });
};
