import { newEvent } from '@tollgate/contracts';
import { usd } from '@tollgate/money';
import { orders } from '@tollgate/order';
import {
  authorizationExpired,
  authorizationRequested,
  captureRequested,
  fraudAccepted,
  orderPlaced,
  orderPriced,
  paymentAuthorized,
  paymentCaptured,
  recorded,
  specification,
  voidRequested,
} from '@tollgate/testing';
import { requestVoid } from './request-void.js';

const given = specification(orders);
const preauth = [orderPlaced({ type: 'preauth' }), orderPriced(), fraudAccepted(), authorizationRequested({ isSale: false })];
const authorized = [...preauth, paymentAuthorized()];
const partly = [
  captureRequested({ amount: usd(5000n), isFinal: false }, { id: 'c1' }),
  recorded('PaymentCaptured', { operation: 'c1', amount: usd(5000n) }, { version: 3 }),
];
const voided = [
  voidRequested({}, { id: 'v1' }),
  recorded('PaymentVoided', { operation: 'v1', amount: usd(5426n) }, { version: 3 }),
];

describe('a request to void', () => {
  it('gives up the whole authorized amount', () =>
    given(...authorized)
      .when(requestVoid, { reason: 'out of stock' })
      .then(newEvent('VoidRequested', { amount: usd(5426n), reason: 'out of stock' })));

  it('M5: gives up what partial captures left', () =>
    given(...authorized, ...partly)
      .when(requestVoid, {})
      .then(newEvent('VoidRequested', { amount: usd(426n) })));

  it.each([
    ['before the issuer said yes', preauth, 'not_authorized'],
    ['of a sale, which is captured whole', [...authorized, paymentCaptured()], 'nothing_to_void'],
    [
      'while a capture is under way',
      [...authorized, captureRequested({ amount: usd(1n), isFinal: false }, { id: 'c1' })],
      'capture_pending',
    ],
    ['while another is under way', [...authorized, voidRequested({}, { id: 'v1' })], 'void_pending'],
    ['twice', [...authorized, ...voided], 'already_voided'],
    ['of what expired', [...authorized, authorizationExpired()], 'authorization_expired'],
  ] as const)('is refused %s', (_what, history, code) =>
    given(...history)
      .when(requestVoid, {})
      .thenRefused(code),
  );
});
