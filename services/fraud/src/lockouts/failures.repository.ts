import { Injectable } from '@nestjs/common';
import { queryRows } from '@tollgate/postgres';
import { DataSource } from 'typeorm';
import type { AttemptKeys } from '../assess/attempt-keys.repository.js';
import type { FraudSettings } from '../settings/fraud-settings.schema.js';
import type { Failures } from './lockout.js';

/** An order that was declined or rejected. */
export interface Failure {
  /** uuid */
  readonly order: string;
  readonly keys: Pick<AttemptKeys, 'card' | 'email'>;
  /** RFC 3339 */
  readonly at: string;
}

const markText = 'UPDATE attempts SET failed_at = $2 WHERE order_id = $1 AND failed_at IS NULL';

const countOf = (key: 'card' | 'email', value: string): string =>
  `(SELECT count(*)::int FROM (SELECT FROM attempts WHERE ${key} = ${value} AND attempted_at > $3::timestamptz - make_interval(mins => $4)
     AND failed_at IS NOT NULL LIMIT $5) AS failed) AS ${key}`;
const countText = `SELECT ${countOf('card', '$1')}, ${countOf('email', '$2')}`;

/** Which attempts failed. */
@Injectable()
export class FailuresRepository {
  constructor(private readonly database: DataSource) {}

  /** Marks the order's attempt, once, and counts. Two statements: of two failures at once, at least the later one sees both. */
  async record({ order, keys, at }: Failure, { failures, windowMinutes }: FraudSettings['lockout']): Promise<Failures> {
    await queryRows(this.database, markText, [order, at]);
    const values = [keys.card ?? null, keys.email ?? null, at, windowMinutes, failures];
    const [counts] = await queryRows<Failures>(this.database, countText, values);
    return counts ?? { card: 0, email: 0 };
  }
}
