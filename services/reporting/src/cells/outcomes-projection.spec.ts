import { authorizationRequested, fraudAccepted, orderPlaced, orderPriced, paymentDeclined } from '@tollgate/testing';
import { stepsOf } from '../projection/reported-order.js';
import { outcomesProjection } from './outcomes-projection.js';

it('what became of an order is a row, and neither its placement nor what led there', () => {
  const decline = paymentDeclined({}, { version: 2 });
  const events = [orderPlaced(), orderPriced(), fraudAccepted(), authorizationRequested(), decline];
  const [merchants, , , ids, , outcomes] = outcomesProjection.changesOf(stepsOf(undefined, events));
  expect([merchants, ids, outcomes]).toEqual([['mer_demo'], [decline.header.id], ['declined']]);
});
