import { Injectable } from '@nestjs/common';
import { ListMailTriesRequestSchema, ListMailTriesResponseSchema, type MailTries, requests } from '@tollgate/contracts';
import { TransientError } from '@tollgate/errors';
import { Requests } from '@tollgate/messaging';
import type { RequestContext } from '../http/caller.js';

/** A list of mails is answered without it rather than late. */
const timeoutMs = 1_000;

/** notifications, which knows how often a mail was tried. */
@Injectable()
export class MailTriesClient {
  constructor(private readonly requests: Requests) {}

  /** How it stands with the mails of an order that a mail server did not take yet; none where notifications does not answer. */
  async of(order: string, { traceparent, requestId }: RequestContext): Promise<readonly MailTries[]> {
    const { listMailTries } = requests;
    const options = { timeoutMs, traceparent, requestId };
    try {
      const asked = { order };
      const answer = await this.requests.request(
        listMailTries,
        ListMailTriesRequestSchema,
        ListMailTriesResponseSchema,
        asked,
        options,
      );
      return answer.mails;
    } catch (error) {
      if (error instanceof TransientError) return [];
      throw error;
    }
  }
}
