import { addToSummary, emptySummary, summaryLines } from './summary.js';
import { yearOf } from './testing/world.js';

describe('the summary of a year', () => {
  const orders = yearOf({ orders: 150 });
  const summary = orders.reduce(addToSummary, emptySummary);

  it('counts every order once, by status and by currency', () => {
    expect(summary.orders).toBe(150);
    expect(summary.events).toBe(orders.reduce((sum, { events }) => sum + events.length, 0));
    for (const counted of [[...summary.statuses.values()], [...summary.currencies.values()].map((one) => one.orders)])
      expect(counted.reduce((a, b) => a + b, 0)).toBe(150);
  });

  it('says what was taken in the places that each currency has', () => {
    const currencies = new Map([
      ['KWD', { orders: 1, captured: 1_234n, refunded: 0n }],
      ['JPY', { orders: 2, captured: 500n, refunded: 50n }],
    ]);
    const text = summaryLines({ ...summary, currencies }, 2_000).join('\n');
    expect(text).toMatch(/KWD +1 +1\.234 +0\.000/);
    expect(text).toMatch(/JPY +2 +500 +50/);
  });
});
