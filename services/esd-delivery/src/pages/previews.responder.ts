import { Controller, Inject } from '@nestjs/common';
import {
  type MessageInitShape,
  type PreviewPagesRequest,
  PreviewPagesRequestSchema,
  PreviewPagesResponseSchema,
  requests,
} from '@tollgate/contracts';
import { type Clock, DomainError } from '@tollgate/errors';
import { OnRequest } from '@tollgate/messaging';
import { CLOCK } from '@tollgate/service';
import { scopeOf } from '@tollgate/settings';
import { GoodsStore } from '../goods/goods.repository.js';
import { DeliveryPolicy } from '../settings/delivery-policy.repository.js';
import { Shops } from '../shops/shops.client.js';
import { previewPages } from './preview-pages.js';

/** Shows merchants what their customers would see. */
@Controller()
export class PreviewsResponder {
  // biome-ignore lint/complexity/useMaxParams: what Nest injects
  constructor(
    private readonly goods: GoodsStore,
    private readonly policy: DeliveryPolicy,
    private readonly shops: Shops,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Throws DomainError `not_found`. */
  @OnRequest(requests.previewPages, PreviewPagesRequestSchema, PreviewPagesResponseSchema)
  async pages({ merchant, mode, sku }: PreviewPagesRequest): Promise<MessageInitShape<typeof PreviewPagesResponseSchema>> {
    const scope = scopeOf({ merchant, mode });
    const good = await this.goods.find({ merchant, sku });
    if (good === undefined) throw new DomainError('not_found');
    const [[forms = []], { document: policy }, shop] = await Promise.all([
      this.goods.currentForms([{ merchant, sku }]),
      this.policy.of(scope),
      this.shops.of(scope),
    ]);
    const logo = await this.shops.logoOf(merchant, shop.settings);
    const source = logo === undefined ? '' : `data:${logo.type};base64,${logo.bytes.toString('base64')}`;
    return { pages: previewPages(forms, { policy, shop, logo: source, isTest: scope.mode === 'test' }, this.clock.now()) };
  }
}
