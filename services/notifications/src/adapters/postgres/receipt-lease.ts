import { TransientError } from '@tollgate/errors';
import pg from 'pg';

interface Wanted {
  readonly key: number;
  readonly answer: (isTaken: boolean) => void;
  readonly fail: (cause: unknown) => void;
}

/** The first half of the advisory locks' keys; the second is the order's. */
const lockClass = 7_423_002;
const statement = `select (select count(pg_advisory_unlock($1, key)) from unnest($2::int[]) as key) as returned,
  array(select pg_try_advisory_lock($1, key) from unnest($3::int[]) with ordinality as wanted (key, place) order by place) as taken`;

/** Locks that are done with go back along with the next that are wanted, and after this time at the latest. */
const returnAfterMs = 50;

/** 32 of the order id's random bits. Two orders that share them wait for one another, no more. */
const keyOf = (order: string): number => Number.parseInt(order.replaceAll('-', '').slice(-8), 16) | 0;

/** At most one replica at a time sends an order's receipt: an advisory lock per order, held by this process's own database session.
 *  Nothing is written, and the locks of a process that dies are gone with its session, so nobody waits for a dead one. Locks asked
 *  for together go out as one statement. Behind a pooler that shares sessions between transactions it would hold nothing. */
export class ReceiptLease {
  private client: pg.Client | undefined;
  private wanted: Wanted[] = [];
  private returned: number[] = [];
  private isSending = false;
  private tidying: NodeJS.Timeout | undefined;

  constructor(private readonly connectionString: string) {}

  /** Runs `work` while no other replica runs any for the same order. Throws a TransientError when one does, or when Postgres is out of reach. */
  async hold<T>(order: string, work: () => Promise<T>): Promise<T> {
    const key = keyOf(order);
    const isTaken = await new Promise<boolean>((answer, fail) => {
      this.wanted.push({ key, answer, fail });
      this.send();
    });
    if (!isTaken) throw new TransientError('another replica is sending this receipt');
    const session = this.client;
    try {
      return await work();
    } finally {
      if (session === this.client) this.returned.push(key);
      this.tidying ??= setTimeout(() => this.tidy(), returnAfterMs).unref();
    }
  }

  async close(): Promise<void> {
    const { client } = this;
    clearTimeout(this.tidying);
    this.client = undefined;
    await client?.end();
  }

  private tidy(): void {
    this.tidying = undefined;
    if (this.returned.length > 0) this.send();
  }

  private send(): void {
    if (this.isSending) return;
    this.isSending = true;
    // What the same turn of the loop asks for goes along.
    setImmediate(
      () =>
        void this.sendAll().finally(() => {
          this.isSending = false;
          if (this.wanted.length > 0) this.send();
        }),
    );
  }

  private async sendAll(): Promise<void> {
    while (this.wanted.length > 0 || (this.returned.length > 0 && this.client !== undefined)) {
      const { wanted, returned } = this;
      this.wanted = [];
      this.returned = [];
      try {
        const client = this.client ?? (await this.connect());
        const values = [lockClass, returned, wanted.map(({ key }) => key)];
        const { rows } = await client.query<{ taken: boolean[] }>({ name: 'receipt-lease', text: statement, values });
        wanted.forEach(({ answer }, index) => {
          answer(rows[0]?.taken[index] === true);
        });
      } catch (cause) {
        this.lose(this.client);
        for (const { fail } of wanted) fail(new TransientError('receipt leases cannot be taken', { cause }));
      }
    }
  }

  private async connect(): Promise<pg.Client> {
    const client = new pg.Client({
      connectionString: this.connectionString,
      application_name: 'notifications lease',
      connectionTimeoutMillis: 5_000,
      query_timeout: 10_000,
      keepAlive: true,
    });
    client.on('error', () => this.lose(client));
    client.on('end', () => this.lose(client));
    await client.connect();
    this.client = client;
    return client;
  }

  /** With the session go its locks. */
  private lose(client: pg.Client | undefined): void {
    if (client === undefined || client !== this.client) return;
    this.client = undefined;
    this.returned = [];
    client.end().catch(() => undefined);
  }
}
