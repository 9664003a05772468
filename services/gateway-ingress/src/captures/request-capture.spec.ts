import { newEvent } from '@tollgate/contracts';
import { usd } from '@tollgate/money';
import { orders } from '@tollgate/order';
import {
  authorizationExpired,
  authorizationRequested,
  captureRequested,
  fraudAccepted,
  fraudHeld,
  onlineLine,
  orderPlaced,
  orderPriced,
  paymentAuthorized,
  paymentDeclined,
  recorded,
  specification,
  voidRequested,
} from '@tollgate/testing';
import { requestCapture } from './request-capture.js';

const given = specification(orders);
const preauth = [orderPlaced({ type: 'preauth' }), orderPriced(), fraudAccepted(), authorizationRequested({ isSale: false })];
const authorized = [...preauth, paymentAuthorized()];
const captured = (id: string, amount: bigint, isFinal: boolean) => [
  captureRequested({ amount: usd(amount), isFinal }, { id }),
  recorded('PaymentCaptured', { operation: id, amount: usd(amount), isFinal }, { version: 3 }),
];
const asked = (amount: bigint, isFinal: boolean) => newEvent('CaptureRequested', { amount: usd(amount), isFinal });

describe('a request to capture', () => {
  it('takes the whole authorized amount unless one is named', () =>
    given(...authorized)
      .when(requestCapture, {})
      .then(asked(5426n, true)));

  it('takes a part, and leaves the rest to later captures', () =>
    given(...authorized)
      .when(requestCapture, { amount: 5000 })
      .then(asked(5000n, false)));

  it('releases the rest where it is final', () =>
    given(...authorized)
      .when(requestCapture, { amount: 5000, final: true })
      .then(asked(5000n, true)));

  it('M5: takes 20.00 after 50.00, and then what is left', () => {
    given(...authorized, ...captured('c1', 5000n, false))
      .when(requestCapture, { amount: 200 })
      .then(asked(200n, false));
    given(...authorized, ...captured('c1', 5000n, false))
      .when(requestCapture, {})
      .then(asked(426n, true));
  });

  it('takes the rest beside one that is under way, and leaves the hold to it, should that one fail', () => {
    const underWay = captureRequested({ amount: usd(3000n), isFinal: false }, { id: 'c1' });
    for (const command of [{}, { amount: 2426 }])
      given(...authorized, underWay)
        .when(requestCapture, command)
        .then(asked(2426n, false));
  });

  it('tells of the parcel that leaves with it, of an order that has one', () => {
    const shipment = { carrier: 'UPS', trackingNumber: '1Z999' };
    given(...authorized)
      .when(requestCapture, { shipment })
      .then(newEvent('CaptureRequested', { amount: usd(5426n), isFinal: true, shipment: { ...shipment, trackingUrl: '' } }));
    given(orderPlaced({ type: 'preauth', lines: [onlineLine] }), ...authorized.slice(1))
      .when(requestCapture, { shipment })
      .thenRefused('nothing_to_ship', '/shipment');
  });

  it.each([
    ['0', { amount: 0 }, 'invalid_amount', '/amount'],
    ['a negative amount', { amount: -1 }, 'invalid_amount', '/amount'],
    ['more than is authorized', { amount: 5427 }, 'amount_exceeds_capturable', '/amount'],
    ['another currency', { amount: 1, currency: 'EUR' }, 'currency_mismatch', '/currency'],
  ] as const)('is refused for %s', (_what, command, code, field) =>
    given(...authorized)
      .when(requestCapture, command)
      .thenRefused(code, field),
  );

  it.each([
    ['before the issuer said yes', preauth, 'not_authorized'],
    ['of what the issuer declined', [...preauth, paymentDeclined()], 'not_authorized'],
    ['of an order that is held', [...preauth.slice(0, 2), fraudHeld()], 'not_authorized'],
    ['while another final one is under way', [...authorized, captureRequested({}, { id: 'c1' })], 'capture_pending'],
    ['while the order is being voided', [...authorized, voidRequested({}, { id: 'v1' })], 'void_pending'],
    ['of what was captured', [...authorized, ...captured('c1', 5426n, true)], 'already_captured'],
    ['after a final one', [...authorized, ...captured('c1', 5000n, true)], 'already_captured'],
    ['of what expired', [...authorized, authorizationExpired()], 'authorization_expired'],
    [
      'of what was voided',
      [
        ...authorized,
        voidRequested({}, { id: 'v1' }),
        recorded('PaymentVoided', { operation: 'v1', amount: usd(5426n) }, { version: 3 }),
      ],
      'authorization_voided',
    ],
  ] as const)('is refused %s', (_what, history, code) =>
    given(...history)
      .when(requestCapture, {})
      .thenRefused(code),
  );

  it('M1: may be made again after the processor refused one', () => {
    const failed = recorded('CaptureFailed', { operation: 'c1', code: 'unknown_authorization' }, { version: 3 });
    given(...authorized, captureRequested({}, { id: 'c1' }), failed)
      .when(requestCapture, {})
      .then(asked(5426n, true));
  });
});
