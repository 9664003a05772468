import type { Offer } from '../catalog/catalog.js';
import { currency } from '../catalog/products.data.js';
import { type Html, html } from './html.js';
import { layout, shopName } from './layout.js';
import { fileSize, money } from './money.js';

const kinds = { digital: 'Download', physical: 'Sent by post' } as const;

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
<p class="lead">A book and an album to take with you at once, a mug and a print that come by post.</p>
${
  offers.length === 0
    ? html`<p>The shelves are being filled. Please look in again in a moment.</p>`
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
    ? html`<p><a class="button" href="/cart">It is in your cart</a></p>`
    : html`<form method="post" action="/cart/add"><input type="hidden" name="sku" value="${sku}"><button>Put into the cart</button></form>`
}
<p class="note">${
      kind === 'digital'
        ? 'You download it right after you have paid. The links come by e-mail, too.'
        : 'Packed on the next working day. What sending costs you see before you pay.'
    }</p></div></div>`,
  });
};
