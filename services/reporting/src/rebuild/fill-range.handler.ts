import { tableOf } from '../projection/generation-tables.js';
import { projections } from '../projection/projections.js';
import { fillSlice } from './fill-slice.js';
import type { SubjectRows } from './histories.js';
import { LogReader } from './log-reader.repository.js';
import { partsOf } from './parts.js';
import { TableWriter } from './table-writer.repository.js';

/** A range of subjects to fill. */
export interface FillRange {
  readonly connectionString: string;
  readonly suffix: string;
  readonly epoch: string;
  readonly xid: string;
  /** Subjects after this one, and up to that one (uuids). */
  readonly after: string;
  readonly upTo: string;
}

/** What a slice brought. */
export interface SliceDone {
  readonly events: number;
  readonly position: number;
  readonly parked: readonly string[];
}

/** Subjects: some two thousand events, few enough to be gone before they are copied out of the young generation. */
const PAGE = 200;

const tables = projections.map(({ table }) => table);

const highestIn = (subjects: readonly SubjectRows[]): number => {
  let highest = 0;
  for (const { rows } of subjects) for (const { position } of rows) highest = Math.max(highest, position);
  return highest;
};

/** Fills a range: reads whole histories in the order of their subjects, the next page while this one is folded, and copies in what they bring
 *  while the page after is folded. */
export class FillRangeHandler {
  private readonly reader: LogReader;
  private readonly writer: TableWriter;

  constructor(private readonly range: FillRange) {
    this.reader = new LogReader(range);
    this.writer = new TableWriter(range.connectionString);
  }

  async run(onDone: (done: SliceDone) => void): Promise<void> {
    let written: Promise<void> = Promise.resolve();
    let next = this.reader.read(this.range.after, PAGE);
    for (;;) {
      const subjects = await next;
      const last = subjects.length < PAGE ? undefined : subjects.at(-1);
      if (last !== undefined) next = this.reader.read(last.subject, PAGE);
      const { lines, events, parked } = fillSlice(subjects);
      await written;
      written = this.write(lines);
      written.catch(() => undefined); // thrown where it is awaited
      onDone({ events, position: highestIn(subjects), parked });
      if (last === undefined) break;
    }
    await written;
  }

  async close(): Promise<void> {
    await Promise.all([this.reader.close(), this.writer.close()]);
  }

  private async write(lines: readonly string[]): Promise<void> {
    const { suffix } = this.range;
    for (const [index, table] of tables.entries()) {
      const name = table.onConflict === 'add' ? partsOf(table, suffix) : tableOf(table, suffix);
      const text = lines[index] ?? '';
      if (text !== '') await this.writer.copy(name, Object.keys(table.types), text);
    }
  }
}
