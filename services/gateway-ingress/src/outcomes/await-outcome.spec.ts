import { type EventType, eventKinds } from '@tollgate/contracts';
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
  statusOf,
} from '@tollgate/order';
import { captureAnswered, mayAnswerCapture, mayAnswerPlacement, placementAnswered } from './await-outcome.js';

const outcomes = Object.values(eventKinds)
  .filter(({ isOutcome }) => isOutcome)
  .map(({ type }) => type);
const heeded = (order: Parameters<typeof mayAnswerPlacement>[0]): readonly EventType[] =>
  outcomes.filter((news) => mayAnswerPlacement(order, news));
const refusals = ['OrderPricingFailed', 'FraudAssessed', 'PaymentDeclined', 'AuthorizationTimedOut', 'OrderRejected'];

describe('mayAnswerPlacement', () => {
  it('waits for the downloads of a digital sale', () =>
    expect(heeded({ type: 'sale', hasDigitalLines: true }).toSorted()).toEqual([...refusals, 'DownloadsGranted'].toSorted()));

  it('waits for the capture of a sale without downloads', () =>
    expect(heeded({ type: 'sale', hasDigitalLines: false }).toSorted()).toEqual([...refusals, 'PaymentCaptured'].toSorted()));

  it('waits for the authorization of a preauth', () =>
    expect(heeded({ type: 'preauth', hasDigitalLines: true }).toSorted()).toEqual([...refusals, 'PaymentAuthorized'].toSorted()));
});

describe('mayAnswerCapture', () => {
  it('waits for the downloads where there are some', () => {
    expect(mayAnswerCapture({ hasDigitalLines: true }, 'PaymentCaptured')).toBe(false);
    expect(mayAnswerCapture({ hasDigitalLines: true }, 'DownloadsGranted')).toBe(true);
    expect(mayAnswerCapture({ hasDigitalLines: false }, 'PaymentCaptured')).toBe(true);
  });
});

describe('placementAnswered', () => {
  const approved = [
    orderPlaced(),
    orderPriced(),
    fraudAccepted(),
    authorizationRequested(),
    paymentAuthorized(),
    paymentCaptured(),
  ];

  it('has no answer before the outcome', () => expect(placementAnswered(approved)).toBeUndefined());

  it('gives the same order, whatever came after the answer', () => {
    const granted = downloadsGranted();
    const answered = placementAnswered([...approved, granted]);
    expect(answered && statusOf(answered)).toBe('approved');
    expect(placementAnswered([...approved, granted, downloadCompleted()])).toEqual(answered);
  });

  it('answers a held order with its review until that has an end, and then with the end', () => {
    const held = [orderPlaced(), orderPriced(), fraudHeld()];
    const first = placementAnswered(held);
    expect(first && statusOf(first)).toBe('review');
    const last = placementAnswered([...held, paymentDeclined()]);
    expect(last && statusOf(last)).toBe('declined');
  });
});

describe('captureAnswered', () => {
  const authorized = [orderPlaced({ type: 'preauth' }), orderPriced(), fraudAccepted(), paymentAuthorized()];

  it('waits for capture and downloads', () => {
    expect(captureAnswered(authorized)).toBeUndefined();
    expect(captureAnswered([...authorized, paymentCaptured()])).toBeUndefined();
    expect(captureAnswered([...authorized, paymentCaptured(), downloadsGranted()])).toBeDefined();
  });
});
