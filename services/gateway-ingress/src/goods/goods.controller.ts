import { Controller, Get, Put, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { Goods } from './goods.client.js';
import { describeGood } from './describe-good.js';
import type { CallerRequest } from '../http/api-key.guard.js';
import { sku as skuSchema } from '../http/fields.schema.js';
import { send } from '../http/http-answer.js';
import { goodSchema } from '../orders/order.schema.js';
import { listSchema } from '../http/paging.js';
import { readBody, readQuery } from '../http/validation.pipe.js';

/** The parameters of a good's address. */
const goodParameters = z.strictObject({ sku: skuSchema });

/** What the merchant sells: `/v1/goods`. Its files come in by `file-uploads.ts`. */
@Controller('v1/goods')
export class GoodsController {
  constructor(private readonly goods: Goods) {}

  @Put(':sku')
  async put(@Req() { caller, params, body }: CallerRequest, @Res() reply: FastifyReply): Promise<void> {
    const { sku } = readQuery(goodParameters, params);
    const { kind, description = '' } = readBody(goodSchema, body);
    send(reply, { status: 200, body: describeGood(await this.goods.put(caller, { sku, kind, description })) });
  }

  @Get()
  async list(@Req() { caller, query }: CallerRequest, @Res() reply: FastifyReply): Promise<void> {
    const { limit, cursor } = readQuery(listSchema, query);
    const { goods, nextCursor } = await this.goods.list(caller, limit, cursor);
    send(reply, { status: 200, body: { data: goods.map(describeGood), nextCursor: nextCursor || null } });
  }
}
