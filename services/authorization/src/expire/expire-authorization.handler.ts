import type { Clock } from '@tollgate/errors';
import { authorizationOf, type Order } from '@tollgate/order';
import { causeOf, type OrderLog, orderTarget } from '@tollgate/order-log';
import type { DueItem, DueWork, DueWorkHandler, Handled } from '@tollgate/postgres';
import { expireAuthorization, mayExpire } from './expire-authorization.js';

const KIND = 'expire';
/** Longer than it takes, and short for whoever waits after a crash. */
const LEASE_MS = 20_000;
/** While a capture or void is under way when the time is over. */
const LOOK_AGAIN_MS = 60_000;

export interface ExpireParts {
  readonly log: OrderLog;
  readonly dueWork: Pick<DueWork, 'schedule'>;
  readonly clock: Clock;
}

/** Ends authorizations when their time is over. */
export class ExpireAuthorizationHandler implements DueWorkHandler {
  readonly kind = KIND;
  readonly leaseMs = LEASE_MS;

  constructor(private readonly parts: ExpireParts) {}

  /** Sees to it that an order's authorization ends then, unless all of it is captured or given up. Called again, changes nothing. */
  schedule(order: string, at: Date): Promise<void> {
    return this.parts.dueWork.schedule({ kind: KIND, key: order, dueAt: at, onExisting: 'keep' });
  }

  readonly handle = async ({ key: order }: DueItem): Promise<Handled> => {
    const { log, clock } = this.parts;
    const target = orderTarget(order);
    const { state, events } = await log.load(target);
    const authorized = events.find(({ type }) => type === 'PaymentAuthorized');
    if (authorized === undefined || !mayExpire(state)) return 'done';
    const cause = { ...causeOf(authorized), appends: 'AuthorizationExpired' } as const;
    const expired = await log.decide(target, cause, (now) => expireAuthorization(now, clock.now()));
    return expired.length > 0 ? 'done' : { postponeMs: pauseMs(state, clock.now()) };
  };
}

const pauseMs = ({ payment }: Order, now: Date): number => {
  const leftMs = Date.parse(authorizationOf(payment)?.expiresAt ?? '') - now.getTime();
  return leftMs > 0 ? leftMs : LOOK_AGAIN_MS;
};
