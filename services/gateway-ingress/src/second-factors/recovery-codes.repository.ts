import { Inject, Injectable } from '@nestjs/common';
import { freshBytes, keyFromFile, lookupHmac } from '@tollgate/crypto';
import { queryRows, type SqlRunner } from '@tollgate/postgres';
import { CONFIG } from '@tollgate/service';
import { DataSource } from 'typeorm';
import type { Config } from '../config.js';
import { normalRecoveryCode, recoveryCodeOf } from './recovery-code.js';

const COUNT = 10;
const CODE_BYTES = 16;

/** What stands in for a lost telephone: ten codes, each for one sign-in, kept as HMACs alone. */
@Injectable()
export class RecoveryCodes {
  private readonly key;

  constructor(
    private readonly database: DataSource,
    @Inject(CONFIG) config: Config,
  ) {
    this.key = keyFromFile(config.TOLLGATE_LOOKUP_KEY_FILE);
  }

  /** Ten new codes, which are shown this once; those from before are worth nothing any more. */
  async renew(user: string, runner: SqlRunner = this.database): Promise<readonly string[]> {
    const codes = Array.from({ length: COUNT }, () => recoveryCodeOf(freshBytes(CODE_BYTES)));
    const text = `WITH gone AS (DELETE FROM recovery_codes WHERE user_id = $1)
      INSERT INTO recovery_codes (user_id, code_hmac) SELECT $1, unnest($2::text[])`;
    await queryRows(runner, text, [user, codes.map((code) => this.nameOf(user, code))]);
    return codes;
  }

  /** Whether it is one of the user's that was not used before; it is now. */
  async use(user: string, code: string): Promise<boolean> {
    const text = 'DELETE FROM recovery_codes WHERE user_id = $1 AND code_hmac = $2 RETURNING user_id';
    return (await queryRows(this.database, text, [user, this.nameOf(user, code)])).length > 0;
  }

  async removeAll(user: string, runner: SqlRunner): Promise<void> {
    await queryRows(runner, 'DELETE FROM recovery_codes WHERE user_id = $1', [user]);
  }

  private nameOf(user: string, code: string): string {
    return lookupHmac(this.key, '', { kind: `recovery code of ${user}`, value: normalRecoveryCode(code) });
  }
}
