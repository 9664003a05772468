import {
  type DescMessage,
  GetLogoRequestSchema,
  GetLogoResponseSchema,
  type MessageInitShape,
  type MessageShape,
  PreviewReceiptRequestSchema,
  PreviewReceiptResponseSchema,
  PutLogoRequestSchema,
  PutLogoResponseSchema,
  type ReceiptDraft,
  requests,
  type SendTestReceiptRequest,
  SendTestReceiptRequestSchema,
  SendTestReceiptResponseSchema,
} from '@tollgate/contracts';
import { DomainError } from '@tollgate/errors';

/** Who answers requests on the bus. */
interface Responder {
  answer<Q extends DescMessage, R extends DescMessage>(
    subject: string,
    schemas: readonly [Q, R],
    work: (request: MessageShape<Q>) => MessageInitShape<R>,
  ): void;
}

/** What notifications does of the design of mails, played by the test: a red one is none, and so is an image that says so. */
export class NeighborReceipts {
  readonly drafts: ReceiptDraft[] = [];
  readonly testMails: SendTestReceiptRequest[] = [];
  private logo = '';

  answerThrough(responder: Responder): void {
    responder.answer(requests.previewReceipt, [PreviewReceiptRequestSchema, PreviewReceiptResponseSchema], ({ draft }) => {
      this.look(draft);
      return { subject: 'A subject', html: '<p>Lamps</p>', text: 'Lamps' };
    });
    responder.answer(requests.sendTestReceipt, [SendTestReceiptRequestSchema, SendTestReceiptResponseSchema], (mail) => {
      this.look(mail.draft);
      this.testMails.push(mail);
      return {};
    });
    responder.answer(requests.putLogo, [PutLogoRequestSchema, PutLogoResponseSchema], ({ bytes }) => {
      if (Buffer.from(bytes, 'base64').toString() === 'none') throw new DomainError('not_an_image');
      this.logo = bytes;
      return { sha256: '', type: 'image/png', width: 300, height: 100 };
    });
    responder.answer(requests.getLogo, [GetLogoRequestSchema, GetLogoResponseSchema], () => {
      if (this.logo === '') throw new DomainError('not_found');
      return { type: 'image/png', bytes: this.logo };
    });
  }

  private look(draft: ReceiptDraft | undefined): void {
    if (draft === undefined) throw new Error('a request has a draft');
    if (draft.document.includes('red')) throw new DomainError('invalid_settings', '/accentColor');
    this.drafts.push(draft);
  }
}
