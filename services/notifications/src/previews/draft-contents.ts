import { isKnown, linkExpiry, type Operation, type Order } from '@tollgate/order';
import { linksMail } from '../downloads/links-note.js';
import type { MailContents, MailParts } from '../mails/mail-contents.js';
import { mailWriters } from '../outgoing/mail-writers.js';
import type { Draft } from './draft.schema.js';

/** What the newest mail of this kind told of. */
const lastOf = ({ payment }: Order, kind: 'capture' | 'refund'): Operation | undefined =>
  payment.operations.findLast((one) => one.state === 'succeeded' && one.kind === kind);

/** The newest mail of this kind that an order may have had; of links, as if all of them were issued anew. Undefined where it can have had none. */
export const draftContents = (kind: Draft['kind'], parts: Omit<MailParts, 'operation'>): MailContents | undefined => {
  const { order } = parts;
  if (kind !== 'links') {
    const operation = lastOf(order, kind === 'receipt' ? 'capture' : 'refund');
    return operation && mailWriters[kind]({ ...parts, operation });
  }
  const open = order.delivery.entitlements.filter(isKnown).filter(({ isRevoked }) => !isRevoked);
  const [first] = open;
  const links = open.map(({ index }) => ({ entitlement: index }));
  return first && linksMail({ ...parts, reissue: { links, expiresAt: linkExpiry(order.delivery, first) } });
};
