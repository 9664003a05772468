import { type AcquirerAccount, steadyAccounts } from '../audit/acquirer-journal.js';
import type { Violation } from '../audit/logged-event.js';
import type { OrderFacts } from '../audit/order-facts.js';
import { acquirerViolations } from './acquirer-rules.js';

type Accounts = ReadonlyMap<string, AcquirerAccount>;
type Orders = ReadonlyMap<string, OrderFacts>;

/** A log, and the accounts as they were before it was read. By `orderKey`. */
export interface KnownAccounts {
  readonly before: Accounts;
  readonly orders: Orders;
  /** Whose journals are read. */
  readonly processors: ReadonlySet<string>;
}

/** What is looked at again. */
export interface AccountSources {
  /** The accounts by now. */
  readonly look: () => Accounts;
  /** These orders as the log has them now. */
  readonly read: (keys: readonly string[]) => Promise<Orders>;
  readonly wait: () => Promise<unknown>;
}

export interface Compared {
  readonly violations: readonly Violation[];
  /** Orders that never stood still: nothing can be said of them. */
  readonly restless: readonly string[];
}

const ROUNDS = 40;

/** I3, I4, I5: what the acquirers hold against the log, as of one moment: orders whose account moved while the log was read are read again, between
 *  two new looks, until each was compared at a moment at which it stood still. What is newer than the first reading is not waited for. */
export const compareAccounts = async (
  { before, orders, processors }: KnownAccounts,
  { look, read, wait }: AccountSources,
): Promise<Compared> => {
  let steady = steadyAccounts(before, look());
  const violations = [...acquirerViolations(steady, orders, processors)];
  for (let round = 0; steady.moving.size > 0 && round < ROUNDS; round += 1) {
    await wait();
    const { moving } = steady;
    const again = look();
    const now = await read([...moving]);
    steady = steadyAccounts(again, look(), moving);
    violations.push(...acquirerViolations(steady, now, processors));
  }
  return { violations, restless: [...steady.moving] };
};
