import { newEvent } from '@tollgate/contracts';
import { usd } from '@tollgate/money';
import {
  authorizationRequested,
  fraudAccepted,
  fraudHeld,
  fraudRejected,
  given,
  orderPlaced,
  orderPriced,
  paymentDeclined,
  recorded,
} from '@tollgate/order';
import { requestAuthorization } from './request-authorization.js';

const trace = { stan: 7, rrn: '263270000006', terminalId: 'TG000001', transmittedAt: '1123195200' };

describe('requestAuthorization', () => {
  it('asks for the priced total of a sale once fraud accepted it', () =>
    given(orderPlaced(), orderPriced(), fraudAccepted())
      .when(requestAuthorization, trace)
      .then(newEvent('AuthorizationRequested', { amount: usd(5426n), trace, operation: 'sale' })));

  it('only holds the amount of a preauth', () =>
    given(orderPlaced({ type: 'preauth' }), orderPriced(), fraudAccepted())
      .when(requestAuthorization, trace)
      .then(newEvent('AuthorizationRequested', { amount: usd(5426n), trace, operation: 'authorize' })));

  it.each([
    ['held for review', fraudHeld()],
    ['rejected by fraud', fraudRejected()],
  ])('asks nothing for an order %s', (_what, assessed) =>
    given(orderPlaced(), orderPriced(), assessed).when(requestAuthorization, trace).thenNothing(),
  );

  it('asks nothing for an order whose card data was lost', () =>
    given(orderPlaced(), orderPriced(), fraudAccepted(), recorded('OrderRejected', { code: 'card_data_lost' }))
      .when(requestAuthorization, trace)
      .thenNothing());

  it('I3: never asks twice, whatever came of the first time', () => {
    const asked = [orderPlaced(), orderPriced(), fraudAccepted(), authorizationRequested()];
    given(...asked)
      .when(requestAuthorization, trace)
      .thenNothing();
    given(...asked, paymentDeclined())
      .when(requestAuthorization, trace)
      .thenNothing();
  });
});
