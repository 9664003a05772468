import { Get, Query } from '@nestjs/common';
import {
  FiguresRequestSchema,
  FiguresResponseSchema,
  requests,
  SalesRequestSchema,
  SalesResponseSchema,
} from '@tollgate/contracts';
import { Requests } from '@tollgate/messaging';
import { Context, type RequestContext } from '../http/caller.js';
import { MerchantController } from '../http/merchant-controller.js';
import { Route } from '../http/route.js';
import { refuseIfAny } from '../validation/field-error.js';
import { checkDays } from './check-days.js';
import { describeFigures } from './describe-figures.js';
import { describeSales } from './describe-sales.js';
import { type FiguresQuery, figuresAnswerSchema, figuresSchema } from './figures.schema.js';
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

  @Get('figures')
  @Route({
    id: 'reportFigures',
    right: 'reports:read',
    summary: 'Orders, money taken and given back, and downloads of a time, in sum and hour by hour, day by day or month by month',
    description: 'Each figure counts on the moment of its own event: a refund of an earlier order lies where it was given.',
    query: figuresSchema,
    answers: { 200: ['The figures, currency by currency', figuresAnswerSchema] },
    problems: { 422: 'A time, zone or bucket that is none, or more than 800 buckets (`invalid_period`)' },
  })
  async figures(@Query() query: FiguresQuery, @Context() { caller }: RequestContext): Promise<object> {
    const { merchant, mode } = caller;
    const wish = { merchant, mode, ...query };
    const found = await this.requests.request(requests.figures, FiguresRequestSchema, FiguresResponseSchema, wish);
    return { timeZone: query.timeZone, ...describeFigures(found) };
  }
}
