import { Inject, Injectable } from '@nestjs/common';
import { systemRandom } from '@tollgate/crypto';
import type { Clock } from '@tollgate/errors';
import {
  DEFAULT_PATTERN,
  drawKey,
  LicenseSecrets,
  newSigningKey,
  publicKeyText,
  signingKeyFrom,
  signKey,
} from '@tollgate/license-keys';
import { CLOCK } from '@tollgate/service';
import type { Sql } from '../database/sql.repository.js';
import type { Piece } from './with-keys.js';

type Query = Sql['query'];

interface Good {
  readonly merchant: string;
  readonly mode: string;
  readonly sku: string;
}

interface SigningKey {
  readonly sealedSeed: string;
  readonly publicKey: string;
}

const insertSigningKey = `
  INSERT INTO license_signing_keys (merchant, mode, sku, sealed_seed, public_key) VALUES ($1, $2, $3, $4, $5)
  ON CONFLICT (merchant, mode, sku) DO NOTHING`;

const selectSigningKey = `
  SELECT sealed_seed AS "sealedSeed", public_key AS "publicKey" FROM license_signing_keys WHERE merchant = $1 AND mode = $2 AND sku = $3`;

/** Makes the keys that are in no pool. */
@Injectable()
export class KeyMaker {
  constructor(
    private readonly secrets: LicenseSecrets,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async make(
    query: Query,
    { merchant, mode, order }: { readonly merchant: string; readonly mode: string; readonly order: string },
    { sku, line, piece, kind, pattern }: Piece,
  ): Promise<string> {
    if (kind !== 'signed') return drawKey(pattern || DEFAULT_PATTERN, systemRandom);
    const { sealedSeed } = await this.signingKey(query, { merchant, mode, sku });
    const key = signingKeyFrom(this.secrets.open(sealedSeed, seedContext({ merchant, mode, sku })));
    return signKey(key, { sku, order, line, piece, issuedAt: this.clock.now().toISOString() });
  }

  /** What the good's signed keys are signed with; made when it is asked for first, and never changed. */
  async signingKey(query: Query, good: Good): Promise<SigningKey> {
    const { merchant, mode, sku } = good;
    const [found] = await query<SigningKey>(selectSigningKey, [merchant, mode, sku]);
    if (found !== undefined) return found;
    const seed = newSigningKey();
    const sealed = this.secrets.seal(seed, seedContext(good));
    await query(insertSigningKey, [merchant, mode, sku, sealed, publicKeyText(signingKeyFrom(seed))]);
    const [made] = await query<SigningKey>(selectSigningKey, [merchant, mode, sku]);
    if (made === undefined) throw new Error('a signing key was just made');
    return made;
  }
}

const seedContext = ({ merchant, mode, sku }: Good): string => `signing ${merchant} ${mode} ${sku}`;
