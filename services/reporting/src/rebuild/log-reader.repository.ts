import { Session } from '@tollgate/postgres';
import { rowsIn, type SubjectRows } from './histories.js';

/** What is read of the log. Below the horizon nothing is added any more. */
interface LogRange {
  readonly connectionString: string;
  readonly epoch: string;
  readonly xid: string;
  /** The last subject of the range (uuid). */
  readonly upTo: string;
}

const fields = ['position::text', '((epoch, xid) < ($3::int, $4::xid8))::int::text', 'type', 'header::text', 'data::text'];

/** A row for each subject: as few as can be, as each costs its reader more than what is in it. */
const readText = `SELECT subject_id, string_agg(${fields.join(' || chr(30) || ')}, chr(29))
  FROM order_log.events WHERE subject_id > $1::uuid AND subject_id <= $2::uuid GROUP BY subject_id ORDER BY subject_id LIMIT $5`;

const settings = { enable_seqscan: 'off', enable_bitmapscan: 'off', enable_sort: 'off', enable_hashagg: 'off' };

/** Reads the log by subject, so that the events of an order lie side by side. */
export class LogReader {
  private readonly session: Session;

  constructor(private readonly range: LogRange) {
    this.session = new Session({ connectionString: range.connectionString, name: 'reporting rebuild reads', settings });
  }

  /** The histories of the subjects that follow this one, `limit` of them at most. Throws TransientError. */
  async read(after: string, limit: number): Promise<readonly SubjectRows[]> {
    const { upTo, epoch, xid } = this.range;
    const rows = await this.session.read({ name: 'slice', text: readText, values: [after, upTo, epoch, xid, limit] });
    return rows.map(([subject, text]) => rowsIn(subject ?? '', text ?? ''));
  }

  close(): Promise<void> {
    return this.session.close();
  }
}
