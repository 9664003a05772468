import { newEvent } from '@tollgate/contracts';
import {
  authorizationRequested,
  authorizationReversed,
  authorizationTimedOut,
  fraudAccepted,
  given,
  orderPlaced,
  orderPriced,
  paymentAuthorized,
} from '@tollgate/order';
import { recordReversal } from './record-reversal.js';

const trace = { stan: 8, rrn: '632700000001', terminalId: 'TG000001', transmittedAt: '1123195210' };
const asked = [orderPlaced(), orderPriced(), fraudAccepted(), authorizationRequested()];

describe('recordReversal', () => {
  it('records the reversal that was acknowledged', () =>
    given(...asked, authorizationTimedOut())
      .when(recordReversal, trace, 2)
      .then(newEvent('AuthorizationReversed', { trace, attempts: 2 })));

  it('records it once', () =>
    given(...asked, authorizationTimedOut(), authorizationReversed())
      .when(recordReversal, trace, 2)
      .thenNothing());

  it('records none for an order that was approved', () =>
    given(...asked, paymentAuthorized())
      .when(recordReversal, trace, 1)
      .thenNothing());
});
