import { type Order, placementResult } from '@tollgate/order';

/** What the row of a session says. */
export interface SessionRecord {
  readonly attempt: number;
  readonly expiresAt: Date;
  readonly canceledAt: Date | null;
}

/** What the log says of the session's last try to pay: nothing, that its key was taken so that no order can come of it, or its order. */
export type LastTry = undefined | 'canceled' | Order;

/** How a session stands. */
export type SessionState =
  /** `attempt`: the number under which the next try is placed. `hasFailed`: the one before it was declined or rejected. */
  | { readonly kind: 'open'; readonly attempt: number; readonly hasFailed: boolean }
  | { readonly kind: 'processing' | 'paid'; readonly order: Order }
  | { readonly kind: 'expired' | 'canceled' | 'exhausted' };

/** Whoever tries more cards than this in one session is no customer (S13). */
export const MAX_ATTEMPTS = 10;

const openUnlessOver = ({ expiresAt, canceledAt }: SessionRecord, now: Date, open: SessionState): SessionState => {
  if (canceledAt !== null) return { kind: 'canceled' };
  return expiresAt.getTime() <= now.getTime() ? { kind: 'expired' } : open;
};

/** How a session stands: an order that is approved has paid it, one that may yet be is waited for, and only after one that certainly failed may
 *  another be placed, under the next number. A try that the log knows nothing of may be under way, or its process died: it goes on under its own
 *  number, so that whichever order comes first is the only one. */
export const sessionState = (record: SessionRecord, last: LastTry, now: Date): SessionState => {
  const { attempt } = record;
  if (last === 'canceled') return { kind: 'canceled' };
  if (last === undefined) return openUnlessOver(record, now, { kind: 'open', attempt: Math.max(attempt, 1), hasFailed: false });
  const result = placementResult(last);
  if (result === 'approved') return { kind: 'paid', order: last };
  if (result === undefined || result === 'review') return { kind: 'processing', order: last };
  const next: SessionState =
    attempt >= MAX_ATTEMPTS ? { kind: 'exhausted' } : { kind: 'open', attempt: attempt + 1, hasFailed: true };
  return openUnlessOver(record, now, next);
};

/** As the merchant's program is told: nobody pays in a session that has no try left. */
export const statusOfSession = ({ kind }: SessionState): 'open' | 'processing' | 'paid' | 'expired' | 'canceled' =>
  kind === 'exhausted' ? 'expired' : kind;
