import { Get, Param, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { OperatorActions } from '../access-record/operator-actions.handler.js';
import { awaitOutcome } from '../http/answer-deadline.guard.js';
import { type CallerRequest, contextOf } from '../http/caller.js';
import { MerchantController } from '../http/merchant-controller.js';
import { Route } from '../http/route.js';
import { checkDays } from '../reports/check-days.js';
import { refuseIfAny } from '../validation/field-error.js';
import { type ExportParameters, type ExportQuery, exportParameters, exportSchema } from './export.schema.js';
import { FileAnswers } from './file-answers.store.js';
import { JournalExports } from './journal-exports.client.js';

/** Files of the journal: `GET /v1/exports/{format}`, of any length at constant memory. */
@MerchantController('exports')
export class ExportsController {
  constructor(
    private readonly exports: JournalExports,
    private readonly answers: FileAnswers,
    private readonly actions: OperatorActions,
  ) {}

  @Get(':format')
  @Route({
    id: 'exportJournal',
    right: 'reports:read',
    summary: 'The journal in double entry, as a file',
    description:
      'Every capture and every refund of the period is an entry whose debits equal its credits, each on its own day, so that a month that was filed never changes; every line names its order. ' +
      '`json`, `csv` (UTF-8 with a byte order mark; text that a spreadsheet would run as a formula begins with an apostrophe), `xlsx` and `pdf` (up to 5,000 lines) are for people and programs; ' +
      '`iif` is QuickBooks Desktop, `qbo` QuickBooks Web Connect (OFX 1.0.2, a statement for each currency), `xero` a zip of bank statements of at most 1,000 lines each, ' +
      '`datev` a Buchungsstapel (EXTF 700, format version 13, in euros, within one year and up to 99,999 lines), `beancount` and `hledger` are plain-text accounting. ' +
      'The header `x-export-entries` says how many entries are to come, `x-export-lines` how many lines, and `x-export-totals` the sum of the debits, which is that of the credits, by currency. ' +
      'A file that breaks off half-way ends its connection without its last chunk: ask again.',
    params: exportParameters,
    query: exportSchema,
    answers: { 200: ['The file; chunked, so that one that was cut is never taken for whole'] },
    problems: {
      505: 'Asked by HTTP/1.0, by which a file that was cut off could not be told from a whole one',
      422: 'A format, days, a zone or a currency that there is not; or entries that the format cannot hold exactly',
    },
  })
  async export(
    @Param() { format }: ExportParameters,
    @Query() { from, to, timeZone = '', currency = '' }: ExportQuery,
    @Req() request: CallerRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    this.answers.check(request);
    refuseIfAny(checkDays(from, to));
    const { merchant, mode } = request.caller;
    awaitOutcome(request);
    const { url } = await this.exports.open({ merchant, mode, format, from, to, timeZone, currency });
    await this.actions.note(contextOf(request), 'file_downloaded', { on: `journal ${format} ${from} ${to}` });
    await this.answers.send(url, request, reply);
  }
}
