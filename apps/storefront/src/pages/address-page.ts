import { isShipped, type PricedLine, piecesIn } from '../cart/cart.js';
import { countries, shippingMethods } from '../checkout/destinations.data.js';
import { orderedLines } from './cart-page.js';
import { errorOf, type FormState, field } from './form-parts.js';
import { type Html, html, type Part } from './html.js';
import { alarm, layout } from './layout.js';

const names = new Intl.DisplayNames('en', { type: 'region' });

const countrySelect = (prefix: string, state: FormState): Html => {
  const name = `${prefix}.country`;
  const chosen = state.fields[name] || 'US';
  const { text, marks } = errorOf(name, state);
  return html`<div><label for="${prefix}-country">Country</label>
<select id="${prefix}-country" name="${name}" autocomplete="${prefix} country"${marks}>${countries.map(
    (code) => html`<option value="${code}"${code === chosen && html` selected`}>${names.of(code)}</option>`,
  )}</select>${text}</div>`;
};

const addressFields = (prefix: 'billing' | 'shipping', state: FormState): Html => {
  const part = (name: string, label: string, more: object = {}): Html =>
    field({ name: `${prefix}.${name}`, label, autocomplete: `${prefix} ${autocompletes[name]}`, ...more }, state);
  return html`<div class="fields">${part('name', 'Name')}${part('line1', 'Street and number')}${part('line2', 'Apartment, floor', { isOptional: true })}
${part('city', 'City', { size: 'third' })}${part('region', 'State or region', { size: 'third', hint: 'if any' })}${part('postalCode', 'Postal code', { size: 'third' })}
${countrySelect(prefix, state)}</div>`;
};

const autocompletes: Readonly<Record<string, string>> = {
  name: 'name',
  line1: 'address-line1',
  line2: 'address-line2',
  city: 'address-level2',
  region: 'address-level1',
  postalCode: 'postal-code',
};

const methodChoice = (state: FormState): Html => {
  const chosen = state.fields.shippingMethod || shippingMethods[0]?.name;
  const { text } = errorOf('shippingMethod', state);
  return html`<fieldset><legend>Delivery</legend>${shippingMethods.map(
    ({ name, label }) =>
      html`<label class="choice"><input type="radio" name="shippingMethod" value="${name}"${name === chosen && html` checked`}>${label}</label>`,
  )}${text}</fieldset>`;
};

const elsewhere = (state: FormState): Html => {
  const isChosen = state.fields.elsewhere === 'yes';
  return html`<details${isChosen && html` open`}><summary>Ship to another address</summary>
<label class="choice"><input type="checkbox" name="elsewhere" value="yes"${isChosen && html` checked`}>Ship the parcel to this address:</label>
${addressFields('shipping', state)}</details>`;
};

export const steps = (now: 1 | 2): Html =>
  html`<ol class="steps">${['Your details', 'Payment'].map(
    (name, index) => html`<li${index + 1 === now && html` aria-current="step"`}>${index + 1}. ${name}</li>`,
  )}</ol>`;

/** The first step: who buys, and where it goes. */
export const addressPage = (lines: readonly PricedLine[], state: FormState): Html => {
  const hasParcel = isShipped(lines);
  const faults = Object.keys(state.errors).filter((name) => name !== 'form').length;
  const summary = state.errors.form ?? (faults > 0 ? 'Please check the fields marked below.' : undefined);
  const parcel: Part = hasParcel && html`${elsewhere(state)}${methodChoice(state)}`;
  return layout({
    title: 'Checkout',
    pieces: piecesIn(lines.map(({ offer: { sku }, quantity }) => ({ sku, quantity }))),
    body: html`${steps(1)}<h1>Checkout</h1><div class="two"><form method="post" action="/checkout" novalidate>
${alarm(summary)}
<fieldset><legend>Contact</legend><div class="fields">${field({ name: 'email', label: 'E-mail', type: 'email', inputmode: 'email', autocomplete: 'email', hint: 'your receipt goes there' }, state)}
${field({ name: 'phone', label: 'Telephone', type: 'tel', inputmode: 'tel', autocomplete: 'tel', isOptional: true }, state)}</div></fieldset>
<fieldset><legend>${hasParcel ? 'Your address' : 'Billing address'}</legend>${addressFields('billing', state)}</fieldset>
${parcel}
<button class="full">Continue to payment</button></form>
<aside class="box" aria-label="Your cart">${orderedLines(lines)}<p class="note">You are not charged yet: the full total comes next.</p></aside></div>`,
  });
};
