import type { OrderRequest } from '@tollgate/sdk';
import type { Offer } from '../catalog/catalog.js';
import { productText } from '../catalog/product-text.js';
import type { Language } from '../texts/language.js';

export interface CartLine {
  readonly sku: string;
  readonly quantity: number;
}

export type Cart = readonly CartLine[];

/** A line of the cart with what is known of its product. */
export interface PricedLine {
  readonly offer: Offer;
  readonly quantity: number;
  readonly amount: number;
}

export const mostPieces = 20;

const lineForm = /^([A-Za-z0-9-]{1,40})\*([1-9]\d?)$/;

/** As a cookie keeps it; what does not read as a cart is an empty one. */
export const readCart = (text: string): Cart =>
  text.split('~').flatMap((line) => {
    const [, sku, quantity] = lineForm.exec(line) ?? [];
    return sku === undefined ? [] : [{ sku, quantity: Math.min(mostPieces, Number(quantity)) }];
  });

export const writeCart = (cart: Cart): string => cart.map(({ sku, quantity }) => `${sku}*${quantity}`).join('~');

/** Of a file nobody needs a second copy. */
const mostOf = ({ kind }: Offer): number => (kind === 'digital' ? 1 : mostPieces);

/** The cart with so many pieces of a product; without it where there are none. */
export const withQuantity = (cart: Cart, offer: Offer, quantity: number): Cart => {
  const wanted = Math.min(mostOf(offer), Math.max(0, Math.trunc(quantity)));
  const line = wanted > 0 ? [{ sku: offer.sku, quantity: wanted }] : [];
  if (!cart.some(({ sku }) => sku === offer.sku)) return [...cart, ...line];
  return cart.flatMap((other) => (other.sku === offer.sku ? line : [other]));
};

/** What is left of the cart once some of it was bought. */
export const without = (cart: Cart, bought: Cart): Cart =>
  cart.flatMap(({ sku, quantity }) => {
    const left = quantity - quantityOf(bought, sku);
    return left > 0 ? [{ sku, quantity: left }] : [];
  });

export const quantityOf = (cart: Cart, sku: string): number => cart.find((line) => line.sku === sku)?.quantity ?? 0;

export const piecesIn = (cart: Cart): number => cart.reduce((sum, { quantity }) => sum + quantity, 0);

/** What of the cart can be bought, at today's prices: never at those that a browser brings. */
export const pricedLines = (cart: Cart, offers: readonly Offer[]): readonly PricedLine[] =>
  cart.flatMap(({ sku, quantity }) => {
    const offer = offers.find((one) => one.sku === sku);
    if (offer === undefined) return [];
    const pieces = Math.min(quantity, mostOf(offer));
    return [{ offer, quantity: pieces, amount: pieces * offer.unitAmount }];
  });

export const subtotalOf = (lines: readonly PricedLine[]): number => lines.reduce((sum, { amount }) => sum + amount, 0);

export const isShipped = (lines: readonly PricedLine[]): boolean => lines.some(({ offer }) => offer.kind === 'physical');

/** The lines as the gateway takes them, by the names that the customer read. */
export const itemsOf = (lines: readonly PricedLine[], language: Language): OrderRequest['items'] =>
  lines.map(({ offer, quantity }) => ({
    sku: offer.sku,
    description: productText(offer, language).name,
    kind: offer.kind,
    quantity,
    unitAmount: offer.unitAmount,
    ...(offer.weightGrams === undefined ? {} : { weightGrams: offer.weightGrams }),
  }));
