import { Controller, Inject } from '@nestjs/common';
import { type OpenExportRequest, OpenExportRequestSchema, OpenExportResponseSchema, requests } from '@tollgate/contracts';
import type { Clock } from '@tollgate/errors';
import { OnRequest } from '@tollgate/messaging';
import { CLOCK } from '@tollgate/service';
import { planReport } from '../report-files/plan-report.js';
import { eventfulRows, rowCount } from '../report-files/report-content.js';
import { reportHeaders } from '../report-files/report-headers.js';
import { WriteReport } from '../report-files/write-report.handler.js';
import { checkExport } from './check-export.js';
import { formatOf } from './export-formats.js';
import { headersOf } from './export-headers.js';
import { ExportListener } from './exports.listener.js';
import { LogReach } from './log-reach.repository.js';
import { momentsOf, planExport } from './plan-export.js';
import { WriteExportHandler } from './write-export.handler.js';

/** Answers where a file of the journal or of a report can be fetched, once; refuses what its format cannot hold. Whoever asks has made sure whose
 *  merchant it is. */
@Controller()
export class ExportsResponder {
  @Inject(CLOCK) private readonly clock!: Clock;

  // biome-ignore lint/complexity/useMaxParams: what Nest injects
  constructor(
    private readonly exports: WriteExportHandler,
    private readonly reports: WriteReport,
    private readonly listener: ExportListener,
    private readonly log: LogReach,
  ) {}

  @OnRequest(requests.openExport, OpenExportRequestSchema, OpenExportResponseSchema)
  open(request: OpenExportRequest): Promise<{ url: string; entries: number }> {
    return request.report === '' ? this.openJournal(request) : this.openReport(request);
  }

  private async openJournal(request: OpenExportRequest): Promise<{ url: string; entries: number }> {
    const planned = planExport(request);
    const { merchant, mode, format, currency } = planned;
    await this.log.caughtUp();
    const totals = await this.exports.totals({ merchant, mode, currency, ...momentsOf(planned) });
    checkExport(formatOf(format), planned, totals);
    const file = { ...planned, totals, writtenAt: this.clock.now().toISOString() };
    const url = this.listener.open({ merchant, format, headers: headersOf(file), bytes: () => this.exports.bytes(file) });
    return { url, entries: totals.reduce((sum, { entries }) => sum + entries, 0) };
  }

  private async openReport(request: OpenExportRequest): Promise<{ url: string; entries: number }> {
    const planned = planReport(request);
    const { merchant, format } = planned;
    await this.log.caughtUp();
    const content = await this.reports.content(planned);
    const writtenAt = this.clock.now().toISOString();
    const headers = reportHeaders(planned, rowCount(content));
    const url = this.listener.open({ merchant, format, headers, bytes: () => this.reports.bytes(planned, writtenAt) });
    return { url, entries: eventfulRows(content) };
  }
}
