import { Session } from '@tollgate/postgres';
import type { LogRow } from './histories.js';

/** What is read of the log. Below the horizon nothing is added any more. */
interface LogRange {
  readonly connectionString: string;
  readonly epoch: string;
  readonly xid: string;
  /** The last subject of the range (uuid). */
  readonly upTo: string;
}

const readText = (
  from: '>' | '>=',
): string => `SELECT subject_id, position, (epoch, xid) < ($3::int, $4::xid8), type, header, data
  FROM order_log.events WHERE subject_id ${from} $1::uuid AND subject_id <= $2::uuid ORDER BY subject_id LIMIT $5`;

const settings = { enable_seqscan: 'off', enable_bitmapscan: 'off', enable_sort: 'off' };

/** Reads the log by subject, so that the events of an order lie side by side. */
export class LogReader {
  private readonly session: Session;

  constructor(private readonly range: LogRange) {
    this.session = new Session({ connectionString: range.connectionString, name: 'reporting rebuild reads', settings });
  }

  /** The events of the subjects that follow, of this one, too, where `isInclusive`. Throws TransientError. */
  async read(after: string, limit: number, isInclusive = false): Promise<readonly LogRow[]> {
    const { upTo, epoch, xid } = this.range;
    const from = isInclusive ? '>=' : '>';
    const rows = await this.session.read({
      name: `slice ${from}`,
      text: readText(from),
      values: [after, upTo, epoch, xid, limit],
    });
    return rows.map(([subject, position, isBelow, type, header, data]) => ({
      subject: subject ?? '',
      position: Number(position),
      isBelow: isBelow === 't',
      type: type ?? '',
      headerText: header ?? '',
      dataText: data ?? '',
    }));
  }

  close(): Promise<void> {
    return this.session.close();
  }
}
