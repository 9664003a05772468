import { Get, Query } from '@nestjs/common';
import { type BuyersCopy, fromPublicId, toPublicId } from '@tollgate/contracts';
import { Context, type RequestContext } from '../http/caller.js';
import { MerchantController } from '../http/merchant-controller.js';
import { Route } from '../http/route.js';
import { StampedCopies } from './stamped-copies.client.js';
import { type CopyListQuery, copyListAnswerSchema, copyListSchema } from './stamped-copy.schema.js';

const describeCopy = ({ order, sku, fileName, state, code, tries, changedAt }: BuyersCopy): object => ({
  order: toPublicId('ord', order),
  sku,
  fileName,
  status: state,
  code: code || null,
  tries,
  changedAt,
});

/** Each buyer's own copy of a file that has a stamp: `/v1/stamped-copies`. */
@MerchantController('stamped-copies')
export class StampedCopiesController {
  constructor(private readonly copies: StampedCopies) {}

  @Get()
  @Route({
    id: 'listStampedCopies',
    right: 'orders:read',
    summary: 'Copies of files with a stamp, one for each buyer, the newest change first',
    description: 'Those that were fetched, refunded or whose links are out of time are removed, and stand here no more.',
    query: copyListSchema,
    answers: { 200: ['A page of copies', copyListAnswerSchema] },
    problems: { 422: 'A status, limit or cursor that is none' },
  })
  async list(@Query() { order, status, ...page }: CopyListQuery, @Context() { caller }: RequestContext): Promise<object> {
    const id = order === '' ? '' : fromPublicId('ord', order);
    if (id === undefined) return { data: [], nextCursor: null };
    const { copies, nextCursor } = await this.copies.page(caller, { order: id, state: status ?? '', ...page });
    return { data: copies.map(describeCopy), nextCursor: nextCursor || null };
  }
}
