import { Inject, Injectable } from '@nestjs/common';
import { keyFromFile, lookupHmac } from '@tollgate/crypto';
import { queryRows } from '@tollgate/postgres';
import { CONFIG } from '@tollgate/service';
import { DataSource } from 'typeorm';
import type { Config } from '../config.js';

/** So many in a row; beyond, none until so many minutes have passed. 0: as many as they like. */
export interface AttemptLimit {
  readonly most: number;
  readonly minutes: number;
  /** What the minutes are counted from: unless given, the last one that was counted. From the first, it is so many in so many minutes. */
  readonly since?: 'first';
}

/** What is tried: of an account, an address. Kept as an HMAC alone. */
export interface Attempted {
  readonly kind: string;
  readonly value: string;
  readonly limit: AttemptLimit;
}

/** Rows older than every limit say nothing any more. */
const KEPT = "interval '1 day'";

/** Counts what is tried in vain, for all replicas together and over restarts. An attempt counts before it is made: however many come at once, no more
 *  than the limit are. Time is the database's. */
@Injectable()
export class Attempts {
  private readonly key;

  constructor(
    private readonly database: DataSource,
    @Inject(CONFIG) config: Config,
  ) {
    this.key = keyFromFile(config.TOLLGATE_LOOKUP_KEY_FILE);
  }

  /** Counts one more; false, and nothing counted, where there were too many. */
  async take(attempted: Attempted): Promise<boolean> {
    const { most, minutes, since } = attempted.limit;
    if (most === 0) return true;
    const text = `INSERT INTO attempts AS a (name, failures, last_at) VALUES ($1, 1, now())
      ON CONFLICT (name) DO UPDATE SET last_at = CASE WHEN $4 AND a.last_at >= now() - make_interval(mins => $3) THEN a.last_at ELSE now() END,
        failures = CASE WHEN a.last_at < now() - make_interval(mins => $3) THEN 1 ELSE a.failures + 1 END
      WHERE a.failures < $2 OR a.last_at < now() - make_interval(mins => $3)
      RETURNING failures`;
    const rows = await queryRows(this.database, text, [this.nameOf(attempted), most, minutes, since === 'first']);
    return rows.length > 0;
  }

  /** It was not in vain after all: counts one less. */
  async giveBack(attempted: Attempted): Promise<void> {
    const text = 'UPDATE attempts SET failures = failures - 1 WHERE name = $1 AND failures > 0';
    await queryRows(this.database, text, [this.nameOf(attempted)]);
  }

  /** The row of failures is broken: counts from the beginning. */
  async forget(attempted: Attempted): Promise<void> {
    const text = `DELETE FROM attempts WHERE name = $1 OR last_at < now() - ${KEPT}`;
    await queryRows(this.database, text, [this.nameOf(attempted)]);
  }

  private nameOf({ kind, value }: Attempted): string {
    return lookupHmac(this.key, '', { kind: `attempt ${kind}`, value });
  }
}
