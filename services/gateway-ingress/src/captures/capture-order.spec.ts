import { newEvent } from '@tollgate/contracts';
import { usd } from '@tollgate/money';
import {
  fraudAccepted,
  fraudHeld,
  given,
  orderPlaced,
  orderPriced,
  paymentAuthorized,
  paymentCaptured,
  paymentDeclined,
  recorded,
} from '@tollgate/order';
import { captureOrder } from './capture-order.js';

const preauth = [orderPlaced({ type: 'preauth' }), orderPriced(), fraudAccepted()];
const authorized = [...preauth, paymentAuthorized()];
const asked = recorded('CaptureRequested', { amount: usd(5426n) }, { version: 2 });

describe('captureOrder', () => {
  it('asks for the whole authorized amount', () =>
    given(...authorized)
      .when(captureOrder, {})
      .then(newEvent('CaptureRequested', { amount: usd(5426n) })));

  it('takes the authorized amount when it is named', () =>
    given(...authorized)
      .when(captureOrder, { amount: 5426 })
      .then(newEvent('CaptureRequested', { amount: usd(5426n) })));

  it('takes no other amount yet', () =>
    given(...authorized)
      .when(captureOrder, { amount: 5425 })
      .thenRefused('capture_amount_not_supported'));

  it('takes nothing before the issuer said yes', () =>
    given(...preauth)
      .when(captureOrder, {})
      .thenRefused('not_authorized'));

  it('takes nothing that the issuer declined', () =>
    given(...preauth, paymentDeclined())
      .when(captureOrder, {})
      .thenRefused('not_authorized'));

  it('takes nothing of an order that is held', () =>
    given(orderPlaced({ type: 'preauth' }), orderPriced(), fraudHeld())
      .when(captureOrder, {})
      .thenRefused('not_authorized'));

  it('takes nothing twice', () => {
    given(...authorized, asked)
      .when(captureOrder, {})
      .thenRefused('capture_pending');
    given(...authorized, asked, paymentCaptured())
      .when(captureOrder, {})
      .thenRefused('already_captured');
  });

  it('takes nothing of a sale, which captures itself', () => {
    given(orderPlaced(), orderPriced(), fraudAccepted(), paymentAuthorized())
      .when(captureOrder, {})
      .thenRefused('not_authorized');
    given(orderPlaced(), orderPriced(), fraudAccepted(), paymentAuthorized(), paymentCaptured())
      .when(captureOrder, {})
      .thenRefused('already_captured');
  });
});
