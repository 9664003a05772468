import { newEvent } from '@tollgate/contracts';
import { usd } from '@tollgate/money';
import {
  authorizationRequested,
  authorizationTimedOut,
  digitalLine,
  fraudAccepted,
  given,
  orderPlaced,
  orderPriced,
  paymentAuthorized,
  paymentCaptured,
  paymentDeclined,
  physicalLine,
} from '@tollgate/order';
import { recordAnswer } from './record-answer.js';

const approval = { responseCode: '00', authorizationCode: '123456', avs: 'Y', cvc: 'M' };
const asked = [orderPlaced(), orderPriced(), fraudAccepted(), authorizationRequested()];
const authorized = newEvent('PaymentAuthorized', { amount: usd(5426n), ...approval });

describe('recordAnswer', () => {
  it('captures an approved sale with its authorization, and names what may be downloaded now', () =>
    given(...asked)
      .when(recordAnswer, approval)
      .then(
        authorized,
        newEvent('PaymentCaptured', {
          amount: usd(5426n),
          deliverables: [{ line: 1, sku: 'EBOOK-1', files: digitalLine.files }],
        }),
      ));

  it('names the second line where that is the digital one', () =>
    given(orderPlaced({ lines: [physicalLine, digitalLine] }), ...asked.slice(1))
      .when(recordAnswer, approval)
      .then(
        authorized,
        newEvent('PaymentCaptured', {
          amount: usd(5426n),
          deliverables: [{ line: 2, sku: 'EBOOK-1', files: digitalLine.files }],
        }),
      ));

  it('holds the amount of an approved preauth', () =>
    given(orderPlaced({ type: 'preauth' }), orderPriced(), fraudAccepted(), authorizationRequested({ operation: 'authorize' }))
      .when(recordAnswer, approval)
      .then(authorized));

  it.each([
    ['05', 'do_not_honor'],
    ['51', 'insufficient_funds'],
    ['54', 'expired_card'],
    ['N7', 'incorrect_cvc'],
    ['ZZ', 'declined'],
  ])('declines on %s as %s', (responseCode, code) =>
    given(...asked)
      .when(recordAnswer, { responseCode, authorizationCode: '', avs: 'Y', cvc: 'N' })
      .then(newEvent('PaymentDeclined', { responseCode, code, avs: 'Y', cvc: 'N' })),
  );

  it.each([
    ['approved', [paymentAuthorized(), paymentCaptured()]],
    ['declined', [paymentDeclined()]],
  ])('records no second outcome for an order that is %s', (_what, outcome) =>
    given(...asked, ...outcome)
      .when(recordAnswer, approval)
      .thenNothing(),
  );

  it('I4: never shows a late approval as approved', () =>
    given(...asked, authorizationTimedOut())
      .when(recordAnswer, approval)
      .thenNothing());
});
