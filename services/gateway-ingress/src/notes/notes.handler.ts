import { Inject, Injectable } from '@nestjs/common';
import { type RecordedEvent, toPublicId } from '@tollgate/contracts';
import { invariant } from '@tollgate/errors';
import { fold, type Note } from '@tollgate/order';
import { type OrderLog, orderTarget } from '@tollgate/order-log';
import { ORDER_LOG } from '@tollgate/service';
import { causeOfCommand, type RequestContext } from '../http/caller.js';
import { type ListQuery, type Page, pageAfter } from '../http/paging.js';
import { OrderKeys } from '../orders/order-keys.store.js';
import { type OwnOrder, OwnOrders } from '../orders/own-orders.repository.js';
import { recordOrFind } from '../orders/recorded-command.repository.js';
import { refusal } from '../validation/field-error.js';
import { addNote } from './add-note.js';
import type { NoteBody } from './note.schema.js';

/** Notes that those who sell write on orders, for each other. */
@Injectable()
export class Notes {
  constructor(
    @Inject(ORDER_LOG) private readonly log: OrderLog,
    private readonly own: OwnOrders,
    private readonly keys: OrderKeys,
  ) {}

  /** Throws DomainError `not_found`, `customer_forgotten` (there is no key left to seal it under), `too_many_notes`. */
  async add(publicId: string, { text }: NoteBody, context: RequestContext): Promise<object> {
    const found = await this.own.find(context.caller, publicId);
    const added = (await this.addedBefore(found, context)) ?? (await this.append(found, text, context));
    const note = fold([...found.events.filter(({ header }) => header.id !== added.header.id), added])?.notes.at(-1);
    invariant(note !== undefined, 'a note that was added is in its order');
    return this.describe(found, note);
  }

  /** Newest first. Throws DomainError `not_found`. */
  async list(publicId: string, page: ListQuery, context: RequestContext): Promise<Page<object>> {
    const found = await this.own.find(context.caller, publicId);
    return pageAfter(found.order.notes.map((note) => this.describe(found, note)).toReversed(), page);
  }

  private async addedBefore({ order }: OwnOrder, { attempt }: RequestContext): Promise<RecordedEvent | undefined> {
    if (attempt.found === undefined) return undefined;
    const { id } = attempt.found;
    const added = (await this.log.read(order.id)).find(({ header }) => header.causation === id);
    invariant(added !== undefined, 'the key of a note leads to the note');
    return added;
  }

  private async append({ order, key }: OwnOrder, text: string, context: RequestContext): Promise<RecordedEvent> {
    if (key === undefined) throw refusal('customer_forgotten');
    const sealedNote = this.keys.sealMore(order.id, { note: text }, key);
    const cause = causeOfCommand(context);
    const [added] = await recordOrFind(this.log, { order: order.id, causation: cause.id }, () =>
      this.log.decide(orderTarget(order.id), cause, (state) => addNote(state, sealedNote)),
    );
    invariant(added !== undefined, 'a note is refused or recorded');
    return added;
  }

  private describe(own: OwnOrder, { id, sealedNote, by, writtenAt }: Note) {
    return { id: toPublicId('note', id), text: this.own.noteIn(own, sealedNote), by: by || null, createdAt: writtenAt };
  }
}
