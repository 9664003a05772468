import { usd } from '@tollgate/money';
import { orderPriced } from '@tollgate/testing';
import fc from 'fast-check';
import { listKinds, lists } from '../lists/list-kinds.data.js';
import { type FraudSettings, fraudSettings } from '../settings/fraud-settings.schema.js';
import { assessOrder, type Precedents } from './assess-order.js';

const precedents = fc.record({
  card: fc.integer({ min: 0, max: 5 }),
  email: fc.integer({ min: 0, max: 10 }),
  ip: fc.integer({ min: 0, max: 30 }),
  duplicateOf: fc.option(fc.uuid(), { nil: undefined }),
  listed: fc.array(fc.record({ list: fc.constantFrom(...lists), kind: fc.constantFrom(...listKinds), id: fc.uuid() }), {
    maxLength: 3,
  }),
});
const total = fc.bigInt({ min: 0n, max: 1_000_000n });
const action = fc.constantFrom('review', 'reject');
const velocity = fc.record({ attempts: fc.integer({ min: 1, max: 10 }), windowMinutes: fc.constant(10), action });
const settings: fc.Arbitrary<FraudSettings> = fc.record({
  card: velocity,
  email: velocity,
  duplicate: fc.record({ windowSeconds: fc.constant(60), action }),
  amount: fc.record({ limits: fc.constantFrom({}, { USD: 0 }, { USD: 500_000 }, { JPY: 1 }), action }),
  lockout: fc.constant(fraudSettings.defaults.lockout),
  reviewHours: fc.integer({ min: 1, max: 720 }),
});
const assess = (minor: bigint, before: Precedents, document = fraudSettings.defaults) =>
  assessOrder(orderPriced({ total: usd(minor) }).data, before, { document, version: 0, at: '2026-11-23T12:00:00.000Z' }).data;
const holds = (law: (assessment: ReturnType<typeof assess>, before: Precedents) => void): void =>
  fc.assert(fc.property(total, precedents, settings, (minor, before, set) => law(assess(minor, before, set), before)));

describe('the laws of an assessment', () => {
  it('says why whenever it does not accept, and only then', () =>
    holds(({ decision, reasons }) => expect(reasons.length > 0).toBe(decision !== 'accept')));

  it('says until when an order is held, and of a held one only', () =>
    holds(({ decision, reviewUntil }) => expect(reviewUntil !== '').toBe(decision === 'review')));

  it('scores from 0 to 100, and accepts lower than it holds, and holds lower than it rejects', () =>
    holds(({ decision, score }) => {
      const [low, high] = { accept: [0, 50], review: [60, 60], reject: [100, 100] }[decision] ?? [NaN, NaN];
      expect(score).toBeGreaterThanOrEqual(low as number);
      expect(score).toBeLessThanOrEqual(high as number);
    }));

  it('O3: an IP changes no decision', () =>
    fc.assert(
      fc.property(total, precedents, settings, (minor, before, set) =>
        expect(assess(minor, { ...before, ip: 30 }, set).decision).toBe(assess(minor, { ...before, ip: 0 }, set).decision),
      ),
    ));

  it('never thinks better of an order because more went before it', () =>
    fc.assert(
      fc.property(total, precedents, settings, (minor, before, set) => {
        const more = { ...before, card: before.card + 1 };
        expect(assess(minor, more, set).score).toBeGreaterThanOrEqual(assess(minor, before, set).score);
      }),
    ));

  it('rejects what is blocked, whatever else speaks for it', () =>
    holds(({ decision }, { listed }) => {
      if (listed.some(({ list }) => list === 'block')) expect(decision).toBe('reject');
    }));

  it('never thinks worse of an order because its buyer is allowed', () =>
    fc.assert(
      fc.property(total, precedents, settings, fc.uuid(), (minor, before, set, id) => {
        const allowed = assess(minor, { ...before, listed: [...before.listed, { list: 'allow', kind: 'email', id }] }, set);
        expect(allowed.score).toBeLessThanOrEqual(assess(minor, before, set).score);
      }),
    ));
});
