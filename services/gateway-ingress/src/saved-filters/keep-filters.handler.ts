import { Injectable } from '@nestjs/common';
import { toPublicId } from '@tollgate/contracts';
import { DataSource } from 'typeorm';
import { OperatorActions } from '../access-record/operator-actions.handler.js';
import { type Attempt, idFor, type RequestContext } from '../http/caller.js';
import { IdempotencyRepository } from '../idempotency/idempotency.repository.js';
import { checkSearch } from '../order-search/order-wish.js';
import { refusal, refuseIfAny } from '../validation/field-error.js';
import { type FilterActor, refuseChange, refuseIfFull, refuseSharing, sharedAction } from './filter-rules.js';
import type { SavedFilter } from './saved-filter.entity.js';
import type { NewSavedFilterBody, SavedFilterChange, SavedQuery } from './saved-filter.schema.js';
import { SavedFilters } from './saved-filters.repository.js';

/** Somebody in a store. */
export interface FilterKeeper extends FilterActor {
  /** `mer_…` */
  readonly merchant: string;
  readonly context: Pick<RequestContext, 'caller' | 'requestId'>;
}

const checkQuery = ({ days: _, ...query }: SavedQuery): void =>
  refuseIfAny(checkSearch({ ...query, limit: 1, cursor: '' }).map((error) => ({ ...error, field: `/query/${error.field}` })));

/** Makes, changes and deletes saved filters. */
@Injectable()
export class KeepFilters {
  // biome-ignore lint/complexity/useMaxParams: what Nest injects
  constructor(
    private readonly database: DataSource,
    private readonly filters: SavedFilters,
    private readonly idempotency: IdempotencyRepository,
    private readonly actions: OperatorActions,
  ) {}

  /** Throws DomainError `not_allowed`, `too_many_filters`, `filter_name_taken`, and those of a search; `not_found` where the same request came before
   *  and its filter was deleted since. */
  async add(keeper: FilterKeeper, { name, query, shared = false }: NewSavedFilterBody, attempt: Attempt): Promise<SavedFilter> {
    if (attempt.found !== undefined) return this.known(keeper, attempt.found.answer ?? '');
    refuseSharing(keeper, shared);
    checkQuery(query);
    const { merchant, user } = keeper;
    const id = idFor('saved filter', attempt);
    await this.database.transaction(async (manager) => {
      const count = await this.filters.count(keeper, manager);
      // Made by a process that died before it kept the key.
      if ((await this.filters.find(merchant, id, manager)) !== undefined) return;
      refuseIfFull(count);
      await this.filters.keep({ id, merchant, user, name, query, isShared: shared }, manager);
      await this.note(keeper, id, [false, shared]);
    });
    await this.idempotency.keep(attempt, { answer: id });
    return this.known(keeper, id);
  }

  /** What is not named stays. Throws DomainError `not_found`, `not_allowed`, `filter_name_taken`, and those of a search. */
  async change(keeper: FilterKeeper, id: string, { shared, ...change }: SavedFilterChange): Promise<SavedFilter> {
    refuseSharing(keeper, shared);
    if (change.query !== undefined) checkQuery(change.query);
    await this.database.transaction(async (manager) => {
      const filter = refuseChange(keeper, await this.filters.lock(keeper.merchant, id, manager));
      const { name = filter.name, query = filter.query } = change;
      const isShared = shared ?? filter.isShared;
      await this.filters.keep({ ...filter, name, query, isShared }, manager);
      await this.note(keeper, id, [filter.isShared, isShared]);
    });
    return this.known(keeper, id);
  }

  /** Throws DomainError `not_found` and `not_allowed`. */
  async remove(keeper: FilterKeeper, id: string): Promise<void> {
    await this.database.transaction(async (manager) => {
      const filter = refuseChange(keeper, await this.filters.lock(keeper.merchant, id, manager));
      await this.filters.remove(id, manager);
      await this.note(keeper, id, [filter.isShared, false]);
    });
  }

  /** Before the commit: nothing that all see is changed unrecorded. */
  private async note({ context }: FilterKeeper, id: string, shared: readonly [was: boolean, is: boolean]): Promise<void> {
    const action = sharedAction(...shared);
    if (action !== undefined) await this.actions.note(context, action, { on: toPublicId('flt', id) });
  }

  private async known({ merchant }: FilterKeeper, id: string): Promise<SavedFilter> {
    const filter = await this.filters.find(merchant, id);
    if (filter === undefined) throw refusal('not_found');
    return filter;
  }
}
