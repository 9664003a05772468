import { hash } from 'node:crypto';
import type { EventData, EventHeader } from '@tollgate/contracts';
import { invariant } from '@tollgate/errors';
import type { ListKind } from '../lists/list-kinds.data.js';

/** What attempts are stored under: 64 bits each, as decimal texts for Postgres. Undefined where the order has no such
 *  key. A day's three million keys hold a pair of equal ones by chance once in four million days. */
export interface AttemptKeys {
  readonly card: string | undefined;
  readonly email: string | undefined;
  readonly ip: string | undefined;
  /** Of card, e-mail, goods and total together; none where nothing is to be paid, as nobody is charged twice then. */
  readonly likeness: string | undefined;
  /** All that the order may be listed by: see `listKey`. */
  readonly listed: readonly string[];
}

/** What an order is judged by, as it is priced. */
export type Judged = Pick<EventData<'OrderPriced'>, 'screening' | 'total'>;

const keyOf = (...parts: readonly string[]): string => hash('sha256', parts.join('\n'), 'buffer').readBigInt64BE(0).toString();

type Scope = Pick<EventHeader, 'merchant' | 'mode'>;

/** What an entry of a list is found under by the orders that it names; of card, e-mail and IP also what their attempts are counted under. */
export const listKey = ({ merchant, mode }: Scope, kind: ListKind, name: string): string => keyOf(merchant, mode, kind, name);

/** Merchants are counted apart, and tests apart from live orders. The screening's own texts are keyed HMACs already. */
export const attemptKeys = (scope: Scope, { screening, total }: Judged): AttemptKeys => {
  invariant(screening !== undefined && total !== undefined, 'a priced order has a total and tells what to screen it by');
  const { merchant, mode } = scope;
  const { card, email, ip, goods } = screening;
  const keyFor = (kind: ListKind, name: string) => (name === '' ? undefined : listKey(scope, kind, name));
  const own = { card: keyFor('card', card), email: keyFor('email', email), ip: keyFor('ip', ip) };
  const listed = [
    ...Object.values(own),
    keyFor('email_domain', screening.emailDomain),
    keyFor('network', screening.network),
    ...screening.countries.map((country) => keyFor('country', country)),
    ...screening.skus.map((sku) => keyFor('sku', sku)),
  ];
  const isComparable = card !== '' && email !== '' && total.minor > 0n;
  return {
    ...own,
    listed: listed.filter((key) => key !== undefined),
    likeness: isComparable
      ? keyOf(merchant, mode, 'likeness', card, email, goods, String(total.minor), total.currency)
      : undefined,
  };
};
