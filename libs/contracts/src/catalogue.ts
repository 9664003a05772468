import type { DescMessage, MessageInitShape, MessageShape } from '@bufbuild/protobuf';
import { create, getOption } from '@bufbuild/protobuf';
import * as delivery from './generated/tollgate/delivery/v1/delivery_pb.js';
import * as fraud from './generated/tollgate/fraud/v1/fraud_pb.js';
import { event as eventOption } from './generated/tollgate/log/v1/log_pb.js';
import * as notice from './generated/tollgate/notice/v1/notice_pb.js';
import * as order from './generated/tollgate/order/v1/order_pb.js';
import * as payment from './generated/tollgate/payment/v1/payment_pb.js';
import * as pricing from './generated/tollgate/pricing/v1/pricing_pb.js';

/** Every event of the log, by its name. What it carries is said in proto/; who appends it, too. */
export const eventSchemas = {
  OrderPlaced: order.OrderPlacedSchema,
  CaptureRequested: order.CaptureRequestedSchema,
  OrderPriced: pricing.OrderPricedSchema,
  OrderPricingFailed: pricing.OrderPricingFailedSchema,
  FraudAssessed: fraud.FraudAssessedSchema,
  AuthorizationRequested: payment.AuthorizationRequestedSchema,
  PaymentAuthorized: payment.PaymentAuthorizedSchema,
  PaymentDeclined: payment.PaymentDeclinedSchema,
  AuthorizationTimedOut: payment.AuthorizationTimedOutSchema,
  AuthorizationReversed: payment.AuthorizationReversedSchema,
  CaptureSubmitted: payment.CaptureSubmittedSchema,
  PaymentCaptured: payment.PaymentCapturedSchema,
  OrderRejected: payment.OrderRejectedSchema,
  DownloadsGranted: delivery.DownloadsGrantedSchema,
  DownloadStarted: delivery.DownloadStartedSchema,
  DownloadCompleted: delivery.DownloadCompletedSchema,
  DownloadAccessClosed: delivery.DownloadAccessClosedSchema,
  ReceiptSent: notice.ReceiptSentSchema,
  ReceiptFailed: notice.ReceiptFailedSchema,
} as const;

export type EventType = keyof typeof eventSchemas;
export type EventData<T extends EventType> = MessageShape<(typeof eventSchemas)[T]>;
/** An event's data as one writes it: fields at their default may be left out. */
export type EventInit<T extends EventType> = Exclude<MessageInitShape<(typeof eventSchemas)[T]>, EventData<T>>;
/** What a decision answers: something that happened, not yet anywhere. */
export type OrderEvent = { readonly [T in EventType]: { readonly type: T; readonly data: EventData<T> } }[EventType];

export const streams = ['order', 'pricing', 'fraud', 'payment', 'delivery', 'notice'] as const;
/** One service's part of one order. */
export type Stream = (typeof streams)[number];

export interface EventKind {
  readonly type: EventType;
  readonly stream: Stream;
  /** The one service that may append it. */
  readonly appendedBy: string;
  /** May make an answer to the merchant due. */
  readonly isOutcome: boolean;
  readonly schema: number;
}

const kindOf = ([type, desc]: readonly [string, DescMessage]): EventKind => {
  const option = getOption(desc, eventOption);
  return {
    type: type as EventType,
    stream: option.stream as Stream,
    appendedBy: option.appendedBy,
    isOutcome: option.outcome,
    schema: option.schema,
  };
};

export const eventKinds = Object.fromEntries(
  Object.entries(eventSchemas).map((entry) => [entry[0], kindOf(entry)]),
) as unknown as Readonly<Record<EventType, EventKind>>;

export const isEventType = (name: string): name is EventType => Object.hasOwn(eventSchemas, name);

/** An event by its name, e.g. `newEvent('ReceiptSent', { messageId })`; fields left out are at their default. */
export const newEvent = <T extends EventType>(type: T, init: EventInit<T>): Extract<OrderEvent, { type: T }> =>
  ({ type, data: create(eventSchemas[type] as DescMessage, init as never) }) as unknown as Extract<OrderEvent, { type: T }>;
