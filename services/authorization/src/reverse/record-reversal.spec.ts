import { newEvent } from '@tollgate/contracts';
import { orders } from '@tollgate/order';
import {
  authorizationRequested,
  authorizationReversed,
  authorizationUnknown,
  fraudAccepted,
  isoReference,
  testPlacementId as operation,
  orderPlaced,
  orderPriced,
  paymentAuthorized,
  specification,
} from '@tollgate/testing';
import { recordReversal } from './record-reversal.js';

const given = specification(orders);
const asked = [orderPlaced(), orderPriced(), fraudAccepted(), authorizationRequested()];
const reversal = { reference: isoReference(5) as never, attempts: 2 };

describe('recordReversal', () => {
  it('I4: ends an authorization that nobody knew the outcome of', () =>
    given(...asked, authorizationUnknown())
      .when(recordReversal, reversal)
      .then(newEvent('AuthorizationReversed', { operation, reference: isoReference(5), attempts: 2 })));

  it.each([
    ['is reversed', [authorizationUnknown(), authorizationReversed()]],
    ['was answered', [paymentAuthorized()]],
    ['is open', []],
  ])('does nothing when the authorization %s', (_what, more) =>
    given(...asked, ...more)
      .when(recordReversal, reversal)
      .thenNothing(),
  );
});
