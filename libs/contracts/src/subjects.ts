import type { EventType } from './catalogue.js';
import type { EventHeader } from './envelope.js';

/** The JetStream stream that carries the events of the log. */
export const ordersStream = 'ORDERS';
export const ordersSubjects = 'order.>';

/** `order.<merchant>.<Event>`. Without the order's id: JetStream keeps an entry per subject and walks all that a filter matches (ADR 14). */
export const eventSubject = ({ merchant, type }: EventHeader): string => `order.${merchant}.${type}`;
/** The subject of one type of event, of any merchant and order. */
export const eventFilter = (type: EventType): string => `order.*.${type}`;

/** Core subject that wakes whoever waits for an order's outcome: a hint, lost without harm; its body is the event's type. */
export const outcomeSubject = (order: string): string => `outcome.${order}`;
export const outcomeFilter = 'outcome.*';

/** Requests between services; the first word is the service that answers. */
export const requests = {
  storeCard: 'authorization.vault.store',
  takeCvc: (replica: string): string => `authorization.vault.cvc.${replica}`,
  pinFiles: 'esd-delivery.goods.pin',
  putGood: 'esd-delivery.goods.put',
  listGoods: 'esd-delivery.goods.list',
  openUpload: 'esd-delivery.goods.upload',
  quote: 'tax-shipping.quote',
  sales: 'reporting.sales',
  listOrders: 'reporting.orders',
  rebuild: 'reporting.rebuild',
  rebuildProgress: 'reporting.rebuild.progress',
  /** Any service that listens to events. */
  listParked: (service: string): string => `${service}.parked.list`,
  redriveParked: (service: string): string => `${service}.parked.redrive`,
} as const;
