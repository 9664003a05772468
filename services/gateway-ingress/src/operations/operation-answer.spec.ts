import { usd } from '@tollgate/money';
import { fold, type Order, operationOf } from '@tollgate/order';
import { authorizedPreauth, captureRequested, paymentCaptured, recorded, refundRequested } from '@tollgate/testing';
import { operationsOf } from './describe-operation.js';
import { operationAnswer } from './operation-answer.js';

const captureId = '01890a5d-ac96-7000-8000-0000000000c1';
const refundId = '01890a5d-ac96-7000-8000-0000000000f1';
const held = authorizedPreauth();
const answerOf = (id: string, ...events: Parameters<typeof fold>[0]) => {
  const order = fold([...held, ...events]) as Order;
  const operation = operationOf(order.payment, id);
  if (operation === undefined) throw new Error('no such operation');
  return operationAnswer({ order, operation, requestId: 'req_1' }, { linkOf: () => 'https://d.example', licenseKeyOf: () => '' });
};
const asked = captureRequested({ amount: usd(5000n), isFinal: false }, { id: captureId });

describe('the answer to a request for an operation', () => {
  it('is 201 with the operation and its order once it succeeded', () => {
    const { status, body, headers } = answerOf(
      captureId,
      asked,
      recorded('PaymentCaptured', { operation: captureId, amount: usd(5000n) }),
    );
    expect([status, headers?.location]).toEqual([201, '/v1/orders/ord_01890a5dac96774bbcceb302099a8057/captures']);
    expect(body).toMatchObject({
      id: 'cap_01890a5dac96700080000000000000c1',
      kind: 'capture',
      status: 'succeeded',
      amount: 5000,
      currency: 'USD',
      final: false,
      order: { status: 'approved', payment: { status: 'partially_captured' }, amounts: { captured: 5000 } },
    });
  });

  it('is 202 while it is under way', () =>
    expect(answerOf(captureId, asked)).toMatchObject({ status: 202, body: { status: 'pending' } }));

  it('M1: is 402 with the operation inside where the processor refused it, and the order stands as it was', () => {
    const failed = recorded('CaptureFailed', { operation: captureId, code: 'unknown_authorization', networkCode: '25' });
    expect(answerOf(captureId, asked, failed)).toMatchObject({
      status: 402,
      body: {
        code: 'unknown_authorization',
        requestId: 'req_1',
        operation: {
          status: 'failed',
          code: 'unknown_authorization',
          networkCode: '25',
          order: { payment: { status: 'authorized' } },
        },
      },
    });
  });

  it('says of a refund what falls on which line', () => {
    const captured = paymentCaptured({ isSale: false, operation: captureId });
    const refunded = recorded('PaymentRefunded', { operation: refundId, amount: usd(5426n) }, { version: 4 });
    const { body } = answerOf(refundId, asked, captured, refundRequested({ reason: 'broken' }, { id: refundId }), refunded);
    expect(body).toMatchObject({
      id: 'ref_01890a5dac96700080000000000000f1',
      reason: 'broken',
      lines: [
        { line: 1, quantity: 1, goods: 1999, tax: 0 },
        { line: 2, quantity: 2, goods: 2500, tax: 100 },
      ],
      shipping: 795,
      shippingTax: 32,
      order: { status: 'refunded' },
    });
  });

  it('lists the operations of one kind, newest first', () => {
    const second = captureRequested({ amount: usd(426n) }, { id: '01890a5d-ac96-7000-8000-0000000000c2' });
    const order = fold([...held, asked, second]) as Order;
    expect(operationsOf(order, 'capture').map(({ amount }) => Number(amount.minor))).toEqual([426, 5000]);
    expect(operationsOf(order, 'refund')).toEqual([]);
  });
});
