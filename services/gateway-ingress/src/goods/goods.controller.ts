import { Body, Get, Param, Put, Query } from '@nestjs/common';
import { OperatorActions } from '../access-record/operator-actions.handler.js';
import { Context, type RequestContext } from '../http/caller.js';
import { MerchantController } from '../http/merchant-controller.js';
import { type ListQuery, listOf, listSchema } from '../http/paging.js';
import { Route } from '../http/route.js';
import { describeGood, describeVersion } from './describe-good.js';
import {
  downloadPagesAnswerSchema,
  fileParameters,
  fileVersionSchema,
  type GoodBody,
  type GoodListQuery,
  goodAnswerSchema,
  goodListSchema,
  goodParameters,
  goodSchema,
} from './good.schema.js';
import { Goods } from './goods.client.js';

interface FileAddress {
  readonly sku: string;
  readonly name: string;
}

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
    description:
      'Goods are those of both modes: what is described in test mode is sold in live mode. In Central it takes a second factor (`second_factor_required`).',
    writesBothModes: true,
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
    query: goodListSchema,
    answers: { 200: ['A page of goods', listOf(goodAnswerSchema, 'GoodList')] },
    problems: { 422: 'A limit or cursor that is none' },
  })
  async list(@Query() query: GoodListQuery, @Context() { caller }: RequestContext): Promise<object> {
    const { goods, nextCursor } = await this.goods.list(caller, query);
    return { data: goods.map(describeGood), nextCursor: nextCursor || null };
  }

  @Get(':sku/files/:name/versions')
  @Route({
    id: 'listFileVersions',
    right: 'goods:read',
    summary: 'The versions of a file, the newest first: that is the one which is sold',
    description: 'Every version stays: an order that pinned it may fetch it. A slash in the name of a file is written %2F.',
    params: fileParameters,
    query: listSchema,
    answers: { 200: ['A page of versions', listOf(fileVersionSchema, 'FileVersionList')] },
    problems: { 404: 'No such good or file of yours', 422: 'A limit or cursor that is none' },
  })
  async versions(
    @Param() { sku, name }: FileAddress,
    @Query() query: ListQuery,
    @Context() { caller }: RequestContext,
  ): Promise<object> {
    const { versions, nextCursor } = await this.goods.versions(caller, { sku, fileName: name, ...query });
    return { data: versions.flatMap(describeVersion), nextCursor: nextCursor || null };
  }

  @Get(':sku/download-pages')
  @Route({
    id: 'previewDownloadPages',
    right: 'goods:read',
    summary: 'The download pages of a customer who buys this good now, one for each file',
    params: goodParameters,
    answers: { 200: ['The pages; none where the good has nothing to download', downloadPagesAnswerSchema] },
    problems: { 404: 'No such good of yours' },
  })
  async downloadPages(@Param() { sku }: { readonly sku: string }, @Context() { caller }: RequestContext): Promise<object> {
    const pages = await this.goods.downloadPages(caller, sku);
    return { data: pages.map(({ name, html }) => ({ name, html })) };
  }
}
