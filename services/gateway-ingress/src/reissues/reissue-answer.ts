import { type RecordedEventOf, toPublicId } from '@tollgate/contracts';
import { problem } from '@tollgate/errors';
import type { Entitlement, Order } from '@tollgate/order';
import { type HttpAnswer, JSON_HEADERS } from '../http/http-answer.js';
import { downloadsOf, licenseKeysOf, type OrderViews } from '../orders/answer-order.js';
import { explain } from '../validation/explanations.data.js';

/** A request for new links, what became of it, and the order of that moment. */
export interface SettledReissue {
  readonly order: Order;
  readonly asked: RecordedEventOf<'DownloadsReissueRequested'>;
  /** Undefined while it is under way. */
  readonly issued: RecordedEventOf<'DownloadsReissued'> | undefined;
}

/** 201 with the new links, 202 while they are under way, 409 where all that was asked for was refunded meanwhile. */
export const reissueAnswer = ({ order, asked, issued }: SettledReissue, views: OrderViews): HttpAnswer => {
  const { header } = asked;
  const location = { location: `/v1/orders/${toPublicId('ord', order.id)}` };
  const links = issued?.data.links ?? [];
  const isIssued = ({ index }: Entitlement): boolean => links.some(({ entitlement }) => entitlement === index);
  if (issued !== undefined && links.length === 0) {
    const code = 'downloads_revoked';
    const { body, headers } = problem({ status: 409, code, requestId: header.correlation, detail: explain(code) });
    return { status: 409, body, headers };
  }
  const body = {
    id: toPublicId('rei', header.id),
    order: toPublicId('ord', order.id),
    status: issued === undefined ? 'pending' : 'succeeded',
    createdAt: header.occurredAt,
    downloads: downloadsOf(order, views, isIssued),
    licenseKeys: licenseKeysOf(order, views, isIssued),
  };
  return { status: issued === undefined ? 202 : 201, body, headers: { ...JSON_HEADERS, ...location } };
};
