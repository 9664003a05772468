import type { DataSource } from 'typeorm';

/** Numbers that nobody else has, taken from the database a block at a time; the next block is fetched before the last one is used up. */
export class SerialNumbers {
  private next = 0n;
  private end = 0n;
  private fetching: Promise<void> | undefined;
  private reserve: bigint | undefined;

  /** `fetchBlock` answers the first number of a block of `blockSize`. */
  constructor(
    private readonly fetchBlock: () => Promise<bigint>,
    private readonly blockSize = 1000n,
  ) {}

  /** Of the sequence that the migration made, whose step is the block size. */
  static ofSequence(database: DataSource): SerialNumbers {
    return new SerialNumbers(async () => {
      const [row]: [{ start: string }] = await database.query("SELECT nextval('trace_numbers') AS start");
      return BigInt(row.start);
    });
  }

  async take(): Promise<bigint> {
    while (this.next === this.end) {
      if (this.reserve === undefined) await this.fetch();
      this.openReserve();
    }
    if (this.reserve === undefined && (this.end - this.next) * 2n < this.blockSize) this.fetch().catch(() => undefined);
    const number = this.next;
    this.next += 1n;
    return number;
  }

  private openReserve(): void {
    if (this.next !== this.end || this.reserve === undefined) return;
    this.next = this.reserve;
    this.end = this.reserve + this.blockSize;
    this.reserve = undefined;
  }

  private fetch(): Promise<void> {
    this.fetching ??= this.fetchBlock()
      .then((start) => {
        this.reserve = start;
      })
      .finally(() => {
        this.fetching = undefined;
      });
    return this.fetching;
  }
}
