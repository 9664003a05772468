import { newEvent } from '@tollgate/contracts';
import { authorizationRequested, fraudAccepted, fraudHeld, given, orderPlaced, orderPriced, recorded } from '@tollgate/order';
import { rejectLostCard } from './reject-lost-card.js';

const accepted = [orderPlaced(), orderPriced(), fraudAccepted()];

describe('rejectLostCard', () => {
  it('ends the order and asks the customer to try again', () =>
    given(...accepted)
      .when(rejectLostCard)
      .then(newEvent('OrderRejected', { code: 'card_data_lost', detail: 'Nothing was charged. Please try again.' })));

  it('leaves an order alone that the issuer was asked about', () =>
    given(...accepted, authorizationRequested())
      .when(rejectLostCard)
      .thenNothing());

  it('rejects once', () =>
    given(...accepted, recorded('OrderRejected', { code: 'card_data_lost' }))
      .when(rejectLostCard)
      .thenNothing());

  it('waits with an order that is held', () =>
    given(orderPlaced(), orderPriced(), fraudHeld()).when(rejectLostCard).thenNothing());
});
