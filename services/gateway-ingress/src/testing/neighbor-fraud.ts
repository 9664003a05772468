import { randomUUID } from 'node:crypto';
import {
  type AddToListRequest,
  AddToListRequestSchema,
  AddToListResponseSchema,
  create,
  type DescMessage,
  FindBlockedRequestSchema,
  FindBlockedResponseSchema,
  type ListEntry,
  ListEntrySchema,
  type MessageInitShape,
  type MessageShape,
  PageOfListRequestSchema,
  PageOfListResponseSchema,
  PageOfReviewsRequestSchema,
  PageOfReviewsResponseSchema,
  RemoveFromListRequestSchema,
  RemoveFromListResponseSchema,
  requests,
} from '@tollgate/contracts';
import { DomainError } from '@tollgate/errors';

/** Who answers requests on the bus. */
interface Responder {
  answer<Q extends DescMessage, R extends DescMessage>(
    subject: string,
    schemas: readonly [Q, R],
    work: (request: MessageShape<Q>) => MessageInitShape<R>,
  ): void;
}

/** What fraud keeps of lists and reviews, played by the test. */
export class NeighborFraud {
  /** What it was asked to list. */
  readonly listings: AddToListRequest[] = [];
  /** uuids of orders, oldest deadline first. */
  heldOrders: string[] = [];
  /** Kinds of which everything is blocked. */
  blockedKinds: string[] = [];
  private readonly listed: ListEntry[] = [];

  list(entry: MessageInitShape<typeof ListEntrySchema>): ListEntry {
    const added = create(ListEntrySchema, { id: randomUUID(), addedAt: '2026-11-23T12:00:00.000Z', ...entry });
    this.listed.unshift(added);
    return added;
  }

  answerThrough(neighbors: Responder): void {
    neighbors.answer(requests.addToList, [AddToListRequestSchema, AddToListResponseSchema], (request) => {
      this.listings.push(request);
      const { list, reason, order, expiresAt, actor: addedBy } = request;
      return {
        entries: request.wishes.map(({ kind, label }) => this.list({ list, kind, label, reason, order, expiresAt, addedBy })),
      };
    });
    neighbors.answer(requests.removeFromList, [RemoveFromListRequestSchema, RemoveFromListResponseSchema], ({ entry }) => {
      const index = this.listed.findIndex(({ id }) => id === entry);
      if (index === -1) throw new DomainError('not_found');
      this.listed.splice(index, 1);
      return {};
    });
    neighbors.answer(requests.pageOfList, [PageOfListRequestSchema, PageOfListResponseSchema], ({ list, kind, limit }) => ({
      entries: this.listed.filter((one) => one.list === list && (kind === '' || one.kind === kind)).slice(0, limit),
    }));
    neighbors.answer(requests.findBlocked, [FindBlockedRequestSchema, FindBlockedResponseSchema], ({ names }) => ({
      kinds: this.blockedKinds.filter((kind) => names.some((name) => name.kind === kind)),
    }));
    neighbors.answer(requests.pageOfReviews, [PageOfReviewsRequestSchema, PageOfReviewsResponseSchema], ({ limit }) => ({
      orders: this.heldOrders.slice(0, limit),
    }));
  }
}
