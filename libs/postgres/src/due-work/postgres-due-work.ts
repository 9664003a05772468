import { type Clock, systemClock } from '@tollgate/errors';
import type { DataSource, EntityManager, EntitySubscriberInterface, QueryRunner } from 'typeorm';
import { queryRows } from '../connection/typeorm.js';
import type { Backlog, ClaimRequest, DueItem, DueWork, ScheduledListener, ScheduleRequest } from './due-work.js';
import { type DueRow, dueWorkSql } from './due-work-sql.js';

export interface PostgresDueWorkOptions {
  /** The service's own, initialized. */
  readonly database: DataSource;
  /** Where its `due_work` lies, see `dueWorkTableSql`. */
  readonly schema: string;
  readonly clock?: Clock;
}

interface Scheduled {
  readonly kind: string;
  readonly dueAt: Date;
}

/** Due work in the service's own schema. A transaction is TypeORM's EntityManager. */
export class PostgresDueWork implements DueWork<EntityManager> {
  private readonly database: DataSource;
  private readonly clock: Clock;
  private readonly sql: ReturnType<typeof dueWorkSql>;
  private readonly listeners = new Set<ScheduledListener>();
  private readonly uncommitted = new WeakMap<QueryRunner, Scheduled[]>();
  private isSubscribed = false;

  constructor({ database, schema, clock = systemClock }: PostgresDueWorkOptions) {
    this.database = database;
    this.clock = clock;
    this.sql = dueWorkSql(schema);
  }

  async schedule(request: ScheduleRequest, transaction?: EntityManager): Promise<void> {
    const { kind, key, dueAt, payload = null, onExisting = 'earlier' } = request;
    const values = [kind, key, dueAt.toISOString(), JSON.stringify(payload)];
    await queryRows(transaction ?? this.database, this.sql.schedule(onExisting), values);
    const runner = transaction?.queryRunner;
    if (runner?.isTransactionActive) this.tellAfterCommit(runner, { kind, dueAt });
    else this.tell({ kind, dueAt });
  }

  async cancel(kind: string, key: string, transaction?: EntityManager): Promise<void> {
    await queryRows(transaction ?? this.database, this.sql.cancel, [kind, key]);
  }

  async claim({ kind, count, leaseMs }: ClaimRequest): Promise<readonly DueItem[]> {
    const values = [kind, this.clock.now().toISOString(), count, leaseMs];
    const rows = await queryRows<DueRow>(this.database, this.sql.claim, values);
    return rows.map(({ due_at: dueAt, ...row }) => ({ ...row, dueAt })).sort((a, b) => a.dueAt.getTime() - b.dueAt.getTime());
  }

  async done(item: DueItem, transaction?: EntityManager): Promise<boolean> {
    const runner = transaction ?? this.database;
    const values = [item.kind, item.key, item.claim, item.attempts];
    // Twice, as it may have been scheduled anew between the statement's snapshot and its lock: then neither half of it fits.
    return (
      (await queryRows(runner, this.sql.done, values)).length > 0 || (await queryRows(runner, this.sql.done, values)).length > 0
    );
  }

  async renew(item: DueItem, leaseMs: number): Promise<DueItem | undefined> {
    const values = [item.kind, item.key, item.claim, leaseMs];
    const [row] = await queryRows<Pick<DueRow, 'claim'>>(this.database, this.sql.renew, values);
    return row && { ...item, claim: row.claim };
  }

  async postpone(item: DueItem, dueAt: Date): Promise<boolean> {
    const values = [item.kind, item.key, item.claim, item.attempts, dueAt.toISOString()];
    return (await queryRows(this.database, this.sql.postpone, values)).length > 0;
  }

  giveUp(item: DueItem): Promise<boolean> {
    return this.done(item);
  }

  async backlog(kind: string): Promise<Backlog> {
    const values = [kind, this.clock.now().toISOString()];
    const [row] = await queryRows<{ count: number; oldest: Date | null }>(this.database, this.sql.backlog, values);
    return { dueCount: row?.count ?? 0, oldestDueAt: row?.oldest ?? undefined };
  }

  onScheduled(listener: ScheduledListener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  private tell({ kind, dueAt }: Scheduled): void {
    for (const listener of this.listeners) listener(kind, dueAt);
  }

  private tellAfterCommit(runner: QueryRunner, scheduled: Scheduled): void {
    const waiting = this.uncommitted.get(runner);
    if (waiting === undefined) this.uncommitted.set(runner, [scheduled]);
    else waiting.push(scheduled);
    if (this.isSubscribed) return;
    this.isSubscribed = true;
    this.database.subscribers.push(this.transactionListener());
  }

  private transactionListener(): EntitySubscriberInterface {
    return {
      afterTransactionCommit: ({ queryRunner }) => {
        if (queryRunner.isTransactionActive) return; // a savepoint
        const committed = this.uncommitted.get(queryRunner) ?? [];
        this.uncommitted.delete(queryRunner);
        for (const scheduled of committed) this.tell(scheduled);
      },
      afterTransactionRollback: ({ queryRunner }) => {
        if (!queryRunner.isTransactionActive) this.uncommitted.delete(queryRunner);
      },
    };
  }
}
