import { type Order, placementResult } from '@tollgate/order';

/** What the row of a session says. */
export interface SessionRecord {
  readonly attempt: number;
  readonly expiresAt: Date;
  readonly canceledAt: Date | null;
}

/** What the log says of the session's last try to pay: nothing, that its key was taken so that no order can come of it, or its order. */
export type LastTry = undefined | 'canceled' | Order;

/** Why the try before an open one came to nothing: declined or rejected; or prices were others than the page had shown. */
export type TryFailure = 'declined' | 'total_changed';

/** How a session stands. */
export type SessionState =
  /** `attempt`: the number under which the next try is placed. `failure`: of the one before it. */
  | { readonly kind: 'open'; readonly attempt: number; readonly failure?: TryFailure }
  | { readonly kind: 'processing' | 'paid'; readonly order: Order }
  /** Its time is over, and its last try may yet place an order. `isLate`: whoever was at it has had the time for it, and it is to be prevented. */
  | { readonly kind: 'closing'; readonly isLate: boolean }
  | { readonly kind: 'expired' | 'canceled' | 'exhausted' };

/** Whoever tries more cards than this in one session is no customer (S13). */
export const MAX_ATTEMPTS = 10;

/** A try places its order within seconds, or nobody hears of it. */
const CLOSING_MS = 60_000;

/** Since when nobody begins a try any more; undefined as long as somebody may. */
const overSince = ({ expiresAt, canceledAt }: SessionRecord, now: Date): Date | undefined => {
  const end = canceledAt !== null && canceledAt < expiresAt ? canceledAt : expiresAt;
  return canceledAt === null && end > now ? undefined : end;
};

const ended = ({ canceledAt }: SessionRecord): SessionState => ({ kind: canceledAt === null ? 'expired' : 'canceled' });

/** A try of which the log knows nothing may be under way, or its process died: it goes on under its own number, so that whichever order comes first
 *  is the only one. */
const untried = (record: SessionRecord, now: Date): SessionState => {
  const since = overSince(record, now);
  if (since === undefined) return { kind: 'open', attempt: Math.max(record.attempt, 1) };
  if (record.attempt === 0) return ended(record);
  return { kind: 'closing', isLate: now.getTime() - since.getTime() >= CLOSING_MS };
};

const afterFailure = (record: SessionRecord, failure: TryFailure, now: Date): SessionState => {
  if (overSince(record, now) !== undefined) return ended(record);
  return record.attempt >= MAX_ATTEMPTS ? { kind: 'exhausted' } : { kind: 'open', attempt: record.attempt + 1, failure };
};

/** How a session stands: an order that is approved has paid it, one that may yet be is waited for, and only after one that certainly failed may
 *  another be placed, under the next number. */
export const sessionState = (record: SessionRecord, last: LastTry, now: Date): SessionState => {
  if (last === undefined) return untried(record, now);
  if (last === 'canceled') return overSince(record, now) === undefined ? { kind: 'canceled' } : ended(record);
  const result = placementResult(last);
  if (result === 'approved') return { kind: 'paid', order: last };
  if (result === undefined || result === 'review') return { kind: 'processing', order: last };
  return afterFailure(record, result === 'pricing_failed' ? 'total_changed' : 'declined', now);
};

/** As the merchant's program is told: nobody pays in a session that has no try left. */
export const statusOfSession = ({ kind }: SessionState): 'open' | 'processing' | 'paid' | 'expired' | 'canceled' => {
  if (kind === 'closing') return 'processing';
  return kind === 'exhausted' ? 'expired' : kind;
};
