import { Injectable } from '@nestjs/common';
import { queryRows } from '@tollgate/postgres';
import { DataSource } from 'typeorm';
import type { Breaker } from './breaker.js';

/** An endpoint as it was when it was tried: where it lies elsewhere by now, nothing is known of it there. */
export interface TriedEndpoint {
  readonly id: string;
  readonly url: string;
}

/** How endpoints do. */
@Injectable()
export class EndpointHealth {
  constructor(private readonly database: DataSource) {}

  /** Where somebody set it back meanwhile, as by enabling it again, that counts: `seen` is what it was when it was read. */
  async keep({ id, url }: TriedEndpoint, { failures, openings, pausedUntil }: Breaker, seen: SeenHealth): Promise<void> {
    const text = `UPDATE webhook_endpoints SET failures = $2, openings = $3, paused_until = $4::timestamptz,
        failing_since = CASE WHEN $5 THEN COALESCE(failing_since, $6::timestamptz) ELSE NULL END
      WHERE id = $1 AND openings = $7 AND url = $8`;
    const { openings: seenOpenings, isFailing, now } = seen;
    const values = [id, failures, openings, pausedUntil?.toISOString() ?? null, isFailing, now.toISOString(), seenOpenings, url];
    await queryRows(this.database, text, values);
  }

  /** It wants no more webhooks, and gets none until its merchant enables it again. */
  async disable({ id, url }: TriedEndpoint): Promise<void> {
    const text = 'UPDATE webhook_endpoints SET is_enabled = false, is_gone = true WHERE id = $1 AND url = $2';
    await queryRows(this.database, text, [id, url]);
  }

  /** What came back last. */
  async noteTry({ id, url }: TriedEndpoint, { at, answerStatus, problem }: LastTry): Promise<void> {
    const text = `UPDATE webhook_endpoints SET last_try_at = $2::timestamptz, last_answer_status = $3, last_problem = $4
      WHERE id = $1 AND url = $5`;
    await queryRows(this.database, text, [id, at.toISOString(), answerStatus, problem, url]);
  }
}

export interface LastTry {
  readonly at: Date;
  /** 0 where there was no answer. */
  readonly answerStatus: number;
  readonly problem: string;
}

export interface SeenHealth {
  readonly openings: number;
  readonly isFailing: boolean;
  readonly now: Date;
}
