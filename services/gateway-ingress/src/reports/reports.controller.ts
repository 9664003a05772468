import { Get, Query } from '@nestjs/common';
import { requests, SalesRequestSchema, SalesResponseSchema } from '@tollgate/contracts';
import { Requests } from '@tollgate/messaging';
import { Context, type RequestContext } from '../http/caller.js';
import { MerchantController } from '../http/merchant-controller.js';
import { Route } from '../http/route.js';
import { refuseIfAny } from '../validation/field-error.js';
import { checkDays } from './check-days.js';
import { describeSales } from './describe-sales.js';
import { type SalesQuery, salesAnswerSchema, salesSchema } from './report.schema.js';

/** Reports: `/v1/reports`. */
@MerchantController('reports')
export class ReportsController {
  constructor(private readonly requests: Requests) {}

  @Get('sales')
  @Route({
    id: 'reportSales',
    right: 'reports:read',
    summary: 'Sales and refunds by day and currency, each on its own day',
    query: salesSchema,
    answers: { 200: ['The days on which something was taken or given back', salesAnswerSchema] },
    problems: { 422: 'Days that are none, or too many' },
  })
  async sales(@Query() { from, to, timeZone }: SalesQuery, @Context() { caller }: RequestContext): Promise<object> {
    refuseIfAny(checkDays(from, to));
    const { merchant, mode } = caller;
    const { days } = await this.requests.request(requests.sales, SalesRequestSchema, SalesResponseSchema, {
      merchant,
      mode,
      from,
      to,
      timeZone,
    });
    return { from, to, timeZone, data: days.map(describeSales) };
  }
}
