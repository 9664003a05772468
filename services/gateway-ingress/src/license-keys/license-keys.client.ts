import { Injectable } from '@nestjs/common';
import {
  AddLicenseKeysRequestSchema,
  type AddLicenseKeysResponse,
  AddLicenseKeysResponseSchema,
  GetLicenseKeysRequestSchema,
  type LicenseKeysState,
  LicenseKeysStateSchema,
  type LowPool,
  PutLicenseKeysRequestSchema,
  ReleaseLicenseKeysRequestSchema,
  ReleaseLicenseKeysResponseSchema,
  RemoveLicenseKeysRequestSchema,
  RemoveLicenseKeysResponseSchema,
  ReserveLicenseKeysRequestSchema,
  ReserveLicenseKeysResponseSchema,
  requests,
  TakeOutLicenseKeysRequestSchema,
  type TakeOutLicenseKeysResponse,
  TakeOutLicenseKeysResponseSchema,
} from '@tollgate/contracts';
import { LicenseSecrets } from '@tollgate/license-keys';
import { Requests } from '@tollgate/messaging';
import type { Caller } from '../api-keys/api-keys.repository.js';
import { explained } from './explained.client.js';
import type { KeySource } from './license-key.schema.js';
import type { PoolLine } from './pool-lines.js';

/** The license keys of a merchant's goods, which esd-delivery keeps. Lists of keys go there sealed. */
@Injectable()
export class LicenseKeys {
  constructor(
    private readonly requests: Requests,
    private readonly secrets: LicenseSecrets,
  ) {}

  /** Throws DomainError `not_found`, `good_is_not_digital`, `pattern_too_short`. */
  put({ merchant, mode }: Caller, sku: string, source: KeySource): Promise<LicenseKeysState> {
    const wish = { merchant, mode, sku, ...source };
    return explained(this.requests.request(requests.putLicenseKeys, PutLicenseKeysRequestSchema, LicenseKeysStateSchema, wish));
  }

  /** Throws DomainError `not_found`. */
  get({ merchant, mode }: Caller, sku: string): Promise<LicenseKeysState> {
    const schemas = [GetLicenseKeysRequestSchema, LicenseKeysStateSchema] as const;
    return explained(this.requests.request(requests.getLicenseKeys, ...schemas, { merchant, mode, sku }));
  }

  /** Throws DomainError `not_found`. */
  async remove({ merchant }: Caller, sku: string): Promise<void> {
    const schemas = [RemoveLicenseKeysRequestSchema, RemoveLicenseKeysResponseSchema] as const;
    await explained(this.requests.request(requests.removeLicenseKeys, ...schemas, { merchant, sku }));
  }

  /** Throws DomainError `not_found`, `no_key_pool`, `no_keys`, `too_many_keys`, `invalid_key`. */
  add({ merchant, mode }: Caller, sku: string, keys: readonly string[]): Promise<AddLicenseKeysResponse> {
    const sealedKeys = this.secrets.seal(JSON.stringify(keys), merchant);
    const schemas = [AddLicenseKeysRequestSchema, AddLicenseKeysResponseSchema] as const;
    return explained(this.requests.request(requests.addLicenseKeys, ...schemas, { merchant, mode, sku, sealedKeys }));
  }

  /** These keys, or all that no order has. Throws DomainError `not_found`, `no_key_pool`, `no_keys`, `invalid_key`. */
  takeOut({ merchant, mode }: Caller, sku: string, keys: readonly string[] | 'all'): Promise<TakeOutLicenseKeysResponse> {
    const which = keys === 'all' ? { all: true } : { sealedKeys: this.secrets.seal(JSON.stringify(keys), merchant) };
    const schemas = [TakeOutLicenseKeysRequestSchema, TakeOutLicenseKeysResponseSchema] as const;
    return explained(this.requests.request(requests.takeOutLicenseKeys, ...schemas, { merchant, mode, sku, ...which }));
  }

  /** The pools that came down to their mark by it. Throws DomainError `keys_exhausted`. */
  async reserve({ merchant, mode }: Caller, order: string, lines: readonly PoolLine[]): Promise<readonly LowPool[]> {
    const schemas = [ReserveLicenseKeysRequestSchema, ReserveLicenseKeysResponseSchema] as const;
    const wish = { merchant, mode, order, lines: [...lines] };
    return (await explained(this.requests.request(requests.reserveLicenseKeys, ...schemas, wish))).low;
  }

  async release(order: string): Promise<void> {
    const schemas = [ReleaseLicenseKeysRequestSchema, ReleaseLicenseKeysResponseSchema] as const;
    await this.requests.request(requests.releaseLicenseKeys, ...schemas, { order });
  }
}
