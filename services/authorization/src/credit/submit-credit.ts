import { newEvent, type OrderEvent, type ProcessorReference } from '@tollgate/contracts';
import { type Order, operationOf } from '@tollgate/order';

/** Which processor a credit goes to, and how it is named there. */
export interface CreditRoute {
  readonly processor: string;
  /** The version of the merchant's processor settings that chose; 0: the defaults. */
  readonly settingsVersion: number;
  readonly reference: ProcessorReference | undefined;
}

/** Gives money to a card without a sale before it. The intent only: it is durable before anything leaves. Answers [] when it was submitted
 *  already, or was refused. */
export const submitCredit = (order: Order, id: string, { reference, ...chosen }: CreditRoute): readonly OrderEvent[] => {
  const credit = operationOf(order.payment, id);
  if (credit?.kind !== 'credit' || credit.state !== 'requested') return [];
  return [newEvent('CreditSubmitted', { operation: id, amount: credit.amount, ...chosen, ...(reference && { reference }) })];
};
