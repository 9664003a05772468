import { Controller } from '@nestjs/common';
import {
  type GoodSchema,
  type ListGoodsRequest,
  ListGoodsRequestSchema,
  ListGoodsResponseSchema,
  type ListVersionsRequest,
  ListVersionsRequestSchema,
  ListVersionsResponseSchema,
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
import { GoodsStore, type StoredGood, type StoredVersion } from './goods.repository.js';
import { PinnedForms } from './pinned-forms.repository.js';

const maxPage = 100;
const cursorForm = /^\d{1,18}$/;
const versionForm = /^\d{1,9}$/;

/** A good as messages hold it. */
const answered = ({ sku, kind, description, delivery, current }: StoredGood): MessageInitShape<typeof GoodSchema> => ({
  sku,
  kind,
  description,
  delivery,
  files: current.flatMap(({ form: { form } }) => (form.case === 'file' ? [form.value] : [])),
  forms: current.map(({ form }) => form),
  versions: current.flatMap(fileVersion),
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
    const kinds = await this.goods.kinds(merchant, bare);
    return {
      goods: goods.filter((good) => good.forms.length > 0),
      withoutFiles: bare.filter((sku) => kinds.has(sku)),
      digitalWithoutFiles: bare.filter((sku) => kinds.get(sku) === 'digital'),
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

  /** Throws DomainError `not_found` where there is no such good, or no such file of it. */
  @OnRequest(requests.listVersions, ListVersionsRequestSchema, ListVersionsResponseSchema)
  async versions(asked: ListVersionsRequest): Promise<MessageInitShape<typeof ListVersionsResponseSchema>> {
    const { merchant, sku, fileName: name, limit, cursor } = asked;
    if (cursor !== '' && !versionForm.test(cursor)) throw new DomainError('invalid_cursor', '/cursor');
    const wanted = Math.min(Math.max(limit, 1), maxPage);
    const before = cursor === '' ? undefined : Number(cursor);
    const found = await this.goods.versions({ merchant, sku, name, limit: wanted + 1, before });
    if (found.length === 0 && before === undefined) throw new DomainError('not_found');
    const page = found.slice(0, wanted);
    return { versions: page.flatMap(fileVersion), nextCursor: found.length > wanted ? String(page.at(-1)?.version ?? '') : '' };
  }
}

const fileVersion = ({ form: { form }, version, addedAt }: StoredVersion) =>
  form.case === 'file' ? [{ file: form.value, version, addedAt: addedAt.toISOString() }] : [];
