import type { Download, OrderDetail } from '@tollgate/sdk';
import { type Html, html, type Part } from './html.js';
import { alarm, layout } from './layout.js';
import { fileSize, money } from './money.js';
import { sumsTable } from './sums.js';

const texts: Readonly<Record<OrderDetail['status'], readonly [title: string, text: string]>> = {
  pending: ['Your payment is under way', 'It takes a moment. This page looks again by itself; please do not pay twice.'],
  review: [
    'We look at your order',
    'Somebody of ours looks at it before we take the money. You hear from us by e-mail, within three days.',
  ],
  approved: ['Thank you for your order', 'Your receipt is on its way to your mailbox.'],
  declined: ['Your payment was declined', 'You have not been charged. Please try another card.'],
  rejected: ['We could not take your order', 'You have not been charged.'],
  voided: ['Your order was canceled', 'You have not been charged.'],
  expired: ['Your order has expired', 'You have not been charged.'],
  refunded: ['Your order was refunded', 'The money is on its way back to your card.'],
  partially_refunded: ['A part of your order was refunded', 'The money is on its way back to your card.'],
  credited: ['A credit for you', 'The money is on its way to your card.'],
};

const downloadLine = ({
  fileName,
  size,
  url,
}: Download): Html => html`<li><span>${fileName}<small>${fileSize(size)}</small></span>
<a class="button" href="${url}" aria-label="Download ${fileName}">Download</a></li>`;

const downloadBox = ({ downloads }: OrderDetail): Part =>
  downloads.length > 0 &&
  html`<div class="box"><h2>Your downloads</h2><ul class="files">${downloads.map(downloadLine)}</ul>
<p class="note">Each link is good for one whole download; a broken one goes on where it stopped. They come by e-mail, too.</p></div>`;

const itemLine =
  (currency: string) =>
  ({ description, sku, quantity, unitAmount, kind }: OrderDetail['items'][number]): Html =>
    html`<tr><th scope="row">${quantity} × ${description || sku}<br><span class="note">${kind === 'digital' ? 'Download' : 'Sent by post'}</span></th>
<td>${money(quantity * unitAmount, currency)}</td></tr>`;

const parcelNote = ({ items, status, shippingAddress }: OrderDetail): Part =>
  status === 'approved' &&
  items.some(({ kind }) => kind === 'physical') &&
  html`<div class="box"><h2>Your parcel</h2><p>We pack it on the next working day${
    shippingAddress !== null &&
    html`; it goes to ${[shippingAddress.postalCode, shippingAddress.region, shippingAddress.country].filter(Boolean).join(', ')}`
  }.</p></div>`;

const refreshSeconds = 3;

const isRefused = ({ status }: OrderDetail): boolean => status === 'declined' || status === 'rejected';

/** What became of the order. Whoever finds it again later is not thanked another time. */
const opening = (order: OrderDetail, isNew: boolean): Html => {
  const [title, text] = order.status === 'approved' && !isNew ? later : texts[order.status];
  return html`<h1>${title}</h1>${isRefused(order) ? alarm(text) : html`<p class="lead">${text}</p>`}`;
};

const later = ['Your order', 'Paid, and in our books.'] as const;

const bought = ({ items, amounts, currency, taxLines, payment }: OrderDetail): Html => {
  const shipping = items.some(({ kind }) => kind === 'physical') ? amounts.shipping : undefined;
  return html`<div class="box"><h2>What you bought</h2><table class="sum"><tbody>${items.map(itemLine(currency))}</tbody></table>
${sumsTable({ ...amounts, shipping }, currency, taxLines)}
${payment.last4 !== '' && html`<p class="note">Card ending in ${payment.last4}</p>`}</div>`;
};

/** The confirmation, which is also what a customer finds later on. */
export const orderPage = (order: OrderDetail, { isNew, pieces }: { readonly isNew: boolean; readonly pieces: number }): Html =>
  layout({
    title: texts[order.status][0],
    pieces,
    ...(order.status === 'pending' ? { refreshSeconds } : {}),
    body: html`${opening(order, isNew)}
<div class="two"><div><div class="box"><p>Your order number<br><span class="number">${order.reference ?? order.id}</span></p>
<p class="note">Keep it: with it and your e-mail address you find this page again under <a href="/orders">Your order</a>.</p></div>
${downloadBox(order)}${parcelNote(order)}</div>
${bought(order)}</div>
${isRefused(order) && html`<p><a class="button" href="/checkout">Back to the checkout</a></p>`}`,
  });
