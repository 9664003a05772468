import { Controller, Get, Param, Query, Req } from '@nestjs/common';
import { Route } from '../http/route.js';
import { checkDays } from '../reports/check-days.js';
import type { SignedInRequest } from '../sessions/session.guard.js';
import { refuseIfAny } from '../validation/field-error.js';
import { StoresReport } from './stores-report.handler.js';
import {
  type StoresReportParameters,
  type StoresReportQuery,
  storesReportAnswerSchema,
  storesReportParameters,
  storesReportSchema,
} from './stores-report.schema.js';

/** Reports over several stores: `/central/api/reports`. */
@Controller('central/api/reports')
export class StoresReportController {
  constructor(private readonly report: StoresReport) {}

  @Get(':mode/stores')
  @Route({
    id: 'reportStores',
    right: 'signed_in',
    summary: 'What each of the person’s stores took and gave back, by currency',
    description:
      'Of all stores in which the person has the right `reports:read`; a store without it is not in it. A day is one of its store’s own time zone.',
    params: storesReportParameters,
    query: storesReportSchema,
    answers: { 200: ['By store and currency', storesReportAnswerSchema] },
    problems: { 403: 'Live mode asks for a second factor', 422: 'A mode or days that are none, or too many' },
  })
  stores(
    @Param() { mode }: StoresReportParameters,
    @Query() query: StoresReportQuery,
    @Req() { signedIn }: SignedInRequest,
  ): Promise<object> {
    refuseIfAny(checkDays(query.from, query.to));
    return this.report.of(signedIn, mode, query);
  }
}
