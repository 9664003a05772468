import { isShipped, type PricedLine } from '../cart/cart.js';
import { countries, likelyCountries, shippingMethods } from '../checkout/destinations.data.js';
import type { TextKey } from '../texts/en.data.js';
import type { Visitor } from '../texts/visitor.js';
import { orderedLines } from './cart-page.js';
import { errorOf, type FieldOptions, type FormState, field } from './form-parts.js';
import { type Html, html, type Part } from './html.js';
import { alarm, layout } from './layout.js';

const countrySelect = (prefix: string, state: FormState): Html => {
  const { say, countryName, language } = state.visitor.locale;
  const name = `${prefix}.country`;
  const chosen = state.fields[name] || likelyCountries[language];
  const { text, marks } = errorOf(name, state);
  return html`<div><label for="${prefix}-country">${say('checkout.country')}</label>
<select id="${prefix}-country" name="${name}" autocomplete="${prefix} country"${marks}>${countries.map(
    (code) => html`<option value="${code}"${code === chosen && html` selected`}>${countryName(code)}</option>`,
  )}</select>${text}</div>`;
};

const autocompletes = {
  name: 'name',
  line1: 'address-line1',
  line2: 'address-line2',
  city: 'address-level2',
  region: 'address-level1',
  postalCode: 'postal-code',
} as const;

const addressFields = (prefix: 'billing' | 'shipping', state: FormState): Html => {
  const { say } = state.visitor.locale;
  const part = (name: keyof typeof autocompletes, more: Partial<FieldOptions> = {}): Html =>
    field(
      { name: `${prefix}.${name}`, label: say(`checkout.${name}`), autocomplete: `${prefix} ${autocompletes[name]}`, ...more },
      state,
    );
  return html`<div class="fields">${part('name')}${part('line1')}${part('line2', { isOptional: true })}
${part('city', { size: 'third' })}${part('region', { size: 'third', hint: say('checkout.regionHint') })}${part('postalCode', { size: 'third' })}
${countrySelect(prefix, state)}</div>`;
};

const methodChoice = (state: FormState): Html => {
  const { say } = state.visitor.locale;
  const chosen = state.fields.shippingMethod || shippingMethods[0];
  const { text } = errorOf('shippingMethod', state);
  return html`<fieldset><legend>${say('checkout.delivery')}</legend>${shippingMethods.map(
    (name) =>
      html`<label class="choice"><input type="radio" name="shippingMethod" value="${name}"${name === chosen && html` checked`}>${say(`method.${name}`)}</label>`,
  )}${text}</fieldset>`;
};

const elsewhere = (state: FormState): Html => {
  const { say } = state.visitor.locale;
  const isChosen = state.fields.elsewhere === 'yes';
  return html`<details${isChosen && html` open`}><summary>${say('checkout.elsewhere')}</summary>
<label class="choice"><input type="checkbox" name="elsewhere" value="yes"${isChosen && html` checked`}>${say('checkout.toThis')}</label>
${addressFields('shipping', state)}</details>`;
};

export const steps = (now: 1 | 2, { locale }: Visitor): Html =>
  html`<ol class="steps">${(['checkout.details', 'payment.title'] as const).map(
    (name, index) => html`<li${index + 1 === now && html` aria-current="step"`}>${index + 1}. ${locale.say(name)}</li>`,
  )}</ol>`;

const summaryOf = ({ errors }: FormState): TextKey | undefined => {
  const faults = Object.keys(errors).filter((name) => name !== 'form').length;
  return errors.form ?? (faults > 0 ? 'checkout.faults' : undefined);
};

const contact = (state: FormState): Html => {
  const { say } = state.visitor.locale;
  const email = { name: 'email', label: say('checkout.email'), hint: say('checkout.emailHint') };
  const phone = { name: 'phone', label: say('checkout.phone'), isOptional: true };
  return html`<fieldset><legend>${say('checkout.contact')}</legend><div class="fields">${field({ ...email, type: 'email', inputmode: 'email', autocomplete: 'email' }, state)}
${field({ ...phone, type: 'tel', inputmode: 'tel', autocomplete: 'tel' }, state)}</div></fieldset>`;
};

/** The first step: who buys, and where it goes. */
export const addressPage = (lines: readonly PricedLine[], state: FormState): Html => {
  const { visitor } = state;
  const { say } = visitor.locale;
  const hasParcel = isShipped(lines);
  const parcel: Part = hasParcel && html`${elsewhere(state)}${methodChoice(state)}`;
  const title = say('checkout.title');
  return layout({
    title,
    visitor,
    body: html`${steps(1, visitor)}<h1>${title}</h1><div class="two"><form method="post" action="/checkout" novalidate>
${alarm(summaryOf(state), visitor)}
${contact(state)}
<fieldset><legend>${say(hasParcel ? 'checkout.address' : 'checkout.billing')}</legend>${addressFields('billing', state)}</fieldset>
${parcel}
<button class="full">${say('checkout.continue')}</button></form>
<aside class="box" aria-label="${say('cart.title')}">${orderedLines(lines, visitor.locale)}<p class="note">${say('checkout.notCharged')}</p></aside></div>`,
  });
};
