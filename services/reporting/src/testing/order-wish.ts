import fc from 'fast-check';

/** What is to come of an order; `share` of what is left, in thousandths. */
export interface OrderWish {
  readonly merchant: string;
  readonly currency: string;
  readonly country: string;
  readonly lines: readonly { readonly sku: string; readonly unit: bigint; readonly quantity: number }[];
  readonly shipping: bigint;
  readonly method: string;
  readonly processor: string;
  /** Keyed HMAC of the customer's address; empty for none. */
  readonly email: string;
  /** Parts per million. */
  readonly rates: readonly number[];
  readonly begin: 'price' | 'fail to price' | 'credit';
  readonly fraud: 'accept' | 'reject' | 'hold' | 'hold and accept' | 'hold and reject';
  readonly authorization: 'approve' | 'decline' | 'unknown' | 'reject' | 'none';
  readonly steps: readonly Step[];
  readonly atMs: number;
}

export interface Step {
  readonly kind: 'capture' | 'refund' | 'refund pieces' | 'failing refund' | 'expire' | 'void' | 'download';
  readonly share: number;
  readonly laterMinutes: number;
}

/** Any wish. */
export const orderWish: fc.Arbitrary<OrderWish> = fc.record({
  merchant: fc.constantFrom('mer_a', 'mer_b'),
  currency: fc.constantFrom('USD', 'JPY'),
  country: fc.constantFrom('US', 'DE', 'JP'),
  lines: fc.array(
    fc.record({
      sku: fc.constantFrom('A', 'B', 'C'),
      unit: fc.bigInt({ min: 0n, max: 50_000n }),
      quantity: fc.integer({ min: 1, max: 4 }),
    }),
    { minLength: 1, maxLength: 4 },
  ),
  shipping: fc.bigInt({ min: 0n, max: 2_000n }),
  method: fc.constantFrom('', 'ground', 'express'),
  processor: fc.constantFrom('iso8583', 'stripe'),
  email: fc.constantFrom('', 'e1', 'e2', 'e3'),
  rates: fc.array(fc.constantFrom(40_000, 82_500, 190_000), { maxLength: 3 }),
  begin: fc.constantFrom<OrderWish['begin']>('price', 'price', 'price', 'price', 'fail to price', 'credit'),
  fraud: fc.constantFrom<OrderWish['fraud']>(
    'accept',
    'accept',
    'accept',
    'reject',
    'hold',
    'hold and accept',
    'hold and reject',
  ),
  authorization: fc.constantFrom<OrderWish['authorization']>(
    'approve',
    'approve',
    'approve',
    'approve',
    'decline',
    'unknown',
    'reject',
    'none',
  ),
  steps: fc.array(
    fc.record({
      kind: fc.constantFrom<Step['kind']>(
        'capture',
        'capture',
        'capture',
        'refund',
        'refund pieces',
        'failing refund',
        'expire',
        'void',
        'download',
      ),
      share: fc.oneof(fc.integer({ min: 1, max: 1000 }), fc.constant(1000)),
      laterMinutes: fc.nat(1_500),
    }),
    { maxLength: 10 },
  ),
  // Around the nights on which the clocks of New York are put back, and those of Santiago forward.
  atMs: fc
    .oneof(
      fc.integer({ min: Date.parse('2026-10-31T00:00:00Z') / 1_000, max: Date.parse('2026-11-02T12:00:00Z') / 1_000 }),
      fc.integer({ min: Date.parse('2026-09-05T00:00:00Z') / 1_000, max: Date.parse('2026-09-07T12:00:00Z') / 1_000 }),
    )
    .map((seconds) => seconds * 1_000),
});
