import { Injectable } from '@nestjs/common';
import { queryRows, type SqlRunner } from '@tollgate/postgres';
import { DataSource } from 'typeorm';

/** A passkey as it is compared with what a device shows. */
export interface Passkey {
  /** As the device names it, base64url. */
  readonly id: string;
  /** uuid */
  readonly user: string;
  readonly publicKey: Buffer;
  /** How often it was used, as the device counts; 0 where it does not. */
  readonly counter: number;
  readonly transports: readonly string[];
}

/** As its owner sees it. */
export interface PasskeyEntry {
  readonly id: string;
  readonly name: string;
  readonly createdAt: Date;
  readonly lastUsedAt: Date | null;
}

/** The public keys of people's devices, and the challenges that are out. */
@Injectable()
export class PasskeysRepository {
  constructor(private readonly database: DataSource) {}

  /** Keeps a challenge for five minutes: for a user who adds a passkey, or for whoever signs in with one. */
  async keepChallenge(challenge: string, user: string | null): Promise<void> {
    const text = `WITH gone AS (DELETE FROM passkey_challenges WHERE ends_at < now())
      INSERT INTO passkey_challenges (challenge, user_id, ends_at) VALUES ($1, $2, now() + interval '5 minutes')`;
    await queryRows(this.database, text, [challenge, user]);
  }

  /** Whether the challenge was given out for this and not answered before; it is now. */
  async takeChallenge(challenge: string, user: string | null): Promise<boolean> {
    const text = `DELETE FROM passkey_challenges WHERE challenge = $1 AND user_id IS NOT DISTINCT FROM $2 AND ends_at > now() RETURNING challenge`;
    return (await queryRows(this.database, text, [challenge, user])).length > 0;
  }

  async find(id: string): Promise<Passkey | undefined> {
    const text = `SELECT id, user_id AS "user", public_key AS "publicKey", counter::float8 AS counter, transports FROM passkeys WHERE id = $1`;
    const [found] = await queryRows<Passkey>(this.database, text, [id]);
    return found;
  }

  /** False where the device is known already. */
  async add({ id, user, publicKey, counter, transports }: Passkey, name: string, runner: SqlRunner): Promise<boolean> {
    const text = `INSERT INTO passkeys (id, user_id, name, public_key, counter, transports) VALUES ($1, $2, $3, $4, $5, $6)
      ON CONFLICT DO NOTHING RETURNING id`;
    return (await queryRows(runner, text, [id, user, name, publicKey, counter, transports])).length > 0;
  }

  /** False where it was used meanwhile with this count or a higher one: a copy of the device. */
  async noteUse(id: string, counter: number): Promise<boolean> {
    const text = 'UPDATE passkeys SET counter = $2, last_used_at = now() WHERE id = $1 AND (counter < $2 OR $2 = 0) RETURNING id';
    return (await queryRows(this.database, text, [id, counter])).length > 0;
  }

  /** False where the user has no such passkey. */
  async remove(user: string, id: string, runner: SqlRunner): Promise<boolean> {
    return (await queryRows(runner, 'DELETE FROM passkeys WHERE user_id = $1 AND id = $2 RETURNING id', [user, id])).length > 0;
  }

  list(user: string): Promise<readonly PasskeyEntry[]> {
    const text = `SELECT id, name, created_at AS "createdAt", last_used_at AS "lastUsedAt" FROM passkeys WHERE user_id = $1 ORDER BY created_at`;
    return queryRows<PasskeyEntry>(this.database, text, [user]);
  }
}
