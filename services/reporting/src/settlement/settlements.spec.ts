import { usd } from '@tollgate/money';
import {
  authorizationRequested,
  fraudAccepted,
  orderPlaced,
  orderPriced,
  paymentAuthorized,
  paymentCaptured,
  recorded,
  refundRequested,
} from '@tollgate/testing';
import { stepsOf } from '../projection/reported-order.js';
import { settlementsOf } from './settlements.js';

const operation = '01890a5d-ac96-7000-8000-0000000000e1';

describe('settlement', () => {
  it('is what went through the processor of the authorization, taken and given back', () => {
    const events = [
      orderPlaced(),
      orderPriced(),
      fraudAccepted(),
      authorizationRequested({ processor: 'stripe' }),
      paymentAuthorized(),
      paymentCaptured(),
      refundRequested({}, { id: operation }),
      recorded('PaymentRefunded', { operation, amount: usd(100n) }, { version: 4 }),
    ];
    expect(stepsOf(undefined, events).flatMap(settlementsOf)).toEqual([
      { of: ['stripe'], add: { captures: 1n, captured_minor: 5426n } },
      { of: ['stripe'], add: { refunds: 1n, refunded_minor: 100n } },
    ]);
  });
});
