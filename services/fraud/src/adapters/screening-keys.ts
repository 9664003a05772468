import { hash } from 'node:crypto';
import type { EventHeader, Screening } from '@tollgate/contracts';
import type { Money } from '@tollgate/money';

/** What attempts are counted by: 64 bits each, as decimal texts for Postgres. Undefined where the order has no such key.
 *  A day's three million keys hold a pair of equal ones by chance once in four million days. */
export interface ScreeningKeys {
  readonly card: string | undefined;
  readonly email: string | undefined;
  readonly ip: string | undefined;
  /** Of card, e-mail and total together. */
  readonly likeness: string | undefined;
}

type Scope = Pick<EventHeader, 'merchant' | 'mode'>;

const keyOf = (...parts: readonly string[]): string =>
  parts.includes('') ? '' : hash('sha256', parts.join('\n'), 'buffer').readBigInt64BE(0).toString();

const orUndefined = (key: string): string | undefined => (key === '' ? undefined : key);

/** Merchants are counted apart, and tests apart from live orders. The screening's own texts are keyed HMACs already. */
export const screeningKeys = ({ merchant, mode }: Scope, { card, email, ip }: Screening, total: Money): ScreeningKeys => ({
  card: orUndefined(keyOf(merchant, mode, 'card', card)),
  email: orUndefined(keyOf(merchant, mode, 'email', email)),
  ip: orUndefined(keyOf(merchant, mode, 'ip', ip)),
  likeness: orUndefined(keyOf(merchant, mode, 'likeness', card, email, String(total.minor), total.currency)),
});
