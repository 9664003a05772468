import type { RecordedEvent } from '@tollgate/contracts';
import { usd } from '@tollgate/money';
import { fold, type Order, operationOf } from '@tollgate/order';
import {
  authorizedPreauth,
  captureRequested,
  paymentCaptured,
  recorded,
  refundRequested,
  voidRequested,
} from '@tollgate/testing';
import { isHeldUp, leftToCapture, nextInLine } from './left-to-capture.js';

const held = authorizedPreauth();
const id = (n: number): string => `01890a5d-ac96-7000-8000-0000000000${n}`;
const capture = (n: number, isFinal = false) => captureRequested({ amount: usd(100n), isFinal }, { id: id(n) });
const end = (n: number) => voidRequested({ amount: usd(100n) }, { id: id(n) });
const submitted = (n: number) => recorded('CaptureSubmitted', { operation: id(n), amount: usd(100n) }, { version: 3 });
const captured = (n: number) =>
  paymentCaptured({ operation: id(n), amount: usd(100n), isSale: false, isFinal: false, deliverables: [] }, { version: 4 });

const waits = (n: number, ...events: readonly RecordedEvent[]): boolean => {
  const order = fold([...held, ...events]) as Order;
  return isHeldUp(order, operationOf(order.payment, id(n)) as never);
};

describe('an operation', () => {
  it('waits for the one that was asked for before it', () => {
    expect(waits(12, capture(11), capture(12))).toBe(true);
    expect(waits(11, capture(11), capture(12))).toBe(false);
  });

  it('waits for whatever is with the processor', () => {
    expect(waits(11, capture(11), capture(12), submitted(12))).toBe(true);
    expect(waits(11, capture(11), capture(12), submitted(12), captured(12))).toBe(false);
  });

  it.each([
    ['a void', end(10)],
    ['a final capture', capture(10, true)],
  ])('I5: that gives up the rest, %s, goes last, also where its id is the smaller one of the same millisecond', (_what, last) => {
    expect(waits(10, capture(11), last)).toBe(true);
    expect(waits(11, capture(11), last)).toBe(false);
  });

  it('that gives up the rest does not wait for another one that waits for it', () => {
    expect([waits(10, end(10), end(11)), waits(11, end(10), end(11))]).toEqual([false, true]);
  });

  it('that gives money back waits for nobody', () =>
    expect(waits(12, capture(11), refundRequested({ amount: usd(1n) }, { id: id(12) }))).toBe(false));
});

it('whose turn comes when one ends is the capture or void that nothing holds up, not a refund that was asked for before it', () => {
  const nextOf = (...events: readonly RecordedEvent[]) => nextInLine(fold([...held, ...events]) as Order)?.id;
  const refund = refundRequested({ amount: usd(1n) }, { id: id(12) });
  const done = [capture(11), submitted(11), captured(11)];
  expect(nextOf(...done, refund, end(13), capture(14))).toBe(id(14));
  expect(nextOf(...done, refund)).toBeUndefined();
  expect(nextOf(capture(11), submitted(11), capture(13))).toBeUndefined();
});

it('what is left is what was neither captured nor given up, whatever is under way', () => {
  const order = fold([...held, capture(11), submitted(11), captured(11), capture(12), submitted(12)]) as Order;
  expect(leftToCapture(order)).toEqual(usd(5326n));
});
