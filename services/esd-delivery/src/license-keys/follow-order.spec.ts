import { fold, type Order } from '@tollgate/order';
import {
  authorizationRequested,
  bookEntitlement,
  captureRequested,
  downloadsGranted,
  fraudAccepted,
  fraudHeld,
  onlineLine,
  orderPlaced,
  orderPriced,
  paymentAuthorized,
  paymentCaptured,
  recorded,
} from '@tollgate/testing';
import { followOrder, type TakenKey } from './follow-order.js';

const operation = orderPlaced().header.id;
const line = { ...onlineLine, forms: [{ form: { case: 'licenseKeys', value: { kind: 'pool', activations: 2 } } }] as never };
const placed = orderPlaced({ lines: [line] });
const approved = [placed, orderPriced(), fraudAccepted(), authorizationRequested(), paymentAuthorized()];
const form = { case: 'licenseKeys', value: { kind: 'pool', activations: 2, keys: [{ id: 'k1', sealed: 's' }] } } as never;
const granted = downloadsGranted({ entitlements: [{ ...bookEntitlement, form }] });
const key = (id: string, of: Partial<TakenKey> = {}): TakenKey => ({ id, kind: 'pool', state: 'reserved', isOld: false, ...of });
const orderOf = (...events: Parameters<typeof fold>[0]): Order => fold(events) as Order;

describe('the keys of an order', () => {
  it('are kept while it may still be paid, however long that takes', () => {
    const old = [key('k1', { isOld: true })];
    expect(followOrder(old, orderOf(placed))).toEqual([]);
    expect(followOrder(old, orderOf(placed, orderPriced(), fraudHeld()))).toEqual([]);
    expect(followOrder(old, orderOf(...approved))).toEqual([]);
    expect(followOrder(old, orderOf(...approved, captureRequested()))).toEqual([]);
    expect(followOrder(old, orderOf(...approved, paymentCaptured()))).toEqual([]);
  });

  it('are issued once granted, with as many activations as were sold', () => {
    const order = orderOf(...approved, paymentCaptured(), granted);
    expect(followOrder([key('k1')], order)).toEqual([{ id: 'k1', to: 'issued', activations: 2 }]);
    expect(followOrder([key('k1', { state: 'issued' })], order)).toEqual([]);
  });

  it('that nobody was told go back to their pool once all is granted, and made ones go', () => {
    const order = orderOf(...approved, paymentCaptured(), granted);
    expect(followOrder([key('k2'), key('k3', { kind: 'signed' })], order)).toEqual([
      { id: 'k2', to: 'free' },
      { id: 'k3', to: 'gone' },
    ]);
  });

  it('go back where it ended without money', () => {
    const rejected = recorded('OrderRejected', { code: 'card_blocked' });
    const declined = recorded('PaymentDeclined', { operation, code: 'do_not_honor' });
    const failed = recorded('OrderPricingFailed', { code: 'destination_not_served' });
    for (const end of [rejected, declined, failed]) {
      expect(followOrder([key('k1')], orderOf(placed, ...(end === failed ? [] : approved.slice(1, 4)), end))).toEqual([
        { id: 'k1', to: 'free' },
      ]);
    }
  });

  it('are revoked with their line, whether that they were issued was written down or not, and stay so', () => {
    const revoked = recorded('DownloadAccessRevoked', { entitlements: [0] });
    const order = orderOf(...approved, paymentCaptured(), granted, revoked);
    for (const state of ['reserved', 'issued']) {
      expect(followOrder([key('k1', { state })], order)).toEqual([{ id: 'k1', to: 'revoked' }]);
    }
    expect(followOrder([key('k1', { state: 'revoked' })], order)).toEqual([]);
  });

  it('are issued again where the refunded line was paid again, and its customer has what they had', () => {
    const revoked = recorded('DownloadAccessRevoked', { entitlements: [0] });
    const again = downloadsGranted({ entitlements: [{ ...bookEntitlement, index: 1, form }] });
    const order = orderOf(...approved, paymentCaptured(), granted, revoked, again);
    expect(followOrder([key('k1', { state: 'revoked' })], order)).toEqual([{ id: 'k1', to: 'issued', activations: 2 }]);
    expect(followOrder([key('k1', { state: 'issued' })], order)).toEqual([]);
  });

  it('of an order that is not in the log are given back after an hour, and not before', () => {
    expect(followOrder([key('k1')], undefined)).toEqual([]);
    expect(followOrder([key('k1', { isOld: true })], undefined)).toEqual([{ id: 'k1', to: 'free' }]);
    expect(followOrder([key('k1', { isOld: true, state: 'issued' })], undefined)).toEqual([]);
  });
});
