import { newEvent, type RecordedEvent } from '@tollgate/contracts';
import { usd } from '@tollgate/money';
import { fold, type Order, operationOf, orders } from '@tollgate/order';
import {
  authorizationExpired,
  authorizationRequested,
  authorizationUnknown,
  captureRequested,
  fraudAccepted,
  isoReference,
  orderPlaced,
  orderPriced,
  paymentAuthorized,
  paymentCaptured,
  recorded,
  specification,
} from '@tollgate/testing';
import { refuseCapture, submitCapture } from './submit-capture.js';

const given = specification(orders);
const id = '01890a5d-ac96-7000-8000-0000000000c1';
const preauth = [orderPlaced({ type: 'preauth' }), orderPriced(), fraudAccepted(), authorizationRequested({ isSale: false })];
const held = [...preauth, paymentAuthorized()];
const asked = captureRequested({ amount: usd(2000n), isFinal: false }, { id });
const submitted = recorded('CaptureSubmitted', { operation: id, amount: usd(2000n) }, { version: 3 });
const voided = recorded('PaymentVoided', { operation: 'v1', amount: usd(5426n) }, { version: 3 });

describe('submitCapture', () => {
  it('takes what the merchant asked for, under the name the processor will know it by', () =>
    given(...held, asked)
      .when(submitCapture, id, { reference: isoReference(8) as never })
      .then(newEvent('CaptureSubmitted', { operation: id, amount: usd(2000n), reference: isoReference(8) })));

  it('I3: is submitted once', () =>
    given(...held, asked, submitted)
      .when(submitCapture, id, { reference: undefined })
      .thenNothing());

  it('submits nothing that nobody asked for, or that is refused', () => {
    given(...held)
      .when(submitCapture, id, { reference: undefined })
      .thenNothing();
    given(...held, asked, authorizationExpired())
      .when(submitCapture, id, { reference: undefined })
      .thenNothing();
  });
});

describe('a capture is refused, and nothing is sent,', () => {
  const codeAfter = (...events: readonly RecordedEvent[]): string | undefined => {
    const order = fold([...events, asked]) as Order;
    return refuseCapture(order, operationOf(order.payment, id) as never);
  };
  const first = (minor: bigint, isFinal: boolean) =>
    paymentCaptured({ operation: 'c0', amount: usd(minor), isSale: false, isFinal, deliverables: [] });

  it.each([
    ['when the authorization has expired', 'authorization_expired', [...held, authorizationExpired()]],
    ['when it was voided', 'authorization_voided', [...held, voided]],
    ['when its outcome is unknown', 'not_authorized', [...preauth, authorizationUnknown()]],
    ['when all of it is captured', 'already_captured', [...held, first(5426n, false)]],
    ['when less is left of it', 'amount_exceeds_capturable', [...held, first(3427n, false)]],
    ['when a final capture released the rest', 'already_captured', [...held, first(100n, true)]],
  ])('%s: %s', (_when, code, events) => expect(codeAfter(...events)).toBe(code));

  it('but not when exactly so much is left', () => expect(codeAfter(...held, first(3426n, false))).toBeUndefined());
});
