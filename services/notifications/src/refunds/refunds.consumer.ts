import { Controller } from '@nestjs/common';
import type { RecordedEventOf } from '@tollgate/contracts';
import { type EventContext, OnEvent } from '@tollgate/messaging';
import { fill } from '../mails/fill.js';
import { SendMail } from '../mails/send-mail.handler.js';
import { composeRefundNote, refundHtml, refundText } from './refund-note.js';

/** Tells the customer of money that went back. */
@Controller()
export class RefundsConsumer {
  constructor(private readonly mails: SendMail) {}

  @OnEvent('PaymentRefunded')
  async tellOfRefund(event: RecordedEventOf<'PaymentRefunded'>, context: EventContext): Promise<void> {
    const { operation } = event.data;
    await this.mails.send(
      {
        kind: 'refund',
        key: operation,
        operationIn: () => operation,
        compose: (parts) => {
          const note = composeRefundNote({ ...parts, refund: parts.operation });
          const subject = fill(note.words.refundSubject, { order: note.order });
          return { subject, text: refundText(note), html: refundHtml(note) };
        },
      },
      { event, context },
    );
  }
}
