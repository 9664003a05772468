import { hash } from 'node:crypto';
import type { EventHeader, Screening } from '@tollgate/contracts';
import type { Money } from '@tollgate/money';

/** What attempts are stored under: 64 bits each, as decimal texts for Postgres. Undefined where the order has no such
 *  key. A day's three million keys hold a pair of equal ones by chance once in four million days. */
export interface AttemptKeys {
  readonly card: string | undefined;
  readonly email: string | undefined;
  readonly ip: string | undefined;
  /** Of card, e-mail, goods and total together; none where nothing is to be paid, as nobody is charged twice then. */
  readonly likeness: string | undefined;
}

const keyOf = (...parts: readonly string[]): string => hash('sha256', parts.join('\n'), 'buffer').readBigInt64BE(0).toString();

/** Merchants are counted apart, and tests apart from live orders. The screening's own texts are keyed HMACs already. */
export const attemptKeys = (
  { merchant, mode }: Pick<EventHeader, 'merchant' | 'mode'>,
  { card, email, ip, goods }: Screening,
  total: Money,
): AttemptKeys => {
  const keyFor = (kind: string, text: string) => (text === '' ? undefined : keyOf(merchant, mode, kind, text));
  const isComparable = card !== '' && email !== '' && total.minor > 0n;
  return {
    card: keyFor('card', card),
    email: keyFor('email', email),
    ip: keyFor('ip', ip),
    likeness: isComparable
      ? keyOf(merchant, mode, 'likeness', card, email, goods, String(total.minor), total.currency)
      : undefined,
  };
};
