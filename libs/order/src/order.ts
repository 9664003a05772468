import type { EventData, PinnedFile, RecordedEvent, Stream } from '@tollgate/contracts';
import type { Money } from '@tollgate/money';

export type Decision = 'accept' | 'review' | 'reject';

/** An order as its events tell it. Nothing is stored of it: whoever needs it folds the log. */
export interface Order {
  /** uuid */
  readonly id: string;
  readonly merchant: string;
  readonly mode: 'test' | 'live';
  /** RFC 3339 */
  readonly placedAt: string;
  readonly placed: EventData<'OrderPlaced'>;
  /** How far each stream has come, and the hash it ends in: what the next event of the stream builds on. */
  readonly heads: Readonly<Partial<Record<Stream, Head>>>;
  readonly pricing?: EventData<'OrderPriced'>;
  readonly pricingFailure?: EventData<'OrderPricingFailed'>;
  readonly fraud?: EventData<'FraudAssessed'> & { readonly decision: string };
  readonly captureRequested?: Money;
  readonly payment: Payment;
  readonly delivery: Delivery;
  readonly receipt?: { readonly messageId: string; readonly isSent: boolean };
}

export interface Head {
  readonly version: number;
  /** Hexadecimal. */
  readonly hash: string;
}

export interface Payment {
  readonly requested?: EventData<'AuthorizationRequested'> & { readonly eventId: string };
  readonly authorized?: EventData<'PaymentAuthorized'>;
  readonly declined?: EventData<'PaymentDeclined'>;
  readonly timedOut?: EventData<'AuthorizationTimedOut'>;
  readonly reversed?: EventData<'AuthorizationReversed'>;
  readonly captureSubmitted?: EventData<'CaptureSubmitted'>;
  readonly captured?: EventData<'PaymentCaptured'>;
  readonly rejected?: EventData<'OrderRejected'>;
}

export interface Delivery {
  readonly entitlements: readonly EntitlementState[];
  /** RFC 3339; empty until downloads were granted. */
  readonly expiresAt: string;
  readonly isClosed: boolean;
}

/** What one order line lets the customer fetch: one of its files. */
export interface EntitlementState {
  readonly index: number;
  readonly line: number;
  readonly sku: string;
  readonly file: PinnedFile;
  readonly generation: number;
  readonly isStarted: boolean;
  readonly isComplete: boolean;
}

const begin = (event: RecordedEvent & { type: 'OrderPlaced' }): Order => ({
  id: event.header.order,
  merchant: event.header.merchant,
  mode: event.header.mode,
  placedAt: event.header.occurredAt,
  placed: event.data,
  heads: {},
  payment: {},
  delivery: { entitlements: [], expiresAt: '', isClosed: false },
});

const entitlementsOf = (data: EventData<'DownloadsGranted'>): readonly EntitlementState[] =>
  data.entitlements.map(({ index, line, sku, file, generation }) => {
    if (file === undefined) throw new TypeError('an entitlement names a file');
    return { index, line, sku, file, generation, isStarted: false, isComplete: false };
  });

const changeEntitlement = (order: Order, index: number, change: Partial<EntitlementState>): Order => ({
  ...order,
  delivery: {
    ...order.delivery,
    entitlements: order.delivery.entitlements.map((one) => (one.index === index ? { ...one, ...change } : one)),
  },
});

const pay = (order: Order, change: Partial<Payment>): Order => ({ ...order, payment: { ...order.payment, ...change } });

const evolvePayment = (order: Order, event: RecordedEvent): Order => {
  switch (event.type) {
    case 'AuthorizationRequested':
      return pay(order, { requested: { ...event.data, eventId: event.header.id } });
    case 'PaymentAuthorized':
      return pay(order, { authorized: event.data });
    case 'PaymentDeclined':
      return pay(order, { declined: event.data });
    case 'AuthorizationTimedOut':
      return pay(order, { timedOut: event.data });
    case 'AuthorizationReversed':
      return pay(order, { reversed: event.data });
    case 'CaptureSubmitted':
      return pay(order, { captureSubmitted: event.data });
    case 'PaymentCaptured':
      return pay(order, { captured: event.data });
    case 'OrderRejected':
      return pay(order, { rejected: event.data });
    default:
      return order;
  }
};

const evolveDelivery = (order: Order, event: RecordedEvent): Order => {
  switch (event.type) {
    case 'DownloadsGranted':
      return {
        ...order,
        delivery: { ...order.delivery, entitlements: entitlementsOf(event.data), expiresAt: event.data.expiresAt },
      };
    case 'DownloadStarted':
      return changeEntitlement(order, event.data.entitlement, { isStarted: true });
    case 'DownloadCompleted':
      return changeEntitlement(order, event.data.entitlement, { isComplete: true });
    case 'DownloadAccessClosed':
      return { ...order, delivery: { ...order.delivery, isClosed: true } };
    default:
      return order;
  }
};

const evolveRest = (order: Order, event: RecordedEvent): Order => {
  switch (event.type) {
    case 'CaptureRequested':
      return event.data.amount === undefined ? order : { ...order, captureRequested: event.data.amount };
    case 'OrderPriced':
      return { ...order, pricing: event.data };
    case 'OrderPricingFailed':
      return { ...order, pricingFailure: event.data };
    case 'FraudAssessed':
      return { ...order, fraud: event.data };
    case 'ReceiptSent':
      return { ...order, receipt: { messageId: event.data.messageId, isSent: true } };
    case 'ReceiptFailed':
      return { ...order, receipt: { messageId: event.data.messageId, isSent: false } };
    default:
      return order;
  }
};

const evolveStream: Readonly<Record<Stream, (order: Order, event: RecordedEvent) => Order>> = {
  order: evolveRest,
  pricing: evolveRest,
  fraud: evolveRest,
  payment: evolvePayment,
  delivery: evolveDelivery,
  notice: evolveRest,
};

/** One event further. Total: an event of a stream that this release does not know leaves the order as it is.
 *  Each stream changes parts of its own only, so how unrelated streams interleave does not matter (a property test). */
export const evolve = (order: Order, event: RecordedEvent): Order => {
  const { stream, version } = event.header;
  const next = evolveStream[stream]?.(order, event) ?? order;
  return { ...next, heads: { ...next.heads, [stream]: { version, hash: event.hash } } };
};

/** The order its events tell, oldest first; undefined where nothing was placed (yet). */
export const fold = (events: readonly RecordedEvent[]): Order | undefined => {
  const [first] = events;
  if (first?.type !== 'OrderPlaced') return undefined;
  return events.reduce(evolve, begin(first));
};
