import { usd } from '@tollgate/money';
import { orderPriced } from '@tollgate/order';
import fc from 'fast-check';
import { defaultLimits } from '../data/default-limits.js';
import { assessOrder } from './assess-order.js';

const precedents = fc.record({
  card: fc.integer({ min: 0, max: 5 }),
  email: fc.integer({ min: 0, max: 10 }),
  ip: fc.integer({ min: 0, max: 30 }),
  duplicateOf: fc.option(fc.uuid(), { nil: undefined }),
});
const total = fc.bigInt({ min: 0n, max: 1_000_000n });
const assess = (minor: bigint, before: Parameters<typeof assessOrder>[1]) =>
  assessOrder(orderPriced({ total: usd(minor) }).data, before, defaultLimits).data;

describe('the laws of an assessment', () => {
  it('says why whenever it does not accept, and only then', () =>
    fc.assert(
      fc.property(total, precedents, (minor, before) => {
        const { decision, reasons } = assess(minor, before);
        expect(reasons.length > 0).toBe(decision !== 'accept');
      }),
    ));

  it('scores from 0 to 100, and accepts lower than it holds, and holds lower than it rejects', () =>
    fc.assert(
      fc.property(total, precedents, (minor, before) => {
        const { decision, score } = assess(minor, before);
        const [low, high] = { accept: [0, 50], review: [60, 60], reject: [100, 100] }[decision] ?? [NaN, NaN];
        expect(score).toBeGreaterThanOrEqual(low as number);
        expect(score).toBeLessThanOrEqual(high as number);
      }),
    ));

  it('never thinks better of an order because more went before it', () =>
    fc.assert(
      fc.property(total, precedents, (minor, before) => {
        const more = { ...before, card: Math.min(before.card + 1, 5) };
        expect(assess(minor, more).score).toBeGreaterThanOrEqual(assess(minor, before).score);
      }),
    ));
});
