import type { Download, OrderDetail } from '@tollgate/sdk';
import type { Locale } from '../texts/locale.js';
import type { Visitor } from '../texts/visitor.js';
import { type Html, html, type Part } from './html.js';
import { alarm, layout } from './layout.js';
import { sumsTable } from './sums.js';

const downloadLine =
  ({ say, fileSize }: Locale) =>
  ({ fileName, size, url }: Download): Html =>
    html`<li><span>${fileName}${size !== null && html`<small>${fileSize(size)}</small>`}</span>
<a class="button" href="${url}" aria-label="${say('order.downloadFile', { file: fileName })}">${say('order.download')}</a></li>`;

const downloadBox = ({ downloads }: OrderDetail, locale: Locale): Part =>
  downloads.length > 0 &&
  html`<div class="box"><h2>${locale.say('order.downloads')}</h2><ul class="files">${downloads.map(downloadLine(locale))}</ul>
<p class="note">${locale.say('order.links')}</p></div>`;

const itemLine =
  (currency: string, { say, money }: Locale) =>
  ({ description, sku, quantity, unitAmount, kind }: OrderDetail['items'][number]): Html =>
    html`<tr><th scope="row">${quantity} × ${description || sku}<br><span class="note">${say(kind === 'digital' ? 'order.digital' : 'order.physical')}</span></th>
<td>${money(quantity * unitAmount, currency)}</td></tr>`;

const placeOf = ({ region, postalCode, country }: NonNullable<OrderDetail['shippingAddress']>, { countryName }: Locale): string =>
  [[region, postalCode].filter(Boolean).join(' '), countryName(country)].filter(Boolean).join(', ');

const parcelNote = ({ items, status, shippingAddress }: OrderDetail, locale: Locale): Part => {
  const { say } = locale;
  if (status !== 'approved' || !items.some(({ kind }) => kind === 'physical')) return undefined;
  const text =
    shippingAddress === null ? say('order.parcelText') : say('order.parcelTo', { place: placeOf(shippingAddress, locale) });
  return html`<div class="box"><h2>${say('order.parcel')}</h2><p>${text}</p></div>`;
};

const refreshSeconds = 3;

const isRefused = ({ status }: OrderDetail): boolean => status === 'declined' || status === 'rejected';

/** What became of the order. Whoever finds it again later is not thanked another time. */
const opening = (order: OrderDetail, isNew: boolean, visitor: Visitor): Html => {
  const { say } = visitor.locale;
  const state = order.status === 'approved' && !isNew ? 'paid' : order.status;
  const title = html`<h1>${say(`order.${state}.title`)}</h1>`;
  return isRefused(order)
    ? html`${title}${alarm(`order.${state}.text`, visitor)}`
    : html`${title}<p class="lead">${say(`order.${state}.text`)}</p>`;
};

const bought = ({ items, amounts, currency, taxLines, payment, createdAt }: OrderDetail, locale: Locale): Html => {
  const { say, date } = locale;
  const shipping = items.some(({ kind }) => kind === 'physical') ? amounts.shipping : undefined;
  return html`<div class="box"><h2>${say('order.summary')}</h2><table class="sum"><tbody>${items.map(itemLine(currency, locale))}</tbody></table>
${sumsTable({ ...amounts, shipping, currency, taxLines }, locale)}
<p class="note">${say('order.placed', { date: date(createdAt) })}${payment.last4 !== '' && html`<br>${say('order.card', { last4: payment.last4 })}`}</p></div>`;
};

const stillInCart = (pieces: number, { say }: Locale): Html =>
  html`<p class="note">${pieces === 1 ? say('order.in_cart_one') : say('order.in_cart', { count: String(pieces) })} <a href="/cart">${say('nav.cart')}</a></p>`;

interface OrderVisit {
  readonly isNew: boolean;
  readonly visitor: Visitor;
}

/** The confirmation, which is also what a customer finds later on. */
export const orderPage = (order: OrderDetail, { isNew, visitor }: OrderVisit): Html => {
  const { locale } = visitor;
  const { say } = locale;
  return layout({
    title: say(`order.${order.status}.title`),
    visitor,
    ...(order.status === 'pending' ? { refreshSeconds } : {}),
    body: html`${opening(order, isNew, visitor)}${isNew && visitor.pieces > 0 && stillInCart(visitor.pieces, locale)}
<div class="two"><div><div class="box"><p>${say('order.number')}<br><span class="number">${order.reference ?? order.id}</span></p>
<p class="note">${say('order.keep')} <a href="/orders">${say('nav.order')}</a></p></div>
${downloadBox(order, locale)}${parcelNote(order, locale)}</div>
${bought(order, locale)}</div>
${isRefused(order) && html`<p><a class="button" href="/checkout">${say('order.again')}</a></p>`}`,
  });
};
