import type { RecordedEvent } from '@tollgate/contracts';
import { usd } from '@tollgate/money';
import {
  authorizationExpired,
  authorizationRequested,
  authorizationReversed,
  authorizationUnknown,
  captureRequested,
  downloadsGranted,
  fraudAccepted,
  fraudHeld,
  fraudRejected,
  onlineLine,
  orderPlaced,
  orderPriced,
  paymentAuthorized,
  paymentCaptured,
  paymentDeclined,
  recorded,
  refundRequested,
  reviewResolved,
  shippedLine,
  voidRequested,
} from '@tollgate/testing';
import { fold, type Order } from './order.js';
import { foldUntil, placementResult, resultOf, reviewResult } from './result.js';
import { paymentStatusOf, statusOf } from './status.js';

const asked = [orderPlaced(), orderPriced(), fraudAccepted(), authorizationRequested()];
const sold = [...asked, paymentAuthorized(), paymentCaptured(), downloadsGranted()];
const held = [
  orderPlaced({ type: 'preauth' }),
  ...asked.slice(1, 3),
  authorizationRequested({ isSale: false }),
  paymentAuthorized(),
];

const standing = (events: readonly RecordedEvent[]) => {
  const order = fold(events) as Order;
  return { status: statusOf(order), payment: paymentStatusOf(order), result: placementResult(order) };
};
const captured = (id: string, amount: bigint, isFinal = false) => [
  captureRequested({ amount: usd(amount), isFinal }, { id }),
  recorded('PaymentCaptured', { operation: id, amount: usd(amount), isFinal }, { version: 3 }),
];
const refunded = (id: string, amount: bigint) => [
  refundRequested({ amount: usd(amount) }, { id }),
  recorded('PaymentRefunded', { operation: id, amount: usd(amount) }, { version: 4 }),
];
const voided = (id: string, amount: bigint) => [
  voidRequested({ amount: usd(amount) }, { id }),
  recorded('PaymentVoided', { operation: id, amount: usd(amount) }, { version: 4 }),
];

describe('where an order stands', () => {
  it.each([
    ['pending while the issuer is asked', asked, 'pending', 'none', undefined],
    ['rejected when fraud says so', [...asked.slice(0, 2), fraudRejected()], 'rejected', 'none', 'rejected'],
    ['held for review', [...asked.slice(0, 2), fraudHeld()], 'review', 'none', 'review'],
    [
      'rejected by whoever looked at it',
      [...asked.slice(0, 2), fraudHeld(), reviewResolved('reject')],
      'rejected',
      'none',
      'rejected',
    ],
    [
      'pending again once it was accepted',
      [...asked.slice(0, 2), fraudHeld(), reviewResolved('accept')],
      'pending',
      'none',
      undefined,
    ],
    ['declined when the issuer declines', [...asked, paymentDeclined()], 'declined', 'declined', 'declined'],
    ['I4: declined when nobody knows what came of it', [...asked, authorizationUnknown()], 'declined', 'declined', 'declined'],
    [
      'I4: declined once that was reversed',
      [...asked, authorizationUnknown(), authorizationReversed()],
      'declined',
      'declined',
      'declined',
    ],
    ['pending while a sale is authorized and not captured', [...asked, paymentAuthorized()], 'pending', 'authorized', undefined],
    ['approved once a sale is captured, answered with its links', sold, 'approved', 'captured', 'approved'],
    ['approved and not answered before its downloads are granted', sold.slice(0, -1), 'approved', 'captured', undefined],
    ['approved once a preauth is authorized', held, 'approved', 'authorized', 'approved'],
    ['approved and partly captured', [...held, ...captured('c1', 5000n)], 'approved', 'partially_captured', 'approved'],
    [
      'partly captured while the rest is asked for, and not taken yet',
      [...held, ...captured('c1', 5000n), captureRequested({ amount: usd(426n), isFinal: true }, { id: 'c2', version: 3 })],
      'approved',
      'partially_captured',
      'approved',
    ],
    ['captured in two parts', [...held, ...captured('c1', 5000n), ...captured('c2', 426n)], 'approved', 'captured', 'approved'],
    [
      'captured once a final capture gave up the rest',
      [...held, ...captured('c1', 5000n, true)],
      'approved',
      'captured',
      'approved',
    ],
    ['voided', [...held, ...voided('v1', 5426n)], 'voided', 'voided', 'approved'],
    [
      'M5: captured once the rest was voided',
      [...held, ...captured('c1', 5000n), ...voided('v1', 426n)],
      'approved',
      'captured',
      'approved',
    ],
    ['expired', [...held, authorizationExpired()], 'expired', 'expired', 'approved'],
    ['partly refunded', [...sold, ...refunded('r1', 26n)], 'partially_refunded', 'partially_refunded', 'approved'],
    ['refunded', [...sold, ...refunded('r1', 26n), ...refunded('r2', 5400n)], 'refunded', 'refunded', 'approved'],
  ] as const)('is %s', (_what, events, status, payment, result) => {
    expect(standing(events)).toEqual({ status, payment, result });
  });

  it('is rejected when it cannot be priced, or when its card data was lost', () => {
    expect(standing([orderPlaced(), recorded('OrderPricingFailed', { code: 'destination_not_served' })])).toMatchObject({
      status: 'rejected',
      result: 'pricing_failed',
    });
    expect(standing([...asked.slice(0, 3), recorded('OrderRejected', { code: 'card_data_lost' })])).toMatchObject({
      status: 'rejected',
    });
  });

  it('answers a sale with nothing to deliver online at its capture', () => {
    const events = [orderPlaced({ lines: [shippedLine] }), ...sold.slice(1, 5), paymentCaptured({ deliverables: [] })];
    expect(standing(events).result).toBe('approved');
  });

  it('O13: approves an order of total 0 that nobody had to be asked about', () => {
    const free = [
      ...asked.slice(0, 3),
      paymentAuthorized({ amount: usd(0n) }, { version: 1 }),
      paymentCaptured({ amount: usd(0n) }, { version: 2 }),
      downloadsGranted(),
    ];
    expect(standing(free)).toEqual({ status: 'approved', payment: 'captured', result: 'approved' });
  });

  it('O13: answers a preauth that costs nothing with its downloads, not before', () => {
    const events = [orderPlaced({ type: 'preauth' }), orderPriced({ total: usd(0n) }), fraudAccepted()];
    const authorized = [...events, paymentAuthorized({ amount: usd(0n) }, { version: 1 })];
    expect(standing(authorized).result).toBeUndefined();
    const captured = [...authorized, paymentCaptured({ amount: usd(0n) }, { version: 2 })];
    expect(standing(captured).result).toBeUndefined();
    expect(standing([...captured, downloadsGranted()]).result).toBe('approved');
  });
});

describe('the answer to a request', () => {
  it('I6: is that of its own operation, whatever happened to the order since', () => {
    const nothing = downloadsGranted({ entitlements: [], expiresAt: '' });
    const events = [...held, ...captured('c1', 5000n), nothing, ...captured('c2', 426n), ...refunded('r1', 5426n)];
    const order = fold(events) as Order;
    expect(resultOf(order, 'c1')).toMatchObject({ kind: 'capture', state: 'succeeded', amount: usd(5000n) });
    expect(resultOf(order, 'r1')).toMatchObject({ kind: 'refund', state: 'succeeded' });
  });

  it('is not due while the operation is under way', () => {
    expect(resultOf(fold([...sold, refundRequested({}, { id: 'r1' })]) as Order, 'r1')).toBeUndefined();
  });

  it('M1: says why the processor refused a capture', () => {
    const failed = recorded(
      'CaptureFailed',
      { operation: 'c1', code: 'unknown_authorization', networkCode: '25' },
      { version: 4 },
    );
    const order = fold([...held, captureRequested({}, { id: 'c1' }), failed]) as Order;
    expect(resultOf(order, 'c1')).toMatchObject({ state: 'failed', code: 'unknown_authorization', networkCode: '25' });
    expect(statusOf(order)).toBe('approved');
  });

  it('of a review waits until the accepted order was authorized', () => {
    const accepted = [...asked.slice(0, 2), fraudHeld(), reviewResolved('accept')];
    expect(reviewResult(fold(accepted) as Order)).toBeUndefined();
    expect(reviewResult(fold([...accepted, authorizationRequested(), paymentDeclined()]) as Order)).toBe('declined');
  });

  it('of a sale brings the links, and waits for none that only a later release could give', () => {
    const [, ...paid] = sold.slice(0, -1);
    expect(placementResult(fold([orderPlaced(), ...paid]) as Order)).toBeUndefined();
    const poster = orderPlaced({ lines: [{ ...onlineLine, forms: [{}] }] });
    expect(placementResult(fold([poster, ...paid]) as Order)).toBe('approved');
  });

  it('I6: tells a repeated placement the order as it was answered', () => {
    const isDue = (order: Order): boolean => placementResult(order) !== undefined;
    expect(foldUntil([...sold, ...refunded('r1', 5426n)], isDue)).toEqual(foldUntil(sold, isDue));
    expect(foldUntil(asked, isDue)).toBeUndefined();
  });
});
