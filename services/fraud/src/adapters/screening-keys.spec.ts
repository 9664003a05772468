import { create, ScreeningSchema } from '@tollgate/contracts';
import { money, usd } from '@tollgate/money';
import { screeningKeys } from './screening-keys.js';

const scope = { merchant: 'mer_demo', mode: 'test' } as const;
const screening = create(ScreeningSchema, { card: 'a', email: 'b', ip: 'c' });
const keys = screeningKeys(scope, screening, usd(1n));

describe('what attempts are counted by', () => {
  it('is the same for the same', () => expect(screeningKeys(scope, screening, usd(1n))).toEqual(keys));

  it('fits 64 bits', () => {
    for (const key of Object.values(keys)) expect(BigInt.asIntN(64, BigInt(key ?? ''))).toBe(BigInt(key ?? ''));
  });

  it('differs by kind: an e-mail is no card of the same text', () => {
    const { card, email, ip } = screeningKeys(scope, create(ScreeningSchema, { card: 'x', email: 'x', ip: 'x' }), usd(1n));
    expect(new Set([card, email, ip]).size).toBe(3);
  });

  it.each([[{ ...scope, merchant: 'mer_other' }], [{ ...scope, mode: 'live' as const }]])(
    'I14: differs by merchant and mode: %o',
    (other) => {
      const others = screeningKeys(other, screening, usd(1n));
      expect(Object.values(others).filter((key) => Object.values(keys).includes(key))).toEqual([]);
    },
  );

  it('likens orders by card, e-mail and total, not by IP', () => {
    const likeness = (init: object, total = usd(1n)) =>
      screeningKeys(scope, create(ScreeningSchema, { card: 'a', email: 'b', ip: 'c', ...init }), total).likeness;
    expect(likeness({ ip: 'other' })).toBe(keys.likeness);
    const unlike = [likeness({ card: 'z' }), likeness({ email: 'z' }), likeness({}, usd(2n)), likeness({}, money(1n, 'EUR'))];
    expect(new Set([...unlike, keys.likeness]).size).toBe(5);
  });

  it('is not there where the order has no IP', () =>
    expect(screeningKeys(scope, create(ScreeningSchema, { card: 'a', email: 'b' }), usd(1n))).toEqual({
      ...keys,
      ip: undefined,
    }));
});
