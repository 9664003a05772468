import { daysOf } from '../figures/buckets.js';
import { figures } from '../figures/figures.js';
import type { Figures } from '../figures/figures.repository.js';
import { salesAnswer } from './sales-answer.js';

const period = daysOf({ from: '2026-11-30', to: '2026-12-02', timeZone: 'America/New_York' });
const sums = (some: Partial<Figures>): Figures => ({
  ...(Object.fromEntries(figures.map((one) => [one, 0n])) as Figures),
  ...some,
});

describe('sales by day', () => {
  it('are the days on which money moved, by day and currency', () => {
    const taken = sums({ sales: 1n, captures: 1n, captured_minor: 5426n });
    const { days } = salesAnswer(period, [
      { currency: 'EUR', bucket: 1, figures: taken },
      { currency: 'USD', bucket: 0, figures: taken },
      { currency: 'USD', bucket: 1, figures: sums({ placed: 3n }) },
      { currency: 'USD', bucket: 2, figures: sums({ refunds: 1n, refunded_minor: 1n }) },
    ]);
    expect(days?.map(({ day, currency, orderCount, refundCount }) => [day, currency, orderCount, refundCount])).toEqual([
      ['2026-11-30', 'USD', 1, 0],
      ['2026-12-01', 'EUR', 1, 0],
      ['2026-12-02', 'USD', 0, 1],
    ]);
  });
});
