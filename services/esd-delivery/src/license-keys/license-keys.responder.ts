import { Controller } from '@nestjs/common';
import {
  type AddLicenseKeysRequest,
  AddLicenseKeysRequestSchema,
  AddLicenseKeysResponseSchema,
  type GetLicenseKeysRequest,
  GetLicenseKeysRequestSchema,
  LicenseKeysStateSchema,
  type MessageInitShape,
  type PutLicenseKeysRequest,
  PutLicenseKeysRequestSchema,
  type ReleaseLicenseKeysRequest,
  ReleaseLicenseKeysRequestSchema,
  ReleaseLicenseKeysResponseSchema,
  type ReserveLicenseKeysRequest,
  ReserveLicenseKeysRequestSchema,
  ReserveLicenseKeysResponseSchema,
  requests,
} from '@tollgate/contracts';
import { OnRequest } from '@tollgate/messaging';
import { scopeOf } from '@tollgate/settings';
import { KeySources } from './key-sources.repository.js';
import { KeyStock } from './key-stock.repository.js';
import { type KeysState, LicenseKeySettings } from './license-keys.handler.js';
import { OrderLicenseKeys } from './order-keys.handler.js';

/** What the ingress asks about license keys. */
@Controller()
export class LicenseKeysResponder {
  // biome-ignore lint/complexity/useMaxParams: what Nest injects
  constructor(
    private readonly settings: LicenseKeySettings,
    private readonly stock: KeyStock,
    private readonly sources: KeySources,
    private readonly orderKeys: OrderLicenseKeys,
  ) {}

  @OnRequest(requests.putLicenseKeys, PutLicenseKeysRequestSchema, LicenseKeysStateSchema)
  put({ sku, kind, pattern, activations, lowMark, ...shop }: PutLicenseKeysRequest): Promise<KeysState> {
    return this.settings.put({ ...scopeOf(shop), sku }, { kind, pattern, activations, lowMark });
  }

  @OnRequest(requests.getLicenseKeys, GetLicenseKeysRequestSchema, LicenseKeysStateSchema)
  get({ sku, ...shop }: GetLicenseKeysRequest): Promise<KeysState> {
    return this.settings.get({ ...scopeOf(shop), sku });
  }

  @OnRequest(requests.addLicenseKeys, AddLicenseKeysRequestSchema, AddLicenseKeysResponseSchema)
  add({ sku, sealedKeys, ...shop }: AddLicenseKeysRequest): Promise<MessageInitShape<typeof AddLicenseKeysResponseSchema>> {
    return this.settings.add({ ...scopeOf(shop), sku }, sealedKeys);
  }

  /** Before an order is placed. Throws DomainError `keys_exhausted`. */
  @OnRequest(requests.reserveLicenseKeys, ReserveLicenseKeysRequestSchema, ReserveLicenseKeysResponseSchema)
  async reserve({
    order,
    lines,
    ...request
  }: ReserveLicenseKeysRequest): Promise<MessageInitShape<typeof ReserveLicenseKeysResponseSchema>> {
    const shop = scopeOf(request);
    const pieces = lines.flatMap(({ line, sku, quantity }) =>
      Array.from({ length: quantity }, (_, piece) => ({ line, piece, sku, kind: 'pool', pattern: '' })),
    );
    await this.stock.take({ ...shop, order }, pieces);
    const skus = [...new Set(lines.map(({ sku }) => sku))];
    const low = await Promise.allSettled(skus.map((sku) => this.sources.crossedMark({ ...shop, sku })));
    // The keys are kept, whether or not anybody can be told that few are left.
    return { low: low.flatMap((pool) => (pool.status === 'fulfilled' ? (pool.value ?? []) : [])) };
  }

  /** The ingress refused the order and will never place it, or answered that it was rejected. */
  @OnRequest(requests.releaseLicenseKeys, ReleaseLicenseKeysRequestSchema, ReleaseLicenseKeysResponseSchema)
  async release({ order }: ReleaseLicenseKeysRequest): Promise<object> {
    await this.orderKeys.release(order);
    return {};
  }
}
