import fc from 'fast-check';
import { add, equals, isMore, money, subtract, sum, times, usd, zero } from './money.js';

const amount = fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n }).map(usd);

describe('money', () => {
  it('adds up in any order', () =>
    fc.assert(
      fc.property(fc.array(amount), (amounts) => expect(sum(amounts, 'USD')).toEqual(sum([...amounts].reverse(), 'USD'))),
    ));

  it('is what it was after adding and taking away', () =>
    fc.assert(fc.property(amount, amount, (a, b) => expect(subtract(add(a, b), b)).toEqual(a))));

  it('times a count is that many added', () =>
    fc.assert(
      fc.property(amount, fc.integer({ min: 0, max: 40 }), (one, count) =>
        expect(times(one, count)).toEqual(sum(Array<typeof one>(count).fill(one), 'USD')),
      ),
    ));

  it('compares', () => {
    expect([isMore(usd(2n), usd(1n)), isMore(usd(1n), usd(1n)), isMore(usd(0n), usd(1n))]).toEqual([true, false, false]);
    expect([equals(usd(1n), usd(1n)), equals(usd(1n), money(1n, 'EUR'))]).toEqual([true, false]);
    expect(zero('KWD')).toEqual(money(0n, 'KWD'));
  });

  it('of two currencies is never added, taken away or compared', () => {
    const euro = money(1n, 'EUR');
    for (const mix of [add, subtract, isMore]) expect(() => mix(usd(1n), euro)).toThrow('USD and EUR');
  });

  it('knows no fraction of a minor unit', () => expect(() => times(usd(1n), 1.5)).toThrow(RangeError));
});
