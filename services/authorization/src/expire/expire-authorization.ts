import { newEvent, type OrderEvent } from '@tollgate/contracts';
import { authorizationOf, type Order } from '@tollgate/order';
import { isTakingUnderWay, leftToCapture } from '../operations/left-to-capture.js';

/** Whether something of an authorization may still expire: an amount is held, and its time is known. */
export const mayExpire = (order: Order): boolean => {
  const authorization = authorizationOf(order.payment);
  return (
    authorization?.state === 'succeeded' &&
    authorization.expiresAt !== undefined &&
    authorization.expired === undefined &&
    leftToCapture(order).minor > 0n
  );
};

/** Ends an authorization whose time is over, with what was not captured by then.
 *  Answers [] before that time, when nothing is left, and while a capture or a void is under way: its outcome says what is left. It is
 *  appended where the captures' intents are, so that of a capture and the expiry one comes first, and the other one sees it. */
export const expireAuthorization = (order: Order, now: Date): readonly OrderEvent[] => {
  const authorization = authorizationOf(order.payment);
  if (authorization?.expiresAt === undefined || !mayExpire(order) || isTakingUnderWay(order)) return [];
  if (now.getTime() < Date.parse(authorization.expiresAt)) return [];
  return [newEvent('AuthorizationExpired', { operation: authorization.id, amount: leftToCapture(order) })];
};
