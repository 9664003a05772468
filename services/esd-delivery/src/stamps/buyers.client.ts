import { Inject, Injectable } from '@nestjs/common';
import { DescribeBuyerRequestSchema, DescribeBuyerResponseSchema, requests } from '@tollgate/contracts';
import { TextSeal } from '@tollgate/crypto';
import { Requests } from '@tollgate/messaging';
import { CONFIG } from '@tollgate/service';
import { z } from 'zod';
import type { Config } from '../config.js';

const buyerForm = z.object({ name: z.string(), email: z.string() });
export type Buyer = z.infer<typeof buyerForm>;

/** Asks gateway-ingress who bought an order: this service has no key to what orders say of people. */
@Injectable()
export class Buyers {
  private readonly seal: TextSeal;

  constructor(
    private readonly bus: Requests,
    @Inject(CONFIG) { linkKey }: Pick<Config, 'linkKey'>,
  ) {
    this.seal = new TextSeal(linkKey, 'buyers');
  }

  /** Throws DomainError `not_found`, `customer_forgotten`. */
  async of(order: string): Promise<Buyer> {
    const schemas = [DescribeBuyerRequestSchema, DescribeBuyerResponseSchema] as const;
    const { sealed } = await this.bus.request(requests.describeBuyer, ...schemas, { order });
    return buyerForm.parse(JSON.parse(this.seal.open(sealed, order)));
  }
}
