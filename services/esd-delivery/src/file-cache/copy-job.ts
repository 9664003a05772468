/** What the thread is given that copies an object into a file. */
export interface CopyJob {
  /** A signed address of the object. */
  readonly address: string;
  /** Of an open, empty file. */
  readonly descriptor: number;
}
