import { Inject, Injectable } from '@nestjs/common';
import { toPublicId } from '@tollgate/contracts';
import { type Clock, DomainError } from '@tollgate/errors';
import { fold } from '@tollgate/order';
import type { OrderLog } from '@tollgate/order-log';
import { CLOCK, ORDER_LOG } from '@tollgate/service';
import type { Caller } from '../../api-keys/api-keys.repository.js';
import { IdempotencyRepository, type KeyedRequest } from '../../idempotency/idempotency.repository.js';
import type { CheckoutSession } from './checkout-session.entity.js';
import { type LastTry, type SessionState, sessionState } from './session-state.js';

/** In whose name a session's orders are placed: of the API key that made it. */
export const callerOf = ({ merchant, mode, key }: Pick<CheckoutSession, 'merchant' | 'mode' | 'key'>): Caller => ({
  merchant,
  mode,
  actor: toPublicId('key', key),
});

type Tried = Pick<CheckoutSession, 'id' | 'merchant' | 'mode' | 'key' | 'attempt' | 'expiresAt' | 'canceledAt'>;

/** What came of sessions, as the log knows it. Each try to pay has an idempotency key of its own in the log, so that of all tabs, replicas and
 *  processes that died, one places its order. */
@Injectable()
export class SessionStates {
  constructor(
    @Inject(ORDER_LOG) private readonly log: OrderLog,
    private readonly idempotency: IdempotencyRepository,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** A try that was under way as the session's time ended, and of which nothing has come since, is prevented here: what is told as over is over.
   *  Throws TransientError. */
  async stateOf(session: Tried): Promise<SessionState> {
    const state = sessionState(session, await this.lastTry(session), this.clock.now());
    if (state.kind !== 'closing' || !state.isLate) return state;
    try {
      await this.prevent(session, session.attempt);
    } catch (error) {
      if (error instanceof DomainError && error.code === 'session_processing') return state;
      throw error;
    }
    return sessionState(session, await this.lastTry(session), this.clock.now());
  }

  /** Whether a try was begun of which the log knows nothing: it may be under way, and yet place its order. */
  async isUnderWay(session: Tried): Promise<boolean> {
    return session.attempt > 0 && (await this.lastTry(session)) === undefined;
  }

  /** A try as a request that happens once. It says nothing of the form: whatever another tab sends under the same number is answered by the order
   *  that is there. The key of a merchant's request is of ASCII: this one is none of theirs. */
  keyed(session: Tried, attempt: number): KeyedRequest {
    const key = `checkout→${session.id}→${attempt}`;
    const caller = callerOf(session);
    return { caller, key, fingerprint: this.idempotency.fingerprint(caller, key) };
  }

  /** Takes the key of a try that has no order, so that none comes of it, wherever it may be under way. Throws DomainError `session_processing` while
   *  this process places its order. */
  async prevent(session: Tried, attempt: number): Promise<void> {
    try {
      await this.idempotency.once(this.keyed(session, attempt), async (found) =>
        this.idempotency.keep(found, { answer: 'canceled' }),
      );
    } catch (error) {
      if (error instanceof DomainError && error.code === 'still_running') throw new DomainError('session_processing');
      throw error;
    }
  }

  private async lastTry(session: Tried): Promise<LastTry> {
    if (session.attempt === 0) return undefined;
    const { key, caller } = this.keyed(session, session.attempt);
    const { merchant, mode } = caller;
    const found = await this.log.findIdempotencyRecord({ merchant, mode, scope: 'request', key });
    if (found === undefined) return undefined;
    return found.subject === null ? 'canceled' : fold(await this.log.read(found.subject));
  }
}
