import { Get, HttpCode, Param, Post } from '@nestjs/common';
import { DomainError } from '@tollgate/errors';
import { OperatorActions } from '../access-record/operator-actions.handler.js';
import { goodParameters } from '../goods/good.schema.js';
import { Context, type RequestContext } from '../http/caller.js';
import { MerchantController } from '../http/merchant-controller.js';
import { Route } from '../http/route.js';
import { uuidOf } from '../http/uuid-of.js';
import { describeNotice } from './describe-notice.js';
import { TellOwners } from './tell-owners.handler.js';
import { noticeAnswerSchema, noticeParameters, ownersAnswerSchema } from './update-notice.schema.js';
import { UpdateNotices } from './update-notices.repository.js';

interface OfGood {
  readonly sku: string;
}

interface OfNotice extends OfGood {
  readonly id: string;
}

const problems = { 404: 'No such good of yours', 409: 'Its links serve the version that was bought (`delivers_pinned`)' };
const wishProblems = {
  ...problems,
  409: `${problems[409]}, or owners are just being told of versions before these (\`notice_under_way\`)`,
};

/** Owners of an older version hear of the newest: `/v1/goods/{sku}/update-notices`. */
@MerchantController('goods/:sku/update-notices')
export class UpdateNoticesController {
  constructor(
    private readonly owners: TellOwners,
    private readonly notices: UpdateNotices,
    private readonly actions: OperatorActions,
  ) {}

  @Get()
  @Route({
    id: 'countUpdateOwners',
    right: 'goods:write',
    summary: 'How many customers would be told of the newest versions, and how far the last notice is',
    params: goodParameters,
    answers: { 200: ['The owners', ownersAnswerSchema] },
    problems,
  })
  async count(@Param() { sku }: OfGood, @Context() { caller }: RequestContext): Promise<object> {
    const { merchant, mode } = caller;
    const [{ owners, isMore }, last] = await Promise.all([
      this.owners.count(caller, sku),
      this.notices.last({ merchant, mode, sku }),
    ]);
    return { owners, isMore, notice: last === undefined ? null : describeNotice(last) };
  }

  @Get(':id')
  @Route({
    id: 'getUpdateNotice',
    right: 'goods:write',
    summary: 'How far a notice to owners is',
    params: noticeParameters,
    answers: { 200: ['The notice', noticeAnswerSchema] },
    problems: { 404: 'No such notice of the good' },
  })
  async find(@Param() { sku, id }: OfNotice, @Context() { caller: { merchant, mode } }: RequestContext): Promise<object> {
    const notice = await this.notices.find(uuidOf('upn', id));
    if (notice?.merchant !== merchant || notice.mode !== mode || notice.sku !== sku) throw new DomainError('not_found');
    return describeNotice(notice);
  }

  @Post()
  @HttpCode(202)
  @Route({
    id: 'notifyOwners',
    right: 'goods:write',
    summary: 'Tells everybody with an open order of an older version that there is a newer one, by mail',
    description:
      'Of goods that are delivered as `latest`, in the orders of this mode. Each order is told once of each version, however often it is asked for: who has two open orders of the good gets a mail for each, with that order’s links. While a notice of the same versions is under way it is the answer to another wish.',
    params: goodParameters,
    answers: { 202: ['The notice, which is worked off', noticeAnswerSchema] },
    problems: wishProblems,
  })
  async notify(@Param() { sku }: OfGood, @Context() context: RequestContext): Promise<object> {
    const notice = await this.owners.begin(context.caller, sku);
    await this.actions.note(context, 'owners_notified', { on: sku, by: notice.id });
    return describeNotice(notice);
  }
}
