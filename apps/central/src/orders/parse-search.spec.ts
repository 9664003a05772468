import { parseSearch } from './parse-search.js';

const id = `ord_${'0123456789abcdef'.repeat(2)}`;
const ways = (text: string): readonly string[] =>
  parseSearch(text, ['USD', 'JPY']).map(({ by, value, currency }) => [by, value, currency].filter(Boolean).join(' '));

describe('what is typed into the search', () => {
  it.each([
    [id, [`id ${id}`]],
    [` ${id.toUpperCase()} `, [`id ${id}`]],
    ['ann@example.com', ['email ann@example.com']],
    ['•••• 1111', ['last4 1111', 'reference •••• 1111']],
    ['$54.26', ['amount 5426 USD', 'reference $54.26']],
    ['$1,949.44', ['amount 194944 USD', 'reference $1,949.44']],
    ['54,26 €', ['amount 5426 EUR', 'reference 54,26 €']],
    ['JPY 5980', ['amount 5980 JPY', 'reference JPY 5980']],
    ['54.26', ['amount 5426 USD', 'reference 54.26', 'sku 54.26']],
    ['Ann Buyer', ['name Ann Buyer', 'reference Ann Buyer']],
    ['김철수', ['name 김철수', 'reference 김철수']],
    ['O’Neill  José', ['name O’Neill José', 'reference O’Neill José']],
    ['EBOOK-1', ['reference EBOOK-1', 'sku EBOOK-1', 'name EBOOK-1']],
    ['your-order-170', ['reference your-order-170', 'sku your-order-170']],
    ['   ', []],
  ])('"%s" is understood as %j', (text, expected) => expect(ways(text)).toEqual(expected));

  it('offers four digits as a card first, then as an amount of each currency, then as a reference', () =>
    expect(ways('1111')).toEqual(['last4 1111', 'amount 111100 USD', 'amount 1111 JPY', 'reference 1111', 'sku 1111']));

  it('is no reference where it is longer than one can be', () => expect(ways('x123 '.repeat(30))).toEqual([]));
});
