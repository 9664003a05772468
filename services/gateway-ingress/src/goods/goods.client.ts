import { Inject, Injectable } from '@nestjs/common';
import {
  type Good,
  type GoodSchema,
  ListGoodsRequestSchema,
  ListGoodsResponseSchema,
  ListVersionsRequestSchema,
  type ListVersionsResponse,
  ListVersionsResponseSchema,
  type MessageInitShape,
  PinFilesRequestSchema,
  type PinFilesResponse,
  PinFilesResponseSchema,
  type PreviewedPage,
  PreviewPagesRequestSchema,
  PreviewPagesResponseSchema,
  PutGoodRequestSchema,
  PutGoodResponseSchema,
  requests,
} from '@tollgate/contracts';
import { type Clock, invariant, TransientError } from '@tollgate/errors';
import { Requests } from '@tollgate/messaging';
import { CLOCK } from '@tollgate/service';
import type { Caller } from '../api-keys/api-keys.repository.js';
import { digitalSkus, type PinnedGood, type PinnedGoods } from '../baskets/basket-lines.js';
import type { ItemRequest } from '../baskets/basket-request.js';
import type { GoodListQuery } from './good.schema.js';
import { RecentCache } from './recent-cache.js';

/** An order placed so long after an upload may still get the version before: every version stays where it is. */
const MAX_AGE_MS = 1_000;
const MAX_REMEMBERED = 10_000;

type WantedGood = Exclude<MessageInitShape<typeof GoodSchema>, Good> & { readonly sku: string };

interface FileAsked {
  readonly sku: string;
  readonly fileName: string;
  readonly limit: number;
  readonly cursor: string;
}

type Pinned = PinnedGood | undefined;

/** The merchants' goods, which esd-delivery keeps. */
@Injectable()
export class Goods {
  private readonly pinned: RecentCache<Promise<Pinned>>;

  constructor(
    private readonly requests: Requests,
    @Inject(CLOCK) clock: Clock,
  ) {
    this.pinned = new RecentCache({ maxAgeMs: MAX_AGE_MS, maxCount: MAX_REMEMBERED, clock });
  }

  /** What is known of the goods in a basket. Where all of it is shipped, the answer only keeps a merchant from a mistake: the sale does not
   *  fail for want of it. */
  async pinBasket(merchant: string, items: readonly ItemRequest[]): Promise<PinnedGoods> {
    const skus = [...new Set(items.map(({ sku }) => sku))];
    try {
      return await this.pin(merchant, skus);
    } catch (error) {
      if (error instanceof TransientError && digitalSkus(items).length === 0) return new Map();
      throw error;
    }
  }

  /** What these goods are delivered as now. Concurrent orders for one sku ask once, and so does a second's worth of them. */
  async pin(merchant: string, skus: readonly string[]): Promise<PinnedGoods> {
    const known = new Map(skus.map((sku) => [sku, this.pinned.get(cacheKey(merchant, sku))] as const));
    const missing = skus.filter((sku) => known.get(sku) === undefined);
    if (missing.length > 0) for (const [sku, good] of this.ask(merchant, missing)) known.set(sku, good);
    const all = await Promise.all([...known].map(async ([sku, good]) => [sku, await good] as const));
    return new Map(all.filter((one): one is readonly [string, PinnedGood] => one[1] !== undefined));
  }

  /** What is left out of the good is empty. */
  async put({ merchant }: Caller, good: WantedGood): Promise<Good> {
    const wish = { merchant, good };
    const response = await this.requests.request(requests.putGood, PutGoodRequestSchema, PutGoodResponseSchema, wish);
    this.forget(merchant, good.sku);
    invariant(response.good !== undefined, 'a good that was put is answered');
    return response.good;
  }

  async list({ merchant }: Caller, query: GoodListQuery): Promise<{ goods: readonly Good[]; nextCursor: string }> {
    const page = { merchant, ...query };
    return this.requests.request(requests.listGoods, ListGoodsRequestSchema, ListGoodsResponseSchema, page);
  }

  /** One of them; undefined where there is none of this sku. */
  async find(caller: Caller, sku: string): Promise<Good | undefined> {
    for (let cursor = ''; ; ) {
      const page = await this.list(caller, { limit: 100, cursor, search: sku });
      const good = page.goods.find((one) => one.sku === sku);
      if (good !== undefined || page.nextCursor === '') return good;
      cursor = page.nextCursor;
    }
  }

  /** The versions of a file, the newest first. Throws DomainError `not_found`, `invalid_cursor`. */
  versions({ merchant }: Caller, file: FileAsked): Promise<ListVersionsResponse> {
    const schemas = [ListVersionsRequestSchema, ListVersionsResponseSchema] as const;
    return this.requests.request(requests.listVersions, ...schemas, { merchant, ...file });
  }

  /** The pages of who bought the good now, under the delivery policy of the caller's mode. Throws DomainError `not_found`. */
  async downloadPages({ merchant, mode }: Caller, sku: string): Promise<readonly PreviewedPage[]> {
    const schemas = [PreviewPagesRequestSchema, PreviewPagesResponseSchema] as const;
    return (await this.requests.request(requests.previewPages, ...schemas, { merchant, mode, sku })).pages;
  }

  /** After a change, this process sees it at once; another replica within a second. */
  forget(merchant: string, sku: string): void {
    this.pinned.delete(cacheKey(merchant, sku));
  }

  /** One request for all of them, each remembered by itself. */
  private ask(merchant: string, skus: readonly string[]): readonly (readonly [string, Promise<Pinned>])[] {
    const wish = { merchant, skus: [...skus] };
    const answer = this.requests.request(requests.pinFiles, PinFilesRequestSchema, PinFilesResponseSchema, wish);
    return skus.map((sku) => [
      sku,
      this.remember(
        cacheKey(merchant, sku),
        answer.then((pinned) => pinnedGood(pinned, sku)),
      ),
    ]);
  }

  private remember(key: string, good: Promise<Pinned>): Promise<Pinned> {
    this.pinned.set(key, good);
    const drop = () => this.pinned.get(key) === good && this.pinned.delete(key);
    // Only what can be delivered is remembered: a good that gets its first file can be sold at once.
    good.then((found) => (found === undefined || found.forms.length === 0) && drop(), drop);
    return good;
  }
}

/** Undefined where the good is not known. Only digital goods have anything to deliver. */
const pinnedGood = ({ goods, withoutFiles, digitalWithoutFiles }: PinFilesResponse, sku: string): Pinned => {
  if (withoutFiles.includes(sku)) return { forms: [], isDigital: digitalWithoutFiles.includes(sku) };
  const forms = goods.find((good) => good.sku === sku)?.forms;
  return forms === undefined ? undefined : { forms, isDigital: true };
};

const cacheKey = (merchant: string, sku: string): string => `${merchant} ${sku}`;
