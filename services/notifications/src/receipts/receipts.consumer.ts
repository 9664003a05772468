import { Controller, Inject } from '@nestjs/common';
import type { RecordedEvent, RecordedEventOf } from '@tollgate/contracts';
import { keyFromFile } from '@tollgate/crypto';
import { linkUrl, signLink } from '@tollgate/download-link';
import { invariant } from '@tollgate/errors';
import { type EventContext, OnEvent } from '@tollgate/messaging';
import { isOnline, type Order } from '@tollgate/order';
import { CONFIG } from '@tollgate/service';
import type { Config } from '../config.js';
import { fill } from '../mails/fill.js';
import { type MailRequest, SendMail } from '../mails/send-mail.handler.js';
import { composeReceipt, type LinkOf } from './receipt.js';
import { receiptHtml } from './receipt-html.js';
import { receiptText } from './receipt-text.js';

/** The operation that a capture's event tells of: a sale's capture has the event's own id. */
const operationOfCapture = (events: readonly RecordedEvent[], id: string): string => {
  const captured = events.find(({ header }) => header.id === id);
  invariant(captured?.type === 'PaymentCaptured', 'a receipt is for a capture');
  return captured.data.isSale ? captured.header.id : captured.data.operation;
};

/** The receipt goes out when everything it tells is known: with the links where something is to be downloaded, else with the capture. */
@Controller()
export class ReceiptsConsumer {
  private readonly linkKey;

  constructor(
    private readonly mails: SendMail,
    @Inject(CONFIG) private readonly config: Config,
  ) {
    this.linkKey = keyFromFile(config.linkKeyFile);
  }

  @OnEvent('DownloadsGranted')
  async tellOfDownloads(event: RecordedEventOf<'DownloadsGranted'>, context: EventContext): Promise<void> {
    await this.mails.send(this.receiptOf(event.header.causation), { event, context });
  }

  /** Where something of the order is delivered online, the customer is told when esd-delivery has said what the capture brings. */
  @OnEvent('PaymentCaptured')
  async tellOfPayment(event: RecordedEventOf<'PaymentCaptured'>, context: EventContext): Promise<void> {
    const { isSale, deliverables } = event.data;
    if (isSale && deliverables.length > 0) return;
    const isDue = ({ placed }: Order): boolean => isSale || !placed.lines.some(isOnline);
    await this.mails.send({ ...this.receiptOf(event.header.id), isDue }, { event, context });
  }

  private receiptOf(capture: string): MailRequest {
    return {
      kind: 'receipt',
      key: capture,
      operationIn: ({ events }) => operationOfCapture(events, capture),
      compose: ({ order, operation, customer, settings }) => {
        const linkOf: LinkOf = ({ index, generation }) =>
          linkUrl(this.config.downloadsUrl, signLink(this.linkKey, { order: order.id, index, generation }));
        const receipt = composeReceipt({ order, capture: operation, customer, settings, linkOf });
        const subject = fill(receipt.words.receiptSubject, { order: receipt.order });
        return { subject, text: receiptText(receipt), html: receiptHtml(receipt) };
      },
    };
  }
}
