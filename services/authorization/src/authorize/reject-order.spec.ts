import { newEvent } from '@tollgate/contracts';
import { fold, type Order, orders } from '@tollgate/order';
import {
  authorizationRequested,
  fraudAccepted,
  fraudHeld,
  orderPlaced,
  orderPriced,
  recorded,
  reviewResolved,
  specification,
} from '@tollgate/testing';
import { isPastAnswerDeadline } from './answer-deadline.js';
import { rejectOrder } from './reject-order.js';

const given = specification(orders);
const accepted = [orderPlaced(), orderPriced(), fraudAccepted()];

describe('rejectOrder', () => {
  it.each([
    ['card_data_lost', 'Nothing was charged. Please try again.'],
    ['unknown_card', 'The card was deleted. Nothing was charged.'],
    ['no_processor', 'No processor takes this card, currency and mode. Nothing was charged.'],
    ['processor_unavailable', 'The processor could not be reached in time. Nothing was charged. Please try again.'],
    ['currency_not_supported', 'Nothing was charged.'],
  ])('ends an accepted order that cannot be charged: %s', (code, detail) =>
    given(...accepted)
      .when(rejectOrder, code)
      .then(newEvent('OrderRejected', { code, detail })),
  );

  it.each([
    ['the issuer was asked', [fraudAccepted(), authorizationRequested()]],
    ['it ended before', [fraudAccepted(), recorded('OrderRejected', { code: 'no_processor' })]],
    ['it is held', [fraudHeld()]],
  ])('does nothing when %s', (_what, more) =>
    given(orderPlaced(), orderPriced(), ...more)
      .when(rejectOrder, 'no_processor')
      .thenNothing(),
  );
});

describe('the answer deadline', () => {
  const placed = orderPlaced({}, { occurredAt: '2026-11-23T12:00:00.000Z' });
  const at = (text: string): Date => new Date(`2026-11-23T${text}Z`);
  const order = (...more: Parameters<typeof fold>[0]): Order => fold([placed, orderPriced(), ...more]) as Order;

  it('A11: has passed ten seconds after the order was placed', () => {
    expect(isPastAnswerDeadline(order(fraudAccepted()), at('12:00:09.999'))).toBe(false);
    expect(isPastAnswerDeadline(order(fraudAccepted()), at('12:00:10.000'))).toBe(true);
  });

  it('does not count while an order waits for somebody to look at it', () =>
    expect(isPastAnswerDeadline(order(fraudHeld(), reviewResolved('accept')), at('18:00:00.000'))).toBe(false));
});
