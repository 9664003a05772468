import { Controller, Inject } from '@nestjs/common';
import { type OpenExportRequest, OpenExportRequestSchema, OpenExportResponseSchema, requests } from '@tollgate/contracts';
import type { Clock } from '@tollgate/errors';
import { OnRequest } from '@tollgate/messaging';
import { CLOCK } from '@tollgate/service';
import { checkExport } from './check-export.js';
import { formatOf } from './export-formats.js';
import { ExportListener } from './exports.listener.js';
import { LogReach } from './log-reach.repository.js';
import { momentsOf, planExport } from './plan-export.js';
import { WriteExportHandler } from './write-export.handler.js';

/** Answers where a file of the journal can be fetched, once; refuses what its format cannot hold. Whoever asks has made sure whose
 *  merchant it is. */
@Controller()
export class ExportsResponder {
  @Inject(CLOCK) private readonly clock!: Clock;

  constructor(
    private readonly exports: WriteExportHandler,
    private readonly listener: ExportListener,
    private readonly log: LogReach,
  ) {}

  @OnRequest(requests.openExport, OpenExportRequestSchema, OpenExportResponseSchema)
  async open(request: OpenExportRequest): Promise<{ url: string; entries: number }> {
    const planned = planExport(request);
    const { merchant, mode, format, currency } = planned;
    await this.log.caughtUp();
    const totals = await this.exports.totals({ merchant, mode, currency, ...momentsOf(planned) });
    checkExport(formatOf(format), planned, totals);
    const url = this.listener.open({ ...planned, totals, writtenAt: this.clock.now().toISOString() });
    return { url, entries: totals.reduce((sum, { entries }) => sum + entries, 0) };
  }
}
