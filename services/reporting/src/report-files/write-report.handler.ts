import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { typeset } from '../exports/pdf/pdf.client.js';
import { PIECE, zipArchive } from '../exports/zip-archive.client.js';
import { reportCsv } from './formats/report-csv.js';
import { reportJson } from './formats/report-json.js';
import { reportDocument } from './formats/report-pdf.js';
import { reportTemplate } from './formats/report-template.data.js';
import { reportRows, reportXlsx } from './formats/report-xlsx.js';
import type { PlannedReport } from './plan-report.js';
import { ReadReport } from './read-report.handler.js';
import type { ReportContent } from './report-content.js';

/** Writes files of reports: read anew when they are fetched, so that nothing is kept for whoever does not come. */
@Injectable()
export class WriteReport {
  constructor(private readonly read: ReadReport) {}

  /** What the file would hold. Throws DomainError and TransientError, as `ReadReport`. */
  content(planned: PlannedReport): Promise<ReportContent> {
    return this.read.content(planned);
  }

  async *bytes(planned: PlannedReport, writtenAt: string): AsyncGenerator<Buffer> {
    const content = await this.read.content(planned);
    switch (planned.format) {
      case 'csv':
        return yield* pieces(reportCsv(content));
      case 'json':
        return yield* pieces(reportJson(content, planned, writtenAt));
      case 'xlsx':
        return yield* zipArchive(reportXlsx(content), Readable.from(reportRows(content)), new Date(writtenAt));
      case 'pdf':
        yield await typeset({ template: reportTemplate, document: reportDocument(content, planned, writtenAt), writtenAt });
    }
  }
}

function* pieces(texts: Iterable<string>): Generator<Buffer> {
  let piece = '';
  for (const text of texts) {
    piece += text;
    if (piece.length < PIECE) continue;
    yield Buffer.from(piece);
    piece = '';
  }
  yield Buffer.from(piece);
}
