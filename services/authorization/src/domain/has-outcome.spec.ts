import {
  authorizationRequested,
  authorizationTimedOut,
  fold,
  fraudAccepted,
  type Order,
  orderPlaced,
  orderPriced,
  paymentAuthorized,
  paymentDeclined,
} from '@tollgate/order';
import { hasOutcome, isOpen } from './has-outcome.js';

const placed = [orderPlaced(), orderPriced(), fraudAccepted()];
const orderOf = (...rest: Parameters<typeof fold>[0]): Order => fold([...placed, ...rest]) as Order;

describe('a request to the issuer', () => {
  it('is not open before it was made', () => expect(isOpen(orderOf())).toBe(false));
  it('is open until its outcome', () => expect(isOpen(orderOf(authorizationRequested()))).toBe(true));
  it.each([paymentAuthorized(), paymentDeclined(), authorizationTimedOut()])('has its outcome', (outcome) => {
    const order = orderOf(authorizationRequested(), outcome);
    expect([hasOutcome(order), isOpen(order)]).toEqual([true, false]);
  });
});
