import { Body, HttpCode, Post } from '@nestjs/common';
import { Context, type RequestContext } from '../http/caller.js';
import { Command } from '../http/command.interceptor.js';
import { StoreController } from '../http/merchant-controller.js';
import { Route } from '../http/route.js';
import { type DraftBody, draftSchema, testMailAnswerSchema } from './receipt.schema.js';
import { SendTestMail } from './send-test-mail.handler.js';

/** The mail of a preview, to whoever designs it. A key is nobody who could get it: there is no such route for servers. */
@StoreController('receipt-test-mails')
export class ReceiptTestMailsController {
  constructor(private readonly testMails: SendTestMail) {}

  @Post()
  @HttpCode(202)
  @Command()
  @Route({
    id: 'sendTestReceipt',
    right: 'settings:write',
    summary: 'Sends the mail of a preview to your own address, and to nobody else; ten an hour',
    body: draftSchema,
    answers: { 202: ['It is sent as soon as a mail server takes it', testMailAnswerSchema] },
    problems: {
      404: 'No such order of yours',
      409: 'The order has nothing to tell of, its customer was forgotten, or the same key is still running',
      422: 'Fields that are wrong, with code and pointer; `invalid_settings` with the place in the document',
    },
  })
  send(@Body() body: DraftBody, @Context() context: RequestContext): Promise<object> {
    return this.testMails.send(body, context);
  }
}
