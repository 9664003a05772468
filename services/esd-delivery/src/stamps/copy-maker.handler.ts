import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { type PinnedFile, toPublicId } from '@tollgate/contracts';
import { newId } from '@tollgate/crypto';
import { type Clock, DomainError } from '@tollgate/errors';
import { fold, isFile, isStamped, type Order, type StampedFile, sourceOf } from '@tollgate/order';
import { crashPoint, type OrderLog } from '@tollgate/order-log';
import type { DueItem, DueWorkHandler, Handled } from '@tollgate/postgres';
import { CLOCK, LOG, type Log, Metrics, ORDER_LOG } from '@tollgate/service';
import { GoodsStore } from '../goods/goods.repository.js';
import { kindOf, type Mark } from '../marking/mark.js';
import { Markers } from '../marking/markers.client.js';
import { failureOf, MarkingBrokeOff } from '../marking/marking-broke-off.js';
import { fillStamp, type StampPages } from '../marking/stamp-text.js';
import { ObjectStore } from '../objects/objects.store.js';
import { Buyers } from './buyers.client.js';
import { type CopiedFile, type Copy, makeCopies, StampedCopies } from './copies.repository.js';
import { copyPrefix, endOf } from './copies-of.js';
import { contentOf, sourceDigest, withStampOf } from './stamped-form.js';

/** The copy lies in the store, and no row says so yet. */
export const crashBeforeMade = 'stamp:before-made';

const mebibyte = 1_048_576;

/** Makes the copies that are wanted. */
@Injectable()
export class CopyMaker implements DueWorkHandler {
  readonly kind = makeCopies;
  readonly limit = 2;
  readonly leaseMs = 30_000;
  readonly withinMs = 400_000;
  @Inject() private readonly goods!: GoodsStore;
  @Inject() private readonly objects!: ObjectStore;
  @Inject() private readonly buyers!: Buyers;
  @Inject(CLOCK) private readonly clock!: Clock;
  @Inject(LOG) private readonly log!: Log;
  private readonly ended;

  // biome-ignore lint/complexity/useMaxParams: what Nest injects
  constructor(
    @Inject(ORDER_LOG) private readonly orders: OrderLog,
    private readonly copies: StampedCopies,
    private readonly markers: Markers,
    metrics: Metrics,
  ) {
    this.ended = metrics.counter('stamped_copies_total', 'Copies of files for one buyer each, by what became of them', [
      'result',
    ]);
    // An alert hears of the first failure, too: it goes by what is added.
    for (const result of ['made', 'failed']) this.ended.inc({ result }, 0);
  }

  /** Throws what may be over the next time. What can never be made is noted as that, and told to the operator. */
  readonly handle = async ({ key }: DueItem): Promise<Handled> => {
    const [order = '', index] = key.split('/');
    const due = (await this.copies.of(order)).filter((one) => one.index === Number(index) && one.state === 'due');
    for (const copy of due) await this.tryOne(copy);
    return 'done';
  };

  private async tryOne(copy: Copy): Promise<void> {
    try {
      if (await this.makeOne(copy)) this.ended.inc({ result: 'made' });
    } catch (error) {
      const code = failureOf(error, error instanceof MarkingBrokeOff ? await this.copies.brokeOff(copy) : 0);
      if (code === undefined) throw error;
      await this.copies.failed(copy, code);
      this.ended.inc({ result: 'failed' });
      const { order, index } = copy;
      this.log.error({ order, index, code, error }, 'a copy for its buyer cannot be made: the file is not delivered');
    }
  }

  /** Answers whether it was made, and still wanted. */
  private async makeOne(copy: Copy): Promise<boolean> {
    const order = fold(await this.orders.read(copy.order));
    // Whoever ends it looks after its row.
    if (order === undefined || endOf(order, copy.index, this.clock.now().getTime()) === undefined) return false;
    await this.copies.begun({ ...copy, mode: order.mode });
    const file = await this.fileOf(order, copy);
    const kind = kindOf(file.name);
    if (kind === undefined) throw new DomainError('unstampable_file');
    const mark = await this.markOf(order, file);
    const bytes = await this.markers.mark('buyer', { kind, mark, read: () => this.objects.read(sourceOf(file).objectKey) });
    const objectKey = `${copyPrefix(copy)}${newId()}`;
    const written = { sizeBytes: bytes.length, sha256: await digestOf(bytes) };
    // In one piece: what a crash leaves has a key, and is found by it.
    await this.objects.put(objectKey, Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
    crashPoint(crashBeforeMade);
    const isWanted = await this.copies.made(copy, objectKey, written);
    if (!isWanted) await this.objects.remove(objectKey);
    return isWanted;
  }

  private async fileOf(order: Order, { index, content, ...of }: Copy): Promise<StampedFile> {
    const entitlement = order.delivery.entitlements.find((one) => one.index === index);
    const pinned = entitlement !== undefined && isFile(entitlement) ? entitlement.form.value : undefined;
    if (pinned !== undefined && isStamped(pinned) && contentOf(pinned) === content) return pinned;
    const sold = await this.goods.fileOf({ ...of, content });
    const file = sold ?? (pinned && (await this.newerOf(pinned, { ...of, content })));
    if (file === undefined || !isStamped(file) || contentOf(file) !== content) throw new DomainError('not_found');
    return file;
  }

  /** What replaced a file after its stamp was taken away. */
  private async newerOf(pinned: PinnedFile, { content, ...of }: CopiedFile & { readonly content: string }) {
    const newer = await this.goods.fileOf({ ...of, content: sourceDigest(content) });
    return newer && withStampOf(pinned, newer);
  }

  private async markOf({ id, placedAt }: Order, { stamp: { text, pages } }: StampedFile): Promise<Mark> {
    const { name, email } = await this.buyers.of(id);
    const order = toPublicId('ord', id);
    return { text: fillStamp(text, { name, email, order, date: placedAt.slice(0, 10) }), order, pages: pages as StampPages };
  }
}

/** Piece by piece, between which files are sent. */
const digestOf = async (bytes: Uint8Array): Promise<string> => {
  const hash = createHash('sha256');
  for (let at = 0; at < bytes.length; at += mebibyte) {
    hash.update(bytes.subarray(at, at + mebibyte));
    await new Promise((resolve) => setImmediate(resolve));
  }
  return hash.digest('hex');
};
