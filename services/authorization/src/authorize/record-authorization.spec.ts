import { newEvent } from '@tollgate/contracts';
import { usd } from '@tollgate/money';
import { orders } from '@tollgate/order';
import {
  authorizationRequested,
  authorizationUnknown,
  bookDeliverable,
  fraudAccepted,
  isoReference,
  onlineLine,
  testPlacementId as operation,
  orderPlaced,
  orderPriced,
  paymentAuthorized,
  paymentCaptured,
  paymentDeclined,
  shippedLine,
  specification,
} from '@tollgate/testing';
import { type AuthorizationAnswer, recordAuthorization } from './record-authorization.js';

const given = specification(orders);
const said = { authorizationCode: '123456', avs: 'Y', cvc: 'M', networkCode: '00' };
const approval: AuthorizationAnswer = { outcome: 'approved', ...said, expiresAt: '2026-11-30T12:00:00.000Z' };
const decline: AuthorizationAnswer = { outcome: 'declined', code: 'incorrect_cvc', networkCode: 'N7', avs: 'Y', cvc: 'N' };
const asked = [orderPlaced(), orderPriced(), fraudAccepted(), authorizationRequested()];
const authorized = newEvent('PaymentAuthorized', { operation, amount: usd(5426n), ...said });
const captured = (line: number) =>
  newEvent('PaymentCaptured', {
    operation,
    amount: usd(5426n),
    isSale: true,
    isFinal: true,
    deliverables: [{ ...bookDeliverable, line }],
  });

describe('recordAuthorization', () => {
  it('captures an approved sale with its authorization, and names what may be downloaded now', () =>
    given(...asked)
      .when(recordAuthorization, approval)
      .then(authorized, captured(1)));

  it('names the second line where that is the one delivered online', () =>
    given(orderPlaced({ lines: [shippedLine, onlineLine] }), ...asked.slice(1))
      .when(recordAuthorization, approval)
      .then(authorized, captured(2)));

  it('holds the amount of an approved preauth, until the issuer lets go of it', () =>
    given(orderPlaced({ type: 'preauth' }), orderPriced(), fraudAccepted(), authorizationRequested({ isSale: false }))
      .when(recordAuthorization, approval)
      .then(newEvent('PaymentAuthorized', { operation, amount: usd(5426n), ...said, expiresAt: '2026-11-30T12:00:00.000Z' })));

  it('A3: holds what was approved where that is less than was asked', () =>
    given(orderPlaced({ type: 'preauth' }), orderPriced(), fraudAccepted(), authorizationRequested({ isSale: false }))
      .when(recordAuthorization, { ...approval, amount: usd(5000n) })
      .then(newEvent('PaymentAuthorized', { operation, amount: usd(5000n), ...said, expiresAt: '2026-11-30T12:00:00.000Z' })));

  it('keeps the name that a processor gives the request only now', () =>
    given(...asked)
      .when(recordAuthorization, { ...decline, reference: isoReference(9) as never })
      .then(
        newEvent('PaymentDeclined', {
          operation,
          code: 'incorrect_cvc',
          networkCode: 'N7',
          avs: 'Y',
          cvc: 'N',
          reference: isoReference(9),
        }),
      ));

  it('declines with the reason that every processor says the same way', () =>
    given(...asked)
      .when(recordAuthorization, decline)
      .then(newEvent('PaymentDeclined', { operation, code: 'incorrect_cvc', networkCode: 'N7', avs: 'Y', cvc: 'N' })));

  it.each(['no_answer', 'link_lost', 'answer_differs', 'recovered'] as const)(
    'I4: gives up on an outcome nobody knows: %s',
    (cause) =>
      given(...asked)
        .when(recordAuthorization, { outcome: 'unknown', cause })
        .then(newEvent('AuthorizationUnknown', { operation, cause })),
  );

  it.each([
    ['approved', [paymentAuthorized(), paymentCaptured()]],
    ['declined', [paymentDeclined()]],
  ])('records no second outcome for an order that is %s', (_what, outcome) =>
    given(...asked, ...outcome)
      .when(recordAuthorization, approval)
      .thenNothing(),
  );

  it('I4: never shows a late approval as approved', () =>
    given(...asked, authorizationUnknown())
      .when(recordAuthorization, approval)
      .thenNothing());

  it('records nothing of an order that was not asked for', () =>
    given(...asked.slice(0, 3))
      .when(recordAuthorization, approval)
      .thenNothing());
});
