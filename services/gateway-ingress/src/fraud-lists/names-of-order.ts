import type { Order } from '@tollgate/order';
import type { PersonalData } from '@tollgate/order-log';
import { maskedIp } from '../addresses/ip-range.js';
import { maskedEmail } from '../addresses/masked-email.js';
import { refusal } from '../validation/field-error.js';
import type { BlockOrderBody } from './fraud-list.schema.js';

/** What an order is known by, under the names that others are screened by. */
export interface NameOfOrder {
  readonly kind: 'card' | 'email' | 'ip';
  readonly name: string;
  /** Empty once the customer was forgotten. */
  readonly label: string;
}

const kinds = ['card', 'email', 'ip'] as const;

const labelsOf = (
  { placed: { card } }: Order,
  person: PersonalData | undefined,
): Readonly<Record<NameOfOrder['kind'], string>> => ({
  card: card === undefined ? '' : `${card.bin}…${card.last4}`,
  email: maskedEmail(person?.email ?? ''),
  ip: maskedIp(String(person?.ipAddress ?? '')),
});

/** The names that are asked for. Throws DomainError `required` where none is, `nothing_to_block` for one that the order does not have: no card
 *  paid for it, or its IP address is not known or says nothing. */
export const namesOfOrder = (order: Order, person: PersonalData | undefined, body: BlockOrderBody): readonly NameOfOrder[] => {
  const asked = kinds.filter((kind) => body[kind] === true);
  if (asked.length === 0) throw refusal('required', '/card');
  const labels = labelsOf(order, person);
  return asked.map((kind) => {
    const name = order.placed.screening?.[kind] ?? '';
    if (name === '') throw refusal('nothing_to_block', `/${kind}`);
    return { kind, name, label: labels[kind] };
  });
};
