import { Controller, Inject } from '@nestjs/common';
import {
  type ListMailTriesRequest,
  ListMailTriesRequestSchema,
  ListMailTriesResponseSchema,
  requests,
} from '@tollgate/contracts';
import { OnRequest } from '@tollgate/messaging';
import type { OrderLog } from '@tollgate/order-log';
import { ORDER_LOG } from '@tollgate/service';
import { mailCallOf } from '../mails/mail-call.js';
import { mailKey } from '../mails/send-mail.handler.js';
import { OwedMailsRepository } from './owed-mails.repository.js';

/** How it stands with the mails of an order that a mail server did not take yet. */
@Controller()
export class MailTriesResponder {
  constructor(
    @Inject(ORDER_LOG) private readonly log: Pick<OrderLog, 'read'>,
    private readonly owedMails: OwedMailsRepository,
  ) {}

  @OnRequest(requests.listMailTries, ListMailTriesRequestSchema, ListMailTriesResponseSchema)
  async list({ order }: ListMailTriesRequest) {
    const calls = (await this.log.read(order)).flatMap((event) => mailCallOf(event) ?? []);
    const rows = await this.owedMails.find(calls.map((call) => mailKey(order, call)));
    const mails = rows.map(({ owed, dueAt }) => {
      const { kind, operation, request, tries: count, replyCode, status, lastAt } = owed;
      return { kind, operation, request, count, replyCode, status, lastAt, nextAt: dueAt.toISOString() };
    });
    return { mails };
  }
}
