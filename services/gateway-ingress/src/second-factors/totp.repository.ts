import { Inject, Injectable } from '@nestjs/common';
import { keyFromFile, seal, unseal } from '@tollgate/crypto';
import { queryRows, type SqlRunner } from '@tollgate/postgres';
import { CONFIG } from '@tollgate/service';
import { generateSecret, verify } from 'otplib';
import { DataSource } from 'typeorm';
import type { Config } from '../config.js';

interface SecretRow {
  readonly sealed: Buffer;
}

/** A code is good for its half minute and the one on either side: clocks of telephones differ. Source: RFC 6238 §5.2. */
const TOLERANCE_SECONDS = 30;

const codeForm = /^\d{6}$/;

/** The authenticator apps of people. Their secrets are sealed with the key-encryption key. */
@Injectable()
export class TotpSecrets {
  private readonly key;

  constructor(
    private readonly database: DataSource,
    @Inject(CONFIG) config: Config,
  ) {
    this.key = keyFromFile(config.TOLLGATE_KEY_ENCRYPTION_KEY_FILE);
  }

  /** A new secret, good for nothing until it is confirmed; it takes the place of one that was not. Undefined where one is confirmed already. */
  async begin(user: string): Promise<string | undefined> {
    const secret = generateSecret();
    const text = `INSERT INTO totp_secrets AS t (user_id, sealed, is_confirmed) VALUES ($1, $2, false)
      ON CONFLICT (user_id) DO UPDATE SET sealed = excluded.sealed, created_at = now(), last_step = 0 WHERE NOT t.is_confirmed RETURNING user_id`;
    const begun = await queryRows(this.database, text, [user, seal(this.key, Buffer.from(secret), contextOf(user))]);
    return begun.length === 0 ? undefined : secret;
  }

  /** Whether this is a code of the secret that was begun, which is in force from now on. */
  confirm(user: string, code: string, runner: SqlRunner): Promise<boolean> {
    return this.use(user, code, { isConfirmed: false, runner });
  }

  /** Whether this is a code of the user's that was not shown before. */
  isRight(user: string, code: string): Promise<boolean> {
    return this.use(user, code, { isConfirmed: true, runner: this.database });
  }

  /** False where there was none. */
  async remove(user: string, runner: SqlRunner): Promise<boolean> {
    const text = 'DELETE FROM totp_secrets WHERE user_id = $1 AND is_confirmed RETURNING user_id';
    return (await queryRows(runner, text, [user])).length > 0;
  }

  /** The step is written down by the statement that finds it unused: of two who show one code at once, one is let in. Source: RFC 6238 §5.2. */
  private async use(user: string, code: string, { isConfirmed, runner }: Use): Promise<boolean> {
    const digits = code.replaceAll(' ', '');
    if (!codeForm.test(digits)) return false;
    const find = 'SELECT sealed FROM totp_secrets WHERE user_id = $1 AND is_confirmed = $2';
    const [found] = await queryRows<SecretRow>(runner, find, [user, isConfirmed]);
    if (found === undefined) return false;
    const secret = unseal(this.key, found.sealed, contextOf(user)).toString();
    const verified = await verify({ secret, token: digits, epochTolerance: TOLERANCE_SECONDS });
    if (!verified.valid || !('timeStep' in verified)) return false;
    const take = `UPDATE totp_secrets SET last_step = $2, is_confirmed = true
      WHERE user_id = $1 AND last_step < $2 AND is_confirmed = $3 AND sealed = $4 RETURNING user_id`;
    return (await queryRows(runner, take, [user, verified.timeStep, isConfirmed, found.sealed])).length > 0;
  }
}

interface Use {
  readonly isConfirmed: boolean;
  readonly runner: SqlRunner;
}

const contextOf = (user: string): string => `totp ${user}`;
