import { Body, Get, Put, Req } from '@nestjs/common';
import { Context, type RequestContext } from '../http/caller.js';
import { StoreController } from '../http/merchant-controller.js';
import { Route } from '../http/route.js';
import type { SignedInRequest } from '../sessions/session.guard.js';
import { ChangeStore } from './change-store.handler.js';
import { type StoreBody, storeBodySchema, storeSchema } from './store.schema.js';
import { Stores } from './stores.repository.js';

/** The store's record, the same in both modes: `…/store`. */
@StoreController('store')
export class StoresController {
  constructor(
    private readonly stores: Stores,
    private readonly changing: ChangeStore,
  ) {}

  @Get()
  @Route({
    id: 'getStore',
    right: 'settings:read',
    summary: 'The store’s name and time zone',
    answers: { 200: ['The store', storeSchema] },
  })
  get(@Context() { caller }: RequestContext): Promise<object> {
    return this.stores.find(caller.merchant);
  }

  @Put()
  @Route({
    id: 'putStore',
    right: 'store:manage',
    summary: 'Sets the store’s name and time zone',
    description:
      'In both modes, which takes a second factor. Reports tell their days in the new zone at once, those of the past, too.',
    writesBothModes: true,
    body: storeBodySchema,
    answers: { 200: ['The store', storeSchema] },
    problems: { 422: 'There is no such time zone (`invalid_time_zone`), or fields are wrong' },
  })
  put(
    @Body() body: StoreBody,
    @Context() { caller }: RequestContext,
    @Req() { signedIn, id: requestId }: SignedInRequest,
  ): Promise<object> {
    return this.changing.change(caller.merchant, body, { user: signedIn.user, requestId });
  }
}
