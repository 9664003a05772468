import { newEvent } from '@tollgate/contracts';
import { usd } from '@tollgate/money';
import fc from 'fast-check';
import { demoShipping } from '../data/shipping-rates.js';
import { parcelWeight, shippingCharge } from './shipping-charge.js';

const lines = (...weights: readonly (readonly [kind: string, quantity: number, weightGrams: number])[]) =>
  newEvent('OrderPlaced', {
    lines: weights.map(([kind, quantity, weightGrams]) => ({ kind, quantity, weightGrams, unitAmount: usd(1n) })),
  }).data.lines;

const toUs = (grams: bigint, method: 'ground' | 'express' = 'ground') =>
  shippingCharge(demoShipping, grams, { method, country: 'US' });

describe('the weight of a parcel', () => {
  it('is that of all pieces', () => expect(parcelWeight(lines(['physical', 2, 400], ['physical', 1, 50]))).toBe(850n));

  it('leaves downloads out, whatever weight they are said to have', () =>
    expect(parcelWeight(lines(['digital', 3, 900]))).toBe(0n));

  it('stays exact beyond what a double can hold', () =>
    expect(parcelWeight(lines(['physical', 2_147_483_647, 2_147_483_647]))).toBe(4_611_686_014_132_420_609n));
});

describe('what shipping costs', () => {
  it('is 7.95 for 800 g by ground in the US', () => expect(toUs(800n)).toBe(795n));

  it('is the lowest price for what weighs nothing', () => expect(toUs(0n)).toBe(495n));

  it('changes one gram beyond a step', () => expect([toUs(1_000n), toUs(1_001n)]).toEqual([795n, 995n]));

  it('counts each kilogram begun beyond the last step', () =>
    expect([toUs(30_000n), toUs(30_001n), toUs(31_000n), toUs(31_001n)]).toEqual([4795n, 4945n, 4945n, 5095n]));

  it('is dearer by express', () => expect(toUs(800n, 'express')).toBe(2195n));

  it('is dearer abroad', () => expect(shippingCharge(demoShipping, 800n, { method: 'ground', country: 'DE' })).toBe(2495n));

  it.each([
    { method: 'ground', country: 'US' },
    { method: 'express', country: 'US' },
    { method: 'ground', country: 'JP' },
    { method: 'express', country: 'JP' },
  ] as const)('never falls when the weight grows: $method to $country', (how) =>
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 100_000n }), fc.bigInt({ min: 0n, max: 100_000n }), (grams, more) =>
        expect(shippingCharge(demoShipping, grams + more, how)).toBeGreaterThanOrEqual(shippingCharge(demoShipping, grams, how)),
      ),
    ),
  );
});
