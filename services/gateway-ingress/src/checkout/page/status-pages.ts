import { attribute, type Content, type Html, html } from '@tollgate/web-pages';
import { amountText } from '../frame/amount-text.js';
import { brandName } from '../frame/page-script.js';
import type { SessionReturn } from '../sessions/return-url.js';
import type { TextKey } from '../texts/en.data.js';
import type { Say } from '../texts/page-texts.js';

export interface Place {
  readonly say: Say;
  readonly language: string;
  readonly seller: string;
}

/** What came of an order, as its customer may see it. */
export interface ReceiptFacts {
  /** `ord_…` */
  readonly order: string;
  readonly currency: string;
  readonly email: string;
  readonly name: string;
  readonly brand: string;
  readonly last4: string;
  readonly items: readonly { readonly description: string; readonly quantity: number; readonly amount: number }[];
  readonly amounts: { readonly shipping: number | null; readonly tax: number | null; readonly total: number | null };
  readonly downloads: readonly { readonly label: string; readonly url: string | undefined }[];
  readonly consents: readonly { readonly text: string }[];
  /** Where the customer goes back to the shop by. */
  readonly returnPath: string;
}

const row = (label: string, value: Content, className = ''): Html =>
  html`<div class="${className}"><dt>${label}</dt><dd>${value}</dd></div>`;

const pricesHtml = ({ items, amounts, currency }: ReceiptFacts, { say, language }: Place): Html => {
  const money = (minor: number) => amountText(minor, currency, language);
  const lines = items.map(
    ({ description, quantity, amount }) =>
      html`<li><span>${description}${quantity > 1 && html` <small>${say('quantity', { count: String(quantity) })}</small>`}</span><span>${money(amount)}</span></li>`,
  );
  const { shipping, tax, total } = amounts;
  return html`<aside><ul>${lines}</ul><dl>${shipping !== null && shipping > 0 && row(say('shippingCost'), money(shipping))}${
    tax !== null && row(say('tax'), money(tax))
  }${total !== null && row(say('total'), money(total), 'total')}</dl></aside>`;
};

const downloadsHtml = ({ downloads }: ReceiptFacts, { say }: Place): Content =>
  downloads.length > 0 &&
  html`<h2>${say('paid.downloads')}</h2><ul class="downloads">${downloads.map(
    ({ label, url }) => html`<li>${url === undefined ? label : html`<a href="${url}">${label}</a>`}</li>`,
  )}</ul>`;

/** What a customer has who paid: the same in every tab, and whenever the page is opened again. */
export const receiptHtml = (facts: ReceiptFacts, place: Place): Html => {
  const { say, seller } = place;
  const { order, email, name, brand, last4, consents, returnPath } = facts;
  return html`<div class="receipt" data-state="paid"><h1>${say('paid.title')}</h1>${email !== '' && html`<p>${say('paid.text', { email })}</p>`}
${downloadsHtml(facts, place)}<dl>${row(say('paid.order'), order)}${name !== '' && row(say('name'), name)}${
    last4 !== '' && row(say('paid.card'), `${brandName(brand)} •••• ${last4}`)
  }${
    consents.length > 0 &&
    row(
      say('paid.consents'),
      consents.map(({ text }) => html`<div>${text}</div>`),
    )
  }</dl>${pricesHtml(facts, place)}
<p><a class="button" href="${returnPath}">${say('return.link', { seller })}</a></p></div>`;
};

/** What the script tells the page that has this one within it. */
export type ToldReturn = SessionReturn & { readonly url: string };

const toldAttributes = (told: ToldReturn | undefined): Content => [
  attribute('data-session', told?.session),
  attribute('data-order', told?.order),
  attribute('data-status', told?.status),
  attribute('data-url', told?.url),
];

interface ProcessingFacts extends Pick<ReceiptFacts, 'order' | 'returnPath'> {
  /** Where it stands within another page. */
  readonly told?: ToldReturn | undefined;
}

const wayBackHtml = ({ say, seller }: Place, { returnPath, told }: ProcessingFacts): Html =>
  html`<p class="${told === undefined ? 'back' : 'onward'}"><a href="${returnPath}"${attribute('target', told && '_top')}>${say('return.link', { seller })}</a></p>`;

/** An order whose outcome is not there yet, or which is held: nobody pays again. `facts` is undefined where it is not known yet whether there will be
 *  one, as the page's time ended while somebody paid. */
export const processingHtml = (place: Place, facts?: ProcessingFacts): Html => {
  const { say } = place;
  return html`<div class="receipt" data-poll="yes"${toldAttributes(facts?.told)}><h1>${say(facts === undefined ? 'closing.title' : 'processing.title')}</h1><p role="status">${say(facts === undefined ? 'closing.text' : 'processing.text')}</p>${facts !== undefined && html`<dl>${row(say('paid.order'), facts.order)}</dl>`}
<p><a class="button" href="">${say('processing.again')}</a></p>${facts !== undefined && wayBackHtml(place, facts)}</div>`;
};

export type EndKind = 'expired' | 'canceled' | 'exhausted' | 'sold_out' | 'not_found' | 'unavailable' | 'too_many' | 'unreadable';

/** What passes by itself: the same address, asked for again, shows the page. */
const passing: ReadonlySet<EndKind> = new Set(['unavailable', 'too_many']);

/** A page on which nothing can be paid. */
export const endHtml = (kind: EndKind, { say, seller }: Place, cancelUrl?: string): Html => {
  const key = (part: 'title' | 'text') => `${kind}.${part}` as TextKey;
  return html`<div class="receipt"><h1>${say(key('title'))}</h1><p>${say(key('text'))}</p>${
    passing.has(kind) && html`<p><a class="button" href="">${say('again')}</a></p>`
  }${
    cancelUrl !== undefined && html`<p><a class="button" href="${cancelUrl}" target="_top">${say('back', { seller })}</a></p>`
  }</div>`;
};

/** Tells the page that it stands within what came of the payment; whoever hears nothing has the way back as a link. */
export const doneHtml = ({ say, seller }: Place, told: ToldReturn): Html =>
  html`<div class="receipt"${toldAttributes(told)}><h1>${say('paid.title')}</h1>
<p><a class="button" href="${told.url}" target="_top">${say('return.link', { seller })}</a></p></div>`;

/** Leads back to the shop. A page, and no redirect: a browser holds a redirect behind a form to the form's own policy, which names us alone. */
export const returnHtml = ({ say, seller }: Place, url: string): Html =>
  html`<div class="receipt"><h1>${say('return.title', { seller })}</h1><p><a class="button" href="${url}">${say('return.link', { seller })}</a></p></div>`;

export const refreshTo = (url: string): Html => html`<meta http-equiv="refresh" content="0;url=${url}">`;
