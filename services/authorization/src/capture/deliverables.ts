import type { EventInit } from '@tollgate/contracts';
import { isOnline, type Order } from '@tollgate/order';

/** The lines that a capture makes deliverable online, with what each of them is delivered in. */
export type Deliverables = NonNullable<EventInit<'PaymentCaptured'>['deliverables']>;

const deliverable = ({ sku, forms, quantity }: Order['placed']['lines'][number], line: number): Deliverables[number] => ({
  line,
  sku,
  forms,
  quantity,
});

/** Every line of the order that is delivered online. */
export const allDeliverables = (order: Order): Deliverables =>
  order.placed.lines.flatMap((line, index) => (isOnline(line) ? [deliverable(line, index + 1)] : []));

/** The online lines that no capture has made deliverable yet. */
export const openDeliverables = (order: Order): Deliverables => {
  const isDeliverable = (line: number | undefined): boolean =>
    order.payment.operations.some(({ deliverableLines = [] }) => line !== undefined && deliverableLines.includes(line));
  return allDeliverables(order).filter(({ line }) => !isDeliverable(line));
};
