import { Controller } from '@nestjs/common';
import type { RecordedEventOf } from '@tollgate/contracts';
import { type EventContext, OnEvent } from '@tollgate/messaging';
import { SendMail } from '../mails/send-mail.handler.js';

/** What customers are told of. */
@Controller()
export class MailsConsumer {
  constructor(private readonly mails: SendMail) {}

  @OnEvent('DownloadsGranted')
  tellOfDownloads(event: RecordedEventOf<'DownloadsGranted'>, { cause }: EventContext): Promise<void> {
    return this.mails.send(event, cause);
  }

  @OnEvent('PaymentCaptured')
  tellOfPayment(event: RecordedEventOf<'PaymentCaptured'>, { cause }: EventContext): Promise<void> {
    return this.mails.send(event, cause);
  }

  @OnEvent('PaymentRefunded')
  tellOfRefund(event: RecordedEventOf<'PaymentRefunded'>, { cause }: EventContext): Promise<void> {
    return this.mails.send(event, cause);
  }

  @OnEvent('CreditSettled')
  tellOfCredit(event: RecordedEventOf<'CreditSettled'>, { cause }: EventContext): Promise<void> {
    return this.mails.send(event, cause);
  }

  @OnEvent('DownloadsReissued')
  tellOfLinks(event: RecordedEventOf<'DownloadsReissued'>, { cause }: EventContext): Promise<void> {
    return this.mails.send(event, cause);
  }

  @OnEvent('MailRequested')
  tellAgain(event: RecordedEventOf<'MailRequested'>, { cause }: EventContext): Promise<void> {
    return this.mails.send(event, cause);
  }
}
