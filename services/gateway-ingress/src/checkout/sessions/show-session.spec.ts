import type { RecordedEvent } from '@tollgate/contracts';
import { fold, type Order, SAVE_CARD } from '@tollgate/order';
import { fraudAccepted, orderPlaced, orderPriced, paymentAuthorized } from '@tollgate/testing';
import { checkoutSessionSchema } from './checkout-session.schema.js';
import { NEW_SESSION, showSession } from './show-session.js';

const at = new Date('2026-11-28T12:00:00Z');
const session = {
  id: '01890a5d-ac96-774b-bcce-b302099a8057',
  merchant: 'mer_demo',
  mode: 'test',
  terms: {
    type: 'sale',
    currency: 'USD',
    items: [],
    successUrl: 'https://shop.example/',
    cancelUrl: 'https://shop.example/cart',
  },
  attempt: 0,
  expiresAt: at,
  canceledAt: null,
  createdAt: at,
} as const;
const shown = { ...session, terms: { ...session.terms, items: [] } };

describe('a session as the merchant is answered', () => {
  it('has no order and no amounts while nobody has paid', () =>
    expect(checkoutSessionSchema.parse(showSession(shown, NEW_SESSION, { url: 'https://pay' }))).toMatchObject({
      id: 'cs_01890a5dac96774bbcceb302099a8057',
      status: 'open',
      order: null,
      amounts: null,
      reference: null,
      metadata: {},
    }));

  it('names its order, with amounts once they are known', () => {
    const order = fold([orderPlaced()]) as Order;
    const state = { kind: 'processing', order } as const;
    const amounts = { subtotal: 1, shipping: 2, tax: 3, total: 6 };
    const told = (known: { [Name in keyof typeof amounts]: number | null }) =>
      showSession(shown, state, { url: 'https://pay', priced: { status: 'approved', amounts: known } });
    expect(told(amounts)).toMatchObject({
      status: 'processing',
      order: expect.stringMatching(/^ord_/),
      orderStatus: 'approved',
      amounts,
    });
    expect(told({ ...amounts, tax: null }).amounts).toBeNull();
  });

  it('names the card that its customer agreed to have kept, by the rule that it is kept by', () => {
    const placed = orderPlaced({ consents: [{ id: SAVE_CARD, text: 'Save this card.' }] });
    const events = [placed, orderPriced(), fraudAccepted()];
    const told = (...more: readonly RecordedEvent[]) =>
      showSession(shown, { kind: 'paid', order: fold([...events, ...more]) as Order }, { url: 'https://pay' }).savedCard;
    expect(told(paymentAuthorized())).toEqual({ id: 'card_1', brand: 'visa', last4: '1111' });
    expect(told()).toBeNull();
  });
});
