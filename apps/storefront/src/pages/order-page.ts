import type { Download, OrderDetail } from '@tollgate/sdk';
import { type Html, html, type Part } from './html.js';
import { alarm, layout } from './layout.js';
import { fileSize, money } from './money.js';
import { sumsTable } from './sums.js';

const texts: Readonly<Record<OrderDetail['status'], readonly [title: string, text: string]>> = {
  pending: ['Your payment is being processed', 'This takes a moment. The page refreshes by itself; please do not pay again.'],
  review: [
    'We are reviewing your order',
    'One of us reviews it before your card is charged. We will e-mail you within three days.',
  ],
  approved: ['Thank you for your order', 'Your receipt is on its way to your mailbox.'],
  declined: ['Your payment was declined', 'You have not been charged. Please try another card.'],
  rejected: ['We could not take your order', 'You have not been charged.'],
  voided: ['Your order was canceled', 'You have not been charged.'],
  expired: ['Your order has expired', 'You have not been charged.'],
  refunded: ['Your order was refunded', 'The money is on its way back to your card.'],
  partially_refunded: ['Part of your order was refunded', 'The money is on its way back to your card.'],
  credited: ['A credit for you', 'The money is on its way to your card.'],
};

const downloadLine = ({
  fileName,
  size,
  url,
}: Download): Html => html`<li><span>${fileName}${size !== null && html`<small>${fileSize(size)}</small>`}</span>
<a class="button" href="${url}" aria-label="Download ${fileName}">Download</a></li>`;

const downloadBox = ({ downloads }: OrderDetail): Part =>
  downloads.length > 0 &&
  html`<div class="box"><h2>Your downloads</h2><ul class="files">${downloads.map(downloadLine)}</ul>
<p class="note">Each link is good for one complete download, and an interrupted one resumes where it stopped. You have them by e-mail, too.</p></div>`;

const itemLine =
  (currency: string) =>
  ({ description, sku, quantity, unitAmount, kind }: OrderDetail['items'][number]): Html =>
    html`<tr><th scope="row">${quantity} × ${description || sku}<br><span class="note">${kind === 'digital' ? 'Download' : 'By mail'}</span></th>
<td>${money(quantity * unitAmount, currency)}</td></tr>`;

const countryNames = new Intl.DisplayNames('en', { type: 'region' });

const placeOf = ({ region, postalCode, country }: NonNullable<OrderDetail['shippingAddress']>): string =>
  [[region, postalCode].filter(Boolean).join(' '), countryNames.of(country)].filter(Boolean).join(', ');

const parcelNote = ({ items, status, shippingAddress }: OrderDetail): Part =>
  status === 'approved' &&
  items.some(({ kind }) => kind === 'physical') &&
  html`<div class="box"><h2>Your parcel</h2><p>It ships the next working day${
    shippingAddress !== null && ` to ${placeOf(shippingAddress)}`
  }.</p></div>`;

const refreshSeconds = 3;

const isRefused = ({ status }: OrderDetail): boolean => status === 'declined' || status === 'rejected';

/** What became of the order. Whoever finds it again later is not thanked another time. */
const opening = (order: OrderDetail, isNew: boolean): Html => {
  const [title, text] = order.status === 'approved' && !isNew ? later : texts[order.status];
  return html`<h1>${title}</h1>${isRefused(order) ? alarm(text) : html`<p class="lead">${text}</p>`}`;
};

const later = ['Your order', 'Paid. Thank you.'] as const;

const bought = ({ items, amounts, currency, taxLines, payment }: OrderDetail): Html => {
  const shipping = items.some(({ kind }) => kind === 'physical') ? amounts.shipping : undefined;
  return html`<div class="box"><h2>Summary</h2><table class="sum"><tbody>${items.map(itemLine(currency))}</tbody></table>
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
<p class="note">Keep it. With it and your e-mail address you can find this page again under <a href="/orders">Your order</a>.</p></div>
${downloadBox(order)}${parcelNote(order)}</div>
${bought(order)}</div>
${isRefused(order) && html`<p><a class="button" href="/checkout">Back to the checkout</a></p>`}`,
  });
