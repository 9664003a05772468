import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { type BeforeApplicationShutdown, Get, Inject, Param, Query, Req, Res } from '@nestjs/common';
import { LOG, type Log } from '@tollgate/service';
import type { FastifyReply } from 'fastify';
import { awaitOutcome } from '../http/answer-deadline.guard.js';
import type { CallerRequest } from '../http/caller.js';
import { MerchantController } from '../http/merchant-controller.js';
import { Route } from '../http/route.js';
import { checkDays } from '../reports/check-days.js';
import { refusal, refuseIfAny } from '../validation/field-error.js';
import { type ExportParameters, type ExportQuery, exportParameters, exportSchema } from './export.schema.js';
import { JournalExports } from './journal-exports.client.js';

/** What reporting says of a file, and the merchant may know. */
const handedOn = ['content-type', 'content-disposition', 'x-export-entries', 'x-export-lines', 'x-export-totals'];
/** A client that takes nothing for so long is gone. */
const idleMs = 60_000;

/** Files of the journal: `GET /v1/exports/{format}`, of any length at constant memory. */
@MerchantController('exports')
export class ExportsController implements BeforeApplicationShutdown {
  @Inject(LOG) private readonly log!: Log;
  private readonly open = new Set<ServerResponse>();

  constructor(private readonly exports: JournalExports) {}

  /** The server waits for whatever is being answered, and a file may take hours: whoever takes it sees that it is not whole. */
  beforeApplicationShutdown(): void {
    for (const answer of this.open) answer.destroy();
  }

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
    // It has no chunks: a file that breaks off would look whole.
    if (request.raw.httpVersion === '1.0') throw refusal('http_version_not_supported');
    refuseIfAny(checkDays(from, to));
    const { merchant, mode } = request.caller;
    awaitOutcome(request);
    const { url } = await this.exports.open({ merchant, mode, format, from, to, timeZone, currency });
    const file = await this.exports.fetch(url);
    const headers = handedOn.flatMap((name) => (typeof file.headers[name] === 'string' ? [[name, file.headers[name]]] : []));
    reply.hijack();
    reply.raw.writeHead(200, { ...reply.getHeaders(), ...Object.fromEntries(headers), 'cache-control': 'no-store' });
    if (request.method === 'HEAD') {
      file.destroy();
      reply.raw.end();
    } else await this.send(file, reply.raw, request);
  }

  /** As fast as it is taken. Where either side breaks off, the connection ends without the last chunk, which tells whoever is still there. */
  private async send(file: IncomingMessage, answer: ServerResponse, { id, caller }: CallerRequest): Promise<void> {
    answer.setTimeout(idleMs, () => answer.destroy());
    this.open.add(answer);
    try {
      await pipeline(file, answer);
    } catch (error) {
      this.log.warn({ requestId: id, merchant: caller.merchant, error }, 'an export broke off');
    } finally {
      this.open.delete(answer);
    }
  }
}
