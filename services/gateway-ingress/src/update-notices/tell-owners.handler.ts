import { Inject, Injectable } from '@nestjs/common';
import type { PinnedFile } from '@tollgate/contracts';
import { derivedId } from '@tollgate/crypto';
import { type Clock, DomainError, TransientError } from '@tollgate/errors';
import { fold, isStamped, type Order, sourceOf } from '@tollgate/order';
import { type OrderLog, orderTarget } from '@tollgate/order-log';
import type { DueItem, DueWorkHandler, Handled } from '@tollgate/postgres';
import { CLOCK, LOG, type Log, ORDER_LOG } from '@tollgate/service';
import type { Caller } from '../api-keys/api-keys.repository.js';
import { Goods } from '../goods/goods.client.js';
import { GoodOrders } from './good-orders.client.js';
import { isToldBy, newsFor, requestUpdate, type Update } from './request-update.js';
import type { KeptFile, UpdateNotice } from './update-notice.entity.js';
import { type OfGood, UPDATE_NOTICE, UpdateNotices } from './update-notices.repository.js';

/** As many orders are looked at before what was done is noted. */
const PAGE = 50;
/** As many are looked at to say how many owners there are. */
const COUNTED = 500;

export interface OwnersCount {
  readonly files: readonly KeptFile[];
  readonly owners: number;
  /** There are older orders that were not counted. */
  readonly isMore: boolean;
}

/** Tells the owners of older versions of a newer one, each once: a mail is asked for in each order's log, where it is seen that it was. A page that
 *  is done again after a crash asks nobody twice. */
@Injectable()
export class TellOwners implements DueWorkHandler {
  readonly kind = UPDATE_NOTICE;
  readonly limit = 2;
  readonly leaseMs = 60_000;
  private counting: Promise<unknown> = Promise.resolve();

  // biome-ignore lint/complexity/useMaxParams: what Nest injects
  constructor(
    private readonly notices: UpdateNotices,
    private readonly goods: Goods,
    private readonly orders: GoodOrders,
    @Inject(ORDER_LOG) private readonly log: OrderLog,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOG) private readonly logger: Log,
  ) {}

  /** Throws DomainError `not_found`; `delivers_pinned` where links do not serve newer versions; what `UpdateNotices.begin` throws. */
  async begin(caller: Caller, sku: string): Promise<UpdateNotice> {
    const files = await this.filesOf(caller, sku);
    return this.notices.begin({ merchant: caller.merchant, mode: caller.mode, sku, files, actor: caller.actor });
  }

  /** How many would be told now: one count after the other, as each reads hundreds of orders in the process that places them. Throws as `begin`
   *  does. */
  count(caller: Caller, sku: string): Promise<OwnersCount> {
    const turn = this.counting.then(() => this.countNow(caller, sku));
    this.counting = turn.catch(() => undefined);
    return turn;
  }

  private async countNow(caller: Caller, sku: string): Promise<OwnersCount> {
    const { merchant, mode } = caller;
    const files = await this.filesOf(caller, sku);
    const update = updateOf({ id: '', sku, files });
    let [owners, looked, cursor] = [0, 0, ''];
    do {
      const page = await this.orders.page({ merchant, mode, sku }, cursor, PAGE);
      const found = await Promise.all(page.orders.map((id) => this.load({ merchant, mode }, id)));
      owners += found.filter((order) => order !== undefined && newsFor(order, update, this.clock.now()).length > 0).length;
      looked += page.orders.length;
      cursor = page.nextCursor;
    } while (cursor !== '' && looked < COUNTED);
    return { files, owners, isMore: cursor !== '' };
  }

  readonly handle = async ({ key }: DueItem): Promise<Handled> => {
    const notice = await this.notices.find(key);
    if (notice === undefined || notice.endedAt !== null) return 'done';
    const { orders, nextCursor } = await this.orders.page(notice, notice.cursor, PAGE);
    let told = 0;
    for (const id of orders) if (await this.tellOrPass(notice, id)) told += 1;
    await this.notices.advance(notice, { nextCursor, looked: orders.length, told });
    return nextCursor === '' ? 'done' : { postponeMs: 0 };
  };

  /** An order that cannot be told holds up no other one. */
  private async tellOrPass(notice: UpdateNotice, id: string): Promise<boolean> {
    try {
      return await this.tell(notice, id);
    } catch (error) {
      if (error instanceof TransientError) throw error;
      this.logger.error({ error, order: id, notice: notice.id }, 'an owner could not be told of an update');
      return false;
    }
  }

  /** Whether the order's customer is told by this notice. */
  private async tell(notice: UpdateNotice, id: string): Promise<boolean> {
    const order = await this.load(notice, id);
    if (order === undefined) return false;
    if (isToldBy(order, notice.id)) return true;
    const update = updateOf(notice);
    const now = this.clock.now();
    if (newsFor(order, update, now).length === 0) return false;
    const cause = { id: derivedId('update-notice', notice.id, id), hash: '', correlation: notice.id, on: notice.actor };
    const asked = await this.log.decide(orderTarget(id), cause, (state) => requestUpdate(state, update, now));
    return asked.length > 0;
  }

  /** Undefined where there is nobody to tell: the customer was forgotten. */
  private async load({ merchant, mode }: Pick<OfGood, 'merchant' | 'mode'>, id: string): Promise<Order | undefined> {
    const { events, key } = await this.log.readWithKey(id);
    const order = key === undefined ? undefined : fold(events);
    return order?.merchant === merchant && order.mode === mode ? order : undefined;
  }

  private async filesOf(caller: Caller, sku: string): Promise<readonly KeptFile[]> {
    const good = await this.goods.find(caller, sku);
    if (good === undefined) throw new DomainError('not_found');
    if (good.delivery !== 'latest') throw new DomainError('delivers_pinned', '/sku');
    return good.versions.flatMap(({ file, version }) => (file === undefined ? [] : [keptFile(file, version)]));
  }
}

/** Named by what its merchant uploaded: of a file with a stamp each buyer's copy has a size of its own, which is not known before it is made. */
const keptFile = (file: PinnedFile, version: number): KeptFile => {
  const { name, sha256, sizeBytes } = sourceOf(file);
  return { name, sha256, size: isStamped(file) ? 0 : Number(sizeBytes), version };
};

const updateOf = ({ id, sku, files }: Pick<UpdateNotice, 'id' | 'sku' | 'files'>): Update => ({
  notice: id,
  sku,
  files: files.map(({ size, ...file }) => ({ ...file, sku, sizeBytes: BigInt(size) })),
});
