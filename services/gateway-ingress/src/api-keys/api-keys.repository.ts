import { hash, timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { toPublicId } from '@tollgate/contracts';
import { newId, newSecretToken } from '@tollgate/crypto';
import { TransientError } from '@tollgate/errors';
import { DataSource, IsNull } from 'typeorm';
import { rightsOfScopes } from '../roles/key-scopes.js';
import type { Right } from '../roles/roles.data.js';
import { ApiKey, Merchant } from './api-key.entity.js';

/** Whose request it is. Everything a request may see or do is within this (S1, S2). */
export interface Caller {
  readonly merchant: string;
  readonly mode: 'test' | 'live';
  /** Who acts, as every event names them that a command of theirs appends: the API key (`key_…`) or the person (`usr_…`). */
  readonly actor: string;
  /** What the person may do in the store by their role, or the API key by its scopes; absent for a key without scopes, which may do what keys may. */
  readonly rights?: ReadonlySet<Right> | undefined;
}

/** `tgk_test_` or `tgk_live_` and 32 random bytes in base64url. */
const keyForm = /^tgk_(test|live)_[A-Za-z0-9_-]{43}$/;
const LOOKUP_LENGTH = 16;

/** How long a revoked key may still be taken. */
const MAX_AGE_MS = 5_000;
const MAX_REMEMBERED = 10_000;

interface Remembered {
  readonly caller: Caller;
  readonly until: number;
}

/** A key that nobody had before. */
export const newKey = (mode: Caller['mode']): string => `tgk_${mode}_${newSecretToken()}`;

/** What is kept of a key, and what it is found by. */
export const hashOfKey = (key: string): { readonly lookup: string; readonly hash: string } => {
  const hashed = hash('sha256', key, 'hex');
  return { lookup: hashed.slice(0, LOOKUP_LENGTH), hash: hashed };
};

/** Who holds which key. */
@Injectable()
export class ApiKeys {
  private readonly remembered = new Map<string, Remembered>();

  constructor(private readonly database: DataSource) {}

  /** The caller whose key it is, if that is known without asking the database: as for every request but one in five seconds. */
  recall(key: string): Caller | undefined {
    const found = this.remembered.get(hash('sha256', key, 'hex'));
    return found !== undefined && found.until > performance.now() ? found.caller : undefined;
  }

  /** The caller whose key it is; undefined for a key that is not in force, or is none. Only good keys are remembered. */
  async find(key: string): Promise<Caller | undefined> {
    if (!keyForm.test(key)) return undefined;
    const hashed = hash('sha256', key, 'hex');
    const known = await this.load(hashed.slice(0, LOOKUP_LENGTH));
    if (known === null || !timingSafeEqual(Buffer.from(known.hash, 'hex'), Buffer.from(hashed, 'hex'))) return undefined;
    const rights = known.scopes === null ? undefined : rightsOfScopes(known.scopes);
    const caller: Caller = { merchant: known.merchant.id, mode: known.mode, actor: toPublicId('key', known.id), rights };
    if (this.remembered.size >= MAX_REMEMBERED) this.remembered.clear();
    this.remembered.set(hashed, { caller, until: performance.now() + MAX_AGE_MS });
    return caller;
  }

  /** Makes sure that the merchant is there and the key is in force. Safe to repeat, also by several replicas at once. */
  async ensure(merchant: string, key: string): Promise<void> {
    const [, mode] = keyForm.exec(key) ?? [];
    if (mode !== 'test' && mode !== 'live')
      throw new Error('an API key is tgk_test_ or tgk_live_ and 43 characters of base64url');
    await this.database.transaction(async (manager) => {
      await manager.createQueryBuilder().insert().into(Merchant).values({ id: merchant, name: merchant }).orIgnore().execute();
      const values = {
        id: newId(),
        merchant: { id: merchant },
        mode,
        ...hashOfKey(key),
      } as const;
      await manager.createQueryBuilder().insert().into(ApiKey).values(values).orIgnore().execute();
    });
  }

  private async load(lookup: string): Promise<ApiKey | null> {
    try {
      const keys = this.database.getRepository(ApiKey);
      return await keys.findOne({ where: { lookup, revokedAt: IsNull() }, relations: { merchant: true } });
    } catch (cause) {
      throw new TransientError('the keys cannot be read', { cause });
    }
  }
}
