import { Body, Delete, Get, HttpCode, Param, Patch, Post, Req } from '@nestjs/common';
import { Context, type RequestContext } from '../http/caller.js';
import { Command } from '../http/command.interceptor.js';
import { StoreController } from '../http/merchant-controller.js';
import { listOf } from '../http/paging.js';
import { Route } from '../http/route.js';
import { uuidOf } from '../http/uuid-of.js';
import { type Role, rightsOf } from '../roles/roles.data.js';
import type { SignedInRequest } from '../sessions/session.guard.js';
import { type FilterKeeper, KeepFilters } from './keep-filters.handler.js';
import {
  type NewSavedFilterBody,
  newSavedFilterSchema,
  type SavedFilterChange,
  savedFilterChangeSchema,
  savedFilterParameters,
  savedFilterSchema,
} from './saved-filter.schema.js';
import { SavedFilters } from './saved-filters.repository.js';
import { showFilter } from './show-filter.js';

const keeperIn = ({ signedIn: { user, roles } }: SignedInRequest, context: RequestContext): FilterKeeper => {
  const { merchant } = context.caller;
  const role: Role = roles.get(merchant) ?? 'read_only';
  return { merchant, user, context, canShare: rightsOf(role).has('store:manage') };
};

/** Searches for orders that people keep: `/central/api/stores/{store}/{mode}/saved-filters`; the same in both modes. */
@StoreController('saved-filters')
export class SavedFiltersController {
  constructor(
    private readonly filters: SavedFilters,
    private readonly keep: KeepFilters,
  ) {}

  @Get()
  @Route({
    id: 'listSavedFilters',
    right: 'orders:read',
    summary: 'Your saved filters of orders, and those that all of the store see, by name',
    answers: { 200: ['All of them', listOf(savedFilterSchema, 'SavedFilterList')] },
    problems: { 404: 'A store that is none of yours' },
  })
  async list(@Req() request: SignedInRequest, @Context() context: RequestContext): Promise<object> {
    const keeper = keeperIn(request, context);
    return { data: (await this.filters.list(keeper)).map((filter) => showFilter(filter, keeper.user)), nextCursor: null };
  }

  @Post()
  @Command()
  @Route({
    id: 'saveFilter',
    right: 'orders:read',
    summary: 'Keeps a search for orders under a name',
    description: 'Fifty of each person at most. One that all of the store see (`shared`) takes the right `store:manage`.',
    body: newSavedFilterSchema,
    answers: { 201: ['The filter', savedFilterSchema] },
    problems: {
      404: 'A store that is none of yours; or the same request came before, and its filter was deleted since',
      409: 'You have fifty (`too_many_filters`), or one of this name (`filter_name_taken`), or the same key is still running',
      422: 'Fields that are wrong, each with code and pointer',
    },
  })
  async save(
    @Body() body: NewSavedFilterBody,
    @Req() request: SignedInRequest,
    @Context() context: RequestContext,
  ): Promise<object> {
    const keeper = keeperIn(request, context);
    return showFilter(await this.keep.add(keeper, body, context.attempt), keeper.user);
  }

  @Patch(':id')
  @Route({
    id: 'changeSavedFilter',
    right: 'orders:read',
    summary: 'Changes a saved filter; what is not named stays',
    description: 'Your own; with the right `store:manage` also one that all of the store see.',
    params: savedFilterParameters,
    body: savedFilterChangeSchema,
    answers: { 200: ['The filter', savedFilterSchema] },
    problems: {
      404: 'None that you see',
      409: 'Whoever made it has one of this name (`filter_name_taken`)',
      422: 'Fields that are wrong, each with code and pointer',
    },
  })
  async change(
    @Param('id') id: string,
    @Body() body: SavedFilterChange,
    @Req() request: SignedInRequest,
    @Context() context: RequestContext,
  ): Promise<object> {
    const keeper = keeperIn(request, context);
    return showFilter(await this.keep.change(keeper, uuidOf('flt', id), body), keeper.user);
  }

  @Delete(':id')
  @HttpCode(204)
  @Route({
    id: 'deleteSavedFilter',
    right: 'orders:read',
    summary: 'Deletes a saved filter',
    description: 'Your own; with the right `store:manage` also one that all of the store see.',
    params: savedFilterParameters,
    answers: { 204: ['It is gone; there is no body'] },
    problems: { 404: 'None that you see' },
  })
  async remove(@Param('id') id: string, @Req() request: SignedInRequest, @Context() context: RequestContext): Promise<void> {
    await this.keep.remove(keeperIn(request, context), uuidOf('flt', id));
  }
}
