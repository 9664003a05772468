import { fold, type Order } from '@tollgate/order';
import {
  captureRequested,
  fraudAccepted,
  orderPlaced,
  orderPriced,
  paymentAuthorized,
  paymentCaptured,
  recorded,
  refundRequested,
} from '@tollgate/testing';
import { describeOperation, operationsOf } from './describe-operation.js';

const paid = [orderPlaced(), orderPriced(), fraudAccepted(), paymentAuthorized(), paymentCaptured()];
const told = (kind: 'capture' | 'refund', ...events: Parameters<typeof fold>[0]) => {
  const order = fold(events) as Order;
  return operationsOf(order, kind).map((operation) => describeOperation(order, operation));
};

describe('an operation as its merchant sees it', () => {
  it('is pending until the processor has said what came of it', () => {
    const [capture] = told('capture', orderPlaced({ type: 'preauth' }), orderPriced(), paymentAuthorized(), captureRequested());
    expect(capture).toMatchObject({
      kind: 'capture',
      status: 'pending',
      amount: 5426,
      currency: 'USD',
      final: true,
      settledAt: null,
    });
    expect(capture?.id).toMatch(/^cap_[0-9a-f]{32}$/);
  });

  it('of a capture tells of the parcel that left with it, and of nothing that was not said', () => {
    const shipment = { carrier: 'UPS', trackingNumber: '', trackingUrl: 'https://ups.example/1Z' };
    const placed = [orderPlaced({ type: 'preauth' }), orderPriced(), paymentAuthorized()];
    expect(told('capture', ...placed, captureRequested({ shipment }))).toMatchObject([
      { shipment: { carrier: 'UPS', trackingNumber: null, trackingUrl: 'https://ups.example/1Z' } },
    ]);
    expect(told('capture', ...placed, captureRequested())[0]).not.toHaveProperty('shipment');
  });

  it('of a refund says what falls on which line', () => {
    const [refund] = told('refund', ...paid, refundRequested({ reason: 'broken' }));
    expect(refund).toMatchObject({
      status: 'pending',
      reason: 'broken',
      lines: [
        { line: 1, quantity: 1, goods: 1999, tax: 0 },
        { line: 2, quantity: 2, goods: 2500, tax: 100 },
      ],
      shipping: 795,
      shippingTax: 32,
    });
    expect(refund?.id).toMatch(/^ref_/);
  });

  it('that failed says why', () => {
    const asked = refundRequested();
    const failed = recorded(
      'RefundFailed',
      { operation: asked.header.id, code: 'do_not_honor', networkCode: '05' },
      { version: 4 },
    );
    expect(told('refund', ...paid, asked, failed)).toMatchObject([{ status: 'failed', code: 'do_not_honor', networkCode: '05' }]);
  });

  it('comes before the ones that were asked for earlier', () => {
    const [first, second] = [refundRequested(), refundRequested()];
    const ids = told('refund', ...paid, first, second).map(({ id }) => id);
    expect(ids).toEqual(ids.toSorted().toReversed());
  });
});
