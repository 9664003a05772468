import { BreakdownRowSchema, CurrencyFiguresSchema, create } from '@tollgate/contracts';
import { describeBreakdown, describeFigures } from './describe-figures.js';

describe('the figures of a time', () => {
  it('are integers, in total and in each bucket', () => {
    const point = { label: '2026-11-23', begin: '2026-11-23T00:00:00Z', figures: { placed: 2n, captured: 5426n } };
    const { total, series } = describeFigures(
      create(CurrencyFiguresSchema, { currency: 'USD', total: { placed: 2n, captured: 5426n, net: -1n }, series: [point] }),
    );
    expect(total).toMatchObject({ placed: 2, captured: 5426, net: -1, refunded: 0 });
    expect(series[0]).toMatchObject({ label: '2026-11-23', figures: { captured: 5426 } });
  });

  it('break down by tax with the rate that was used, and by anything else without', () => {
    const row = create(BreakdownRowSchema, { currency: 'USD', key: 'US-NY', detail: 'New York', ratePpm: 40_000, tax: 132n });
    expect(describeBreakdown(row)).toMatchObject({ key: 'US-NY', detail: 'New York', rate: '0.0400', tax: 132, orders: 0 });
    expect(describeBreakdown(create(BreakdownRowSchema, { key: 'EBOOK-1' }))).toMatchObject({ rate: null });
  });
});
