import { read } from 'node:fs';
import type { ByteSink, ByteSource } from '../objects/object-reader.store.js';
import { PieceSizes } from '../objects/piece-sizes.js';
import type { ByteRange } from '../transfers/select-bytes.js';

/** A file that lies in the cache, taken for one reader. */
export interface TakenFile {
  readonly descriptor: number;
  readonly giveBack: () => void;
}

export interface CachedPart {
  readonly file: TakenFile;
  readonly range: ByteRange;
  readonly mostPieceBytes: number;
}

/** Reads a part of a cached file, a piece whenever the client took the one before it: one buffer, no connection to the store. */
export class CachedReader implements ByteSource {
  private readonly pieces: PieceSizes;
  private buffer: Buffer;
  private nextByte: number;
  private sink: ByteSink | undefined;
  private isReading = false;
  private isClosed = false;

  constructor(private readonly part: CachedPart) {
    this.pieces = new PieceSizes(part.mostPieceBytes, performance.now());
    this.buffer = Buffer.allocUnsafeSlow(this.pieces.bytes);
    this.nextByte = part.range.firstByte;
  }

  start(sink: ByteSink): void {
    this.sink = sink;
    this.readNext();
  }

  close(): void {
    if (this.isClosed) return;
    this.isClosed = true;
    this.sink = undefined;
    if (!this.isReading) this.part.file.giveBack();
  }

  private readNext(): void {
    const { nextByte, part } = this;
    const leftBytes = part.range.endByte - nextByte;
    if (this.isClosed || leftBytes === 0) return;
    if (this.buffer.length !== this.pieces.bytes) this.buffer = Buffer.allocUnsafeSlow(this.pieces.bytes);
    const { buffer } = this;
    this.isReading = true;
    read(part.file.descriptor, buffer, 0, Math.min(buffer.length, leftBytes), nextByte, (error, count) => {
      this.isReading = false;
      if (this.isClosed) return part.file.giveBack();
      if (error !== null || count === 0) return this.failed();
      this.nextByte += count;
      this.sink?.write(buffer.subarray(0, count), () => {
        this.pieces.written(count, performance.now());
        this.readNext();
      });
    });
  }

  private failed(): void {
    const { sink } = this;
    this.close();
    sink?.failed();
  }
}
