import { balance } from './balance.js';
import type { Order } from './order.js';
import { authorizationOf } from './payment.js';

/** What takes of an authorization: a capture some of it, a void all that is left. */
type TakingKind = 'capture' | 'void';

/** `none`: not asked for, not answered, declined, unknown, reversed, or of nothing that anybody has to pay. */
type ClosedState = 'none' | 'expired' | 'voided' | 'captured';

/** What whoever wants to take more is told. Stable: part of the API. */
const codes = {
  none: { capture: 'not_authorized', void: 'not_authorized' },
  expired: { capture: 'authorization_expired', void: 'authorization_expired' },
  voided: { capture: 'authorization_voided', void: 'already_voided' },
  captured: { capture: 'already_captured', void: 'nothing_to_void' },
} as const satisfies Readonly<Record<ClosedState, Readonly<Record<TakingKind, string>>>>;

type ClosedCode = (typeof codes)[ClosedState][TakingKind];

/** Undefined while something is left. What ended an authorization that was captured in part is what became of its rest. */
const closedStateOf = ({ payment, placed }: Order): ClosedState | undefined => {
  const authorization = authorizationOf(payment);
  if (authorization?.state !== 'succeeded') return 'none';
  if (authorization.expired !== undefined) return 'expired';
  const isDone = (wanted: TakingKind): boolean =>
    payment.operations.some(({ kind, state }) => kind === wanted && state === 'succeeded');
  if (isDone('void')) return 'voided';
  if (balance(payment, placed.currency).remaining.minor > 0n) return undefined;
  return isDone('capture') ? 'captured' : 'none';
};

/** Why nothing of the order's authorization can be captured, or given up, any more; undefined while something is left of it. Operations that
 *  are under way do not count: they may fail. */
export const closedCodeOf = (order: Order, wanted: TakingKind): ClosedCode | undefined => {
  const state = closedStateOf(order);
  return state && codes[state][wanted];
};
