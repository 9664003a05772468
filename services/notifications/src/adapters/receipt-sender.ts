import type { KeyObject } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { linkUrl, signLink } from '@tollgate/download-link';
import type { Order } from '@tollgate/order';
import { crashPoint, type KeyEncryptionKey, type OrderKey, unsealPersonalData } from '@tollgate/order-log';
import { CONFIG, keyFromFile, Metrics, withSpan } from '@tollgate/service';
import type { Config } from '../config.js';
import { isMailAddress } from '../domain/mail-address.js';
import { mimeMessage } from '../domain/mime-message.js';
import { type Customer, composeReceipt } from '../domain/receipt.js';
import { receiptHtml } from '../domain/receipt-html.js';
import { receiptText } from '../domain/receipt-text.js';
import { nobodyAsked, receiptMessageId, type Sent } from '../domain/record-receipt.js';
import { MailServer } from './smtp/mail-server.js';

/** The places where a crash hurts most. */
export const receiptCrashPoints = {
  /** Everything is ready, nothing has gone to the mail server. */
  beforeSend: 'receipt:before-send',
  /** The mail server has it, the log does not know yet: the redelivered event sends a copy with the same Message-ID. */
  afterSend: 'receipt:after-send',
} as const;

/** A receipt to be sent. */
export interface Receivable {
  readonly order: Order;
  readonly key: OrderKey | undefined;
  /** RFC 3339: when what it tells of happened. Not the clock's, so that a copy is the same to the byte. */
  readonly date: string;
  readonly traceparent: string | undefined;
}

/** Writes receipts and hands them to the mail server. Here alone an order's personal data is read. */
@Injectable()
export class ReceiptSender {
  private readonly linkKey: KeyObject;
  private readonly keyEncryptionKeys: readonly KeyEncryptionKey[];
  private readonly mailDomain: string;
  private readonly receipts;

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly mailServer: MailServer,
    metrics: Metrics,
  ) {
    this.linkKey = keyFromFile(config.linkKeyFile);
    this.keyEncryptionKeys = [{ id: 1, key: keyFromFile(config.keyEncryptionKeyFile) }];
    this.mailDomain = config.mailFrom.slice(config.mailFrom.lastIndexOf('@') + 1);
    this.receipts = metrics.counter('receipts_total', 'Receipts, by what became of them', ['outcome']);
  }

  /** Of the order's receipt, whenever it is asked. */
  messageIdOf(order: string): string {
    return receiptMessageId(order, this.mailDomain);
  }

  /** Sends the receipt. Throws a TransientError while the mail server cannot take it. */
  async sendReceipt(receivable: Receivable): Promise<Sent> {
    const customer = this.customerOf(receivable);
    if (customer === undefined || !isMailAddress(customer.email)) return this.count(nobodyAsked);
    const mail = { sender: this.config.mailFrom, recipient: customer.email, message: this.messageTo(customer, receivable) };
    crashPoint(receiptCrashPoints.beforeSend);
    const sent = await withSpan('send receipt', receivable.traceparent, () => this.mailServer.send(mail));
    crashPoint(receiptCrashPoints.afterSend);
    return this.count(sent);
  }

  private messageTo(customer: Customer, { order, date }: Receivable): string {
    const receipt = composeReceipt(order, customer, ({ index, generation }) =>
      linkUrl(this.config.downloadsUrl, signLink(this.linkKey, { order: order.id, index, generation })),
    );
    return mimeMessage({
      from: `Tollgate <${this.config.mailFrom}>`,
      to: customer.email,
      subject: `Your receipt for order ${receipt.order}`,
      messageId: this.messageIdOf(order.id),
      date,
      text: receiptText(receipt),
      html: receiptHtml(receipt),
    });
  }

  /** Undefined once the customer was forgotten. */
  private customerOf({ order: { id, placed }, key }: Receivable): Customer | undefined {
    if (key === undefined) return undefined;
    const { keyEncryptionKeys } = this;
    return unsealPersonalData({ orderId: id, sealed: placed.sealedPersonalData, wrapped: key.wrapped, keyEncryptionKeys });
  }

  private count(sent: Sent): Sent {
    this.receipts.inc({ outcome: sent.outcome });
    return sent;
  }
}
