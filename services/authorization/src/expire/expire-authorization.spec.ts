import { newEvent } from '@tollgate/contracts';
import { usd } from '@tollgate/money';
import { orders } from '@tollgate/order';
import {
  authorizationExpired,
  authorizationRequested,
  captureRequested,
  fraudAccepted,
  testPlacementId as operation,
  orderPlaced,
  orderPriced,
  paymentAuthorized,
  paymentCaptured,
  recorded,
  specification,
  voidRequested,
} from '@tollgate/testing';
import { expireAuthorization } from './expire-authorization.js';

const given = specification(orders);
const held = [
  orderPlaced({ type: 'preauth' }),
  orderPriced(),
  fraudAccepted(),
  authorizationRequested({ isSale: false }),
  paymentAuthorized({ expiresAt: '2026-11-30T12:00:00.000Z' }),
];
const then = new Date('2026-11-30T12:00:00.000Z');
const captured = (minor: bigint, isFinal = false) =>
  paymentCaptured({ operation: 'c1', amount: usd(minor), isSale: false, isFinal, deliverables: [] });

describe('expireAuthorization', () => {
  it('ends an authorization when its time is over', () =>
    given(...held)
      .when(expireAuthorization, then)
      .then(newEvent('AuthorizationExpired', { operation, amount: usd(5426n) })));

  it('ends what captures left of it', () =>
    given(...held, captured(426n))
      .when(expireAuthorization, then)
      .then(newEvent('AuthorizationExpired', { operation, amount: usd(5000n) })));

  it('does nothing before that', () =>
    given(...held)
      .when(expireAuthorization, new Date(then.getTime() - 1))
      .thenNothing());

  it.each([
    ['a capture is asked for', captureRequested()],
    ['a capture is with the processor', recorded('CaptureSubmitted', { operation: 'c1', amount: usd(1n) }, { version: 3 })],
    ['a void is asked for', voidRequested()],
  ])('waits while %s', (_what, event) =>
    given(...held, event)
      .when(expireAuthorization, then)
      .thenNothing(),
  );

  it.each([
    ['all of it is captured', [...held, captured(5426n)]],
    ['a final capture released the rest', [...held, captured(1n, true)]],
    ['it has expired', [...held, authorizationExpired()]],
    [
      'it is a sale',
      [orderPlaced(), orderPriced(), fraudAccepted(), authorizationRequested(), paymentAuthorized(), paymentCaptured()],
    ],
    ['nothing was authorized', held.slice(0, 4)],
  ])('has nothing to end when %s', (_what, events) =>
    given(...events)
      .when(expireAuthorization, then)
      .thenNothing(),
  );
});
