import { Injectable } from '@nestjs/common';
import { queryRows, type SqlRunner } from '@tollgate/postgres';
import { DataSource } from 'typeorm';

/** What a person has to show beside the password. */
export interface OwnFactors {
  readonly hasTotp: boolean;
  readonly recoveryCodes: number;
  readonly passkeys: number;
}

/** Which second factors people have. */
@Injectable()
export class SecondFactors {
  constructor(private readonly database: DataSource) {}

  async of(user: string, runner: SqlRunner = this.database): Promise<OwnFactors> {
    const text = `SELECT EXISTS (SELECT FROM totp_secrets WHERE user_id = $1 AND is_confirmed) AS "hasTotp",
      (SELECT count(*)::int FROM recovery_codes WHERE user_id = $1) AS "recoveryCodes",
      (SELECT count(*)::int FROM passkeys WHERE user_id = $1) AS passkeys`;
    const [own] = await queryRows<OwnFactors>(runner, text, [user]);
    return own ?? { hasTotp: false, recoveryCodes: 0, passkeys: 0 };
  }
}
