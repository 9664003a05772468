import { attribute, type Content, type Html, html } from '@tollgate/web-pages';
import { amountText } from '../frame/amount-text.js';
import type { ShownConsent } from '../payment/consents.js';
import type { PageQuote } from '../payment/page-quote.js';
import type { PaymentNotice } from '../payment/pay-session.handler.js';
import type { OfferedCard } from '../payment/saved-cards.js';
import type { SessionTerms } from '../sessions/checkout-session.schema.js';
import type { TextKey } from '../texts/en.data.js';
import { errorText, isTextKey } from '../texts/page-texts.js';
import { cardHtml, consentHtml } from './card-fields.js';
import { addressHtml, type FormView, fieldHtml, idOf, partLabel } from './form-fields.js';
import { endHtml } from './status-pages.js';

/** What the form of a session shows. */
export interface CheckoutForm extends FormView {
  readonly terms: SessionTerms;
  readonly seller: string;
  readonly formToken: string;
  /** The server's: a visitor's clock may be wrong. */
  readonly now: Date;
  readonly countries: Iterable<string>;
  readonly quote: PageQuote | undefined;
  readonly consents: readonly ShownConsent[];
  readonly savedCards: readonly OfferedCard[];
  readonly notice?: PaymentNotice | undefined;
  /** Stands within a page of the merchant's. */
  readonly isWithin?: boolean;
}

const isShipped = ({ terms }: CheckoutForm): boolean => terms.items.some(({ kind }) => kind === 'physical');

/** Names whatever is wrong, and leads there; who does not see the page hears it first. */
const problemsHtml = (form: CheckoutForm): Content => {
  const { say, errors, notice } = form;
  const links = [...errors].map(
    ([name, code]) => html`<li><a href="#${idOf(name)}">${labelOf(form, name)}</a>: ${errorText(say, code)}</li>`,
  );
  const told: Content[] = [];
  if (notice !== undefined && notice !== 'sold_out') told.push(html`<p>${say(`notice.${notice}`)}</p>`);
  if (links.length > 0) told.push(html`<h2>${say('errors')}</h2><ul>${links}</ul>`);
  return html`<div id="problems" role="alert"${attribute('tabindex', told.length > 0 ? '-1' : undefined)}>${told}</div>`;
};

const labels: Readonly<Record<string, TextKey>> = {
  shippingMethod: 'method',
  payWith: 'card',
};

/** What a field is called where it is named outside of its place. */
const labelOf = ({ say, values }: FormView, name: string): string => {
  const [first = '', last = first] = name.split('.');
  const part = partLabel(last, values[`${first}.country`] ?? '', say);
  if (part !== undefined) return part;
  const key = labels[last] ?? last;
  return name.startsWith('consent.') ? say('consents') : isTextKey(key) ? say(key) : last;
};

const contactHtml = (form: CheckoutForm): Html => {
  const { say } = form;
  const email = { name: 'customer.email', label: say('email'), type: 'email', autocomplete: 'email', hint: say('emailHint') };
  const phone = { name: 'customer.phone', label: say('phone'), type: 'tel', autocomplete: 'tel', isRequired: false };
  return html`<fieldset><legend>${say('contact')}</legend>${fieldHtml(email, form)}${isShipped(form) && fieldHtml(phone, form)}</fieldset>`;
};

const addressesHtml = (form: CheckoutForm): Content => {
  const { say, values, countries } = form;
  const billing = html`<fieldset><legend>${say('billing')}</legend>${addressHtml('billingAddress', form, countries)}</fieldset>`;
  if (!isShipped(form)) return billing;
  const isOther = values.shipToOther === 'yes';
  return [
    billing,
    html`<p class="box"><input type="checkbox" id="shipToOther" name="shipToOther" value="yes" data-live${attribute('checked', isOther)}><label for="shipToOther">${say('shipToOther')}</label></p>
<fieldset class="other"><legend>${say('shipping')}</legend>${addressHtml('shippingAddress', form, countries)}</fieldset>`,
  ];
};

const methodName = (say: FormView['say'], name: string): string => {
  const key = `method.${name}`;
  const words = name.replace(/[_-]+/g, ' ');
  return isTextKey(key) ? say(key) : words.charAt(0).toUpperCase() + words.slice(1);
};

const priceOf = ({ say, terms, language }: CheckoutForm, minor: number): string =>
  minor === 0 ? say('free') : amountText(minor, terms.currency, language);

const methodsHtml = (form: CheckoutForm): Html => {
  const { say, quote } = form;
  const methods = quote?.methods ?? [];
  const choices = methods.map(
    ({ name, amount }) =>
      html`<label class="choice"><input type="radio" name="shippingMethod" value="${name}" data-live${attribute('checked', name === quote?.method)}><span>${methodName(say, name)}</span><b>${priceOf(form, amount)}</b></label>`,
  );
  return html`<div id="methods">${methods.length > 0 && html`<fieldset id="shippingMethod"><legend>${say('method')}</legend>${choices}</fieldset>`}</div>`;
};

const summaryRow = (label: string, value: string, className = ''): Html =>
  html`<div class="${className}"><dt>${label}</dt><dd>${value}</dd></div>`;

const subtotalOf = ({ terms }: CheckoutForm): number =>
  terms.items.reduce((sum, { quantity, unitAmount }) => sum + quantity * unitAmount, 0);

/** What is bought and what it comes to. */
export const summaryHtml = (form: CheckoutForm): Html => {
  const { say, terms, language, quote } = form;
  const money = (minor: number) => amountText(minor, terms.currency, language);
  const items = terms.items.map(
    ({ sku, description, quantity, unitAmount }) =>
      html`<li><span>${description ?? sku}${quantity > 1 && html` <small>${say('quantity', { count: String(quantity) })}</small>`}</span><span>${money(quantity * unitAmount)}</span></li>`,
  );
  const rows =
    quote === undefined
      ? [summaryRow(say('subtotal'), money(subtotalOf(form)))]
      : [
          summaryRow(say('subtotal'), money(quote.amounts.subtotal)),
          quote.methods.length > 0 && summaryRow(say('shippingCost'), priceOf(form, quote.amounts.shipping)),
          summaryRow(say('tax'), money(quote.amounts.tax)),
          summaryRow(say('total'), money(quote.amounts.total), 'total'),
        ];
  return html`<aside id="summary"><h2>${say('summary')}</h2><ul>${items}</ul><dl aria-live="polite">${rows}</dl>${
    quote === undefined && html`<p><small>${say('afterAddress')}</small></p>`
  }</aside>`;
};

const consentsHtml = (form: CheckoutForm): Content =>
  form.consents.length > 0 &&
  html`<fieldset><legend>${form.say('consents')}</legend>${form.consents.map((consent) => consentHtml(consent, form))}</fieldset>`;

const payHtml = (form: CheckoutForm): Html => {
  const { say, quote, terms, language } = form;
  const isFree = quote?.amounts.total === 0;
  const label = isFree ? say('payFree') : say('pay', { amount: amountText(quote?.amounts.total ?? 0, terms.currency, language) });
  return html`<div id="consents"${attribute('hidden', quote === undefined)}>${consentsHtml(form)}</div>
<div id="pay"${attribute('hidden', quote === undefined)}><input type="hidden" name="total" value="${quote?.amounts.total ?? ''}"><button name="action" value="pay" class="pay" data-busy="${say('paying')}">${label}</button></div>`;
};

/** The words that the script puts beside a field. */
const wordsHtml = ({ say }: CheckoutForm): Html => {
  const codes = [
    'required',
    'invalid_email',
    'invalid_card_number',
    'invalid_expiry',
    'card_expired',
    'invalid_cvc',
    'consent_required',
  ];
  return html`<div id="words" hidden${codes.map((code) => attribute(`data-${code.replaceAll('_', '-')}`, errorText(say, code)))}></div>`;
};

/** Who buys, and where it goes. Within a page of the merchant's, who has told all of it, that is one line which opens. */
const whoHtml = (form: CheckoutForm): Content => {
  const { values, quote, errors, isWithin } = form;
  const whole = [contactHtml(form), addressesHtml(form)];
  const line = [
    values['billingAddress.name'],
    values['customer.email'],
    values['billingAddress.line1'],
    values['billingAddress.city'],
  ];
  const isTold = line.every((part) => part !== undefined && part !== '');
  if (isWithin !== true || quote === undefined || errors.size > 0 || !isTold) return whole;
  return html`<details><summary>${line.join(', ')}</summary>${whole}</details>`;
};

/** The page on which a customer pays. Without scripts its first button asks for the total, and with a total the second one pays; the script asks
 *  for the total by itself. */
export const checkoutForm = (form: CheckoutForm): Html => {
  const { say, seller, terms, formToken, quote } = form;
  // Another try would be as much in vain.
  if (form.notice === 'sold_out') return endHtml('sold_out', form, terms.cancelUrl);
  const isFree = quote?.amounts.total === 0;
  return html`${form.isWithin !== true && html`<h1>${say('title')}</h1>`}${problemsHtml(form)}
<form method="post" id="checkout" class="columns" data-now="${String(form.now.getTime())}"><input type="hidden" name="form" value="${formToken}">${summaryHtml(form)}
<div class="fields">${whoHtml(form)}${methodsHtml(form)}
<button name="action" value="update" id="update" class="quiet">${quote === undefined ? say('continue') : say('update')}</button>
<div id="card"${attribute('hidden', quote === undefined || isFree)}>${cardHtml(form)}</div>
${payHtml(form)}
<p class="back"><a href="${terms.cancelUrl}">${say('back', { seller })}</a></p></div>${wordsHtml(form)}</form>`;
};
