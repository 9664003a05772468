import { Injectable } from '@nestjs/common';
import {
  AddToListRequestSchema,
  AddToListResponseSchema,
  FindBlockedRequestSchema,
  FindBlockedResponseSchema,
  type ListEntry,
  type ListedName,
  type MessageInitShape,
  PageOfListRequestSchema,
  PageOfListResponseSchema,
  RemoveFromListRequestSchema,
  RemoveFromListResponseSchema,
  requests,
} from '@tollgate/contracts';
import { derivedId, newId } from '@tollgate/crypto';
import { Requests } from '@tollgate/messaging';
import type { Attempt, RequestContext } from '../http/caller.js';
import type { FraudListQuery } from './fraud-list.schema.js';

/** Values to be listed together, for one reason. */
export type ListingWish = Required<
  Pick<MessageInitShape<typeof AddToListRequestSchema>, 'list' | 'wishes' | 'reason' | 'expiresAt' | 'order'>
>;

/** What somebody is known by on a list: as in a Screening. */
export type BlockableName = Pick<ListedName, 'kind' | 'name'>;

/** Merchants' lists, as fraud keeps them. All of it throws TransientError when fraud does not answer. */
@Injectable()
export class FraudLists {
  constructor(private readonly requests: Requests) {}

  /** Lists values, once for each request under its key. Throws DomainError `not_found`, `too_many_entries`. */
  async add(wish: ListingWish, context: RequestContext): Promise<readonly ListEntry[]> {
    const { caller, requestId: correlation, attempt } = context;
    const { merchant, mode, actor } = caller;
    const asked = { ...wish, merchant, mode, command: commandOf(attempt), correlation, actor };
    const schemas = [AddToListRequestSchema, AddToListResponseSchema] as const;
    return (await this.requests.request(requests.addToList, ...schemas, asked, optionsOf(context))).entries;
  }

  /** Takes an entry (uuid) off its list. Throws DomainError `not_found`. */
  async remove(list: string, entry: string, context: RequestContext): Promise<void> {
    const { caller, requestId: correlation } = context;
    const { merchant, mode, actor } = caller;
    const asked = { merchant, mode, list, entry, command: newId(), correlation, actor };
    const schemas = [RemoveFromListRequestSchema, RemoveFromListResponseSchema] as const;
    await this.requests.request(requests.removeFromList, ...schemas, asked, optionsOf(context));
  }

  /** Of these names, the kinds of which one is blocked. */
  async blocked(names: readonly BlockableName[], context: RequestContext): Promise<readonly string[]> {
    const { merchant, mode } = context.caller;
    const schemas = [FindBlockedRequestSchema, FindBlockedResponseSchema] as const;
    return (
      await this.requests.request(requests.findBlocked, ...schemas, { merchant, mode, names: [...names] }, optionsOf(context))
    ).kinds;
  }

  /** Newest first. Throws DomainError `not_found`, `invalid_cursor`. */
  page(list: string, { kind, limit, cursor }: FraudListQuery, context: RequestContext) {
    const { merchant, mode } = context.caller;
    const asked = { merchant, mode, list, kind: kind ?? '', limit, cursor };
    return this.requests.request(
      requests.pageOfList,
      PageOfListRequestSchema,
      PageOfListResponseSchema,
      asked,
      optionsOf(context),
    );
  }
}

const optionsOf = ({ traceparent, requestId }: RequestContext) => ({ traceparent, requestId });

/** Another request is another command, also under the same key. */
const commandOf = ({ record }: Attempt): string =>
  record === undefined ? newId() : derivedId('fraud-list', record.merchant, record.mode, record.key, record.fingerprint);
