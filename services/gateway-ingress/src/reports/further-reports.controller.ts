import { Get, Param, Query } from '@nestjs/common';
import {
  ReportEventsRequestSchema,
  ReportEventsResponseSchema,
  requests,
  SettlementRequestSchema,
  SettlementResponseSchema,
} from '@tollgate/contracts';
import { Requests } from '@tollgate/messaging';
import type { Caller } from '../api-keys/api-keys.repository.js';
import { ReportCustomers } from '../customers/report-customers.handler.js';
import { Context, type RequestContext } from '../http/caller.js';
import { MerchantController } from '../http/merchant-controller.js';
import { Route } from '../http/route.js';
import { type CustomersReportQuery, customersReportAnswerSchema, customersReportSchema } from './customers-report.schema.js';
import { describeCustomerFigures, describeGroup, describeReportEvent, describeSettlement } from './describe-report.js';
import type { FiguresQuery } from './figures.schema.js';
import {
  type ReportEventsParameters,
  type ReportEventsQuery,
  reportEventsAnswerSchema,
  reportEventsParameters,
  reportEventsSchema,
} from './report-events.schema.js';
import { reportLimits } from './report-limits.js';
import { reportRow } from './report-row.js';
import { settlementAnswerSchema, settlementSchema } from './settlement.schema.js';

/** Of a cell of few events among many, thousands of orders are read. */
const eventsWithinMs = 10_000;

/** Reports of settlement and customers, and the events that figures of any report are made of: `/v1/reports`. */
@MerchantController('reports')
export class FurtherReportsController {
  constructor(
    private readonly requests: Requests,
    private readonly customers: ReportCustomers,
  ) {}

  @Get('settlement')
  @Route({
    id: 'reportSettlement',
    right: 'reports:read',
    summary: 'What went through each processor, by hour, day or month of a time zone',
    description:
      'Captured less refunded is what the processor owes: the change of its clearing account in the journal. What it paid out, and its fees, are not known here yet.',
    query: settlementSchema,
    answers: { 200: ['By currency, time and processor', settlementAnswerSchema] },
    problems: { 422: 'A time or zone that is none, or more than 800 buckets' },
  })
  async settlement(@Query() query: FiguresQuery, @Context() { caller }: RequestContext): Promise<object> {
    const { merchant, mode } = caller;
    const asked = { merchant, mode, ...query };
    const { rows } = await this.requests.request(
      requests.settlement,
      SettlementRequestSchema,
      SettlementResponseSchema,
      asked,
      reportLimits(query),
    );
    const { from, to, timeZone } = query;
    return { from, to, timeZone, data: rows.map(describeSettlement) };
  }

  @Get('customers')
  @Route({
    id: 'reportCustomers',
    right: 'reports:read',
    alsoRight: 'customers:read',
    summary: 'The customers who bought most, and what new and returning ones bought',
    description: 'Whoever was forgotten is counted and has no name. A time is at most a year.',
    query: customersReportSchema,
    answers: { 200: ['By currency, the largest net first', customersReportAnswerSchema] },
    problems: { 422: 'A time that is none, or longer than a year' },
  })
  async best(@Query() query: CustomersReportQuery, @Context() { caller }: RequestContext): Promise<object> {
    const { rows, groups } = await this.customers.report(caller, query);
    const named = await this.customers.namesOf(caller, rows);
    const data = rows.map(({ currency, isNew, figures }, index) => ({
      currency,
      ...named[index],
      isNew,
      ...describeCustomerFigures(figures),
    }));
    return { from: query.from, to: query.to, data, groups: groups.map(describeGroup) };
  }

  @Get(':report/events')
  @Route({
    id: 'listReportEvents',
    right: 'reports:read',
    summary: 'The events that a figure of a report is the sum of, newest first',
    description:
      'Ask with the parameters of the report and the keys of the row. All pages together add up to the figure. A page may be short, or empty, and have a `nextCursor`: what is looked for is rare then.',
    params: reportEventsParameters,
    query: reportEventsSchema,
    answers: { 200: ['A page of events', reportEventsAnswerSchema] },
    problems: {
      404: 'The customer is unknown or was forgotten',
      422: 'A report that there is not, a figure that it does not have, or a time, limit or cursor that is none',
    },
  })
  async events(
    @Param() { report }: ReportEventsParameters,
    @Query() query: ReportEventsQuery,
    @Context() { caller }: RequestContext,
  ): Promise<object> {
    const { merchant, mode } = caller;
    const { from, to, at, currency, figure, limit, cursor } = query;
    const of = [...(await this.rowOf(caller, report, query))];
    const { events, nextCursor } = await this.requests.request(
      requests.reportEvents,
      ReportEventsRequestSchema,
      ReportEventsResponseSchema,
      { merchant, mode, from, to, at, report, currency, figure, of, limit, cursor },
      eventsWithinMs,
    );
    return { data: events.map(describeReportEvent), nextCursor: nextCursor || null };
  }

  private async rowOf(
    caller: Caller,
    report: ReportEventsParameters['report'],
    query: ReportEventsQuery,
  ): Promise<readonly string[]> {
    if (report !== 'customer' || query.key === undefined) return reportRow(report, query);
    return [await this.customers.keyedName(caller, query.key)];
  }
}
