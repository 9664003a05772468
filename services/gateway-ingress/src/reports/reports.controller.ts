import { Get, Query } from '@nestjs/common';
import {
  BreakdownRequestSchema,
  BreakdownResponseSchema,
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
import { type BreakdownQuery, breakdownAnswerSchema, breakdownSchema } from './breakdown.schema.js';
import { checkDays } from './check-days.js';
import { describeBreakdown, describeFigures } from './describe-figures.js';
import { describeSales } from './describe-sales.js';
import { type FiguresQuery, figuresAnswerSchema, figuresSchema } from './figures.schema.js';
import { type SalesQuery, salesAnswerSchema, salesSchema } from './report.schema.js';
import { reportLimits } from './report-limits.js';

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
  async sales(@Query() query: SalesQuery, @Context() { caller }: RequestContext): Promise<object> {
    const { from, to, timeZone } = query;
    refuseIfAny(checkDays(from, to));
    const { merchant, mode } = caller;
    const { days } = await this.requests.request(
      requests.sales,
      SalesRequestSchema,
      SalesResponseSchema,
      { merchant, mode, ...query },
      reportLimits(query),
    );
    return { from, to, timeZone, data: days.map(describeSales) };
  }

  @Get('figures')
  @Route({
    id: 'reportFigures',
    right: 'reports:read',
    summary: 'What happened in a time, by currency, in total and by hour, day or month of a time zone',
    query: figuresSchema,
    answers: { 200: ['The currencies in which anything happened', figuresAnswerSchema] },
    problems: { 422: 'A time or zone that is none, or more than 800 buckets' },
  })
  async figures(@Query() query: FiguresQuery, @Context() { caller }: RequestContext): Promise<object> {
    const { merchant, mode } = caller;
    const wish = { merchant, mode, ...query };
    const { from, to, currencies } = await this.requests.request(
      requests.figures,
      FiguresRequestSchema,
      FiguresResponseSchema,
      wish,
      reportLimits(query),
    );
    return { from, to, timeZone: query.timeZone, data: currencies.map(describeFigures) };
  }

  @Get('breakdown')
  @Route({
    id: 'reportBreakdown',
    right: 'reports:read',
    summary:
      'What sales are made of: by product or country; tax by jurisdiction and rate; shipping by method and country; declines by reason',
    query: breakdownSchema,
    answers: { 200: ['By currency, the largest first', breakdownAnswerSchema] },
    problems: { 422: 'A time or zone that is none' },
  })
  async breakdown(@Query() query: BreakdownQuery, @Context() { caller }: RequestContext): Promise<object> {
    const { merchant, mode } = caller;
    const { from, to, by } = query;
    const { rows, isCut } = await this.requests.request(
      requests.breakdown,
      BreakdownRequestSchema,
      BreakdownResponseSchema,
      {
        merchant,
        mode,
        ...query,
      },
      reportLimits(query),
    );
    return { from, to, by, isCut, data: rows.map(describeBreakdown) };
  }
}
