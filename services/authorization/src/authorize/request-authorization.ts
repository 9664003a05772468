import { newEvent, type OrderEvent, type ProcessorReference } from '@tollgate/contracts';
import { invariant } from '@tollgate/errors';
import { authorizationOf, fraudDecisionOf, type Order } from '@tollgate/order';
import { allDeliverables } from '../capture/deliverables.js';

/** Which processor an authorization goes to, and how it is named there. */
export interface ChosenProcessor {
  readonly processor: string;
  /** The version of the merchant's processor settings that chose; 0: the defaults. */
  readonly settingsVersion: number;
  /** Undefined where the processor names a request only in its answer. */
  readonly reference?: ProcessorReference | undefined;
}

/** Whether an order waits for its authorization: it was accepted, by fraud's rules or by whoever looked at it, and nothing was asked or
 *  rejected yet. */
export const mayAuthorize = (order: Order): boolean =>
  fraudDecisionOf(order) === 'accept' && authorizationOf(order.payment) === undefined && order.rejection === undefined;

/** What an accepted order costs, in its currency. */
export const totalOf = (order: Order) => {
  const total = order.pricing?.total;
  invariant(total !== undefined, 'an accepted order is priced');
  return total;
};

/** Asks the issuer for the priced total of an accepted order: a sale takes it at once, a preauth holds it. The intent only: it is durable
 *  before anything leaves.
 *  Answers [] when the issuer was asked already, or when the order was rejected or is held: a redelivered message is harmless. */
export const requestAuthorization = (order: Order, chosen: ChosenProcessor): readonly OrderEvent[] => {
  if (!mayAuthorize(order)) return [];
  const { reference, ...choice } = chosen;
  const data = { operation: order.placement, amount: totalOf(order), isSale: order.placed.type === 'sale', ...choice };
  return [newEvent('AuthorizationRequested', reference === undefined ? data : { ...data, reference })];
};

/** Pays an order that costs nothing: it needs no card and no processor, and what is delivered online is delivered at once.
 *  Answers [] when that is done, and for an order that is not accepted. */
export const payNothing = (order: Order): readonly OrderEvent[] => {
  if (!mayAuthorize(order)) return [];
  const paid = { operation: order.placement, amount: totalOf(order) };
  invariant(paid.amount.minor === 0n, 'only what costs nothing is paid by nothing');
  return [
    newEvent('PaymentAuthorized', paid),
    newEvent('PaymentCaptured', { ...paid, isSale: true, isFinal: true, deliverables: [...allDeliverables(order)] }),
  ];
};
