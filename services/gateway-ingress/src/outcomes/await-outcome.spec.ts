import { type EventType, eventKinds } from '@tollgate/contracts';
import { statusOf } from '@tollgate/order';
import {
  authorizationRequested,
  downloadCompleted,
  downloadsGranted,
  fraudAccepted,
  fraudHeld,
  orderPlaced,
  orderPriced,
  paymentAuthorized,
  paymentCaptured,
  paymentDeclined,
} from '@tollgate/testing';
import { mayAnswerPlacement, placementAnswered } from './await-outcome.js';

const outcomes = Object.values(eventKinds)
  .filter(({ isOutcome }) => isOutcome)
  .map(({ type }) => type);
const heeded = (order: Parameters<typeof mayAnswerPlacement>[0]): readonly EventType[] =>
  outcomes.filter(mayAnswerPlacement(order)).toSorted();
const refusals = ['OrderPricingFailed', 'FraudAssessed', 'PaymentDeclined', 'AuthorizationUnknown', 'OrderRejected'];

describe('a waiting placement', () => {
  it('of a digital sale looks at its order when the downloads are granted', () =>
    expect(heeded({ type: 'sale', isOnline: true })).toEqual([...refusals, 'DownloadsGranted'].toSorted()));

  it('of a sale without downloads looks when the money is captured', () =>
    expect(heeded({ type: 'sale', isOnline: false })).toEqual([...refusals, 'PaymentCaptured'].toSorted()));

  it('of a preauth looks when it is authorized, or, where nothing was to be paid, granted', () =>
    expect(heeded({ type: 'preauth', isOnline: true })).toEqual(
      [...refusals, 'PaymentAuthorized', 'DownloadsGranted'].toSorted(),
    ));

  it('does not look at what later operations bring', () => {
    for (const type of ['sale', 'preauth'])
      for (const news of ['PaymentRefunded', 'PaymentVoided', 'CaptureFailed'] as const)
        expect(mayAnswerPlacement({ type, isOnline: true })(news)).toBe(false);
  });
});

describe('the order that a placement is answered with', () => {
  const approved = [
    orderPlaced(),
    orderPriced(),
    fraudAccepted(),
    authorizationRequested(),
    paymentAuthorized(),
    paymentCaptured(),
  ];

  it('is not there before the outcome', () => expect(placementAnswered(approved)).toBeUndefined());

  it('is the same, whatever came after the answer', () => {
    const granted = downloadsGranted();
    const answered = placementAnswered([...approved, granted]);
    expect(answered && statusOf(answered)).toBe('approved');
    expect(placementAnswered([...approved, granted, downloadCompleted()])).toEqual(answered);
  });

  it('is the held one until that has an end, and then the ended one', () => {
    const held = [orderPlaced(), orderPriced(), fraudHeld()];
    const first = placementAnswered(held);
    expect(first && statusOf(first)).toBe('review');
    const last = placementAnswered([...held, paymentDeclined()]);
    expect(last && statusOf(last)).toBe('declined');
  });
});
