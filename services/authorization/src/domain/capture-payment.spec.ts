import { newEvent } from '@tollgate/contracts';
import { usd } from '@tollgate/money';
import {
  authorizationRequested,
  digitalLine,
  fraudAccepted,
  given,
  orderPlaced,
  orderPriced,
  paymentAuthorized,
  paymentCaptured,
  recorded,
} from '@tollgate/order';
import { capturePayment } from './capture-payment.js';

const authorized = [
  orderPlaced({ type: 'preauth' }),
  orderPriced(),
  fraudAccepted(),
  authorizationRequested({ operation: 'authorize' }),
  paymentAuthorized(),
];
const submitted = recorded('CaptureSubmitted', { amount: usd(5426n) }, { version: 3 });

describe('capturePayment', () => {
  it('records the capture with what may be downloaded now', () =>
    given(...authorized, submitted)
      .when(capturePayment)
      .then(
        newEvent('PaymentCaptured', {
          amount: usd(5426n),
          deliverables: [{ line: 1, sku: 'EBOOK-1', files: digitalLine.files }],
        }),
      ));

  it('I3: records it once', () =>
    given(...authorized, submitted, paymentCaptured(usd(5426n), { version: 4 }))
      .when(capturePayment)
      .thenNothing());

  it('records nothing that was not submitted', () =>
    given(...authorized)
      .when(capturePayment)
      .thenNothing());
});
