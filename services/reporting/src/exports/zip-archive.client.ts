import { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import type { FileWriter } from './file-writer.js';
import type { ZipLayout } from './zip-layout.js';

/** Texts are handed on in pieces of about so many signs. */
export const PIECE = 65_536;

/** Entries one after the other, of which the next can be looked at. */
class Entries<Entry> {
  private held: IteratorResult<Entry> | undefined;

  constructor(private readonly source: AsyncIterator<Entry>) {}

  async peek(): Promise<Entry | undefined> {
    this.held ??= await this.source.next();
    return this.held.done === true ? undefined : this.held.value;
  }

  take(): void {
    this.held = undefined;
  }
}

/** The text of a part: as many entries as it has rows for. */
async function* partOf<Entry>(
  { rowsOf, maxRows }: ZipLayout<Entry>,
  writer: FileWriter<Entry>,
  entries: Entries<Entry>,
): AsyncGenerator<Buffer> {
  let piece = writer.begin();
  let rows = 0;
  for (let entry = await entries.peek(); entry !== undefined; entry = await entries.peek()) {
    rows += rowsOf(entry);
    if (rows > maxRows) break;
    entries.take();
    piece += writer.entry(entry);
    if (piece.length < PIECE) continue;
    yield Buffer.from(piece);
    piece = '';
  }
  yield Buffer.from(piece + writer.end());
}

/** Fills an archive part by part, as fast as it is read. */
class Filling<Entry> {
  private part: Readable | undefined;

  constructor(
    private readonly zip: ZipFile,
    private readonly layout: ZipLayout<Entry>,
    private readonly mtime: Date,
  ) {}

  async run(entries: Entries<Entry>): Promise<void> {
    let parts = 0;
    do {
      this.part = Readable.from(partOf(this.layout, this.layout.part(parts), entries), { objectMode: false });
      this.zip.addReadStream(this.part, this.layout.partName(parts), { mtime: this.mtime });
      await finished(this.part);
      parts += 1;
    } while ((await entries.peek()) !== undefined);
    for (const [name, text] of this.layout.rest(parts)) this.zip.addBuffer(Buffer.from(text), name, { mtime: this.mtime });
    this.zip.end();
  }

  /** Whoever waits for the part learns that it ended. */
  stop(): void {
    this.part?.destroy();
  }
}

/** A zip archive at constant memory: its parts are compressed as their entries come. What goes wrong with an entry, or with the
 *  archive, is thrown in the place of the next piece. */
export async function* zipArchive<Entry>(
  layout: ZipLayout<Entry>,
  entries: AsyncIterable<Entry>,
  mtime: Date,
): AsyncGenerator<Buffer> {
  const zip = new ZipFile();
  const output = zip.outputStream as Readable;
  zip.on('error', (error) => output.destroy(error as Error));
  const source = entries[Symbol.asyncIterator]();
  const filling = new Filling(zip, layout, mtime);
  const filled = filling.run(new Entries(source)).catch((error: Error) => void output.destroy(error));
  try {
    for await (const piece of output) yield piece as Buffer;
  } finally {
    filling.stop();
    await filled;
    await source.return?.();
  }
}
