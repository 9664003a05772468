import { Inject, Injectable } from '@nestjs/common';
import {
  type MessageInitShape,
  requests,
  SendOperatorMailRequestSchema,
  SendOperatorMailResponseSchema,
} from '@tollgate/contracts';
import { Requests } from '@tollgate/messaging';
import { CONFIG } from '@tollgate/service';
import type { Config } from '../config.js';

/** What a mail says; its link is a path of Central, without a slash before it. */
export type OperatorMail = Omit<MessageInitShape<typeof SendOperatorMailRequestSchema>, 'link' | '$typeName'> & {
  readonly path: string;
};

/** notifications, which writes to the people who work with Central. */
@Injectable()
export class OperatorMails {
  private readonly centralUrl: string;

  constructor(
    private readonly requests: Requests,
    @Inject(CONFIG) config: Config,
  ) {
    this.centralUrl = config.TOLLGATE_CENTRAL_URL;
  }

  /** Resolves once the mail is owed. Throws TransientError where notifications does not answer. */
  async send({ path, ...mail }: OperatorMail): Promise<void> {
    const request = { ...mail, link: `${this.centralUrl}/${path}` };
    await this.requests.request(
      requests.sendOperatorMail,
      SendOperatorMailRequestSchema,
      SendOperatorMailResponseSchema,
      request,
    );
  }
}
