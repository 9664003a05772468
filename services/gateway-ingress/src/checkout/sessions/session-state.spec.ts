import type { RecordedEvent } from '@tollgate/contracts';
import { fold, type Order } from '@tollgate/order';
import {
  authorizationUnknown,
  fraudHeld,
  fraudRejected,
  orderPlaced,
  orderPriced,
  paymentAuthorized,
  paymentDeclined,
} from '@tollgate/testing';
import { MAX_ATTEMPTS, sessionState, statusOfSession } from './session-state.js';

const now = new Date('2026-11-28T12:00:00Z');
const record = { attempt: 1, expiresAt: new Date('2026-11-28T13:00:00Z'), canceledAt: null };
const order = (...events: readonly RecordedEvent[]) =>
  fold([orderPlaced({ type: 'preauth' }), orderPriced(), ...events]) as Order;

describe('how a session stands', () => {
  it('is open for its first try', () =>
    expect(sessionState({ ...record, attempt: 0 }, undefined, now)).toEqual({ kind: 'open', attempt: 1, hasFailed: false }));

  it('goes on under the same number where a try was begun and the log knows nothing of it: its process may have died, or be at it', () =>
    expect(sessionState({ ...record, attempt: 3 }, undefined, now)).toEqual({ kind: 'open', attempt: 3, hasFailed: false }));

  it.each([
    ['declined', paymentDeclined()],
    ['rejected', fraudRejected()],
    ['without an answer, and reversed', authorizationUnknown()],
  ])('takes another try once its order is %s', (_, event) =>
    expect(sessionState(record, order(event), now)).toEqual({ kind: 'open', attempt: 2, hasFailed: true }),
  );

  it.each([
    ['has no outcome yet', []],
    ['is held for review', [fraudHeld()]],
  ])('waits for an order that %s, and takes no other, were its time over or not', (_, events) => {
    for (const expiresAt of [record.expiresAt, new Date(0)])
      expect(sessionState({ ...record, expiresAt }, order(...events), now)).toMatchObject({ kind: 'processing' });
  });

  it('is paid by an order that is approved, also where it was about to be ended', () =>
    expect(sessionState({ ...record, canceledAt: now }, order(paymentAuthorized()), now).kind).toBe('paid'));

  it('is over when its time is, when it was ended, when the last try was prevented, and after too many tries', () => {
    const late = { ...record, expiresAt: now };
    expect([
      sessionState(late, undefined, now).kind,
      sessionState(late, order(paymentDeclined()), now).kind,
      sessionState({ ...record, canceledAt: now }, undefined, now).kind,
      sessionState(record, 'canceled', now).kind,
      sessionState({ ...record, attempt: MAX_ATTEMPTS }, order(paymentDeclined()), now).kind,
    ]).toEqual(['expired', 'expired', 'canceled', 'canceled', 'exhausted']);
  });

  it('is to a program expired where no try is left', () => expect(statusOfSession({ kind: 'exhausted' })).toBe('expired'));
});
