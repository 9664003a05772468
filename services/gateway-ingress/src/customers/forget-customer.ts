import { type MerchantEvent, newEvent, type RecordedEvent, type RecordedEventOf } from '@tollgate/contracts';
import { derivedId } from '@tollgate/crypto';
import type { SubjectFold } from '@tollgate/order';
import type { Target } from '@tollgate/order-log';
import type { Caller } from '../api-keys/api-keys.repository.js';

export type Forgotten = RecordedEventOf<'CustomerForgotten'>;
export const isForgotten = (event: RecordedEvent): event is Forgotten => event.type === 'CustomerForgotten';

/** What was forgotten of a customer: the orders (uuids) whose keys are deleted. */
export type ForgottenOrders = ReadonlySet<string>;

const forgottenOrders: SubjectFold<ForgottenOrders> = {
  kind: 'merchant',
  fold: (events) => new Set(events.filter(isForgotten).flatMap(({ data }) => data.orders)),
};

/** A customer at a merchant, in one mode: a subject of its own, so that who forgets them reads nothing else. */
export const customerTarget = ({ merchant, mode }: Pick<Caller, 'merchant' | 'mode'>, name: string): Target<ForgottenOrders> => ({
  fold: forgottenOrders,
  id: derivedId('customer', merchant, mode, name),
  merchant,
  mode,
});

/** Forgets a customer as far as these orders go, oldest first. [] where nothing is left of them to forget: somebody else was quicker. */
export const forgetCustomer = (
  forgotten: ForgottenOrders,
  { customer, orders }: { readonly customer: string; readonly orders: readonly string[] },
): readonly MerchantEvent[] => {
  const left = orders.filter((order) => !forgotten.has(order));
  return left.length === 0 ? [] : [newEvent('CustomerForgotten', { customer, orders: left })];
};
