import { PREPARED_PLANNING, type Query, Session, type Timeouts } from '@tollgate/postgres';

export interface LogSessionOptions {
  readonly connectionString: string;
  /** As the server lists it. */
  readonly name: string;
  readonly onLost?: ((error: unknown) => void) | undefined;
  readonly timeouts?: Partial<Timeouts> | undefined;
}

export const OPEN_EPOCH = 'SELECT order_log.open_epoch()';

/** A subject's lock is held for the length of somebody's commit. Whoever holds it for longer keeps up the orders of his own, and no others. */
const LOCK_TIMEOUT = '2s';

/** A session that opens the log's epoch before anything else: the database behind the address may be another one than
 *  before. */
export class LogSession extends Session {
  private opened = 0;

  constructor(options: LogSessionOptions) {
    super({
      ...options,
      settings: { ...PREPARED_PLANNING, lock_timeout: LOCK_TIMEOUT },
      onConnect: (query) => this.openEpoch(query),
    });
  }

  /** The log's epoch in the database of the present session; 0 before the first. */
  get epoch(): number {
    return this.opened;
  }

  private async openEpoch(query: Query): Promise<void> {
    const [row] = await query({ text: OPEN_EPOCH });
    this.opened = Number(row?.[0]);
  }
}
