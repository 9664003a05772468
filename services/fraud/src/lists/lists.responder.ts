import { Controller } from '@nestjs/common';
import {
  type AddToListRequest,
  AddToListRequestSchema,
  AddToListResponseSchema,
  type FindBlockedRequest,
  FindBlockedRequestSchema,
  FindBlockedResponseSchema,
  type PageOfListRequest,
  PageOfListRequestSchema,
  PageOfListResponseSchema,
  type RemoveFromListRequest,
  RemoveFromListRequestSchema,
  RemoveFromListResponseSchema,
  requests,
} from '@tollgate/contracts';
import { OnRequest, type RequestContext } from '@tollgate/messaging';
import type { ListEntry } from './list-entry.js';
import { ListsHandler } from './lists.handler.js';

/** An entry as it is answered: without the name that orders are screened by, and without whose it is. */
const shown = ({ name: _name, merchant: _merchant, mode: _mode, ...entry }: ListEntry) => entry;

@Controller()
export class ListsResponder {
  constructor(private readonly lists: ListsHandler) {}

  @OnRequest(requests.addToList, AddToListRequestSchema, AddToListResponseSchema)
  async add(request: AddToListRequest, { traceparent }: RequestContext) {
    const { entries } = await this.lists.add(request, traceparent);
    return { entries: entries.map(shown) };
  }

  @OnRequest(requests.removeFromList, RemoveFromListRequestSchema, RemoveFromListResponseSchema)
  remove(request: RemoveFromListRequest, { traceparent }: RequestContext) {
    return this.lists.remove(request, traceparent);
  }

  @OnRequest(requests.pageOfList, PageOfListRequestSchema, PageOfListResponseSchema)
  async page(request: PageOfListRequest) {
    const { entries, nextCursor } = await this.lists.page(request);
    return { entries: entries.map(shown), nextCursor };
  }

  @OnRequest(requests.findBlocked, FindBlockedRequestSchema, FindBlockedResponseSchema)
  async blocked(request: FindBlockedRequest) {
    return { kinds: [...(await this.lists.blocked(request))] };
  }
}
