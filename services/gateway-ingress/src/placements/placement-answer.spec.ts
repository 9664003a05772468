import type { RecordedEvent } from '@tollgate/contracts';
import { fold, type Order } from '@tollgate/order';
import { authorizationUnknown, fraudHeld, fraudRejected, orderPlaced, orderPriced, paymentDeclined } from '@tollgate/testing';
import { placementAnswer } from './placement-answer.js';

const answerAfter = (...events: readonly RecordedEvent[]) =>
  placementAnswer(
    { order: fold([orderPlaced(), orderPriced(), ...events]) as Order, requestId: 'req_1' },
    { linkOf: () => 'https://d/1', licenseKeyOf: () => '' },
  );

describe('the answer to a placed order', () => {
  it.each([
    ['wrong security code', paymentDeclined({ code: 'incorrect_cvc' })],
    ['empty account', paymentDeclined({ code: 'insufficient_funds' })],
    ['silent issuer', authorizationUnknown()],
    ['code that nobody explains', paymentDeclined({ code: 'x' })],
  ])('O1: says of a decline for a %s that another try needs a new Idempotency-Key', (_, event) => {
    const { status, body } = answerAfter(event);
    expect(status).toBe(402);
    expect(body).toMatchObject({ detail: expect.stringMatching(/Nothing of a security code is kept.*new Idempotency-Key/) });
  });

  it('says nothing of the kind of a rejection, which another try does not change', () =>
    expect(JSON.stringify(answerAfter(fraudRejected('card_velocity')).body)).not.toContain('Idempotency-Key'));

  it('is 202 with a Location while the order is pending or held', () => {
    for (const { status, headers } of [answerAfter(), answerAfter(fraudHeld())]) {
      expect([status, headers?.location]).toEqual([202, '/v1/orders/ord_01890a5dac96774bbcceb302099a8057']);
    }
  });
});
