import { Inject, Injectable } from '@nestjs/common';
import type { MessageInitShape, QuoteRequest, QuoteResponseSchema } from '@tollgate/contracts';
import { type Clock, DomainError } from '@tollgate/errors';
import { CLOCK } from '@tollgate/service';
import { PriceHandler } from '../price/price.handler.js';
import { taxDayOf } from '../tax/tax-day.js';

/** Tells what an order would cost. */
@Injectable()
export class QuoteHandler {
  constructor(
    @Inject(PriceHandler) private readonly prices: Pick<PriceHandler, 'price'>,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** As of the time given, or now, by the settings of the merchant and mode. Throws DomainError `invalid_date`,
   *  `missing_address` or `invalid_mode`. */
  async quote(request: QuoteRequest): Promise<MessageInitShape<typeof QuoteResponseSchema>> {
    const { at, merchant, mode, billing, shipping } = request;
    const day = taxDayOf(at === '' ? this.clock.now().toISOString() : at);
    if (day === undefined) throw new DomainError('invalid_date', '/at', 'The time is no RFC 3339 instant in UTC.');
    if (billing === undefined && shipping === undefined) {
      throw new DomainError('missing_address', '/billingAddress', 'A quote needs an address.');
    }
    if (mode !== 'test' && mode !== 'live') throw new DomainError('invalid_mode', '/mode', 'The mode is test or live.');
    const pricing = await this.prices.price({ ...request, billing: billing ?? shipping }, day, { merchant, mode });
    return pricing.type === 'OrderPriced'
      ? { outcome: { case: 'priced', value: pricing.data } }
      : { outcome: { case: 'failed', value: pricing.data } };
  }
}
