import { Inject, Injectable } from '@nestjs/common';
import type {
  AddToListRequest,
  FindBlockedRequest,
  ListWish,
  PageOfListRequest,
  RecordedEvent,
  RemoveFromListRequest,
} from '@tollgate/contracts';
import { derivedId } from '@tollgate/crypto';
import { type Clock, DomainError, invariant } from '@tollgate/errors';
import type { Cause, OrderLog, Target } from '@tollgate/order-log';
import { CLOCK, ORDER_LOG } from '@tollgate/service';
import { listKey } from '../assess/attempt-keys.repository.js';
import { ListEntriesRepository, type ListPage, type ListScope } from './list-entries.repository.js';
import {
  addToList,
  type ListEntry,
  type ListEntryHistory,
  type ListedValue,
  listEntries,
  lockOut,
  removeFromList,
} from './list-entry.js';
import { allowableKinds, type List, type ListKind, listKinds, lists } from './list-kinds.data.js';

/** So many entries may a merchant's list have; what an order pays for it does not depend on that. */
const MAX_ENTRIES = 10_000;
const MAX_PAGE = 100;
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

type Scope = Omit<ListScope, 'list'>;
interface Asking {
  readonly command: string;
  readonly correlation: string;
  readonly actor: string;
}

/** A value of a list is a subject of its own: whoever changes one reads that one. */
const entryTarget = ({ merchant, mode }: Scope, { list, kind, name }: ListedValue): Target<ListEntryHistory> => ({
  fold: listEntries,
  id: derivedId('fraud-list', merchant, mode, list, kind, name),
  merchant,
  mode,
});

const causeOfCommand = ({ command: id, correlation, actor }: Asking, traceparent?: string): Cause => ({
  id,
  hash: '',
  correlation,
  traceparent,
  on: actor === '' ? undefined : actor,
});

/** A merchant's lists: what is on them is decided here, and told by the log. */
@Injectable()
export class ListsHandler {
  constructor(
    @Inject(ORDER_LOG) private readonly log: Pick<OrderLog, 'read' | 'decide'>,
    @Inject(ListEntriesRepository) private readonly entries: Pick<ListEntriesRepository, 'put' | 'page' | 'count' | 'blocked'>,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Lists values, once for each command. Throws DomainError `not_found` where there is no such list that a merchant may add to, `invalid_kind`
   *  for what the list does not take, `too_many_entries`; nothing is appended then. */
  async add(request: AddToListRequest, traceparent?: string): Promise<{ readonly entries: readonly ListEntry[] }> {
    const scope = scopeOf(request);
    if (scope.list === 'lockout') throw new DomainError('not_found');
    const values = request.wishes.map((wish) => listedValue(wish, scope.list, request));
    const count = await this.entries.count(scope, MAX_ENTRIES);
    if (count >= MAX_ENTRIES) throw new DomainError('too_many_entries', undefined, 'A list has 10,000 entries at most.');
    const cause = causeOfCommand(request, traceparent);
    const added: ListEntry[] = [];
    for (const value of values) {
      const target = entryTarget(scope, value);
      await this.log.decide(target, cause, (history) => addToList(history, value));
      const { entry } = await this.apply(target.id);
      invariant(entry !== undefined, 'what was listed is listed');
      added.push(entry);
    }
    return { entries: added };
  }

  /** Takes an entry off its list, once for each command. Throws DomainError `not_found`, also for another merchant's. */
  async remove(request: RemoveFromListRequest, traceparent?: string): Promise<object> {
    const { merchant, mode, list } = scopeOf(request);
    if (!uuid.test(request.entry)) throw new DomainError('not_found');
    const { entry } = this.historyOf(await this.log.read(request.entry));
    if (entry === undefined || entry.merchant !== merchant || entry.mode !== mode || entry.list !== list) {
      throw new DomainError('not_found');
    }
    const now = this.clock.now();
    await this.log.decide(entryTarget({ merchant, mode }, entry), causeOfCommand(request, traceparent), (history) =>
      removeFromList(history, now),
    );
    await this.apply(request.entry);
    return {};
  }

  /** What of a list is in force, newest first. Throws DomainError `not_found`, `invalid_cursor`. */
  page({ kind, limit, cursor, ...request }: PageOfListRequest): Promise<ListPage> {
    const now = this.clock.now();
    return this.entries.page({ ...scopeOf(request), kind, limit: Math.min(Math.max(limit, 1), MAX_PAGE), cursor, now });
  }

  /** Which kinds of these names are on the block list now. Nobody is let past it: who is to be is taken off it. Throws DomainError `not_found`,
   *  `invalid_kind`. */
  blocked({ names, ...request }: FindBlockedRequest): Promise<readonly ListKind[]> {
    const scope = scopeOf({ ...request, list: 'block' });
    const keys = names.map(({ kind, name }) => {
      if (!isKind(kind) || name === '') throw new DomainError('invalid_kind');
      return listKey(scope, kind, name);
    });
    return this.entries.blocked(scope, keys, this.clock.now());
  }

  /** Locks a value out for what happened to an order; nothing where it is locked out as long already. */
  async lockOut(scope: Scope, value: ListedValue, cause: Cause): Promise<void> {
    const target = entryTarget(scope, value);
    await this.log.decide(target, cause, (history) => lockOut(history, value));
    await this.apply(target.id);
  }

  /** Brings what orders look up to what the log tells: after every change, and again when its event comes. */
  async apply(id: string): Promise<ListEntryHistory> {
    const history = this.historyOf(await this.log.read(id));
    await this.entries.put(history);
    return history;
  }

  private historyOf(events: readonly RecordedEvent[]): ListEntryHistory {
    const history = listEntries.fold(events);
    invariant(history !== undefined, 'an entry has a history, were it empty');
    return history;
  }
}

/** Throws DomainError `not_found`. */
const scopeOf = ({ merchant, mode, list }: { readonly merchant: string; readonly mode: string; readonly list: string }) => {
  if (merchant === '' || (mode !== 'test' && mode !== 'live') || !(lists as readonly string[]).includes(list)) {
    throw new DomainError('not_found');
  }
  return { merchant, mode, list: list as List } as const;
};

const isKind = (kind: string): kind is ListKind => (listKinds as readonly string[]).includes(kind);

const listedValue = ({ kind, name, label }: ListWish, list: List, request: AddToListRequest): ListedValue => {
  const { reason, expiresAt, order } = request;
  if (!isKind(kind) || name === '' || (list === 'allow' && !allowableKinds.has(kind))) throw new DomainError('invalid_kind');
  return { list, kind, name, label, reason, expiresAt, order };
};
