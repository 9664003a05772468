import { breakdownRows, byCurrency, customerRows, figuresRows, groupRows, settlementRows, storeRows } from './report-rows.js';

describe('the rows of a report', () => {
  it('are numbers, and the rate of a tax a decimal', () =>
    expect(breakdownRows([{ currency: 'USD', key: 'US-NY', ratePpm: 40_000, tax: 31n, refundedTax: -2n }])).toMatchObject([
      { currency: 'USD', key: 'US-NY', rate: '0.0400', tax: 31, refundedTax: -2 },
    ]));

  it('that a number does not hold exactly are none', () =>
    expect(() => breakdownRows([{ tax: 9_007_199_254_740_993n }])).toThrow(RangeError));

  it('of a series have the figures of each day', () =>
    expect(
      figuresRows([{ currency: 'JPY', total: { sales: 2n }, series: [{ label: '2026-11-23', figures: { sales: 2n } }] }]),
    ).toEqual([
      {
        currency: 'JPY',
        figures: {
          currency: 'JPY',
          total: { sales: 2 },
          series: [{ label: '2026-11-23', begin: '', figures: { sales: 2 } }],
        },
      },
    ]));

  it('of customers have the names that are known, and no other', () =>
    expect(
      customerRows(
        [
          { currency: 'USD', order: 'a', isNew: true, figures: { net: 5n } },
          { currency: 'USD', order: 'b', isNew: false, figures: { net: 3n } },
        ],
        [
          { $typeName: 'tollgate.report.v1.NamedCustomer', order: 'a', name: 'Ann' },
          { $typeName: 'tollgate.report.v1.NamedCustomer', order: 'b', name: '' },
        ],
      ),
    ).toMatchObject([
      { order: 'a', name: 'Ann', net: 5 },
      { order: 'b', name: null, net: 3 },
    ]));

  it('of stores are those in which money moved', () =>
    expect(
      storeRows('mer_a', [
        { currency: 'USD', total: { captures: 1n, refunds: 0n, captured: 7n } },
        { currency: 'EUR', total: { captures: 0n, refunds: 0n, placed: 3n } },
      ]),
    ).toMatchObject([{ store: 'mer_a', currency: 'USD', captured: 7 }]));

  it('stand by the code of their currency, each currency as it came', () => {
    const rows = settlementRows([
      { currency: 'USD', label: '1' },
      { currency: 'EUR', label: '2' },
      { currency: 'USD', label: '0' },
    ]);
    expect(byCurrency(rows).map(([currency, own]) => [currency, own.map(({ label }) => label)])).toEqual([
      ['EUR', ['2']],
      ['USD', ['1', '0']],
    ]);
    expect(groupRows([{ currency: 'USD', kind: 'new', customers: 2n, figures: { orders: 3n } }])).toEqual([
      { currency: 'USD', kind: 'new', customers: 2, orders: 3 },
    ]);
  });
});
