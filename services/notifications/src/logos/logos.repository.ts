import { Injectable } from '@nestjs/common';
import { queryRows } from '@tollgate/postgres';
import { DataSource } from 'typeorm';
import type { Logo } from './logo.js';

/** Of a merchant, beside those in force. */
const MOST_KEPT = 20;
/** In memory: every mail shows one. */
const MOST_REMEMBERED = 64;

/** Merchants' logos. */
@Injectable()
export class Logos {
  private readonly remembered = new Map<string, Logo>();

  constructor(private readonly database: DataSource) {}

  async find(merchant: string, sha256: string): Promise<Logo | undefined> {
    const key = `${merchant} ${sha256}`;
    const known = this.remembered.get(key);
    if (known !== undefined) return known;
    const text = 'SELECT sha256, type, width, height, bytes FROM logos WHERE merchant = $1 AND sha256 = $2';
    const [logo] = await queryRows<Logo>(this.database, text, [merchant, sha256]);
    if (logo !== undefined) this.remember(key, logo);
    return logo;
  }

  async has(merchant: string, sha256: string): Promise<boolean> {
    const rows = await queryRows(this.database, 'SELECT 1 FROM logos WHERE merchant = $1 AND sha256 = $2', [merchant, sha256]);
    return rows.length > 0;
  }

  /** Keeps it; of those that the merchant uploaded before, the newest and those in force, named here, stay. */
  async keep(merchant: string, { sha256, type, width, height, bytes }: Logo, inForce: readonly string[]): Promise<void> {
    const insert = `INSERT INTO logos (merchant, sha256, type, width, height, bytes) VALUES ($1, $2, $3, $4, $5, $6)
      ON CONFLICT (merchant, sha256) DO UPDATE SET uploaded_at = now()`;
    await queryRows(this.database, insert, [merchant, sha256, type, width, height, Buffer.from(bytes)]);
    const prune = `DELETE FROM logos WHERE merchant = $1 AND sha256 <> ALL ($2::text[]) AND sha256 NOT IN
      (SELECT sha256 FROM logos WHERE merchant = $1 ORDER BY uploaded_at DESC, sha256 LIMIT ${MOST_KEPT})`;
    await queryRows(this.database, prune, [merchant, inForce]);
  }

  private remember(key: string, logo: Logo): void {
    const [oldest] = this.remembered.keys();
    if (oldest !== undefined && this.remembered.size >= MOST_REMEMBERED) this.remembered.delete(oldest);
    this.remembered.set(key, logo);
  }
}
