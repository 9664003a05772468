import { Injectable } from '@nestjs/common';
import { queryRows } from '@tollgate/postgres';
import { DataSource, Raw } from 'typeorm';
import { FailedSignIn, type FailedStep } from './failed-sign-in.entity.js';
import type { Client } from './sessions.repository.js';

const SHOWN = 20;
const KEPT = "interval '90 days'";

/** Who tried to sign in as somebody, and could not. */
@Injectable()
export class FailedSignIns {
  constructor(private readonly database: DataSource) {}

  /** False where one is noted already of this minute and address. Those that are too old go with it. */
  async add(user: string, step: FailedStep, { address, userAgent }: Client): Promise<boolean> {
    const text = `WITH gone AS (DELETE FROM failed_sign_ins WHERE user_id = $1 AND at < now() - ${KEPT})
      INSERT INTO failed_sign_ins (user_id, address, at, user_agent, step) VALUES ($1, $2, date_trunc('minute', now()), $3, $4)
      ON CONFLICT DO NOTHING RETURNING user_id`;
    return (await queryRows(this.database, text, [user, address, userAgent, step])).length > 0;
  }

  /** The newest first. */
  list(user: string): Promise<readonly FailedSignIn[]> {
    const failed = this.database.getRepository(FailedSignIn);
    const at = Raw((column) => `${column} > now() - ${KEPT}`);
    return failed.find({ where: { user, at }, order: { at: 'DESC', address: 'ASC' }, take: SHOWN });
  }
}
