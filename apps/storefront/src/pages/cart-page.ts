import { isShipped, mostPieces, type PricedLine, piecesIn, subtotalOf } from '../cart/cart.js';
import { currency } from '../catalog/products.data.js';
import { type Html, html } from './html.js';
import { layout } from './layout.js';
import { money } from './money.js';

const quantityForm = ({ offer: { sku, name }, quantity }: PricedLine): Html => html`<label for="q-${sku}">Quantity</label>
<input id="q-${sku}" name="quantity" type="number" inputmode="numeric" min="0" max="${mostPieces}" value="${quantity}" aria-label="Quantity of ${name}">
<button class="quiet">Update</button>`;

const cartLine = (line: PricedLine): Html => {
  const { offer, amount } = line;
  const { sku, slug, name, kind, unitAmount } = offer;
  return html`<li><img src="/pictures/${slug}.svg" alt="" width="72" height="72">
<div><p class="name"><a href="/products/${slug}">${name}</a></p>
<small>${kind === 'digital' ? 'Download' : `${money(unitAmount, currency)} each`}</small></div>
<span class="price">${money(amount, currency)}</span>
<form method="post" action="/cart/set"><input type="hidden" name="sku" value="${sku}">
${kind === 'physical' && quantityForm(line)}
<button class="link" name="remove" value="yes" aria-label="Remove ${name}">Remove</button></form></li>`;
};

/** The lines of the cart as they stand beside the checkout. */
export const orderedLines = (lines: readonly PricedLine[]): Html =>
  html`<ul class="lines">${lines.map(
    ({
      offer: { slug, name, kind },
      quantity,
      amount,
    }) => html`<li><img src="/pictures/${slug}.svg" alt="" width="72" height="72">
<div><p class="name">${name}</p><small>${kind === 'digital' ? 'Download' : `Quantity ${quantity}`}</small></div>
<span class="price">${money(amount, currency)}</span></li>`,
  )}</ul>`;

export const cartPage = (lines: readonly PricedLine[]): Html => {
  const pieces = piecesIn(lines.map(({ offer: { sku }, quantity }) => ({ sku, quantity })));
  if (lines.length === 0)
    return layout({
      title: 'Your cart',
      pieces,
      body: html`<h1>Your cart is empty</h1><p class="lead">What you add to it will wait for you here.</p><p><a class="button" href="/">Browse the shop</a></p>`,
    });
  return layout({
    title: 'Your cart',
    pieces,
    body: html`<h1>Your cart</h1><div class="two"><ul class="lines">${lines.map(cartLine)}</ul>
<div class="box"><table class="sum"><tbody><tr class="total"><th scope="row">Subtotal</th><td>${money(subtotalOf(lines), currency)}</td></tr></tbody></table>
<p class="note">${isShipped(lines) ? 'Shipping and tax are' : 'Tax is'} worked out from your address, before you pay.</p>
<p><a class="button full" href="/checkout">Checkout</a></p></div></div>`,
  });
};
