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
  type RemoveLicenseKeysRequest,
  RemoveLicenseKeysRequestSchema,
  RemoveLicenseKeysResponseSchema,
  type ReserveLicenseKeysRequest,
  ReserveLicenseKeysRequestSchema,
  ReserveLicenseKeysResponseSchema,
  requests,
  type TakeOutLicenseKeysRequest,
  TakeOutLicenseKeysRequestSchema,
  TakeOutLicenseKeysResponseSchema,
} from '@tollgate/contracts';
import { DomainError } from '@tollgate/errors';
import { OnRequest } from '@tollgate/messaging';
import { scopeOf } from '@tollgate/settings';
import { KeyPools, type LowPool } from '../license-pools/key-pools.repository.js';
import { KeyStock, type Shop } from './key-stock.repository.js';
import { type KeysState, LicenseKeySettings } from './license-keys.handler.js';
import { OrderLicenseKeys } from './order-keys.handler.js';

/** What the ingress asks about license keys. */
@Controller()
export class LicenseKeysResponder {
  // biome-ignore lint/complexity/useMaxParams: what Nest injects
  constructor(
    private readonly settings: LicenseKeySettings,
    private readonly stock: KeyStock,
    private readonly pools: KeyPools,
    private readonly orderKeys: OrderLicenseKeys,
  ) {}

  @OnRequest(requests.putLicenseKeys, PutLicenseKeysRequestSchema, LicenseKeysStateSchema)
  put({ sku, kind, pattern, activations, lowMark, ...shop }: PutLicenseKeysRequest): Promise<KeysState> {
    return this.settings.put({ ...scopeOf(shop), sku }, { kind, pattern, activations, lowMark });
  }

  @OnRequest(requests.removeLicenseKeys, RemoveLicenseKeysRequestSchema, RemoveLicenseKeysResponseSchema)
  async remove({ merchant, sku }: RemoveLicenseKeysRequest): Promise<object> {
    await this.settings.remove({ merchant, sku });
    return {};
  }

  @OnRequest(requests.getLicenseKeys, GetLicenseKeysRequestSchema, LicenseKeysStateSchema)
  get({ sku, ...shop }: GetLicenseKeysRequest): Promise<KeysState> {
    return this.settings.get({ ...scopeOf(shop), sku });
  }

  @OnRequest(requests.addLicenseKeys, AddLicenseKeysRequestSchema, AddLicenseKeysResponseSchema)
  add({ sku, sealedKeys, ...shop }: AddLicenseKeysRequest): Promise<MessageInitShape<typeof AddLicenseKeysResponseSchema>> {
    return this.settings.add({ ...scopeOf(shop), sku }, sealedKeys);
  }

  @OnRequest(requests.takeOutLicenseKeys, TakeOutLicenseKeysRequestSchema, TakeOutLicenseKeysResponseSchema)
  takeOut({
    sku,
    sealedKeys,
    all,
    ...shop
  }: TakeOutLicenseKeysRequest): Promise<MessageInitShape<typeof TakeOutLicenseKeysResponseSchema>> {
    return this.settings.takeOut({ ...scopeOf(shop), sku }, all ? undefined : sealedKeys);
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
    const skus = [...new Set(lines.map(({ sku }) => sku))];
    try {
      await this.stock.take({ ...shop, order }, pieces);
    } catch (error) {
      if (error instanceof DomainError) await this.crossed(shop, skus);
      throw error;
    }
    return { low: await this.crossed(shop, skus) };
  }

  /** The keys are kept, or not, whether or not anybody can be told that few are left. */
  private async crossed(shop: Shop, skus: readonly string[]): Promise<LowPool[]> {
    const low = await Promise.allSettled(skus.map((sku) => this.pools.crossedMark({ ...shop, sku })));
    return low.flatMap((pool) => (pool.status === 'fulfilled' ? (pool.value ?? []) : []));
  }

  /** The ingress refused the order and will never place it, or answered that it was rejected. */
  @OnRequest(requests.releaseLicenseKeys, ReleaseLicenseKeysRequestSchema, ReleaseLicenseKeysResponseSchema)
  async release({ order }: ReleaseLicenseKeysRequest): Promise<object> {
    await this.orderKeys.release(order);
    return {};
  }
}
