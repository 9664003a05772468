import type { RecordedEvent } from '@tollgate/contracts';
import { fraudAccepted, orderPlaced, orderPriced, paymentAuthorized, paymentDeclined } from '@tollgate/testing';
import { fold, type Order } from '../order.js';
import { isCardKept, SAVE_CARD } from './kept-card.js';

const agreed = { consents: [{ id: SAVE_CARD, text: 'Save this card.' }] };
const card = { token: 'card_1', brand: 'visa', bin: '411111', last4: '1111' };
const isKept = (placed: Parameters<typeof orderPlaced>[0], ...events: readonly RecordedEvent[]) =>
  isCardKept(fold([orderPlaced(placed), orderPriced(), fraudAccepted(), ...events]) as Order);

describe('the card of an order', () => {
  it('is kept where its customer agreed to it and it was paid', () => expect(isKept(agreed, paymentAuthorized())).toBe(true));

  it.each([
    ['nobody agreed', {}, paymentAuthorized()],
    ['they agreed to something else', { consents: [{ id: 'terms', text: 'Terms' }] }, paymentAuthorized()],
    ['the issuer declined it', agreed, paymentDeclined()],
    ['it was a saved one already', { ...agreed, card: { ...card, isStored: true } }, paymentAuthorized()],
    ['there is none', { ...agreed, card: undefined }, paymentAuthorized()],
  ])('is not where %s', (_, placed, event) => expect(isKept(placed as Parameters<typeof orderPlaced>[0], event)).toBe(false));
});
