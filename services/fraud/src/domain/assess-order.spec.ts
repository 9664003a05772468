import { money, usd } from '@tollgate/money';
import { orderPriced } from '@tollgate/order';
import { defaultLimits } from '../data/default-limits.js';
import { assessOrder, type Precedents } from './assess-order.js';

const nothing: Precedents = { card: 0, email: 0, ip: 0 };
const first = '01890a5d-ac96-774b-bcce-b302099a8057';

const assess = (precedents: Partial<Precedents> = {}, total = usd(5426n)) => {
  const { decision, score, reasons, duplicateOf } = assessOrder(
    orderPriced({ total }).data,
    { ...nothing, ...precedents },
    defaultLimits,
  ).data;
  return { decision, score, reasons, duplicateOf };
};

describe('assessOrder', () => {
  it('accepts an order that nothing went before', () =>
    expect(assess()).toEqual({ decision: 'accept', score: 0, reasons: [], duplicateOf: '' }));

  it.each([
    ['card', 5, 'card_velocity'],
    ['email', 10, 'email_velocity'],
    ['ip', 30, 'ip_velocity'],
  ] as const)('S13: rejects by %s after %s attempts: %s', (key, limit, reason) => {
    expect(assess({ [key]: limit - 1 })).toMatchObject({ decision: 'accept', reasons: [] });
    expect(assess({ [key]: limit })).toEqual({ decision: 'reject', score: 100, reasons: [reason], duplicateOf: '' });
  });

  it('rejects the repetition of an order and names the first', () =>
    expect(assess({ card: 1, email: 1, duplicateOf: first })).toEqual({
      decision: 'reject',
      score: 100,
      reasons: ['duplicate_order'],
      duplicateOf: first,
    }));

  it('holds an order of more than 5,000.00 for review, not one of exactly that', () => {
    expect(assess({}, usd(500_000n))).toMatchObject({ decision: 'accept', score: 50 });
    expect(assess({}, usd(500_001n))).toEqual({ decision: 'review', score: 60, reasons: ['amount_limit'], duplicateOf: '' });
  });

  it.each([
    ['JPY', 5_000n],
    ['KWD', 5_000_000n],
    ['EUR', 500_000n],
  ])('knows the minor unit of %s', (currency, limit) => {
    expect(assess({}, money(limit, currency)).decision).toBe('accept');
    expect(assess({}, money(limit + 1n, currency)).decision).toBe('review');
  });

  it('rejects rather than holds, and tells every reason, the repetition first', () =>
    expect(assess({ card: 5, email: 10, ip: 30, duplicateOf: first }, usd(900_000n))).toMatchObject({
      decision: 'reject',
      reasons: ['duplicate_order', 'card_velocity', 'email_velocity', 'ip_velocity', 'amount_limit'],
    }));

  it('scores an accepted order by how near it comes to a limit', () =>
    expect(
      [assess({ card: 1 }), assess({ card: 4 }), assess({ email: 5, ip: 3 }), assess({}, usd(250_000n))].map(
        ({ score }) => score,
      ),
    ).toEqual([10, 40, 25, 25]));
});
