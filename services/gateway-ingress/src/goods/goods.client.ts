import { Injectable } from '@nestjs/common';
import {
  type Good,
  ListGoodsRequestSchema,
  ListGoodsResponseSchema,
  PinFilesRequestSchema,
  type PinFilesResponse,
  PinFilesResponseSchema,
  type PinnedFile,
  PutGoodRequestSchema,
  PutGoodResponseSchema,
  requests,
} from '@tollgate/contracts';
import { invariant } from '@tollgate/errors';
import { Requests } from '@tollgate/messaging';
import type { PinnedFiles } from '../orders/place-order.js';
import type { Caller } from '../api-keys/api-keys.repository.js';

/** An order placed so long after an upload may still get the version before: every version stays where it is. */
const maxAgeMs = 1_000;
const maxRemembered = 10_000;

interface Shelved {
  readonly files: Promise<readonly PinnedFile[] | undefined>;
  readonly until: number;
}

/** The merchants' goods, which esd-delivery keeps. */
@Injectable()
export class Goods {
  private readonly shelf = new Map<string, Shelved>();

  constructor(private readonly requests: Requests) {}

  /** The current files of these goods. Concurrent orders for one sku ask once, and so does a second's worth of them. */
  async pin(merchant: string, skus: readonly string[]): Promise<PinnedFiles> {
    const now = performance.now();
    const missing = skus.filter((sku) => !((this.shelf.get(shelfKey(merchant, sku))?.until ?? 0) > now));
    if (missing.length > 0) this.ask(merchant, missing);
    const answers = skus.map((sku) => this.shelf.get(shelfKey(merchant, sku))?.files);
    const pinned = new Map<string, readonly PinnedFile[]>();
    for (const [index, files] of (await Promise.all(answers)).entries()) {
      if (files !== undefined) pinned.set(skus[index] ?? '', files);
    }
    return pinned;
  }

  async put({ merchant }: Caller, good: Pick<Good, 'sku' | 'kind' | 'description'>): Promise<Good> {
    const { sku, kind, description } = good;
    const wish = { merchant, good: { sku, kind, description } };
    const response = await this.requests.request(requests.putGood, PutGoodRequestSchema, PutGoodResponseSchema, wish);
    this.forget(merchant, sku);
    invariant(response.good !== undefined, 'a good that was put is answered');
    return response.good;
  }

  async list({ merchant }: Caller, limit: number, cursor: string): Promise<{ goods: readonly Good[]; nextCursor: string }> {
    const page = { merchant, limit, cursor };
    return this.requests.request(requests.listGoods, ListGoodsRequestSchema, ListGoodsResponseSchema, page);
  }

  /** After a change, this process sees it at once; another replica within a second. */
  forget(merchant: string, sku: string): void {
    this.shelf.delete(shelfKey(merchant, sku));
  }

  private ask(merchant: string, skus: readonly string[]): void {
    if (this.shelf.size > maxRemembered) this.shelf.clear();
    const wish = { merchant, skus: [...skus] };
    const answer = this.requests.request(requests.pinFiles, PinFilesRequestSchema, PinFilesResponseSchema, wish);
    for (const sku of skus) {
      const key = shelfKey(merchant, sku);
      const files = answer.then((pinned) => filesOf(pinned, sku));
      const shelved: Shelved = { files, until: performance.now() + maxAgeMs };
      this.shelf.set(key, shelved);
      // Only what can be delivered is remembered: a good that gets its first file can be sold at once.
      files.then(
        (found) => (found === undefined || found.length === 0) && this.drop(key, shelved),
        () => this.drop(key, shelved),
      );
    }
  }

  private drop(key: string, shelved: Shelved): void {
    if (this.shelf.get(key) === shelved) this.shelf.delete(key);
  }
}

/** None where the good is known without a file; undefined where it is not known. */
const filesOf = ({ goods, withoutFiles }: PinFilesResponse, sku: string): readonly PinnedFile[] | undefined =>
  withoutFiles.includes(sku) ? [] : goods.find((good) => good.sku === sku)?.files;

const shelfKey = (merchant: string, sku: string): string => `${merchant} ${sku}`;
