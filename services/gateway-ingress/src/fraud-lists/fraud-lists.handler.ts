import { Inject, Injectable } from '@nestjs/common';
import { type ListEntry, toPublicId } from '@tollgate/contracts';
import { type Clock, invariant } from '@tollgate/errors';
import { CLOCK } from '@tollgate/service';
import { maskedEmail } from '../addresses/masked-email.js';
import type { RequestContext } from '../http/caller.js';
import { IdempotencyRepository } from '../idempotency/idempotency.repository.js';
import { OrderKeys } from '../orders/order-keys.store.js';
import { OwnOrders } from '../orders/own-orders.repository.js';
import { refuseIfAny } from '../validation/field-error.js';
import type { BlockOrderBody, FraudListQuery, ListEntryBody, ListKind } from './fraud-list.schema.js';
import { FraudLists, type ListingWish } from './fraud-lists.client.js';
import { isPublic, type ListedValue, listedValue } from './listed-value.js';
import { namesOfOrder } from './names-of-order.js';

/** What merchants block and allow. */
@Injectable()
export class ManageFraudLists {
  // biome-ignore lint/complexity/useMaxParams: what Nest injects
  constructor(
    private readonly lists: FraudLists,
    private readonly keys: OrderKeys,
    private readonly own: OwnOrders,
    private readonly idempotency: IdempotencyRepository,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The entry. Throws what `listedValue` finds wrong, and what `FraudLists.add` throws. */
  async add(list: string, body: ListEntryBody, context: RequestContext): Promise<object> {
    const [entry] = await this.once(context, () => {
      const value = listedValue(body, list, this.clock.now());
      if (!('kind' in value)) {
        refuseIfAny(value);
        throw new Error('what is not listed is refused');
      }
      const expiresAt = body.expiresAt === undefined ? '' : new Date(body.expiresAt).toISOString();
      return { list, wishes: [this.wishOf(value, context)], reason: body.reason ?? '', expiresAt, order: '' };
    });
    invariant(entry !== undefined, 'what is not refused is listed');
    return entry;
  }

  /** Blocks what an order is known by. Throws DomainError `not_found`; `nothing_to_block` with the member that the order does not have. */
  async blockOrder(publicId: string, body: BlockOrderBody, context: RequestContext): Promise<readonly object[]> {
    const { order, key } = await this.own.find(context.caller, publicId);
    return this.once(context, () => {
      const person = this.keys.unseal(order.id, order.placed.sealedPersonalData, key);
      const wishes = namesOfOrder(order, person, body);
      return { list: 'block', wishes: [...wishes], reason: body.reason ?? '', expiresAt: '', order: order.id };
    });
  }

  remove(list: string, id: string, context: RequestContext): Promise<void> {
    return this.lists.remove(list, id, context);
  }

  async page(list: string, query: FraudListQuery, context: RequestContext): Promise<object> {
    const { entries, nextCursor } = await this.lists.page(list, query, context);
    return { data: await Promise.all(entries.map((entry) => this.describe(entry, context))), nextCursor: nextCursor || null };
  }

  /** Asks once for each key; repeated, it is answered as it was then. */
  private async once(context: RequestContext, wishOf: () => ListingWish): Promise<readonly object[]> {
    const { attempt } = context;
    if (attempt.found !== undefined) {
      const { answer } = attempt.found;
      invariant(answer !== undefined, 'an idempotency record on a list keeps its answer');
      return JSON.parse(answer) as readonly object[];
    }
    const entries = await this.lists.add(wishOf(), context);
    const shown = await Promise.all(entries.map((entry) => this.describe(entry, context)));
    await this.idempotency.keep(attempt, { answer: JSON.stringify(shown) });
    return shown;
  }

  private wishOf({ kind, value, label }: ListedValue, { caller }: RequestContext) {
    return { kind, name: isPublic(kind) ? value : this.keys.nameOf(caller, kind, value), label };
  }

  private async describe(entry: ListEntry, context: RequestContext): Promise<object> {
    const { id, list, kind, reason, order, addedBy, addedAt, expiresAt } = entry;
    return {
      id: toPublicId('fle', id),
      list,
      kind,
      value: entry.label || (await this.labelOf(kind as ListKind, order, context)),
      reason: reason || null,
      order: order === '' ? null : toPublicId('ord', order),
      by: addedBy || null,
      createdAt: addedAt,
      expiresAt: expiresAt || null,
    };
  }

  /** What was locked out is known by the order of its last failure: fraud cannot read whose it is. */
  private async labelOf(kind: ListKind, order: string, { caller }: RequestContext): Promise<string | null> {
    const found = kind !== 'email' || order === '' ? undefined : await this.own.load(caller, order);
    if (found === undefined) return null;
    const person = this.keys.unseal(order, found.order.placed.sealedPersonalData, found.key);
    return person === undefined ? null : maskedEmail(person.email);
  }
}
