import { Get, Param, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { OperatorActions } from '../access-record/operator-actions.handler.js';
import { ReportCustomers } from '../customers/report-customers.handler.js';
import { FileAnswers } from '../exports/file-answers.store.js';
import { JournalExports } from '../exports/journal-exports.client.js';
import { awaitOutcome } from '../http/answer-deadline.guard.js';
import { type CallerRequest, contextOf } from '../http/caller.js';
import { MerchantController } from '../http/merchant-controller.js';
import { Route } from '../http/route.js';
import { checkDays } from '../reports/check-days.js';
import { refuseIfAny } from '../validation/field-error.js';
import {
  type ReportFileParameters,
  type ReportFileQuery,
  type ReportFormatParameters,
  reportFileParameters,
  reportFileSchema,
  reportFormatParameters,
} from './report-file.schema.js';

const description =
  'The table of Central’s page, in the language that is asked for, with its sums beneath, one for each currency. `csv` is UTF-8 with a byte order mark, its amounts plain decimals; text that a spreadsheet would run as a formula begins with an apostrophe. ' +
  '`xlsx` has amounts and days as numbers; `json` has amounts in minor units, and in `of` what a row is of in the words of the API; `pdf` holds 5,000 rows, the others 20,000. ' +
  'More than 92 days are told by month, as on the page. A file that breaks off half-way ends its connection without its last chunk: ask again.';
const problems = {
  505: 'Asked by HTTP/1.0, by which a file that was cut off could not be told from a whole one',
  422: 'A report, a format, days, a zone, a currency or a column that there is not; more than a year, or more rows than a file holds',
};

/** Reports as files: `/v1/reports/{report}/files/{format}`. */
@MerchantController('reports')
export class ReportFilesController {
  constructor(
    private readonly exports: JournalExports,
    private readonly answers: FileAnswers,
    private readonly customers: ReportCustomers,
    private readonly actions: OperatorActions,
  ) {}

  @Get('customers/files/:format')
  @Route({
    id: 'fileOfCustomers',
    right: 'reports:read',
    alsoRight: 'customers:read',
    summary: 'The customers who bought most, as a file',
    description: `Whoever was forgotten has no name. ${description}`,
    params: reportFormatParameters,
    query: reportFileSchema,
    answers: { 200: ['The file; chunked, so that one that was cut is never taken for whole'] },
    problems,
  })
  // biome-ignore lint/complexity/useMaxParams: what Nest hands over
  async ofCustomers(
    @Param() { format }: ReportFormatParameters,
    @Query() query: ReportFileQuery,
    @Req() request: CallerRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    this.answers.check(request);
    refuseIfAny(checkDays(query.from, query.to));
    const { merchant, mode } = request.caller;
    awaitOutcome(request);
    const customers = await this.customers.bestOf(request.caller, query);
    const { url } = await this.exports.open({ merchant, mode, format, report: 'customers', ...query, customers });
    await this.note(request, `customers ${format}`, query);
    await this.answers.send(url, request, reply);
  }

  @Get(':report/files/:format')
  @Route({
    id: 'fileOfReport',
    right: 'reports:read',
    summary: 'A report as a file',
    description,
    params: reportFileParameters,
    query: reportFileSchema,
    answers: { 200: ['The file; chunked, so that one that was cut is never taken for whole'] },
    problems,
  })
  // biome-ignore lint/complexity/useMaxParams: what Nest hands over
  async file(
    @Param() { report, format }: ReportFileParameters,
    @Query() query: ReportFileQuery,
    @Req() request: CallerRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    this.answers.check(request);
    refuseIfAny(checkDays(query.from, query.to));
    const { merchant, mode } = request.caller;
    awaitOutcome(request);
    const { url } = await this.exports.open({ merchant, mode, format, report, ...query });
    await this.note(request, `${report} ${format}`, query);
    await this.answers.send(url, request, reply);
  }

  private note(request: CallerRequest, file: string, { from, to }: ReportFileQuery): Promise<void> {
    return this.actions.note(contextOf(request), 'file_downloaded', { on: `${file} ${from} ${to}` });
  }
}
