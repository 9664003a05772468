import { HttpCode, Param, Post } from '@nestjs/common';
import { toPublicId } from '@tollgate/contracts';
import { OperatorActions } from '../access-record/operator-actions.handler.js';
import { Context, type RequestContext } from '../http/caller.js';
import { MerchantController } from '../http/merchant-controller.js';
import { Route } from '../http/route.js';
import { OwnOrders } from '../orders/own-orders.repository.js';
import { orderParameters } from '../validation/fields.schema.js';
import { StampedCopies } from './stamped-copies.client.js';
import { retrySchema } from './stamped-copy.schema.js';

/** Copies that could not be made, once more: `/v1/orders/{id}/stamped-copies/retry`. */
@MerchantController('orders/:id/stamped-copies')
export class CopyRetriesController {
  constructor(
    private readonly copies: StampedCopies,
    private readonly orders: OwnOrders,
    private readonly actions: OperatorActions,
  ) {}

  @Post('retry')
  @HttpCode(200)
  @Route({
    id: 'retryStampedCopies',
    right: 'deliveries:resend',
    summary: 'Makes those copies of an order anew that could not be made',
    description: 'The links stay what they are, and nobody gets a mail. Asked again meanwhile, it changes nothing.',
    params: orderParameters,
    answers: { 200: ['How many are being made', retrySchema] },
    problems: { 404: 'Absent, malformed, or another merchant’s' },
  })
  async retry(@Param('id') id: string, @Context() context: RequestContext): Promise<object> {
    const { order } = await this.orders.find(context.caller, id);
    const retried = await this.copies.retry(order.id);
    const publicId = toPublicId('ord', order.id);
    await this.actions.note(context, 'copies_retried', { on: publicId });
    return { order: publicId, retried };
  }
}
