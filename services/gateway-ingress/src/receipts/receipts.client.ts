import { Injectable } from '@nestjs/common';
import {
  fromPublicId,
  GetLogoRequestSchema,
  type GetLogoResponse,
  GetLogoResponseSchema,
  PreviewReceiptRequestSchema,
  type PreviewReceiptResponse,
  PreviewReceiptResponseSchema,
  PutLogoRequestSchema,
  type PutLogoResponse,
  PutLogoResponseSchema,
  requests,
  SendTestReceiptRequestSchema,
  SendTestReceiptResponseSchema,
} from '@tollgate/contracts';
import { DomainError } from '@tollgate/errors';
import { Requests } from '@tollgate/messaging';
import type { RequestContext } from '../http/caller.js';
import { explain } from '../validation/explanations.data.js';
import { refusal } from '../validation/field-error.js';
import type { DraftBody } from './receipt.schema.js';

/** notifications, which writes the mails: their logos, and how they would look. */
@Injectable()
export class Receipts {
  constructor(private readonly requests: Requests) {}

  /** Throws DomainError `invalid_settings` with the place in the body; of an order `not_found`, `nothing_to_mail`, `customer_forgotten`. */
  preview(body: DraftBody, context: RequestContext): Promise<PreviewReceiptResponse> {
    const schemas = [PreviewReceiptRequestSchema, PreviewReceiptResponseSchema] as const;
    return told(this.requests.request(requests.previewReceipt, ...schemas, { draft: draftOf(body, context) }, traced(context)));
  }

  /** The same as a mail. Resolves once it is owed; `id` names it (uuid). */
  async sendTest(mail: { readonly id: string; readonly email: string }, body: DraftBody, context: RequestContext): Promise<void> {
    const schemas = [SendTestReceiptRequestSchema, SendTestReceiptResponseSchema] as const;
    const request = { ...mail, draft: draftOf(body, context) };
    await told(this.requests.request(requests.sendTestReceipt, ...schemas, request, traced(context)));
  }

  /** Throws DomainError `logo_too_large`, `not_an_image`, `logo_size`. */
  putLogo(bytes: Buffer, context: RequestContext): Promise<PutLogoResponse> {
    const request = { merchant: context.caller.merchant, bytes: bytes.toString('base64') };
    return told(this.requests.request(requests.putLogo, PutLogoRequestSchema, PutLogoResponseSchema, request, traced(context)));
  }

  /** Throws DomainError `not_found`. */
  getLogo(sha256: string, context: RequestContext): Promise<GetLogoResponse> {
    const request = { merchant: context.caller.merchant, sha256 };
    return told(this.requests.request(requests.getLogo, GetLogoRequestSchema, GetLogoResponseSchema, request, traced(context)));
  }
}

const traced = ({ traceparent, requestId }: RequestContext) => ({ traceparent, requestId });

const draftOf = ({ settings, language, kind = 'receipt', order }: DraftBody, { caller }: RequestContext) => {
  const id = order === undefined ? '' : fromPublicId('ord', order);
  if (id === undefined) throw refusal('not_found', '/order');
  const { merchant, mode } = caller;
  return { merchant, mode, document: JSON.stringify(settings), language: language ?? '', kind, order: id };
};

/** With the sentence of its code, and the place as it is in our body. */
const told = async <T>(answer: Promise<T>): Promise<T> => {
  try {
    return await answer;
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const { code, field, detail } = error;
    throw new DomainError(code, code === 'invalid_settings' ? `/settings${field ?? ''}` : field, detail ?? explain(code));
  }
};
