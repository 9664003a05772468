import { usd } from '@tollgate/money';
import fc from 'fast-check';
import {
  type CreditTerms,
  type CreditWish,
  type EarlierCredit,
  lookBackFrom,
  refuseAfterOthers,
  refuseByTerms,
} from './permit-credit.js';

const terms: CreditTerms = { enabled: true, apiKeys: false, perCredit: { USD: 5_000 }, perDay: { USD: 9_000 } };
const wish: CreditWish = { amount: usd(5_000n), card: 'c1', isByKey: false, isDuplicateAllowed: false };
/** In New York it is 19:30 of the day before. */
const now = new Date('2026-11-27T00:30:00Z');
const at = { now, timeZone: 'America/New_York' };
const earlier = (minor: bigint, placedAt: string, card = 'c2'): EarlierCredit => ({ order: 'o1', minor, card, placedAt });

describe('what a store’s settings let be', () => {
  it.each([
    ['credits that are off', { ...terms, enabled: false }, wish, 'credit_off'],
    ['an API key', terms, { ...wish, isByKey: true }, 'credit_by_key_off'],
    ['a currency without a limit', { ...terms, perCredit: {} }, wish, 'credit_currency_off'],
    ['more than one may be', terms, { ...wish, amount: usd(5_001n) }, 'credit_amount_limit'],
  ])('is not %s', (_what, inForce, wanted, code) => expect(refuseByTerms(inForce, wanted)?.code).toBe(code));

  it('is what a person asks for within the limit, and a key where that is allowed', () => {
    expect(refuseByTerms(terms, wish)).toBeUndefined();
    expect(refuseByTerms({ ...terms, apiKeys: true }, { ...wish, isByKey: true })).toBeUndefined();
  });
});

describe('a credit after others', () => {
  const refused = (others: readonly EarlierCredit[], change: Partial<CreditWish> = {}) =>
    refuseAfterOthers(terms, { ...wish, ...change }, { ...at, earlier: others, isCut: false });

  it('is refused where the same card got the same amount within 24 hours, unless that is meant', () => {
    const same = earlier(5_000n, '2026-11-26T00:30:00.001Z', 'c1');
    expect(refused([same])).toEqual({ code: 'duplicate_credit', duplicateOf: 'o1' });
    expect(refused([same], { isDuplicateAllowed: true })).toBeUndefined();
    expect(refused([earlier(5_000n, '2026-11-26T00:29:59Z', 'c1')])).toBeUndefined();
    expect(refused([earlier(4_000n, '2026-11-26T20:00:00Z', 'c1')])).toBeUndefined();
  });

  it('counts with those of the store’s day, and with no others', () => {
    const yesterday = earlier(4_001n, '2026-11-26T04:59:59Z');
    const today = earlier(4_001n, '2026-11-26T05:00:00Z');
    expect(refused([yesterday])).toBeUndefined();
    expect(refused([today])).toEqual({ code: 'credit_day_limit', field: '/amount', parameters: { left: 4_999 } });
    expect(refused([today], { amount: usd(4_999n) })).toBeUndefined();
  });

  it.each([
    // Its clocks are put back by two hours: the day has 26.
    ['Antarctica/Troll', '2026-10-25T23:30:00Z', '2026-10-24T22:00:00Z'],
    ['America/New_York', '2026-11-02T04:30:00Z', '2026-11-01T04:00:00Z'],
    // Its midnight is passed over: the day begins at one.
    ['America/Santiago', '2026-09-06T20:00:00Z', '2026-09-06T04:00:00Z'],
    ['Pacific/Kiritimati', '2026-11-27T09:59:59Z', '2026-11-26T10:00:00Z'],
  ])('R1: counts with the first of the day in %s, however long that is', (timeZone, moment_, first) => {
    const moment = { now: new Date(moment_), timeZone };
    const refusedAfter = (placedAt: string) =>
      refuseAfterOthers(terms, wish, { ...moment, earlier: [earlier(4_001n, placedAt)], isCut: false })?.code;
    const justBefore = new Date(Date.parse(first) - 1).toISOString();
    expect([refusedAfter(first), refusedAfter(justBefore)]).toEqual(['credit_day_limit', undefined]);
    expect(lookBackFrom(moment).getTime()).toBeLessThan(Date.parse(first));
  });

  it('counts with one that a replica placed whose clock is ahead or behind by hours, whichever came first', () => {
    const ahead = earlier(4_001n, '2026-11-27T20:00:00Z');
    expect(refused([earlier(1n, '2026-11-26T20:00:00Z'), ahead])?.code).toBe('credit_day_limit');
    const behind = new Date(now.getTime() - 23 * 3_600_000);
    expect(lookBackFrom(at).getTime()).toBeLessThan(behind.getTime());
  });

  it('is one of 500 of a day at most, however small they are', () => {
    const many = Array.from({ length: 500 }, () => earlier(1n, '2026-11-26T20:00:00Z'));
    expect(refused(many, { amount: usd(1n) })?.code).toBe('credit_day_limit');
    expect(refused(many.slice(1), { amount: usd(1n) })).toBeUndefined();
  });

  it('is not let through behind so many declined ones that what was given is out of sight', () => {
    const hidden = { ...at, earlier: [], isCut: true };
    const full = { code: 'credit_day_limit', field: '/amount', parameters: { left: 0 } };
    expect(refuseAfterOthers(terms, { ...wish, amount: usd(1n) }, hidden)).toEqual(full);
    expect(refuseAfterOthers(terms, { ...wish, isDuplicateAllowed: true }, hidden)).toEqual(full);
  });

  it('never brings a day beyond its limit, whatever is asked for', () =>
    fc.assert(
      fc.property(fc.array(fc.bigInt({ min: 1n, max: 6_000n }), { maxLength: 20 }), (amounts) => {
        const given: EarlierCredit[] = [];
        for (const minor of amounts) {
          const one = { ...wish, amount: usd(minor), isDuplicateAllowed: true };
          const isLet =
            (refuseByTerms(terms, one) ?? refuseAfterOthers(terms, one, { ...at, earlier: given, isCut: false })) === undefined;
          if (isLet) given.push(earlier(minor, '2026-11-26T20:00:00Z'));
        }
        expect(given.reduce((sum, { minor }) => sum + minor, 0n)).toBeLessThanOrEqual(9_000n);
      }),
    ));
});
