import { Controller } from '@nestjs/common';
import { requests, type TellKeyPoolRequest, TellKeyPoolRequestSchema, TellKeyPoolResponseSchema } from '@tollgate/contracts';
import { OnRequest } from '@tollgate/messaging';
import { scopeOf } from '@tollgate/settings';
import { KeyPoolMails } from './key-pool-mails.handler.js';

/** esd-delivery, which owes it until it is answered, asks that a store's people hear of a pool of license keys. */
@Controller()
export class KeyPoolMailsResponder {
  constructor(private readonly mails: KeyPoolMails) {}

  @OnRequest(requests.tellKeyPool, TellKeyPoolRequestSchema, TellKeyPoolResponseSchema)
  async tell({ id, sku, left, at, ...shop }: TellKeyPoolRequest): Promise<object> {
    await this.mails.tell({ id, ...scopeOf(shop), sku, left, at });
    return {};
  }
}
