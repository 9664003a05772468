import { money, usd } from '@tollgate/money';
import { orderPriced } from '@tollgate/testing';
import { listKinds } from '../lists/list-kinds.data.js';
import { type FraudSettings, fraudSettings } from '../settings/fraud-settings.schema.js';
import { assessOrder, type ListMatch, type Precedents } from './assess-order.js';

const nothing: Precedents = { card: 0, email: 0, ip: 0, listed: [] };
const first = '01890a5d-ac96-774b-bcce-b302099a8057';
const at = '2026-11-23T12:00:00.000Z';

const assessed = (precedents: Partial<Precedents> = {}, total = usd(5426n), settings: Partial<FraudSettings> = {}) =>
  assessOrder(
    orderPriced({ total }).data,
    { ...nothing, ...precedents },
    { document: { ...fraudSettings.defaults, ...settings }, version: 3, at },
  ).data;
const assess = (...input: Parameters<typeof assessed>) => {
  const { decision, score, reasons, duplicateOf } = assessed(...input);
  return { decision, score, reasons, duplicateOf };
};

describe('assessOrder', () => {
  it('accepts an order that nothing went before', () =>
    expect(assess()).toEqual({ decision: 'accept', score: 0, reasons: [], duplicateOf: '' }));

  it.each([
    ['card', 5, 'card_velocity'],
    ['email', 10, 'email_velocity'],
  ] as const)('S13: rejects by %s after %s attempts: %s', (key, limit, reason) => {
    expect(assess({ [key]: limit - 1 })).toMatchObject({ decision: 'accept', reasons: [] });
    expect(assess({ [key]: limit })).toEqual({ decision: 'reject', score: 100, reasons: [reason], duplicateOf: '' });
  });

  it('O3: never rejects or holds an order for its IP alone: it raises the score', () => {
    expect(assess({ ip: 15 })).toEqual({ decision: 'accept', score: 25, reasons: [], duplicateOf: '' });
    expect(assess({ ip: 30 })).toEqual({ decision: 'accept', score: 50, reasons: [], duplicateOf: '' });
  });

  it('rejects the repetition of an order and names the first', () =>
    expect(assess({ card: 1, email: 1, duplicateOf: first })).toEqual({
      decision: 'reject',
      score: 100,
      reasons: ['duplicate_order'],
      duplicateOf: first,
    }));

  it('holds an order of more than 5,000.00 dollars for review, not one of exactly that', () => {
    expect(assess({}, usd(500_000n))).toMatchObject({ decision: 'accept', score: 50 });
    expect(assess({}, usd(500_001n))).toEqual({ decision: 'review', score: 60, reasons: ['amount_limit'], duplicateOf: '' });
  });

  it.each([
    ['JPY', 5_980n],
    ['VND', 250_000n],
    ['KWD', 5_000_001n],
    ['CLF', 999_999_999n],
  ])('O5: lets any amount in %s pass, where no limit is set in that currency', (currency, minor) =>
    expect(assess({}, money(minor, currency))).toEqual({ decision: 'accept', score: 0, reasons: [], duplicateOf: '' }),
  );

  it.each([
    ['JPY', 500_000],
    ['KWD', 5_000],
    ['CLF', 1],
  ])('O5: holds by the limit that is set in %s, in its minor units', (currency, limit) => {
    const amount = { limits: { [currency]: limit }, action: 'review' } as const;
    expect(assess({}, money(BigInt(limit), currency), { amount }).decision).toBe('accept');
    expect(assess({}, money(BigInt(limit) + 1n, currency), { amount }).decision).toBe('review');
    expect(assess({}, usd(9_999_999n), { amount }).decision).toBe('accept');
  });

  it('holds every order that is to be paid where the limit is 0, and accepts a free one', () => {
    const amount = { limits: { USD: 0 }, action: 'review' } as const;
    expect(assess({}, usd(1n), { amount }).decision).toBe('review');
    expect(assess({}, usd(0n), { amount })).toMatchObject({ decision: 'accept', score: 0 });
  });

  it('does at each limit what the merchant set: hold, or reject', () => {
    const { card, duplicate } = fraudSettings.defaults;
    expect(assess({ card: 5 }, usd(1n), { card: { ...card, action: 'review' } }).decision).toBe('review');
    expect(assess({ duplicateOf: first }, usd(1n), { duplicate: { ...duplicate, action: 'review' } })).toMatchObject({
      decision: 'review',
      duplicateOf: first,
    });
    const amount = { limits: { USD: 100 }, action: 'reject' } as const;
    expect(assess({}, usd(101n), { amount })).toMatchObject({ decision: 'reject', reasons: ['amount_limit'] });
  });

  it('says until when a held order waits for its review, and of no other', () => {
    expect(assessed({}, usd(500_001n)).reviewUntil).toBe('2026-11-26T12:00:00.000Z');
    expect(assessed({}, usd(500_001n), { reviewHours: 1 }).reviewUntil).toBe('2026-11-23T13:00:00.000Z');
    expect(assessed().reviewUntil).toBe('');
    expect(assessed({ card: 5 }).reviewUntil).toBe('');
  });

  it('records the version of the settings that judged', () => expect(assessed().settingsVersion).toBe(3));

  it('rejects rather than holds, and tells every reason, the repetition first', () =>
    expect(assess({ card: 5, email: 10, ip: 30, duplicateOf: first }, usd(900_000n))).toMatchObject({
      decision: 'reject',
      reasons: ['duplicate_order', 'card_velocity', 'email_velocity', 'amount_limit'],
    }));

  it('scores an accepted order by how near it comes to a limit', () =>
    expect(
      [assess({ card: 1 }), assess({ card: 4 }), assess({ email: 5, ip: 3 }), assess({}, usd(250_000n))].map(
        ({ score }) => score,
      ),
    ).toEqual([10, 40, 25, 25]));
});

describe('an order that a list names', () => {
  const id = '01890a5d-ac96-8000-8000-b302099a8057';
  const on = (list: ListMatch['list'], kind: ListMatch['kind'] = 'card'): ListMatch => ({ list, kind, id });

  it.each(listKinds)('is rejected where its %s is blocked, and the entry is named', (kind) =>
    expect(assessed({ listed: [on('block', kind)] })).toMatchObject({
      decision: 'reject',
      score: 100,
      reasons: [`${kind}_blocked`],
      listEntries: [id],
    }),
  );

  it.each(['card', 'email'] as const)('is rejected while its %s is locked out', (kind) =>
    expect(assess({ listed: [on('lockout', kind)] })).toMatchObject({ decision: 'reject', reasons: [`${kind}_locked_out`] }),
  );

  it('passes lockouts and every limit where it is allowed', () =>
    expect(assessed({ card: 5, email: 10, listed: [on('lockout', 'card'), on('allow', 'email')] }, usd(900_000n))).toMatchObject({
      decision: 'accept',
      reasons: [],
      reviewUntil: '',
      listEntries: [id, id],
    }));

  it('is rejected where it is allowed by one list and blocked by the other', () =>
    expect(assess({ listed: [on('allow', 'email'), on('block', 'country')] })).toMatchObject({
      decision: 'reject',
      reasons: ['country_blocked'],
    }));

  it('is not charged twice because it is allowed', () =>
    expect(assess({ duplicateOf: first, listed: [on('allow')] })).toMatchObject({
      decision: 'reject',
      reasons: ['duplicate_order'],
    }));

  it('tells each reason once, what is blocked first', () =>
    expect(
      assess({
        card: 5,
        duplicateOf: first,
        listed: [on('lockout', 'email'), on('block', 'sku'), on('block', 'sku'), on('block')],
      }),
    ).toMatchObject({ reasons: ['sku_blocked', 'card_blocked', 'duplicate_order', 'email_locked_out', 'card_velocity'] }));
});
