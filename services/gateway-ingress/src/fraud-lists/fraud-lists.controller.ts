import { Body, Delete, Get, HttpCode, Param, Post, Query, Req } from '@nestjs/common';
import { checkStrayNumber } from '../cards/stray-number.js';
import { type CallerRequest, Context, type RequestContext } from '../http/caller.js';
import { Command } from '../http/command.interceptor.js';
import { MerchantController } from '../http/merchant-controller.js';
import { listOf } from '../http/paging.js';
import { Route } from '../http/route.js';
import { uuidOf } from '../http/uuid-of.js';
import { refuseIfAny } from '../validation/field-error.js';
import {
  type FraudListQuery,
  fraudListParameters,
  type ListEntryBody,
  listEntryAnswerSchema,
  listEntryParameters,
  listEntrySchema,
  listQuerySchema,
} from './fraud-list.schema.js';
import { ManageFraudLists } from './fraud-lists.handler.js';

const absent = 'There is no such list';

/** What a merchant blocks and allows, and what is locked out: `/v1/fraud-lists/{list}`. */
@MerchantController('fraud-lists/:list')
export class FraudListsController {
  constructor(private readonly lists: ManageFraudLists) {}

  @Get()
  @Route({
    id: 'listFraudListEntries',
    right: 'settings:read',
    summary: 'A list’s entries that are in force, newest first',
    params: fraudListParameters,
    query: listQuerySchema,
    answers: { 200: ['A page of entries', listOf(listEntryAnswerSchema, 'FraudListEntryList')] },
    problems: { 404: absent, 422: 'A kind, limit or cursor that is none' },
  })
  list(@Param('list') list: string, @Query() query: FraudListQuery, @Context() context: RequestContext): Promise<object> {
    return this.lists.page(list, query, context);
  }

  @Post()
  @Command()
  @Route({
    id: 'addFraudListEntry',
    right: 'settings:write',
    summary: 'Lists one value that orders are known by',
    description:
      'What is on the block list is rejected, `card_blocked` and the like, from the next order on. Who is on the allow list passes your limits and lockouts, ' +
      'never a block, nor the check for orders that come twice; the issuer decides as ever. Listed again, an entry is replaced. Lockouts come by themselves, ' +
      'as the settings area `fraud` says.',
    params: fraudListParameters,
    body: listEntrySchema,
    answers: { 201: ['The entry', listEntryAnswerSchema] },
    problems: {
      404: `${absent}, or it is \`lockout\``,
      409: 'The list has 10,000 entries (`too_many_entries`), or the same key is still running',
      422: 'Fields that are wrong, each with code and pointer',
    },
  })
  async add(
    @Param('list') list: string,
    @Body() body: ListEntryBody,
    @Req() request: CallerRequest,
    @Context() context: RequestContext,
  ): Promise<object> {
    refuseIfAny(checkStrayNumber(body.card, { own: '/card/number', request }));
    return this.lists.add(list, body, context);
  }

  @Delete(':id')
  @HttpCode(204)
  @Route({
    id: 'removeFraudListEntry',
    right: 'settings:write',
    summary: 'Takes an entry off its list, also a lockout before its time is over',
    params: listEntryParameters,
    answers: { 204: ['It is off the list; there is no body'] },
    problems: { 404: 'Absent, malformed, or another merchant’s' },
  })
  async remove(@Param('list') list: string, @Param('id') id: string, @Context() context: RequestContext): Promise<void> {
    await this.lists.remove(list, uuidOf('fle', id), context);
  }
}
