import { Injectable } from '@nestjs/common';
import { isSecretToken, newSecretToken, secretTokenHash } from '@tollgate/crypto';
import { invariant } from '@tollgate/errors';
import { queryRows, type SqlRunner } from '@tollgate/postgres';
import { DataSource } from 'typeorm';

/** A link that was made: its token, and when it ends. */
export interface NewReset {
  readonly token: string;
  readonly endsAt: Date;
}

/** The links with which people choose a new password. */
@Injectable()
export class PasswordResetLinks {
  constructor(private readonly database: DataSource) {}

  /** Good for an hour. */
  async make(user: string): Promise<NewReset> {
    const token = newSecretToken();
    const text = `WITH gone AS (DELETE FROM password_resets WHERE ends_at < now())
      INSERT INTO password_resets (token_hash, user_id, ends_at) VALUES ($1, $2, now() + interval '1 hour') RETURNING ends_at AS "endsAt"`;
    const [made] = await queryRows<{ endsAt: Date }>(this.database, text, [secretTokenHash(token), user]);
    invariant(made !== undefined, 'an insert answers its row');
    return { token, endsAt: made.endsAt };
  }

  /** Whose it is; undefined for one that has ended, was used, or never was. */
  async userOf(token: string): Promise<string | undefined> {
    if (!isSecretToken(token)) return undefined;
    const text = 'SELECT user_id AS "user" FROM password_resets WHERE token_hash = $1 AND ends_at > now()';
    const [found] = await queryRows<{ user: string }>(this.database, text, [secretTokenHash(token)]);
    return found?.user;
  }

  /** None of the user's is good any more. */
  async endAll(user: string, runner: SqlRunner): Promise<void> {
    await queryRows(runner, 'DELETE FROM password_resets WHERE user_id = $1', [user]);
  }

  /** Takes all links of its user away; false where another request was quicker with this one. */
  async use(token: string, runner: SqlRunner): Promise<boolean> {
    const text = 'DELETE FROM password_resets WHERE token_hash = $1 AND ends_at > now() RETURNING user_id AS "user"';
    const [used] = await queryRows<{ user: string }>(runner, text, [secretTokenHash(token)]);
    if (used === undefined) return false;
    await this.endAll(used.user, runner);
    return true;
  }
}
