import { Injectable } from '@nestjs/common';
import { DataSource, type QueryRunner } from 'typeorm';

const leaderLock = 7_423_003;

/** One database session of this replica's own. Of all replicas the one whose session holds the lock writes the read models; when it dies, its
 *  session and with it the lock are gone, and another one goes on from the position in the tables. */
@Injectable()
export class LeaderSession {
  private runner: QueryRunner | undefined;
  private isLeader = false;

  constructor(private readonly database: DataSource) {}

  /** Whether this replica is the one that writes. Tries to become it. */
  async lead(): Promise<boolean> {
    if (this.runner?.isReleased === true) this.forget();
    if (this.isLeader) return true;
    const [row] = await this.query<{ taken: boolean }>('select pg_try_advisory_lock($1, hashtext(current_schema())) as taken', [
      leaderLock,
    ]);
    this.isLeader = row?.taken === true;
    return this.isLeader;
  }

  async query<R>(text: string, values: unknown[] = []): Promise<readonly R[]> {
    const runner = this.runner ?? (await this.begin());
    return (await runner.query(text, values)) as readonly R[];
  }

  async transaction(work: () => Promise<void>): Promise<void> {
    const runner = this.runner ?? (await this.begin());
    await runner.startTransaction();
    try {
      await work();
      await runner.commitTransaction();
    } catch (error) {
      await runner.rollbackTransaction().catch(() => undefined);
      throw error;
    }
  }

  /** Lets go of the session; the lock goes to whoever asks next. */
  async release(): Promise<void> {
    const { runner } = this;
    this.forget();
    if (runner === undefined || runner.isReleased) return;
    await runner.query('select pg_advisory_unlock_all()').catch(() => undefined);
    await runner.release();
  }

  private async begin(): Promise<QueryRunner> {
    const runner = this.database.createQueryRunner();
    await runner.connect();
    // Rows and position are lost together, if at all, and are then applied again: no reason to wait for the disk.
    await runner.query('set synchronous_commit = off');
    this.runner = runner;
    return runner;
  }

  private forget(): void {
    this.runner = undefined;
    this.isLeader = false;
  }
}
