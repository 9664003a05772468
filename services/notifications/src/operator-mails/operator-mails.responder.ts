import { Controller } from '@nestjs/common';
import {
  requests,
  type SendOperatorMailRequest,
  SendOperatorMailRequestSchema,
  SendOperatorMailResponseSchema,
} from '@tollgate/contracts';
import { OnRequest } from '@tollgate/messaging';
import { OperatorMails } from './operator-mails.handler.js';

/** Takes mails to people who work with Tollgate Central. */
@Controller()
export class OperatorMailsResponder {
  constructor(private readonly mails: OperatorMails) {}

  @OnRequest(requests.sendOperatorMail, SendOperatorMailRequestSchema, SendOperatorMailResponseSchema)
  async send({ $typeName, $unknown, ...mail }: SendOperatorMailRequest) {
    await this.mails.take(mail as Parameters<OperatorMails['take']>[0]);
    return {};
  }
}
