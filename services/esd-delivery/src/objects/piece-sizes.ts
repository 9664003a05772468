/** At the beginning nobody's pace is known, as the kernel takes the first megabytes at once (Linux, tcp_wmem: 4 MiB at most): a quarter of what a
 *  piece may become, which is little where many run, and at most this. */
const mostFirstBytes = 262_144;
const leastBytes = 16_384;
/** The client's pace is known by what it took beyond what the kernel can have in its buffers. */
const windowBytes = 8_388_608;
/** A piece is what the client takes in about so long. */
const pieceMs = 50;

/** How much of an object to read at a time for one client: much for who is fast, so that few calls are made; little for who is slow, as it lies in
 *  memory until it is taken, and slow clients are many at a time. */
export class PieceSizes {
  private size: number;
  private takenBytes = 0;

  constructor(
    private readonly mostBytes: number,
    private sinceMs: number,
  ) {
    this.size = Math.min(mostBytes, mostFirstBytes, Math.max(leastBytes, Math.floor(mostBytes / 4)));
  }

  get bytes(): number {
    return this.size;
  }

  written(bytes: number, atMs: number): void {
    this.takenBytes += bytes;
    if (this.takenBytes < windowBytes) return;
    const bytesPerMs = this.takenBytes / Math.max(1, atMs - this.sinceMs);
    this.size = Math.min(this.mostBytes, Math.max(leastBytes, Math.round(bytesPerMs * pieceMs)));
    this.takenBytes = 0;
    this.sinceMs = atMs;
  }
}
