import { Controller } from '@nestjs/common';
import {
  type PreviewReceiptRequest,
  PreviewReceiptRequestSchema,
  PreviewReceiptResponseSchema,
  requests,
  type SendTestReceiptRequest,
  SendTestReceiptRequestSchema,
  SendTestReceiptResponseSchema,
} from '@tollgate/contracts';
import { DomainError } from '@tollgate/errors';
import { OnRequest } from '@tollgate/messaging';
import { embeddedLogo } from '../logos/logo.js';
import { draftSchema, testMailSchema } from './draft.schema.js';
import { TestMails } from './test-mails.handler.js';
import { WriteDraft } from './write-draft.handler.js';

/** Shows mails as they would be, and sends them to who designs them. */
@Controller()
export class DraftsResponder {
  constructor(
    private readonly drafts: WriteDraft,
    private readonly testMails: TestMails,
  ) {}

  @OnRequest(requests.previewReceipt, PreviewReceiptRequestSchema, PreviewReceiptResponseSchema)
  async preview({ draft }: PreviewReceiptRequest) {
    const read = draftSchema.safeParse(draft);
    if (!read.success) throw new DomainError('invalid_mail');
    return (await this.drafts.write(read.data, embeddedLogo)).contents;
  }

  @OnRequest(requests.sendTestReceipt, SendTestReceiptRequestSchema, SendTestReceiptResponseSchema)
  async send(request: SendTestReceiptRequest) {
    const read = testMailSchema.safeParse(request);
    if (!read.success) throw new DomainError('invalid_mail');
    await this.testMails.send(read.data);
    return {};
  }
}
