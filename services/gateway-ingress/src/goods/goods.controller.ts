import { Body, Get, Param, Put, Query } from '@nestjs/common';
import { OperatorActions } from '../access-record/operator-actions.handler.js';
import { Context, type RequestContext } from '../http/caller.js';
import { MerchantController } from '../http/merchant-controller.js';
import { type ListQuery, listOf, listSchema } from '../http/paging.js';
import { Route } from '../http/route.js';
import { describeGood } from './describe-good.js';
import { type GoodBody, goodAnswerSchema, goodParameters, goodSchema } from './good.schema.js';
import { Goods } from './goods.client.js';

/** What the merchant sells: `/v1/goods`. Its files come in by `file-uploads.controller.ts`. */
@MerchantController('goods')
export class GoodsController {
  constructor(
    private readonly goods: Goods,
    private readonly actions: OperatorActions,
  ) {}

  @Put(':sku')
  @Route({
    id: 'putGood',
    right: 'goods:write',
    summary: 'Creates a good or changes its description',
    params: goodParameters,
    body: goodSchema,
    answers: { 200: ['The good', goodAnswerSchema] },
    problems: { 422: 'Fields that are wrong, each with code and pointer' },
  })
  async put(
    @Param() { sku }: { readonly sku: string },
    @Body() body: GoodBody,
    @Context() context: RequestContext,
  ): Promise<object> {
    const good = await this.goods.put(context.caller, { sku, ...body });
    await this.actions.note(context, 'good_saved', { on: sku });
    return describeGood(good);
  }

  @Get()
  @Route({
    id: 'listGoods',
    right: 'goods:read',
    summary: 'Goods, newest first',
    query: listSchema,
    answers: { 200: ['A page of goods', listOf(goodAnswerSchema, 'GoodList')] },
    problems: { 422: 'A limit or cursor that is none' },
  })
  async list(@Query() { limit, cursor }: ListQuery, @Context() { caller }: RequestContext): Promise<object> {
    const { goods, nextCursor } = await this.goods.list(caller, limit, cursor);
    return { data: goods.map(describeGood), nextCursor: nextCursor || null };
  }
}
