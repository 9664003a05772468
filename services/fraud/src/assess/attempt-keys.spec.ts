import { create, ScreeningSchema } from '@tollgate/contracts';
import { money, usd } from '@tollgate/money';
import { attemptKeys } from './attempt-keys.repository.js';

const scope = { merchant: 'mer_demo', mode: 'test' } as const;
const screening = create(ScreeningSchema, { card: 'a', email: 'b', ip: 'c', goods: 'g' });
const keys = attemptKeys(scope, screening, usd(1n));

describe('what attempts are counted by', () => {
  it('is the same for the same', () => expect(attemptKeys(scope, screening, usd(1n))).toEqual(keys));

  it('fits 64 bits', () => {
    for (const key of [keys.card, keys.email, keys.ip, keys.likeness]) {
      expect(BigInt.asIntN(64, BigInt(key ?? ''))).toBe(BigInt(key ?? ''));
    }
  });

  it('differs by kind: an e-mail is no card of the same text', () => {
    const { card, email, ip } = attemptKeys(scope, create(ScreeningSchema, { card: 'x', email: 'x', ip: 'x' }), usd(1n));
    expect(new Set([card, email, ip]).size).toBe(3);
  });

  it.each([[{ ...scope, merchant: 'mer_other' }], [{ ...scope, mode: 'live' as const }]])(
    'I14: differs by merchant and mode: %o',
    (other) => {
      const others = attemptKeys(other, screening, usd(1n));
      expect(Object.values(others).filter((key) => Object.values(keys).includes(key))).toEqual([]);
    },
  );

  it('O2: likens orders by card, e-mail, goods and total, not by IP', () => {
    const likeness = (init: object, total = usd(1n)) =>
      attemptKeys(scope, create(ScreeningSchema, { ...screening, ...init }), total).likeness;
    expect(likeness({ ip: 'other' })).toBe(keys.likeness);
    const unlike = [
      likeness({ card: 'z' }),
      likeness({ email: 'z' }),
      likeness({ goods: 'z' }),
      likeness({}, usd(2n)),
      likeness({}, money(1n, 'EUR')),
    ];
    expect(new Set([...unlike, keys.likeness]).size).toBe(6);
  });

  it('likens no orders that cost nothing, or that no card pays for', () => {
    expect(attemptKeys(scope, screening, usd(0n)).likeness).toBeUndefined();
    expect(attemptKeys(scope, create(ScreeningSchema, { email: 'b' }), usd(1n))).toMatchObject({
      card: undefined,
      likeness: undefined,
    });
  });

  it('O3: is not there where the order has no IP, or one that is no signal', () =>
    expect(attemptKeys(scope, create(ScreeningSchema, { ...screening, ip: '' }), usd(1n))).toEqual({ ...keys, ip: undefined }));
});
