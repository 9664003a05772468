import type { RecordedEvent } from '@tollgate/contracts';
import { fold, type Order, placementResult } from '@tollgate/order';
import { authorizationUnknown, fraudHeld, fraudRejected, orderPlaced, paymentDeclined, recorded } from '@tollgate/testing';
import { refusalOf } from './refuse-order.js';

const refusalAfter = (...events: readonly RecordedEvent[]) => {
  const order = fold([orderPlaced(), ...events]) as Order;
  const due = placementResult(order);
  return due && refusalOf(order, due);
};

describe('refusalOf', () => {
  it('gives the issuer’s reason', () => expect(refusalAfter(paymentDeclined())).toEqual({ status: 402, code: 'do_not_honor' }));

  it('calls a time-out by its name', () =>
    expect(refusalAfter(authorizationUnknown())).toEqual({ status: 402, code: 'acquirer_timeout' }));

  it('A4: tells an answer to something else from a time-out', () =>
    expect(refusalAfter(authorizationUnknown({}, 'answer_differs'))).toEqual({ status: 402, code: 'acquirer_answer_differs' }));

  it('gives fraud’s first reason', () =>
    expect(refusalAfter(fraudRejected('card_velocity'))).toEqual({ status: 402, code: 'card_velocity' }));

  it('gives our own reason before fraud’s', () =>
    expect(refusalAfter(recorded('OrderRejected', { code: 'card_data_lost' }))).toEqual({ status: 402, code: 'card_data_lost' }));

  it('points at the field that could not be priced', () => {
    const failed = { code: 'destination_not_served', field: '/shippingAddress/country' };
    expect(refusalAfter(recorded('OrderPricingFailed', failed))).toEqual({ status: 422, ...failed });
  });

  it('refuses no order that is held for review', () => expect(refusalAfter(fraudHeld())).toBeUndefined());
});
