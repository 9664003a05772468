import { Controller } from '@nestjs/common';
import { type MessageInitShape, requests, type SalesRequest, SalesRequestSchema, SalesResponseSchema } from '@tollgate/contracts';
import { OnRequest } from '@tollgate/messaging';
import { money } from '@tollgate/money';
import type { DailySales } from './daily-sales.js';
import { SalesRepository } from './sales.repository.js';
import { salesPeriod } from './sales-period.js';

type Response = MessageInitShape<typeof SalesResponseSchema>;

const dayOf = (row: DailySales): NonNullable<Response['days']>[number] => {
  const { day, currency, orderCount, refundCount } = row;
  return {
    day,
    currency,
    orderCount,
    captured: money(row.capturedMinor, currency),
    shipping: money(row.shippingMinor, currency),
    tax: money(row.taxMinor, currency),
    refundCount,
    refunded: money(row.refundedMinor, currency),
    refundedShipping: money(row.refundedShippingMinor, currency),
    refundedTax: money(row.refundedTaxMinor, currency),
  };
};

/** Answers what was sold and given back day by day. Whoever asks has made sure whose merchant it is. */
@Controller()
export class SalesResponder {
  constructor(private readonly sales: SalesRepository) {}

  @OnRequest(requests.sales, SalesRequestSchema, SalesResponseSchema)
  async find(request: SalesRequest): Promise<Response> {
    const { merchant, mode } = request;
    const days = await this.sales.find({ merchant, mode, ...salesPeriod(request) });
    return { days: days.map(dayOf) };
  }
}
