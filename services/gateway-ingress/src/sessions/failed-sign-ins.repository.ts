import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { queryRows } from '@tollgate/postgres';
import { LOG, type Log } from '@tollgate/service';
import { DataSource, Raw } from 'typeorm';
import { FailedSignIn, type FailedStep } from './failed-sign-in.entity.js';
import type { Client } from './sessions.repository.js';

const SHOWN = 20;
const KEPT = "interval '90 days'";

const SWEEP_EVERY_MS = 3_600_000;

/** Who tried to sign in as somebody, and could not. What is too old is deleted each hour, whoever it was of: it tells where from. */
@Injectable()
export class FailedSignIns implements OnApplicationBootstrap, OnApplicationShutdown {
  private sweeper: NodeJS.Timeout | undefined;

  constructor(
    private readonly database: DataSource,
    @Inject(LOG) private readonly log: Log,
  ) {}

  onApplicationBootstrap(): void {
    this.sweep();
    this.sweeper = setInterval(() => this.sweep(), SWEEP_EVERY_MS).unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.sweeper);
  }

  /** False where one is noted already of this minute and address. */
  async add(user: string, step: FailedStep, { address, userAgent }: Client): Promise<boolean> {
    const text = `INSERT INTO failed_sign_ins (user_id, address, at, user_agent, step) VALUES ($1, $2, date_trunc('minute', now()), $3, $4)
      ON CONFLICT DO NOTHING RETURNING user_id`;
    return (await queryRows(this.database, text, [user, address, userAgent, step])).length > 0;
  }

  private sweep(): void {
    queryRows(this.database, `DELETE FROM failed_sign_ins WHERE at < now() - ${KEPT}`).catch((error: unknown) =>
      this.log.warn({ error }, 'old sign-ins that failed could not be deleted'),
    );
  }

  /** The newest first. */
  list(user: string): Promise<readonly FailedSignIn[]> {
    const failed = this.database.getRepository(FailedSignIn);
    const at = Raw((column) => `${column} > now() - ${KEPT}`);
    return failed.find({ where: { user, at }, order: { at: 'DESC', address: 'ASC' }, take: SHOWN });
  }
}
