import { usd } from '@tollgate/money';
import {
  authorizationExpired,
  authorizedPreauth,
  captureRequested,
  recorded,
  refundRequested,
  voidRequested,
} from '@tollgate/testing';
import { balance } from './balance.js';
import { fold, type Order } from './order.js';

const held = authorizedPreauth(usd(10_000n));
const balanceOf = (...events: Parameters<typeof fold>[0]) => {
  const all = balance((fold([...held, ...events]) as Order).payment, 'USD');
  return Object.fromEntries(Object.entries(all).map(([name, { minor }]) => [name, Number(minor)]));
};
const capture = (id: string, minor: bigint, isFinal = false) => captureRequested({ amount: usd(minor), isFinal }, { id });
const captured = (operation: string, minor: bigint, isFinal = false) =>
  recorded('PaymentCaptured', { operation, amount: usd(minor), isFinal }, { version: 3 });
const refund = (id: string, minor: bigint) => refundRequested({ amount: usd(minor) }, { id });

describe('the balance of a payment', () => {
  it('counts a capture that is asked for as captured already, so that two at once cannot both pass', () =>
    expect(balanceOf(capture('c1', 7000n))).toMatchObject({ captured: 0, capturable: 3000, refundable: 0 }));

  it('M5: leaves 10.00 to release after captures of 70.00 and 20.00 out of 100.00', () => {
    const twice = [capture('c1', 7000n), captured('c1', 7000n), capture('c2', 2000n), captured('c2', 2000n)];
    expect(balanceOf(...twice)).toMatchObject({ captured: 9000, capturable: 1000, released: 0 });
    const asked = voidRequested({ amount: usd(1000n) }, { id: 'v1' });
    expect(balanceOf(...twice, asked)).toMatchObject({ capturable: 0, released: 0 });
    const voided = recorded('PaymentVoided', { operation: 'v1', amount: usd(1000n) }, { version: 6 });
    expect(balanceOf(...twice, asked, voided)).toMatchObject({ capturable: 0, released: 1000, refundable: 9000 });
  });

  it('releases the rest with a final capture', () =>
    expect(balanceOf(capture('c1', 7000n, true), captured('c1', 7000n, true))).toMatchObject({ capturable: 0, released: 3000 }));

  it('lets nothing be captured beside a final capture that is under way', () =>
    expect(balanceOf(capture('c1', 7000n, true))).toMatchObject({ capturable: 0 }));

  it('gives back what a failed capture had reserved', () =>
    expect(balanceOf(capture('c1', 7000n), recorded('CaptureFailed', { operation: 'c1', code: 'declined' }))).toMatchObject({
      capturable: 10_000,
    }));

  it('M3: counts refunds that are asked for', () => {
    const all = [capture('c1', 10_000n, true), captured('c1', 10_000n, true)];
    expect(balanceOf(...all, refund('r1', 6000n))).toMatchObject({ refunded: 0, refundable: 4000 });
    const done = recorded('PaymentRefunded', { operation: 'r1', amount: usd(6000n) }, { version: 5 });
    expect(balanceOf(...all, refund('r1', 6000n), done)).toMatchObject({ refunded: 6000, refundable: 4000 });
    const failed = recorded('RefundFailed', { operation: 'r1', code: 'insufficient_funds' }, { version: 5 });
    expect(balanceOf(...all, refund('r1', 6000n), failed)).toMatchObject({ refundable: 10_000 });
  });

  it('releases what was left when the authorization expired', () =>
    expect(balanceOf(authorizationExpired(usd(10_000n)))).toMatchObject({ capturable: 0, released: 10_000 }));

  it('leaves nothing, and not less, while a capture that met the end of its authorization is about to fail', () =>
    expect(balanceOf(authorizationExpired(usd(10_000n)), capture('c1', 10_000n))).toMatchObject({
      capturable: 0,
      released: 10_000,
    }));
});
