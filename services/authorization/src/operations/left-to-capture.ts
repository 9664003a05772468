import type { Money } from '@tollgate/money';
import { balance, isPending, type Operation, type Order } from '@tollgate/order';

/** What an operation finds of the authorization when it is its turn: authorized, and neither captured nor released. */
export const leftToCapture = ({ payment, placed }: Order): Money => balance(payment, placed.currency).remaining;

/** Whether an operation has to wait for another one on the same authorization: captures and voids go to the processor one after the other, so
 *  that what each of them finds is what the processor finds. One that gives up the rest, a void or a final capture, goes last: nothing was
 *  asked for after it, as nothing was left. A refund waits for nobody. */
export const isHeldUp = ({ payment }: Order, operation: Operation): boolean =>
  isTaking(operation) &&
  payment.operations.some(
    (other) => isTaking(other) && other.id !== operation.id && isPending(other) && isBefore(other, operation),
  );

/** The capture or void whose turn it is: asked for, not sent, and held up by none. A refund needs no turn. */
export const nextInLine = (order: Order): Operation | undefined =>
  order.payment.operations.find(
    (operation) => isTaking(operation) && operation.state === 'requested' && !isHeldUp(order, operation),
  );

const isBefore = (other: Operation, operation: Operation): boolean => {
  if (other.state === 'submitted') return true;
  return isReleasing(other) === isReleasing(operation) ? other.id < operation.id : isReleasing(operation);
};

const isReleasing = ({ kind, isFinal }: Operation): boolean => kind === 'void' || isFinal === true;

const isTaking = ({ kind }: Operation): boolean => kind === 'capture' || kind === 'void';

/** Whether something of the authorization is being captured or given up. */
export const isTakingUnderWay = ({ payment }: Order): boolean =>
  payment.operations.some((operation) => isTaking(operation) && isPending(operation));
