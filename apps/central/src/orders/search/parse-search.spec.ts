import { firstFinding, parseSearch } from './parse-search.js';

const id = `ord_${'0123456789abcdef'.repeat(2)}`;
const words = [
  { by: 'status', value: 'partially_refunded', label: 'Partly refunded' },
  { by: 'status', value: 'refunded', label: 'Refunded' },
  { by: 'days', value: 'yesterday', label: 'Yesterday' },
] as const;
const reader = { currencies: ['USD', 'JPY'], words, tag: 'en-US', today: '2026-11-27' };
const ways = (text: string): readonly string[] =>
  parseSearch(text, reader).map(({ by, value, currency }) => [by, value, currency].filter(Boolean).join(' '));

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
    ['177.50', ['amount 17750', 'reference 177.50', 'sku 177.50']],
    ['Ann Buyer', ['name Ann Buyer', 'reference Ann Buyer']],
    ['김철수', ['name 김철수', 'reference 김철수']],
    ['O’Neill  José', ['name O’Neill José', 'reference O’Neill José']],
    ['EBOOK-1', ['reference EBOOK-1', 'sku EBOOK-1', 'name EBOOK-1']],
    ['VIN-024', ['reference VIN-024', 'sku VIN-024']],
    ['leonie', ['reference leonie', 'sku leonie', 'name leonie']],
    ['your-order-170', ['reference your-order-170', 'sku your-order-170']],
    ['refunded', ['status refunded', 'reference refunded', 'sku refunded', 'name refunded']],
    ['Partly refunded', ['status partially_refunded', 'name Partly refunded', 'reference Partly refunded']],
    ['yesterday', ['days yesterday', 'reference yesterday', 'sku yesterday', 'name yesterday']],
    ['2026-11-27', ['day 2026-11-27', 'reference 2026-11-27', 'sku 2026-11-27']],
    ['Nov 26', ['day 2026-11-26', 'reference Nov 26', 'name Nov 26']],
    ['   ', []],
  ])('"%s" is understood as %j', (text, expected) => expect(ways(text)).toEqual(expected));

  it('offers four digits as a card first, then as an amount of any currency, then as a reference', () =>
    expect(ways('1111')).toEqual(['last4 1111', 'amount 111100', 'amount 1111 JPY', 'reference 1111', 'sku 1111']));

  it('is no reference where it is longer than one can be', () => expect(ways('x123 '.repeat(30))).toEqual([]));
});

describe('a search', () => {
  const readings = parseSearch('VIN-024', reader);

  it('takes the reading that finds something, though another is likelier', async () =>
    expect(await firstFinding(readings, async ({ by }) => by === 'sku')).toEqual({ by: 'sku', value: 'VIN-024' }));

  it('takes the likeliest of those that do, and of those that do not', async () => {
    expect(await firstFinding(readings, async () => true)).toEqual(readings[0]);
    expect(await firstFinding(readings, async () => false)).toEqual(readings[0]);
  });
});
