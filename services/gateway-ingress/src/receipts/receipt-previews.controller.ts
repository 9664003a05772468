import { Body, HttpCode, Post } from '@nestjs/common';
import { Context, type RequestContext } from '../http/caller.js';
import { MerchantController } from '../http/merchant-controller.js';
import { Route } from '../http/route.js';
import { type DraftBody, draftSchema, previewAnswerSchema } from './receipt.schema.js';
import { Receipts } from './receipts.client.js';

/** How mails would look with settings that are not saved (yet): `/v1/receipt-previews`. */
@MerchantController('receipt-previews')
export class ReceiptPreviewsController {
  constructor(private readonly receipts: Receipts) {}

  @Post()
  @HttpCode(200)
  @Route({
    id: 'previewReceipt',
    right: 'settings:write',
    summary: 'A mail to your customers, as it would be with these settings; nothing is saved or sent',
    description:
      'The document is the area `receipt` of your settings, as you would put it. An Idempotency-Key is not needed: nothing changes.',
    body: draftSchema,
    answers: { 200: ['The mail, as HTML and as text', previewAnswerSchema] },
    problems: {
      404: 'No such order of yours',
      409: 'The order has nothing to tell of (`nothing_to_mail`), or its customer was forgotten (`customer_forgotten`)',
      422: 'Fields that are wrong, with code and pointer; `invalid_settings` with the place in the document',
    },
  })
  async preview(@Body() body: DraftBody, @Context() context: RequestContext): Promise<object> {
    const { subject, html, text } = await this.receipts.preview(body, context);
    return { subject, html, text };
  }
}
