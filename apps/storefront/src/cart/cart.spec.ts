import type { Offer } from '../catalog/catalog.js';
import { products } from '../catalog/products.data.js';
import { isShipped, itemsOf, piecesIn, pricedLines, readCart, subtotalOf, without, withQuantity, writeCart } from './cart.js';

const offers: readonly Offer[] = products.map((product) => ({ ...product, files: [] }));
const offer = (sku: string): Offer => offers.find((one) => one.sku === sku) as Offer;
const [book, mug] = [offer('EBOOK-1'), offer('MUG-1')];

describe('a cart', () => {
  it('is kept by a cookie as it is', () => {
    const cart = withQuantity(withQuantity([], book, 1), mug, 3);
    expect(writeCart(cart)).toBe('EBOOK-1*1~MUG-1*3');
    expect(readCart(writeCart(cart))).toEqual(cart);
    expect(piecesIn(cart)).toBe(4);
  });

  it.each(['', '~', 'MUG-1', 'MUG-1*0', 'MUG-1*-1', '<b>*1', 'MUG-1*1e9'])('is empty where a cookie says "%s"', (text) =>
    expect(readCart(text)).toEqual([]),
  );

  it('changes a quantity in its place, and loses what is taken out', () => {
    const cart = readCart('EBOOK-1*1~MUG-1*3');
    expect(withQuantity(cart, book, 0)).toEqual([{ sku: 'MUG-1', quantity: 3 }]);
    expect(writeCart(withQuantity(cart, mug, 2))).toBe('EBOOK-1*1~MUG-1*2');
  });

  it('keeps what was put into it beyond what was bought', () => {
    expect(writeCart(without(readCart('EBOOK-1*1~MUG-1*3'), readCart('MUG-1*1~GONE-1*1')))).toBe('EBOOK-1*1~MUG-1*2');
    expect(without(readCart('MUG-1*1'), readCart('MUG-1*2'))).toEqual([]);
  });

  it('has one copy of what is downloaded, and no more than twenty pieces of anything', () => {
    expect(writeCart(withQuantity([], book, 5))).toBe('EBOOK-1*1');
    expect(writeCart(withQuantity([], mug, 500))).toBe('MUG-1*20');
    expect(writeCart(withQuantity([], mug, Number.NaN))).toBe('');
  });

  it('costs what the shop asks today, and leaves out what it does not sell any more', () => {
    const lines = pricedLines(readCart('EBOOK-1*1~GONE-1*1~MUG-1*2'), offers);
    expect([lines.length, subtotalOf(lines), isShipped(lines)]).toEqual([2, 1999 + 2500, true]);
    expect(isShipped(pricedLines(readCart('EBOOK-1*1'), offers))).toBe(false);
  });

  it('becomes the items of an order', () =>
    expect(itemsOf(pricedLines(readCart('EBOOK-1*1~MUG-1*2'), offers), 'en')).toEqual([
      { sku: 'EBOOK-1', description: 'The Book', kind: 'digital', quantity: 1, unitAmount: 1999 },
      { sku: 'MUG-1', description: 'The Mug', kind: 'physical', quantity: 2, unitAmount: 1250, weightGrams: 400 },
    ]));
});
