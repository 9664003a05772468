import type { DatedEntry, FileWriter } from './file-writer.js';

/** How the parts of a file lie in a zip archive. */
export interface ZipLayout<Entry = DatedEntry> {
  readonly partName: (index: number) => string;
  readonly part: (index: number) => FileWriter<Entry>;
  /** How many rows of a part the entry takes; it is never torn over two. */
  readonly rowsOf: (entry: Entry) => number;
  readonly maxRows: number;
  /** What lies in the archive beside so many parts. */
  readonly rest: (parts: number) => readonly (readonly [name: string, text: string])[];
}
