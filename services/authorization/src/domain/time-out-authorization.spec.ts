import { newEvent } from '@tollgate/contracts';
import {
  authorizationRequested,
  authorizationTimedOut,
  fraudAccepted,
  given,
  orderPlaced,
  orderPriced,
  paymentAuthorized,
  paymentDeclined,
} from '@tollgate/order';
import { timeOutAuthorization } from './time-out-authorization.js';

const accepted = [orderPlaced(), orderPriced(), fraudAccepted()];
const asked = [...accepted, authorizationRequested()];

describe('timeOutAuthorization', () => {
  it.each(['no_answer', 'link_lost', 'recovered'] as const)('gives up on an open request: %s', (cause) =>
    given(...asked)
      .when(timeOutAuthorization, cause)
      .then(newEvent('AuthorizationTimedOut', { cause })),
  );

  it('has nothing to give up before the issuer is asked', () =>
    given(...accepted)
      .when(timeOutAuthorization, 'no_answer')
      .thenNothing());

  it.each([
    ['approved', paymentAuthorized()],
    ['declined', paymentDeclined()],
    ['given up', authorizationTimedOut()],
  ])('leaves a request alone that was %s', (_what, outcome) =>
    given(...asked, outcome)
      .when(timeOutAuthorization, 'no_answer')
      .thenNothing(),
  );
});
