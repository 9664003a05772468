import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { OperatorActions } from '../access-record/operator-actions.handler.js';
import { FileAnswers } from '../exports/file-answers.store.js';
import { awaitOutcome } from '../http/answer-deadline.guard.js';
import { Route } from '../http/route.js';
import { checkDays } from '../reports/check-days.js';
import type { SignedInRequest } from '../sessions/session.guard.js';
import { refuseIfAny } from '../validation/field-error.js';
import { StoresReport } from './stores-report.handler.js';
import {
  type StoresFileParameters,
  type StoresFileQuery,
  type StoresReportParameters,
  type StoresReportQuery,
  storesFileParameters,
  storesFileSchema,
  storesReportAnswerSchema,
  storesReportParameters,
  storesReportSchema,
} from './stores-report.schema.js';

/** Reports over several stores: `/central/api/reports`. */
@Controller('central/api/reports')
export class StoresReportController {
  constructor(
    private readonly report: StoresReport,
    private readonly answers: FileAnswers,
    private readonly actions: OperatorActions,
  ) {}

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

  @Get(':mode/stores/files/:format')
  @Route({
    id: 'fileOfStores',
    right: 'signed_in',
    summary: 'What each of the person’s stores took and gave back, as a file',
    description: 'Of all stores in which the person has the right `reports:read`. As the files of other reports.',
    params: storesFileParameters,
    query: storesFileSchema,
    answers: { 200: ['The file; chunked, so that one that was cut is never taken for whole'] },
    problems: {
      403: 'Live mode asks for a second factor',
      505: 'Asked by HTTP/1.0, by which a file that was cut off could not be told from a whole one',
      422: 'A mode, a format, days, a currency or a column that there is not, or more than a year',
    },
  })
  // biome-ignore lint/complexity/useMaxParams: what Nest hands over
  async file(
    @Param() parameters: StoresFileParameters,
    @Query() query: StoresFileQuery,
    @Req() request: SignedInRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    this.answers.check(request);
    refuseIfAny(checkDays(query.from, query.to));
    awaitOutcome(request);
    const { signedIn, id: requestId } = request;
    const { url, stores } = await this.report.file(signedIn, parameters, query);
    const { mode, format } = parameters;
    const on = `stores ${format} ${query.from} ${query.to}`;
    await this.actions.noteIn(stores, { user: signedIn.user, mode, requestId }, { action: 'file_downloaded', on });
    await this.answers.send(url, request, reply);
  }
}
