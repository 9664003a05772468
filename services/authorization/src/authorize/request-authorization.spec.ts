import { newEvent } from '@tollgate/contracts';
import { usd } from '@tollgate/money';
import { orders } from '@tollgate/order';
import {
  authorizationRequested,
  bookDeliverable,
  fraudAccepted,
  fraudHeld,
  fraudRejected,
  isoReference,
  orderPlaced,
  orderPriced,
  paymentDeclined,
  recorded,
  reviewResolved,
  specification,
  testPlacementId,
} from '@tollgate/testing';
import { payNothing, requestAuthorization } from './request-authorization.js';

const given = specification(orders);
const chosen = { processor: 'iso8583', settingsVersion: 3, reference: isoReference(7) as never };
const intent = { operation: testPlacementId, amount: usd(5426n), ...chosen };

describe('requestAuthorization', () => {
  it('asks for the priced total of a sale once fraud accepted it, and says which settings chose the processor', () =>
    given(orderPlaced(), orderPriced(), fraudAccepted())
      .when(requestAuthorization, chosen)
      .then(newEvent('AuthorizationRequested', { ...intent, isSale: true })));

  it('only holds the amount of a preauth', () =>
    given(orderPlaced({ type: 'preauth' }), orderPriced(), fraudAccepted())
      .when(requestAuthorization, chosen)
      .then(newEvent('AuthorizationRequested', { ...intent, isSale: false })));

  it('asks for a held order once somebody accepted it', () =>
    given(orderPlaced(), orderPriced(), fraudHeld(), reviewResolved('accept'))
      .when(requestAuthorization, chosen)
      .then(newEvent('AuthorizationRequested', { ...intent, isSale: true })));

  it('names no message where the processor names it only in its answer', () =>
    given(orderPlaced(), orderPriced(), fraudAccepted())
      .when(requestAuthorization, { processor: 'stripe', settingsVersion: 0 })
      .then(
        newEvent('AuthorizationRequested', { operation: testPlacementId, amount: usd(5426n), processor: 'stripe', isSale: true }),
      ));

  it.each([
    ['held for review', [fraudHeld()]],
    ['rejected by fraud', [fraudRejected()]],
    ['rejected by whoever looked at it', [fraudHeld(), reviewResolved('reject')]],
    ['whose card data was lost', [fraudAccepted(), recorded('OrderRejected', { code: 'card_data_lost' })]],
  ])('asks nothing for an order %s', (_what, more) =>
    given(orderPlaced(), orderPriced(), ...more)
      .when(requestAuthorization, chosen)
      .thenNothing(),
  );

  it('I3: never asks twice, whatever came of the first time', () => {
    const asked = [orderPlaced(), orderPriced(), fraudAccepted(), authorizationRequested()];
    given(...asked)
      .when(requestAuthorization, chosen)
      .thenNothing();
    given(...asked, paymentDeclined())
      .when(requestAuthorization, chosen)
      .thenNothing();
  });
});

describe('payNothing', () => {
  const operation = testPlacementId;
  const free = [orderPlaced({ type: 'preauth', card: undefined }), orderPriced({ total: usd(0n) }), fraudAccepted()];

  it('O13: pays an order of total 0 without a card or a processor, and delivers it', () =>
    given(...free)
      .when(payNothing)
      .then(
        newEvent('PaymentAuthorized', { operation, amount: usd(0n) }),
        newEvent('PaymentCaptured', { operation, amount: usd(0n), isSale: true, isFinal: true, deliverables: [bookDeliverable] }),
      ));

  it('does so once', () =>
    given(...free, recorded('PaymentAuthorized', { operation, amount: usd(0n) }))
      .when(payNothing)
      .thenNothing());

  it('is a defect where there is something to pay', () => {
    expect(() => given(orderPlaced(), orderPriced(), fraudAccepted()).when(payNothing).thenNothing()).toThrow('invariant broken');
  });
});
