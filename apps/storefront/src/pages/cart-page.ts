import { isShipped, mostPieces, type PricedLine, subtotalOf } from '../cart/cart.js';
import { productText } from '../catalog/product-text.js';
import { currency } from '../catalog/products.data.js';
import type { Locale } from '../texts/locale.js';
import type { Visitor } from '../texts/visitor.js';
import { type Html, html } from './html.js';
import { layout } from './layout.js';

const quantityForm = (
  { offer, quantity }: PricedLine,
  { say, language }: Locale,
): Html => html`<label for="q-${offer.sku}">${say('cart.quantity')}</label>
<input id="q-${offer.sku}" name="quantity" type="number" inputmode="numeric" min="0" max="${mostPieces}" value="${quantity}" aria-label="${say('cart.quantityOf', { name: productText(offer, language).name })}">
<button class="quiet">${say('cart.update')}</button>`;

const cartLine =
  (locale: Locale) =>
  (line: PricedLine): Html => {
    const { offer, amount } = line;
    const { sku, slug, kind, unitAmount } = offer;
    const { say, money, language } = locale;
    const { name } = productText(offer, language);
    return html`<li><img src="/pictures/${slug}.svg" alt="" width="72" height="72">
<div><p class="name"><a href="/products/${slug}">${name}</a></p>
<small>${kind === 'digital' ? say('kind.digital') : say('cart.each', { price: money(unitAmount, currency) })}</small></div>
<span class="price">${money(amount, currency)}</span>
<form method="post" action="/cart/set"><input type="hidden" name="sku" value="${sku}">
${kind === 'physical' && quantityForm(line, locale)}
<button class="link" name="remove" value="yes" aria-label="${say('cart.removeItem', { name })}">${say('cart.remove')}</button></form></li>`;
  };

/** The lines of the cart as they stand beside the checkout. */
export const orderedLines = (lines: readonly PricedLine[], { say, money, language }: Locale): Html =>
  html`<ul class="lines">${lines.map(
    ({ offer, quantity, amount }) => html`<li><img src="/pictures/${offer.slug}.svg" alt="" width="72" height="72">
<div><p class="name">${productText(offer, language).name}</p><small>${
      offer.kind === 'digital' ? say('kind.digital') : say('cart.quantityIs', { count: quantity })
    }</small></div>
<span class="price">${money(amount, currency)}</span></li>`,
  )}</ul>`;

export const cartPage = (lines: readonly PricedLine[], visitor: Visitor): Html => {
  const { say, money } = visitor.locale;
  const title = say('cart.title');
  if (lines.length === 0)
    return layout({
      title,
      visitor,
      body: html`<h1>${say('cart.empty')}</h1><p class="lead">${say('cart.emptyLead')}</p><p><a class="button" href="/">${say('cart.browse')}</a></p>`,
    });
  return layout({
    title,
    visitor,
    body: html`<h1>${title}</h1><div class="two"><ul class="lines">${lines.map(cartLine(visitor.locale))}</ul>
<div class="box"><table class="sum"><tbody><tr class="total"><th scope="row">${say('sum.subtotal')}</th><td>${money(subtotalOf(lines), currency)}</td></tr></tbody></table>
<p class="note">${say(isShipped(lines) ? 'cart.shipped' : 'cart.digital')}</p>
<p><a class="button full" href="/checkout">${say('cart.checkout')}</a></p></div></div>`,
  });
};
