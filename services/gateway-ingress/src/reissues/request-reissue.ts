import { newEvent, type OrderEvent } from '@tollgate/contracts';
import { maxReissues } from '@tollgate/download-link';
import { isKnown, isReissuePending, type KnownEntitlement, type Order, statusOf } from '@tollgate/order';
import { refusal } from '../validation/field-error.js';

export interface ReissueCommand {
  /** The order's items, from 1; all of them unless given. */
  readonly lines?: readonly number[] | undefined;
  /** Whether the customer is told by mail; true unless given. */
  readonly mail?: boolean | undefined;
}

/** Asks for new links to what was granted, whether it was taken, expired or is half done. Throws DomainError `nothing_to_reissue` where nothing
 *  of it was granted (also on an order that is not paid, or was voided), `downloads_revoked` where it was refunded, `reissue_limit` where all
 *  of it was issued anew as often as it may be, `reissue_pending`, and for a line that the order does not have `unknown_line`. */
export const requestReissue = (order: Order, { lines, mail: isTold = true }: ReissueCommand): readonly OrderEvent[] => {
  const unknown = (lines ?? []).findIndex((line) => order.placed.lines[line - 1] === undefined);
  if (unknown !== -1) throw refusal('unknown_line', `/lines/${unknown}`);
  const { delivery } = order;
  if (isReissuePending(delivery)) throw refusal('reissue_pending');
  const wanted = delivery.entitlements.filter(isKnown).filter(({ line }) => lines?.includes(line) ?? true);
  const left = issuable(wanted, order);
  return [newEvent('DownloadsReissueRequested', { entitlements: left.map(({ index }) => index), isTold })];
};

const issuable = (wanted: readonly KnownEntitlement[], order: Order): readonly KnownEntitlement[] => {
  if (wanted.length === 0) throw refusal('nothing_to_reissue');
  const had = wanted.filter(({ isRevoked }) => !isRevoked);
  if (had.length === 0 || statusOf(order) === 'refunded') throw refusal('downloads_revoked');
  const left = had.filter(({ generation }) => generation <= maxReissues);
  if (left.length === 0) throw refusal('reissue_limit');
  return left;
};
