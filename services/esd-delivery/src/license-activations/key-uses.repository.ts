import { Injectable } from '@nestjs/common';
import { DomainError } from '@tollgate/errors';
import { Sql } from '../database/sql.repository.js';
import type { Shop } from '../license-keys/key-stock.repository.js';

/** A key on a device, both by their HMACs. */
export interface KeyUse extends Shop {
  readonly keyName: string;
  /** Empty where only the key is asked about. */
  readonly deviceName: string;
}

/** How a key that was sold stands. */
export interface UsedKey {
  readonly id: string;
  readonly sku: string;
  readonly order: string;
  readonly state: string;
  /** 0: on any number of devices. */
  readonly activations: number;
  readonly activated: number;
  readonly isActivated: boolean;
}

/** A key by its id, as whoever sold it knows it. */
export interface KeyById extends Shop {
  /** uuid */
  readonly id: string;
}

/** A device that a key is activated on. */
export interface Activation {
  readonly deviceName: string;
  readonly activatedAt: Date;
}

type Query = Sql['query'];

const selectUsed = `
  SELECT k.id, k.sku, k.order_id AS "order", k.state, k.activations,
    (SELECT count(*)::int FROM license_key_activations a WHERE a.key_id = k.id) AS activated,
    EXISTS (SELECT FROM license_key_activations a WHERE a.key_id = k.id AND a.device = $4) AS "isActivated"
  FROM license_keys k WHERE k.merchant = $1 AND k.mode = $2 AND k.name = $3 AND k.state <> 'free'`;

const valuesOf = ({ merchant, mode, keyName, deviceName }: KeyUse): readonly string[] => [merchant, mode, keyName, deviceName];

const MOST_LISTED = 1_000;

const selectById = `
  SELECT name AS "keyName" FROM license_keys WHERE merchant = $1 AND mode = $2 AND id = $3 AND state IN ('issued', 'revoked', 'reserved')`;

const selectActivations = `
  SELECT device AS "deviceName", activated_at AS "activatedAt" FROM license_key_activations WHERE key_id = $1
  ORDER BY activated_at DESC, device LIMIT ${MOST_LISTED}`;

/** On which devices keys are activated. */
@Injectable()
export class KeyUses {
  constructor(private readonly sql: Sql) {}

  /** Undefined for a key that no order has. */
  async find(use: KeyUse): Promise<UsedKey | undefined> {
    const [found] = await this.sql.query<UsedKey>(selectUsed, valuesOf(use));
    return found;
  }

  /** How a key is found otherwise: by its HMAC. Throws DomainError `not_found`. */
  async nameOf({ merchant, mode, id }: KeyById): Promise<string> {
    const [found] = await this.sql.query<{ readonly keyName: string }>(selectById, [merchant, mode, id]);
    if (found === undefined) throw new DomainError('not_found');
    return found.keyName;
  }

  /** The newest first, 1,000 at most. */
  activationsOf({ id }: Pick<UsedKey, 'id'>): Promise<readonly Activation[]> {
    return this.sql.query<Activation>(selectActivations, [id]);
  }

  /** Throws DomainError `unknown_license_key`, `license_key_revoked`, `activation_limit`. */
  activate(use: KeyUse): Promise<UsedKey & { readonly isNew: boolean }> {
    return this.sql.transaction(async (query) => {
      const key = await lockedKey(query, use);
      if (key.state !== 'issued') throw new DomainError('license_key_revoked');
      if (key.isActivated) return { ...key, isNew: false };
      if (key.activations > 0 && key.activated >= key.activations) throw new DomainError('activation_limit');
      await query('INSERT INTO license_key_activations (key_id, device) VALUES ($1, $2)', [key.id, use.deviceName]);
      return { ...key, activated: key.activated + 1, isActivated: true, isNew: true };
    });
  }

  /** Also of a key that was revoked. Throws DomainError `unknown_license_key`. */
  deactivate(use: KeyUse): Promise<UsedKey> {
    return this.sql.transaction(async (query) => {
      const key = await lockedKey(query, use);
      if (!key.isActivated) return key;
      await query('DELETE FROM license_key_activations WHERE key_id = $1 AND device = $2', [key.id, use.deviceName]);
      return { ...key, activated: key.activated - 1, isActivated: false };
    });
  }
}

/** Two devices at a time: the second waits here, and counts the first one. The count is of a statement that begins with the lock held. */
const lockedKey = async (query: Query, use: KeyUse): Promise<UsedKey> => {
  const values = valuesOf(use);
  await query('SELECT FROM license_keys WHERE merchant = $1 AND mode = $2 AND name = $3 FOR UPDATE', values.slice(0, 3));
  const [key] = await query<UsedKey>(selectUsed, values);
  if (key === undefined) throw new DomainError('unknown_license_key');
  return key;
};
