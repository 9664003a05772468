import { newEvent } from '@tollgate/contracts';
import { usd } from '@tollgate/money';
import { onlineLine, orderPlaced, shippedLine } from '@tollgate/testing';
import fc from 'fast-check';
import { type ShippingSettings, shippingSettings } from '../settings/shipping-settings.schema.js';
import { chargeAtRate, parcelWeight, shippingOf } from './shipping-charge.js';

const { defaults } = shippingSettings;
const lines = (...weights: readonly (readonly [isShipped: boolean, quantity: number, weightGrams: number])[]) =>
  newEvent('OrderPlaced', {
    lines: weights.map(([isShipped, quantity, weightGrams]) => ({ isShipped, quantity, weightGrams, unitAmount: usd(1n) })),
  }).data.lines;

const chargeOf = (grams: bigint, method = 'ground', zone = 'us') => {
  const rate = defaults.methods.find(({ name }) => name === method)?.rates.find((one) => one.zone === zone);
  if (rate === undefined) throw new Error('no such rate');
  return chargeAtRate(rate, grams);
};

describe('the weight of a parcel', () => {
  it('is that of all pieces', () => expect(parcelWeight(lines([true, 2, 400], [true, 1, 50]))).toBe(850n));

  it('leaves downloads out, whatever weight they are said to have', () => expect(parcelWeight(lines([false, 3, 900]))).toBe(0n));

  it('stays exact beyond what a double can hold', () =>
    expect(parcelWeight(lines([true, 2_147_483_647, 2_147_483_647]))).toBe(4_611_686_014_132_420_609n));
});

describe('what shipping costs', () => {
  it('is 7.95 for 800 g by ground in the US', () => expect(chargeOf(800n)).toBe(795n));

  it('is the lowest price for what weighs nothing', () => expect(chargeOf(0n)).toBe(495n));

  it('changes one gram beyond a step', () => expect([chargeOf(1_000n), chargeOf(1_001n)]).toEqual([795n, 995n]));

  it('counts each kilogram begun beyond the last step', () =>
    expect([30_000n, 30_001n, 31_000n, 31_001n].map((grams) => chargeOf(grams))).toEqual([4795n, 4945n, 4945n, 5095n]));

  it('is dearer by express', () => expect(chargeOf(800n, 'express')).toBe(2195n));

  it('is dearer abroad', () => expect(chargeOf(800n, 'ground', 'world')).toBe(2495n));

  it.each([
    ['ground', 'us'],
    ['express', 'us'],
    ['ground', 'world'],
    ['express', 'world'],
  ] as const)('never falls when the weight grows: %s to %s, by the defaults', (method, zone) =>
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 100_000n }), fc.bigInt({ min: 0n, max: 100_000n }), (grams, more) =>
        expect(chargeOf(grams + more, method, zone)).toBeGreaterThanOrEqual(chargeOf(grams, method, zone) ?? 0n),
      ),
    ),
  );
});

const settings: ShippingSettings = {
  currency: 'EUR',
  zones: [
    { name: 'home', countries: ['DE'] },
    { name: 'neighbors', countries: ['FR', 'AT'] },
  ],
  methods: [
    {
      name: 'courier',
      freeFrom: null,
      rates: [{ zone: 'home', steps: [{ upToGrams: 500, amount: 300 }], furtherKilogram: null }],
    },
    {
      name: 'post',
      freeFrom: 5_000,
      rates: [
        { zone: 'home', steps: [{ upToGrams: 1_000, amount: 500 }], furtherKilogram: 100 },
        { zone: 'neighbors', steps: [{ upToGrams: 1_000, amount: 900 }], furtherKilogram: 200 },
      ],
    },
  ],
};
const ship = (country: string, { method = '', grams = 400, minor = 1_000n, currency = 'EUR' } = {}) => {
  const line = { ...shippedLine, quantity: 1, weightGrams: grams, unitAmount: { minor, currency } };
  const cart = orderPlaced({ currency, lines: [line], shippingMethod: method }).data;
  const address = { ...cart.shipping, country } as NonNullable<typeof cart.shipping>;
  return shippingOf(cart, { address, field: '/shippingAddress' }, settings);
};

describe('a cart', () => {
  it('goes by the first method that serves its destination when none was chosen', () => {
    expect(ship('DE')).toEqual({ method: 'courier', charge: 300n });
    expect(ship('FR')).toEqual({ method: 'post', charge: 900n });
  });

  it('goes by the method that was chosen', () =>
    expect(ship('DE', { method: 'post' })).toEqual({ method: 'post', charge: 500n }));

  it('goes for nothing from the subtotal on that the merchant set for the method', () => {
    expect(ship('FR', { minor: 4_999n })).toEqual({ method: 'post', charge: 900n });
    expect(ship('FR', { minor: 5_000n })).toEqual({ method: 'post', charge: 0n });
    expect(ship('DE', { minor: 9_999n })).toEqual({ method: 'courier', charge: 300n });
  });

  it('with nothing to ship needs no method, no zone and no currency of the table', () => {
    const cart = orderPlaced({ currency: 'JPY', lines: [{ ...onlineLine }], shippingMethod: 'pigeon' }).data;
    const address = { ...cart.shipping, country: 'AQ' } as NonNullable<typeof cart.shipping>;
    expect(shippingOf(cart, { address, field: '/billingAddress' }, settings)).toEqual({ method: '', charge: 0n });
  });

  it.each([
    ['to a country that nothing is shipped to', 'US', {}, 'destination_not_served', '/shippingAddress/country'],
    ['by a method that is none', 'DE', { method: 'pigeon' }, 'unknown_shipping_method', '/shippingMethod'],
    ['by a method that does not go there', 'FR', { method: 'courier' }, 'shipping_method_not_offered', '/shippingMethod'],
    ['in another currency than the table of prices has', 'DE', { currency: 'USD' }, 'currency_not_served', '/currency'],
    ['that is heavier than the method carries', 'DE', { grams: 501 }, 'parcel_too_heavy', '/items'],
  ])('is refused %s', (...[, country, init, code, field]) => expect(ship(country, init)).toMatchObject({ code, field }));
});
