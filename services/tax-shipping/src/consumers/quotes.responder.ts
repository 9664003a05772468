import { Controller } from '@nestjs/common';
import { type MessageInitShape, type QuoteRequest, QuoteRequestSchema, QuoteResponseSchema, requests } from '@tollgate/contracts';
import { DomainError } from '@tollgate/errors';
import { OnRequest } from '@tollgate/messaging';
import { demoTables } from '../data/demo-tables.js';
import { priceOrder } from '../domain/price-order.js';
import { taxDayOf } from '../domain/tax-day.js';

@Controller()
export class QuotesResponder {
  /** What an order would cost, from the same decision that prices orders. Refuses `invalid_date`. */
  @OnRequest(requests.quote, QuoteRequestSchema, QuoteResponseSchema)
  async quote(request: QuoteRequest): Promise<MessageInitShape<typeof QuoteResponseSchema>> {
    const day = taxDayOf(request.at === '' ? new Date().toISOString() : request.at);
    if (day === undefined) throw new DomainError('invalid_date', '/at', 'The time is no RFC 3339 instant in UTC.');
    if (request.billing === undefined && request.shipping === undefined) {
      throw new DomainError('missing_address', '/billingAddress', 'A quote needs an address.');
    }
    const pricing = priceOrder({ ...request, billing: request.billing ?? request.shipping }, day, demoTables);
    return pricing.type === 'OrderPriced'
      ? { outcome: { case: 'priced', value: pricing.data } }
      : { outcome: { case: 'failed', value: pricing.data } };
  }
}
