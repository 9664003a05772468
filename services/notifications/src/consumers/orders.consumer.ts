import { Controller, Inject } from '@nestjs/common';
import type { RecordedEvent } from '@tollgate/contracts';
import { invariant } from '@tollgate/errors';
import { type EventContext, OnEvent } from '@tollgate/messaging';
import { fold } from '@tollgate/order';
import type { OrderLog } from '@tollgate/order-log';
import { ORDER_LOG } from '@tollgate/service';
import { ReceiptSender } from '../adapters/receipt-sender.js';
import { isReceiptOwed, recordReceipt, type Sent } from '../domain/record-receipt.js';
import { InFlight } from './in-flight.js';

type Granted = Extract<RecordedEvent, { readonly type: 'DownloadsGranted' }>;
type Captured = Extract<RecordedEvent, { readonly type: 'PaymentCaptured' }>;

/** The receipt goes out when everything it tells is known: with links when something is to be downloaded, else with the capture. */
@Controller()
export class OrdersConsumer {
  constructor(
    @Inject(ORDER_LOG) private readonly orders: OrderLog,
    private readonly turns: InFlight,
    private readonly postOffice: ReceiptSender,
  ) {}

  @OnEvent('DownloadsGranted')
  async tellOfDownloads(event: Granted, context: EventContext): Promise<void> {
    await this.turns.take(event.header.order, context, () => this.sendReceipt(event));
  }

  /** An order with something to download is told of when its links are granted. */
  @OnEvent('PaymentCaptured')
  async tellOfPayment(event: Captured, context: EventContext): Promise<void> {
    if (event.data.deliverables.length > 0) return;
    await this.turns.take(event.header.order, context, () => this.sendReceipt(event));
  }

  /** The log is read when it is our turn: whoever had it before has recorded what he sent. */
  private async sendReceipt(event: Granted | Captured): Promise<void> {
    const { order: id, occurredAt: date, traceparent } = event.header;
    const { events, key } = await this.orders.readWithKey(id);
    const order = fold(events);
    invariant(order !== undefined && isReceiptOwed(order), 'who is sent a receipt has paid');
    const messageId = order.receipt?.messageId ?? this.postOffice.messageIdOf(id);
    const sent = order.receipt === undefined ? await this.postOffice.sendReceipt({ order, key, date, traceparent }) : recorded;
    await this.orders.startStream(event, [recordReceipt(messageId, sent)], traceparent);
  }
}

/** The log knows already what became of it: appending finds that, and publishes it once more. */
const recorded: Sent = { outcome: 'taken' };
