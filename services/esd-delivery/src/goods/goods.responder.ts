import { Controller } from '@nestjs/common';
import {
  type GoodSchema,
  type ListGoodsRequest,
  ListGoodsRequestSchema,
  ListGoodsResponseSchema,
  type MessageInitShape,
  type PinFilesRequest,
  PinFilesRequestSchema,
  PinFilesResponseSchema,
  type PutGoodRequest,
  PutGoodRequestSchema,
  PutGoodResponseSchema,
  requests,
} from '@tollgate/contracts';
import { DomainError } from '@tollgate/errors';
import { OnRequest } from '@tollgate/messaging';
import { checkGood } from './check-good.js';
import { GoodsStore, type StoredGood } from './goods.repository.js';
import { PinnedForms } from './pinned-forms.repository.js';

const maxPage = 100;
const cursorForm = /^\d{1,18}$/;

/** A good as messages hold it. */
const answered = ({ sku, kind, description, forms }: StoredGood): MessageInitShape<typeof GoodSchema> => ({
  sku,
  kind,
  description,
  files: forms.flatMap(({ form }) => (form.case === 'file' ? [form.value] : [])),
  forms: [...forms],
});

@Controller()
export class GoodsResponder {
  constructor(
    private readonly goods: GoodsStore,
    private readonly pinned: PinnedForms,
  ) {}

  @OnRequest(requests.pinFiles, PinFilesRequestSchema, PinFilesResponseSchema)
  async pin({ merchant, skus }: PinFilesRequest): Promise<MessageInitShape<typeof PinFilesResponseSchema>> {
    const forms = await Promise.all(skus.map((sku) => this.pinned.of({ merchant, sku })));
    const goods = skus.map((sku, index) => ({ sku, forms: [...(forms[index] ?? [])] }));
    const bare = goods.filter((good) => good.forms.length === 0).map(({ sku }) => sku);
    const known = await Promise.all(bare.map((sku) => this.goods.find({ merchant, sku })));
    return {
      goods: goods.filter((good) => good.forms.length > 0),
      withoutFiles: bare.filter((_, index) => known[index] !== undefined),
    };
  }

  @OnRequest(requests.putGood, PutGoodRequestSchema, PutGoodResponseSchema)
  async put({ merchant, good }: PutGoodRequest): Promise<MessageInitShape<typeof PutGoodResponseSchema>> {
    if (good === undefined) throw new DomainError('missing_good', '/good');
    checkGood(good);
    return { good: answered(await this.goods.put(merchant, good)) };
  }

  @OnRequest(requests.listGoods, ListGoodsRequestSchema, ListGoodsResponseSchema)
  async list({ merchant, limit, cursor, search }: ListGoodsRequest): Promise<MessageInitShape<typeof ListGoodsResponseSchema>> {
    if (cursor !== '' && !cursorForm.test(cursor)) throw new DomainError('invalid_cursor', '/cursor');
    const wanted = Math.min(Math.max(limit, 1), maxPage);
    const before = cursor === '' ? undefined : BigInt(cursor);
    const found = await this.goods.list({ merchant, limit: wanted + 1, before, search });
    const page = found.slice(0, wanted);
    const nextCursor = found.length > wanted ? String(page.at(-1)?.serial ?? '') : '';
    return { goods: page.map(answered), nextCursor };
  }
}
