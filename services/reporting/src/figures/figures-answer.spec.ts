import { periodOf } from './buckets.js';
import { figures } from './figures.js';
import type { Figures } from './figures.repository.js';
import { breakdownAnswer, figuresAnswer } from './figures-answer.js';

const period = periodOf({
  from: '2026-11-01T04:00:00Z',
  to: '2026-11-04T05:00:00Z',
  timeZone: 'America/New_York',
  bucket: 'day',
});
const sums = (some: Partial<Figures>): Figures => ({
  ...(Object.fromEntries(figures.map((one) => [one, 0n])) as Figures),
  ...some,
});

describe('figures are answered', () => {
  it('as totals and as a series without a gap, by currency', () => {
    const answer = figuresAnswer(period, [
      { currency: 'EUR', bucket: 2, figures: sums({ placed: 1n }) },
      { currency: 'USD', bucket: 0, figures: sums({ captured_minor: 110n, shipping_minor: 5n, tax_minor: 10n }) },
      { currency: 'USD', bucket: 2, figures: sums({ refunded_minor: 11n, refunded_tax_minor: 1n }) },
    ]);
    expect(answer).toMatchObject({ from: '2026-11-01T04:00:00.000Z', to: '2026-11-04T05:00:00.000Z' });
    expect(answer.currencies?.map(({ currency }) => currency)).toEqual(['EUR', 'USD']);
    const usd = answer.currencies?.[1];
    expect(usd?.total).toMatchObject({
      captured: 110n,
      goods: 95n,
      tax: 10n,
      refunded: 11n,
      refundedGoods: 10n,
      net: 99n,
      placed: 0n,
    });
    expect(usd?.series?.map(({ label, begin, figures: own }) => [label, begin, own?.net])).toEqual([
      ['2026-11-01', '2026-11-01T04:00:00.000Z', 110n],
      ['2026-11-02', '2026-11-02T05:00:00.000Z', 0n],
      ['2026-11-03', '2026-11-03T05:00:00.000Z', -11n],
    ]);
  });
});

describe('a breakdown is answered', () => {
  it('in one form, whatever it is by', () => {
    const rows = breakdownAnswer(
      [
        { currency: 'USD', sku: 'A', captured_minor: '10', quantity: '2' },
        { currency: 'USD', jurisdiction: 'US-NY', name: 'tax', rate_ppm: 40_000, tax_minor: '4' },
        { currency: 'USD', outcome: 'declined', code: 'do_not_honor', orders: '3' },
      ],
      3,
    );
    expect(rows).toMatchObject({
      isCut: false,
      rows: [
        { key: 'A', captured: 10n, quantity: 2n, tax: 0n },
        { key: 'US-NY', detail: 'tax', ratePpm: 40_000, tax: 4n },
        { key: 'do_not_honor', detail: 'declined', orders: 3n },
      ],
    });
  });

  it('as far as there is room, and says so', () =>
    expect(breakdownAnswer([{ sku: 'A' }, { sku: 'B' }], 1)).toMatchObject({ isCut: true, rows: [{ key: 'A' }] }));
});
