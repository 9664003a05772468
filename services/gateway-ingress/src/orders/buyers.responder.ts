import type { KeyObject } from 'node:crypto';
import { Controller, Inject } from '@nestjs/common';
import {
  type DescribeBuyerRequest,
  DescribeBuyerRequestSchema,
  DescribeBuyerResponseSchema,
  requests,
} from '@tollgate/contracts';
import { keyFromFile, TextSeal } from '@tollgate/crypto';
import { DomainError } from '@tollgate/errors';
import { OnRequest } from '@tollgate/messaging';
import { fold } from '@tollgate/order';
import type { OrderLog } from '@tollgate/order-log';
import { CONFIG, ORDER_LOG } from '@tollgate/service';
import type { Config } from '../config.js';
import { OrderKeys } from './order-keys.store.js';

/** Tells esd-delivery whose copy of a file it makes: a name and an address, and nothing else of a person. Sealed, for the bus is nobody's secret. */
@Controller()
export class BuyersResponder {
  private readonly seal: TextSeal;

  constructor(
    @Inject(ORDER_LOG) private readonly log: OrderLog,
    private readonly keys: OrderKeys,
    @Inject(CONFIG) config: Config,
  ) {
    const linkKey: KeyObject = keyFromFile(config.TOLLGATE_LINK_KEY_FILE);
    this.seal = new TextSeal(linkKey, 'buyers');
  }

  /** Throws DomainError `not_found`, `customer_forgotten`. */
  @OnRequest(requests.describeBuyer, DescribeBuyerRequestSchema, DescribeBuyerResponseSchema)
  async describe({ order: id }: DescribeBuyerRequest) {
    const { events, key } = await this.log.readWithKey(id);
    const order = fold(events);
    if (order === undefined) throw new DomainError('not_found');
    const person = this.keys.unseal(id, order.placed.sealedPersonalData, key);
    if (person === undefined) throw new DomainError('customer_forgotten');
    const { name = '', email } = person;
    return { sealed: this.seal.seal(JSON.stringify({ name, email }), id) };
  }
}
