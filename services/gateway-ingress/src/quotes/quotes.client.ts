import { Inject, Injectable } from '@nestjs/common';
import { QuoteRequestSchema, QuoteResponseSchema, requests } from '@tollgate/contracts';
import type { Clock } from '@tollgate/errors';
import { Requests } from '@tollgate/messaging';
import { CLOCK } from '@tollgate/service';
import { normalAddress } from '../addresses/normal-address.js';
import type { Caller } from '../api-keys/api-keys.repository.js';
import { quoteLines, shippingOf } from '../baskets/basket-lines.js';
import type { BasketRequest } from '../baskets/basket-request.js';
import type { PricedBasket } from './quote-order.js';

/** tax-shipping, which prices baskets by the merchant's settings. */
@Injectable()
export class Quotes {
  constructor(
    private readonly requests: Requests,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** What a basket costs now. */
  async price({ merchant, mode }: Caller, basket: BasketRequest): Promise<PricedBasket> {
    const { currency, billingAddress } = basket;
    const { outcome } = await this.requests.request(requests.quote, QuoteRequestSchema, QuoteResponseSchema, {
      merchant,
      mode,
      currency,
      lines: quoteLines(basket),
      billing: normalAddress(billingAddress),
      ...shippingOf(basket),
      at: this.clock.now().toISOString(),
    });
    return outcome;
  }
}
