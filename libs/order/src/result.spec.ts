import { usd } from '@tollgate/money';
import {
  downloadsGranted,
  fraudAccepted,
  onlineLine,
  orderPlaced,
  orderPriced,
  paymentAuthorized,
  paymentCaptured,
  shippedLine,
} from '@tollgate/testing';
import { fold, type Order } from './order.js';
import { isGrantDue } from './result.js';

const captured = (lines: readonly object[], ...after: Parameters<typeof fold>[0]): Order =>
  fold([
    orderPlaced({ lines: lines as never }),
    orderPriced({ total: usd(1999n) }),
    fraudAccepted(),
    paymentAuthorized({ amount: usd(1999n) }),
    paymentCaptured({ amount: usd(1999n) }),
    ...after,
  ]) as Order;

describe('what a capture brings', () => {
  it('has still to be said until its grant is there, were it one of nothing', () => {
    expect(isGrantDue(captured([onlineLine]))).toBe(true);
    expect(isGrantDue(captured([onlineLine], downloadsGranted()))).toBe(false);
    expect(isGrantDue(captured([onlineLine], downloadsGranted({ entitlements: [], expiresAt: '' })))).toBe(false);
  });

  it('is not waited for where nothing is online, or only what a later release can deliver', () => {
    expect(isGrantDue(captured([shippedLine]))).toBe(false);
    expect(isGrantDue(captured([{ ...onlineLine, forms: [{}] }]))).toBe(false);
    expect(isGrantDue(captured([{ ...onlineLine, forms: [{}] }, onlineLine]))).toBe(true);
  });

  it('is not waited for before anything was captured', () =>
    expect(isGrantDue(fold([orderPlaced({ lines: [onlineLine] }), orderPriced(), paymentAuthorized()]) as Order)).toBe(false));
});
