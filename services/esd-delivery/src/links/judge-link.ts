import { orderLink } from '@tollgate/download-link';
import { DomainError } from '@tollgate/errors';
import { isFetched, isKnown, type KnownEntitlement, linkExpiry, type Order } from '@tollgate/order';
import { hasEverything } from '../grants/close-access.js';

/** What a genuine link names. */
export interface NamedEntitlement {
  readonly index: number;
  readonly generation: number;
}

const isPaid = ({ payment }: Order): boolean =>
  payment.operations.some(({ kind, state }) => kind === 'capture' && state === 'succeeded');

/** What the link opens, in whatever form. Throws a DomainError: `not_found` where the order is unknown or unpaid, or this release does not know
 *  the entitlement's form (it gave no such link out), `link_replaced`, `access_revoked` where the line was refunded, `access_closed` once the
 *  customer has everything of what is fetched, `already_downloaded`, `link_expired`. */
export const judgeLink = (order: Order | undefined, link: NamedEntitlement, nowMs: number): KnownEntitlement => {
  const entitlement = order?.delivery.entitlements.find(({ index }) => index === link.index);
  if (order === undefined || !isPaid(order) || entitlement === undefined || !isKnown(entitlement))
    throw new DomainError('not_found');
  if (entitlement.generation !== link.generation) throw new DomainError('link_replaced');
  if (entitlement.isRevoked) throw new DomainError('access_revoked');
  if (isFetched(entitlement.form) && (order.delivery.isClosed || hasEverything(order.delivery)))
    throw new DomainError('access_closed');
  if (entitlement.isComplete) throw new DomainError('already_downloaded');
  if (nowMs >= Date.parse(linkExpiry(order.delivery, entitlement))) throw new DomainError('link_expired');
  return entitlement;
};

/** Judges the link of a whole order's page. Throws a DomainError where nothing of it can be fetched or shown: `not_found` where the order is unknown
 *  or unpaid, or nothing of it was granted that this release knows, `link_replaced`, `access_revoked` where all of it was refunded,
 *  `access_closed`, and `link_expired` where what is left is out of time. */
export const judgeOrderLink = (order: Order | undefined, link: NamedEntitlement, nowMs: number): void => {
  const granted = order?.delivery.entitlements ?? [];
  const known = granted.filter(isKnown);
  if (order === undefined || !isPaid(order) || known.length === 0) throw new DomainError('not_found');
  if (orderLink(order.id, granted)?.generation !== link.generation) throw new DomainError('link_replaced');
  if (known.every(({ isRevoked }) => isRevoked)) throw new DomainError('access_revoked');
  const left = known.filter(({ isRevoked, isComplete }) => !isRevoked && !isComplete);
  if (left.length === 0) throw new DomainError('access_closed');
  if (left.every((one) => nowMs >= Date.parse(linkExpiry(order.delivery, one)))) throw new DomainError('link_expired');
};
