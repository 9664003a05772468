import { newEvent, type OrderEvent } from '@tollgate/contracts';
import type { Order } from '@tollgate/order';
import { isOpen } from './has-outcome.js';

/** Why nobody knows what came of a request: the acquirer was silent, the link broke, or the process that asked is gone. */
export type TimeOutCause = 'no_answer' | 'link_lost' | 'recovered';

/** Gives up on a request whose outcome is unknown; the merchant is told declined, and a reversal follows.
 *  Answers [] when the outcome is known, or nothing was asked. */
export const timeOutAuthorization = (order: Order, cause: TimeOutCause): readonly OrderEvent[] =>
  isOpen(order) ? [newEvent('AuthorizationTimedOut', { cause })] : [];
