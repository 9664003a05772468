import { fold } from '@tollgate/order';
import {
  authorizationExpired,
  authorizationRequested,
  authorizationReversed,
  authorizationUnknown,
  fraudAccepted,
  fraudHeld,
  fraudRejected,
  orderPlaced,
  orderPriced,
  paymentAuthorized,
  paymentCaptured,
  paymentDeclined,
  reviewResolved,
  testOrderId,
} from '@tollgate/testing';
import { firstWithMoney, mayTakeMoney } from './duplicate.js';

const order = (...events: Parameters<typeof fold>[0]) => {
  const folded = fold([orderPlaced(), orderPriced(), ...events]);
  if (folded === undefined) throw new Error('the order was placed');
  return folded;
};
const asked = [fraudAccepted(), authorizationRequested()];
const captured = order(...asked, paymentAuthorized(), paymentCaptured());
const declined = order(...asked, paymentDeclined());

describe('an order that took money, or still may', () => {
  it.each([
    ['that nobody judged yet', order()],
    ['that is held for review', order(fraudHeld())],
    ['that was accepted after a review', order(fraudHeld(), reviewResolved('accept'))],
    ['whose issuer is being asked', order(...asked)],
    ['that is authorized', order(...asked, paymentAuthorized())],
    ['that is paid', captured],
  ])('is a first: one %s', (_, one) => expect(mayTakeMoney(one)).toBe(true));
});

describe('O1: an order that took no money and never will', () => {
  it.each([
    ['that was declined, whatever the reason', declined],
    ['whose CVC was wrong', order(...asked, paymentDeclined({ code: 'incorrect_cvc' }))],
    ['whose acquirer did not answer', order(...asked, authorizationUnknown())],
    ['that was reversed', order(...asked, authorizationUnknown(), authorizationReversed())],
    ['that fraud rejected', order(fraudRejected())],
    ['that a review rejected', order(fraudHeld(), reviewResolved('reject'))],
    ['whose authorization expired', order(...asked, paymentAuthorized(), authorizationExpired())],
  ])('is no first: one %s', (_, one) => expect(mayTakeMoney(one)).toBe(false));
});

describe('the first of several equal orders', () => {
  it('is the earliest that has to do with money', () => {
    expect(firstWithMoney([declined, captured, order()])).toBe(testOrderId);
    expect(firstWithMoney([declined, declined])).toBeUndefined();
  });

  it('is none where the log knows none of them', () => expect(firstWithMoney([undefined])).toBeUndefined());
});
