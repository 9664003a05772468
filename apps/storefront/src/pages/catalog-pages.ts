import type { Offer } from '../catalog/catalog.js';
import { productText } from '../catalog/product-text.js';
import { currency } from '../catalog/products.data.js';
import type { Locale } from '../texts/locale.js';
import type { Visitor } from '../texts/visitor.js';
import { type Html, html } from './html.js';
import { layout, shopName } from './layout.js';

const price = ({ unitAmount, kind }: Offer, { money, say }: Locale): Html =>
  html`${money(unitAmount, currency)}<span class="kind">${say(`kind.${kind}`)}</span>`;

const tile =
  (locale: Locale) =>
  (offer: Offer): Html => {
    const { name, teaser } = productText(offer, locale.language);
    return html`<li><a href="/products/${offer.slug}">
<img src="/pictures/${offer.slug}.svg" alt="" width="400" height="400">
<h2 class="name">${name}</h2><p>${teaser}</p>
<span class="price">${price(offer, locale)}</span>
</a></li>`;
  };

export const catalogPage = (offers: readonly Offer[], visitor: Visitor): Html => {
  const { say } = visitor.locale;
  return layout({
    title: shopName,
    visitor,
    body: html`<h1>${say('catalog.title')}</h1>
<p class="lead">${say('catalog.lead')}</p>
${offers.length === 0 ? html`<p>${say('catalog.empty')}</p>` : html`<ul class="grid">${offers.map(tile(visitor.locale))}</ul>`}`,
  });
};

const fact = ([name, value]: readonly [string, string]): Html => html`<dt>${name}</dt><dd>${value}</dd>`;

interface ProductVisit {
  readonly visitor: Visitor;
  readonly inCart: number;
}

export const productPage = (offer: Offer, { visitor, inCart }: ProductVisit): Html => {
  const { slug, sku, kind, files } = offer;
  const { say, fileSize, language } = visitor.locale;
  const { name, teaser, text, facts } = productText(offer, language);
  const isThere = kind === 'digital' && inCart > 0;
  return layout({
    title: name,
    visitor,
    body: html`<p class="back"><a href="/">${say('product.all')}</a></p>
<div class="product"><div><img src="/pictures/${slug}.svg" alt="${name}: ${teaser}" width="400" height="400"></div>
<div><h1>${name}</h1>
<p class="price">${price(offer, visitor.locale)}</p>
${text.map((paragraph) => html`<p>${paragraph}</p>`)}
<dl>${facts.map(fact)}${files.map((file) => fact([say('product.file'), `${file.name}, ${fileSize(file.size)}`]))}</dl>
${
  isThere
    ? html`<p><a class="button" href="/cart">${say('product.inCart')}</a></p>`
    : html`<form method="post" action="/cart/add"><input type="hidden" name="sku" value="${sku}"><button>${say('product.add')}</button></form>`
}
<p class="note">${say(`product.${kind}`)}</p></div></div>`,
  });
};
