import { Injectable } from '@nestjs/common';
import { queryRows } from '@tollgate/postgres';
import { DataSource } from 'typeorm';

/** The mails to people who work with Central that go out once, and that a server took: whoever asks for one again, as they died before they knew,
 *  brings no second one. */
@Injectable()
export class SentMails {
  constructor(private readonly database: DataSource) {}

  /** By the mail's id (uuid). */
  async has(id: string): Promise<boolean> {
    return (await queryRows(this.database, 'SELECT FROM sent_operator_mails WHERE id = $1', [id])).length > 0;
  }

  /** Kept for as long as there is sense in the mail. */
  async add(id: string, until: string): Promise<void> {
    const text = `WITH gone AS (DELETE FROM sent_operator_mails WHERE until < now())
      INSERT INTO sent_operator_mails (id, until) VALUES ($1, $2) ON CONFLICT DO NOTHING`;
    await queryRows(this.database, text, [id, until]);
  }
}
