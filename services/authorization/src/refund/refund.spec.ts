import { newEvent } from '@tollgate/contracts';
import { usd } from '@tollgate/money';
import { fold, type Order, operationOf, orders } from '@tollgate/order';
import {
  authorizationRequested,
  fraudAccepted,
  orderPlaced,
  orderPriced,
  paymentAuthorized,
  paymentCaptured,
  recorded,
  refundRequested,
  specification,
} from '@tollgate/testing';
import { recordRefund } from './record-refund.js';
import { refuseRefund, submitRefund } from './submit-refund.js';

const given = specification(orders);
const id = '01890a5d-ac96-7000-8000-0000000000e1';
const other = '01890a5d-ac96-7000-8000-0000000000e2';
const sold = [orderPlaced(), orderPriced(), fraudAccepted(), authorizationRequested(), paymentAuthorized(), paymentCaptured()];
const asked = refundRequested({ amount: usd(5000n) }, { id });
const submitted = (operation: string, minor: bigint) =>
  recorded('RefundSubmitted', { operation, amount: usd(minor) }, { version: 4 });

describe('submitRefund', () => {
  it('gives back what was asked for', () =>
    given(...sold, asked)
      .when(submitRefund, id, { reference: undefined })
      .then(newEvent('RefundSubmitted', { operation: id, amount: usd(5000n) })));

  it('is submitted once, and only where it was asked for', () => {
    given(...sold, asked, submitted(id, 5000n))
      .when(submitRefund, id, { reference: undefined })
      .thenNothing();
    given(...sold)
      .when(submitRefund, id, { reference: undefined })
      .thenNothing();
  });

  it.each([
    ['on its way', submitted(other, 427n)],
    ['done', recorded('PaymentRefunded', { operation: other, amount: usd(427n) }, { version: 4 })],
  ])('I5: is refused when with what is %s more would be given back than was captured', (_what, event) => {
    const order = fold([...sold, asked, event]) as Order;
    expect(refuseRefund(order, operationOf(order.payment, id) as never)).toBe('amount_exceeds_refundable');
    given(...sold, asked, event)
      .when(submitRefund, id, { reference: undefined })
      .thenNothing();
  });
});

describe('recordRefund', () => {
  const underWay = [...sold, asked, submitted(id, 5000n)];
  const done = recorded('PaymentRefunded', { operation: id, amount: usd(5000n) }, { version: 5 });
  it('records the money that went back', () =>
    given(...underWay)
      .when(recordRefund, id, { outcome: 'approved' })
      .then(newEvent('PaymentRefunded', { operation: id, amount: usd(5000n) })));

  it('fails with the processor’s reason', () =>
    given(...underWay)
      .when(recordRefund, id, { outcome: 'declined', code: 'refund_too_old', networkCode: '12' })
      .then(newEvent('RefundFailed', { operation: id, code: 'refund_too_old', networkCode: '12' })));

  it('records nothing while nobody knows, and nothing twice', () => {
    given(...underWay)
      .when(recordRefund, id, { outcome: 'unknown', cause: 'link_lost' })
      .thenNothing();
    given(...underWay, done)
      .when(recordRefund, id, { outcome: 'approved' })
      .thenNothing();
  });
});
