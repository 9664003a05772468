import type { OrderFacts, Violation } from './history.js';

/** A line of the acquirer's own journal: the truth outside. */
export interface JournalLine {
  readonly kind: string;
  readonly order?: string;
  readonly amount?: number | string;
  readonly currency?: string;
  readonly rrn?: string;
}

/** What the acquirer holds of one order. */
export interface AcquirerAccount {
  readonly approved: number;
  readonly reversed: number;
  readonly captures: number;
  readonly approvedAmount: bigint;
  readonly capturedAmount: bigint;
}

const nothing: AcquirerAccount = { approved: 0, reversed: 0, captures: 0, approvedAmount: 0n, capturedAmount: 0n };

const apply = (account: AcquirerAccount, line: JournalLine & { readonly capturedAmount?: number | string }): AcquirerAccount => {
  const amount = BigInt(line.amount ?? 0);
  switch (line.kind) {
    case 'approved':
      return { ...account, approved: account.approved + 1, approvedAmount: account.approvedAmount + amount };
    case 'captured':
      return { ...account, captures: account.captures + 1, capturedAmount: account.capturedAmount + amount };
    case 'reversed':
      return {
        ...account,
        reversed: account.reversed + 1,
        approvedAmount: account.approvedAmount - amount,
        capturedAmount: account.capturedAmount - BigInt(line.capturedAmount ?? 0),
        captures: account.captures - (BigInt(line.capturedAmount ?? 0) > 0n ? 1 : 0),
      };
    default:
      return account;
  }
};

/** The accounts by order, from the journal's lines; an order is named as the link named it (the uuid's 32 digits or with dashes). */
export const accountsOf = (lines: Iterable<JournalLine>): ReadonlyMap<string, AcquirerAccount> => {
  const accounts = new Map<string, AcquirerAccount>();
  for (const line of lines) {
    if (line.order === undefined || line.order === '') continue;
    const order = line.order.replaceAll('-', '');
    accounts.set(order, apply(accounts.get(order) ?? nothing, line));
  }
  return accounts;
};

/** I3, I4, I5, judged by what the acquirer holds against what the log says. */
export const acquirerViolations = (
  accounts: ReadonlyMap<string, AcquirerAccount>,
  orders: ReadonlyMap<string, OrderFacts>,
): readonly Violation[] => {
  const found: Violation[] = [];
  for (const [order, account] of accounts) {
    const facts = orders.get(order);
    const live = account.approved - account.reversed;
    const say = (invariant: string, says: string): void => void found.push({ invariant, order: facts?.order ?? order, says });
    if (live > 1) say('I3', `${live} authorizations are live at the acquirer`);
    if (account.captures > 1) say('I3', `it was captured ${account.captures} times at the acquirer`);
    if (account.capturedAmount > account.approvedAmount) say('I3', 'more was captured than authorized at the acquirer');
    if (facts === undefined) say('I4', 'the acquirer knows an order that the log does not');
    else if (!facts.isOpen && live === 1 && facts.authorized === undefined)
      say('I4', 'an authorization is live at the acquirer and not in the log');
    else if (!facts.isOpen && live === 0 && facts.authorized !== undefined)
      say('I4', 'the log says authorized, the acquirer does not');
    if (facts && !facts.isOpen && account.capturedAmount !== (facts.captured ?? 0n)) {
      say('I5', `captured ${facts.captured ?? 0n} by the log, ${account.capturedAmount} by the acquirer`);
    }
  }
  for (const [order, facts] of orders) {
    if (facts.authorized !== undefined && !accounts.has(order))
      found.push({ invariant: 'I4', order: facts.order, says: 'authorized by the log, unknown to the acquirer' });
  }
  return found;
};
