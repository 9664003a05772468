import { Body, Delete, Get, HttpCode, Param, Post, Req } from '@nestjs/common';
import { Context, type RequestContext } from '../http/caller.js';
import { Command } from '../http/command.interceptor.js';
import { StoreController } from '../http/merchant-controller.js';
import { listOf } from '../http/paging.js';
import { Route } from '../http/route.js';
import { uuidOf } from '../http/uuid-of.js';
import type { SignedInRequest } from '../sessions/session.guard.js';
import { IssuedKeys } from './issued-keys.repository.js';
import { apiKeySchema, issuedKeySchema, keyParameters, type NewKeyBody, newKeySchema } from './key.schema.js';
import { ManageKeys } from './manage-keys.handler.js';
import { showKey } from './show-key.js';

/** The keys of a store's servers: `/central/api/stores/{store}/{mode}/api-keys`. */
@StoreController('api-keys')
export class KeysController {
  constructor(
    private readonly manage: ManageKeys,
    private readonly keys: IssuedKeys,
  ) {}

  @Get()
  @Route({
    id: 'listApiKeys',
    right: 'keys:manage',
    summary: 'The keys of this mode, those in force first',
    answers: { 200: ['All of them', listOf(apiKeySchema, 'ApiKeyList')] },
    problems: { 404: 'A store that is none of yours' },
  })
  async list(@Context() { caller }: RequestContext): Promise<object> {
    return { data: (await this.keys.list(caller)).map((one) => showKey(one, caller.mode)), nextCursor: null };
  }

  @Post()
  @Command()
  @Route({
    id: 'issueApiKey',
    right: 'keys:manage',
    summary: 'Makes a key',
    description:
      'It is shown this once: nobody has it but you. It may do what its scopes say, and nobody gives a key what they may not do themselves. ' +
      'The scope `goods` takes a second factor in test mode, too: goods are those of both modes.',
    body: newKeySchema,
    answers: { 201: ['The key', issuedKeySchema] },
    problems: {
      403: 'A scope with something that your role may not do (`not_allowed`, with its pointer), or without a second factor (`second_factor_required`)',
      404: 'A store that is none of yours',
      409:
        '200 keys of this mode are in force (`too_many_keys`); the same Idempotency-Key is still running, ' +
        'or a request under it failed and made no key: ask under a new one (`key_not_made`)',
      422: 'Fields that are wrong, each with code and pointer',
    },
  })
  async issue(
    @Body() wish: NewKeyBody,
    @Req() { signedIn }: SignedInRequest,
    @Context() context: RequestContext,
  ): Promise<object> {
    const { issued, key } = await this.manage.issue(wish, signedIn, context);
    return { ...showKey(issued, context.caller.mode), key };
  }

  @Delete(':id')
  @HttpCode(204)
  @Route({
    id: 'revokeApiKey',
    right: 'keys:manage',
    summary: 'Revokes a key: nobody gets in with it after five seconds',
    params: keyParameters,
    answers: { 204: ['It is revoked; there is no body'] },
    problems: { 404: 'The store has no such key in this mode' },
  })
  async revoke(@Param('id') id: string, @Req() { signedIn }: SignedInRequest, @Context() context: RequestContext): Promise<void> {
    await this.manage.revoke(uuidOf('key', id), signedIn.user, context);
  }
}
