import { Inject, Injectable } from '@nestjs/common';
import { TransientError } from '@tollgate/errors';
import { timeZone } from '@tollgate/order';
import type { CurrencyTotals } from '../journal/control-totals.js';
import { type JournalPeriod, JournalRepository } from '../journal/journal.repository.js';
import type { JournalEntry } from '../journal/journal-entry.js';
import { type FileForm, type FormatName, formatOf } from './export-formats.js';
import type { DatedEntry, ExportFile } from './file-writer.js';
import { pdfDocument } from './formats/pdf.js';
import { pdfTemplate } from './formats/pdf-template.data.js';
import { toWindows1252 } from './formats/windows-1252.js';
import { typeset } from './pdf/pdf.client.js';
import { momentsOf } from './plan-export.js';
import { PIECE, zipArchive } from './zip-archive.client.js';

/** A file to be written: what it is about, and in which format. */
export interface PlannedExport extends ExportFile {
  readonly format: FormatName;
  /** Of the entries that are wanted; all where it is undefined. */
  readonly currency: string | undefined;
}

const encoders = {
  'utf-8': (text: string): Buffer => Buffer.from(text),
  'windows-1252': (text: string): Buffer => Buffer.from(toWindows1252(text)),
} as const;

/** Writes files of the journal, of any length at constant memory: entries are read as fast as the file is. */
@Injectable()
export class WriteExportHandler {
  constructor(@Inject(JournalRepository) private readonly journal: Pick<JournalRepository, 'totals' | 'entries'>) {}

  /** What a file of this period would hold. */
  totals(period: JournalPeriod): Promise<readonly CurrencyTotals[]> {
    return this.journal.totals(period);
  }

  /** The bytes of the file. Throws, so that whoever sends them cuts the file off, when it would be less than was announced: the
   *  read models were taken away meanwhile. What came to the period since then is in the file. */
  async *bytes(planned: PlannedExport): AsyncGenerator<Buffer> {
    const announced = planned.totals.reduce((sum, { entries }) => sum + entries, 0);
    let written = 0;
    const entriesOf = (currency = planned.currency): AsyncGenerator<DatedEntry> =>
      this.entries(planned, currency, () => (written += 1));
    yield* this.form(planned, formatOf(planned.format).file, entriesOf);
    if (written < announced) throw new TransientError(`${announced} entries were announced, and ${written} found`);
  }

  private form(planned: PlannedExport, file: FileForm, entriesOf: (currency?: string) => AsyncGenerator<DatedEntry>) {
    if (file.form === 'zip') return zipArchive(file.layout(planned), entriesOf(), new Date(planned.writtenAt));
    return file.form === 'pdf' ? this.pdf(planned, entriesOf()) : this.text(planned, file, entriesOf);
  }

  private async *text(
    planned: PlannedExport,
    { encoding, parts }: Extract<FileForm, { readonly form: 'text' }>,
    entriesOf: (currency?: string) => AsyncGenerator<DatedEntry>,
  ): AsyncGenerator<Buffer> {
    const encode = encoders[encoding];
    for (const part of parts(planned)) {
      let piece = part.begin();
      for await (const entry of entriesOf(part.currency)) {
        piece += part.entry(entry);
        if (piece.length < PIECE) continue;
        yield encode(piece);
        piece = '';
      }
      yield encode(piece + part.end());
    }
  }

  private async *pdf(planned: PlannedExport, entries: AsyncGenerator<DatedEntry>): AsyncGenerator<Buffer> {
    const { add, document } = pdfDocument(planned);
    for await (const entry of entries) add(entry);
    yield await typeset({ template: pdfTemplate, document: document(), writtenAt: planned.writtenAt });
  }

  private async *entries(planned: PlannedExport, currency: string | undefined, onEntry: () => void): AsyncGenerator<DatedEntry> {
    const { merchant, mode } = planned;
    const { dayOf } = timeZone(planned.timeZone);
    const dated = (entry: JournalEntry): DatedEntry => ({ ...entry, day: dayOf(Date.parse(entry.at)) });
    for await (const entry of this.journal.entries({ merchant, mode, ...momentsOf(planned), currency })) {
      onEntry();
      yield dated(entry);
    }
  }
}
