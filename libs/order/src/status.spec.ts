import { fold, type Order } from './order.js';
import { foldUntil, paymentStatusOf, placementResult, statusOf } from './status.js';
import {
  authorizationRequested,
  authorizationReversed,
  authorizationTimedOut,
  downloadsGranted,
  fraudAccepted,
  fraudHeld,
  fraudRejected,
  orderPlaced,
  orderPriced,
  paymentAuthorized,
  paymentCaptured,
  paymentDeclined,
  physicalLine,
  recorded,
} from './testing/builders.js';

const asked = [orderPlaced(), orderPriced(), fraudAccepted(), authorizationRequested()];
const result = (events: Parameters<typeof fold>[0]) => {
  const order = fold(events) as Order;
  return { status: statusOf(order), payment: paymentStatusOf(order), answer: placementResult(order) };
};

describe('what an order is called and when the merchant is answered', () => {
  it('waits while the issuer is asked', () =>
    expect(result(asked)).toEqual({ status: 'pending', payment: 'none', answer: undefined }));

  it('is rejected when fraud says so', () =>
    expect(result([orderPlaced(), orderPriced(), fraudRejected()])).toEqual({
      status: 'rejected',
      payment: 'none',
      answer: 'rejected',
    }));

  it('is held for review', () =>
    expect(result([orderPlaced(), orderPriced(), fraudHeld()])).toEqual({ status: 'review', payment: 'none', answer: 'review' }));

  it('is rejected when it cannot be priced', () =>
    expect(result([orderPlaced(), recorded('OrderPricingFailed', { code: 'destination_not_served' })])).toMatchObject({
      status: 'rejected',
      answer: 'pricing_failed',
    }));

  it('is declined when the issuer declines', () =>
    expect(result([...asked, paymentDeclined()])).toEqual({ status: 'declined', payment: 'declined', answer: 'declined' }));

  it('I4: is declined after a time-out, also when the approval comes late and is reversed', () => {
    expect(result([...asked, authorizationTimedOut()])).toMatchObject({ status: 'declined', answer: 'declined' });
    expect(result([...asked, authorizationTimedOut(), authorizationReversed()])).toMatchObject({ status: 'declined' });
  });

  it('is rejected when its card data was lost', () =>
    expect(
      result([orderPlaced(), orderPriced(), fraudAccepted(), recorded('OrderRejected', { code: 'card_data_lost' })]),
    ).toMatchObject({
      status: 'rejected',
      answer: 'rejected',
    }));

  it('approves a sale once it is captured, and answers once its downloads are granted', () => {
    const captured = [...asked, paymentAuthorized(), paymentCaptured()];
    expect(result(captured)).toEqual({ status: 'approved', payment: 'captured', answer: undefined });
    expect(result([...captured, downloadsGranted()])).toMatchObject({ answer: 'approved' });
  });

  it('answers a sale with nothing to download at the capture', () => {
    const [, ...rest] = [...asked, paymentAuthorized(), paymentCaptured()];
    expect(result([orderPlaced({ lines: [physicalLine] }), ...rest])).toMatchObject({ answer: 'approved' });
  });

  it('approves a preauth once it is authorized', () => {
    const [, ...rest] = asked;
    expect(result([orderPlaced({ type: 'preauth' }), ...rest, paymentAuthorized()])).toEqual({
      status: 'approved',
      payment: 'authorized',
      answer: 'approved',
    });
  });

  it('does not approve a sale that is authorized but not captured', () =>
    expect(result([...asked, paymentAuthorized()])).toMatchObject({ status: 'pending', answer: undefined }));
});

describe('foldUntil', () => {
  const isDue = (order: Order): boolean => placementResult(order) !== undefined;
  const due = [...asked, paymentAuthorized(), paymentCaptured(), downloadsGranted()];

  it('I6: tells a replayed request the order as it was answered, whatever came after', () => {
    const later = recorded('DownloadCompleted', { entitlement: 0, generation: 1 }, { version: 2 });
    expect(foldUntil([...due, later], isDue)).toEqual(foldUntil(due, isDue));
  });

  it('tells nothing while no answer is due', () => expect(foldUntil(asked, isDue)).toBeUndefined());
});
