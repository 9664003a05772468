import { Injectable } from '@nestjs/common';
import { queryRows } from '@tollgate/postgres';
import { DataSource } from 'typeorm';
import type { OwedMail } from './owed-mail.js';

/** A mail among the due work. */
export interface OwedMailRow {
  readonly owed: OwedMail;
  readonly dueAt: Date;
}

/** The mails that nobody took yet, for who asks how they stand. */
@Injectable()
export class OwedMailsRepository {
  constructor(private readonly database: DataSource) {}

  /** Those of these names; by the primary key. */
  async find(keys: readonly string[]): Promise<readonly OwedMailRow[]> {
    const text = "SELECT payload, due_at FROM due_work WHERE kind = 'mail' AND key = ANY($1)";
    const rows = await queryRows<{ payload: OwedMail; due_at: Date }>(this.database, text, [keys]);
    return rows.map(({ payload, due_at: dueAt }) => ({ owed: payload, dueAt }));
  }
}
