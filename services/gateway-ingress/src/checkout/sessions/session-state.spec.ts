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
  recorded,
} from '@tollgate/testing';
import { MAX_ATTEMPTS, sessionState, statusOfSession } from './session-state.js';

const now = new Date('2026-11-28T12:00:00Z');
const record = { attempt: 1, expiresAt: new Date('2026-11-28T13:00:00Z'), canceledAt: null };
const order = (...events: readonly RecordedEvent[]) =>
  fold([orderPlaced({ type: 'preauth' }), orderPriced(), ...events]) as Order;

describe('how a session stands', () => {
  it('is open for its first try', () =>
    expect(sessionState({ ...record, attempt: 0 }, undefined, now)).toEqual({ kind: 'open', attempt: 1 }));

  it('goes on under the same number where a try was begun and the log knows nothing of it: its process may have died, or be at it', () =>
    expect(sessionState({ ...record, attempt: 3 }, undefined, now)).toEqual({ kind: 'open', attempt: 3 }));

  it.each([
    ['declined', paymentDeclined()],
    ['rejected', fraudRejected()],
    ['without an answer, and reversed', authorizationUnknown()],
  ])('takes another try once its order is %s', (_, event) =>
    expect(sessionState(record, order(event), now)).toEqual({ kind: 'open', attempt: 2, failure: 'declined' }),
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
      sessionState({ ...late, attempt: 0 }, undefined, now).kind,
      sessionState(late, 'canceled', now).kind,
      sessionState(late, order(paymentDeclined()), now).kind,
      sessionState({ ...record, attempt: 0, canceledAt: now }, undefined, now).kind,
      sessionState(record, 'canceled', now).kind,
      sessionState({ ...record, attempt: MAX_ATTEMPTS }, order(paymentDeclined()), now).kind,
    ]).toEqual(['expired', 'expired', 'expired', 'canceled', 'canceled', 'exhausted']);
  });

  it('asks to look at prices once more where the order came to another total than the page had shown', () =>
    expect(
      sessionState(record, fold([orderPlaced(), recorded('OrderPricingFailed', { code: 'total_changed' })]) as Order, now),
    ).toEqual({
      kind: 'open',
      attempt: 2,
      failure: 'total_changed',
    }));

  it('is never told as over for a moment while a try is under way that began before its end: it may yet be paid', () => {
    const seconds = (count: number) => new Date(record.expiresAt.getTime() + count * 1_000);
    const closing = sessionState(record, undefined, seconds(1));
    expect([closing, statusOfSession(closing)]).toEqual([{ kind: 'closing', isLate: false }, 'processing']);
    expect(sessionState(record, order(paymentAuthorized()), seconds(2)).kind).toBe('paid');
    expect(sessionState(record, undefined, seconds(61))).toEqual({ kind: 'closing', isLate: true });
    const revoked = { ...record, canceledAt: seconds(-120) };
    expect(sessionState(revoked, undefined, seconds(-119))).toEqual({ kind: 'closing', isLate: false });
  });

  it('is to a program expired where no try is left', () => expect(statusOfSession({ kind: 'exhausted' })).toBe('expired'));
});
