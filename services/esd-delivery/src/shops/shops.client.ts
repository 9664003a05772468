import { Inject, Injectable } from '@nestjs/common';
import {
  DescribeStoreRequestSchema,
  DescribeStoreResponseSchema,
  GetLogoRequestSchema,
  GetLogoResponseSchema,
  requests,
} from '@tollgate/contracts';
import { type Clock, DomainError, TransientError } from '@tollgate/errors';
import { Requests } from '@tollgate/messaging';
import type { Order } from '@tollgate/order';
import { CLOCK } from '@tollgate/service';
import { type SettingsArea, SettingsStore } from '@tollgate/settings';
import type { Shop } from './shop.js';
import { defaultShop, type ShopSettings, shopSchema } from './shop.schema.js';

const shopArea: SettingsArea<ShopSettings> = {
  area: 'receipt',
  service: 'notifications',
  schema: shopSchema,
  defaults: defaultShop,
};

/** A store's record, as it was last told. */
interface Store {
  readonly name: string;
  readonly timeZone: string;
  readonly toldAtMs: number;
}

export interface ShopLogo {
  readonly type: string;
  readonly bytes: Buffer;
}

const timeoutMs = 1_000;
const goodForMs = 60_000;
const mostStores = 1_000;
const mostLogos = 64;
/** Where nobody can be asked: a page with times of UTC is worth more than none. */
const unknown = { name: '', timeZone: 'UTC', toldAtMs: Number.NEGATIVE_INFINITY };

type Scope = Pick<Order, 'merchant' | 'mode'>;

/** What customers are told of the shop that sold something. Its look and its words are settings, from the log; its name and its clocks are its
 *  store's, which gateway-ingress keeps; its logo lies at notifications. Neither has to be there for a page to be shown. */
@Injectable()
export class Shops {
  private readonly stores = new Map<string, Store>();
  private readonly logos = new Map<string, ShopLogo>();

  constructor(
    private readonly settings: SettingsStore,
    private readonly bus: Requests,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async of({ merchant, mode }: Scope): Promise<Shop> {
    const [{ document: settings }, store] = await Promise.all([
      this.settings.current(shopArea, { merchant, mode }),
      this.storeOf(merchant),
    ]);
    return { name: settings.shopName || store.name || merchant, timeZone: store.timeZone, settings };
  }

  /** Undefined where the shop has none, or nobody tells it now. */
  async logoOf(merchant: string, { logo: sha256 }: ShopSettings): Promise<ShopLogo | undefined> {
    if (sha256 === '') return undefined;
    const key = `${merchant} ${sha256}`;
    const known = this.logos.get(key);
    if (known !== undefined) return known;
    const wish = { merchant, sha256 };
    const told = await this.ask(() =>
      this.bus.request(requests.getLogo, GetLogoRequestSchema, GetLogoResponseSchema, wish, { timeoutMs }),
    );
    if (told === undefined) return undefined;
    const logo = { type: told.type, bytes: Buffer.from(told.bytes, 'base64') };
    keep(this.logos, key, { value: logo, most: mostLogos });
    return logo;
  }

  private async storeOf(merchant: string): Promise<Store> {
    const known = this.stores.get(merchant);
    const nowMs = this.clock.now().getTime();
    if (known !== undefined && nowMs - known.toldAtMs < goodForMs) return known;
    const told = await this.ask(() =>
      this.bus.request(
        requests.describeStore,
        DescribeStoreRequestSchema,
        DescribeStoreResponseSchema,
        { merchant },
        { timeoutMs },
      ),
    );
    const { name, timeZone } = told ?? known ?? unknown;
    const store = { name, timeZone: timeZone || 'UTC', toldAtMs: nowMs };
    keep(this.stores, merchant, { value: store, most: mostStores });
    return store;
  }

  private async ask<T>(request: () => Promise<T>): Promise<T | undefined> {
    try {
      return await request();
    } catch (error) {
      if (error instanceof TransientError || error instanceof DomainError) return undefined;
      throw error;
    }
  }
}

const keep = <T>(map: Map<string, T>, key: string, { value, most }: { readonly value: T; readonly most: number }): void => {
  const [oldest] = map.keys();
  if (!map.has(key) && oldest !== undefined && map.size >= most) map.delete(oldest);
  map.set(key, value);
};
