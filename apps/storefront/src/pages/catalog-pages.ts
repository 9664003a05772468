import type { Offer } from '../catalog/catalog.js';
import { currency } from '../catalog/products.data.js';
import { type Html, html } from './html.js';
import { layout, shopName } from './layout.js';
import { fileSize, money } from './money.js';

const kinds = { digital: 'Download', physical: 'Ships by mail' } as const;

const tile = ({ slug, name, teaser, unitAmount, kind }: Offer): Html => html`<li><a href="/products/${slug}">
<img src="/pictures/${slug}.svg" alt="" width="400" height="400">
<h2 class="name">${name}</h2><p>${teaser}</p>
<span class="price">${money(unitAmount, currency)}<span class="kind">${kinds[kind]}</span></span>
</a></li>`;

export const catalogPage = (offers: readonly Offer[], pieces: number): Html =>
  layout({
    title: shopName,
    pieces,
    body: html`<h1>Things from the harbor</h1>
<p class="lead">A book and an album to take with you at once, a mug and a print that come in the mail.</p>
${
  offers.length === 0
    ? html`<p>We are stocking the shelves. Please look in again in a moment.</p>`
    : html`<ul class="grid">${offers.map(tile)}</ul>`
}`,
  });

const fact = ([name, value]: readonly [string, string]): Html => html`<dt>${name}</dt><dd>${value}</dd>`;

export const productPage = (offer: Offer, { pieces, inCart }: { readonly pieces: number; readonly inCart: number }): Html => {
  const { slug, sku, name, teaser, text, unitAmount, kind, files, facts } = offer;
  const isThere = kind === 'digital' && inCart > 0;
  return layout({
    title: name,
    pieces,
    body: html`<p class="back"><a href="/">All products</a></p>
<div class="product"><div><img src="/pictures/${slug}.svg" alt="${name}: ${teaser}" width="400" height="400"></div>
<div><h1>${name}</h1>
<p class="price">${money(unitAmount, currency)}<span class="kind">${kinds[kind]}</span></p>
${text.map((paragraph) => html`<p>${paragraph}</p>`)}
<dl>${facts.map(fact)}${files.map((file) => fact(['File', `${file.name}, ${fileSize(file.size)}`]))}</dl>
${
  isThere
    ? html`<p><a class="button" href="/cart">In your cart</a></p>`
    : html`<form method="post" action="/cart/add"><input type="hidden" name="sku" value="${sku}"><button>Add to cart</button></form>`
}
<p class="note">${
      kind === 'digital'
        ? 'Download it as soon as you have paid. We e-mail you the link, too.'
        : 'Ships the next working day. You see the shipping cost before you pay.'
    }</p></div></div>`,
  });
};
