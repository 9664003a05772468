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

type Rule = readonly [invariant: string, isBroken: boolean, says: string];

/** What must hold of an account by itself, at any moment. */
const accountRules = ({ approved, reversed, captures, approvedAmount, capturedAmount }: AcquirerAccount): readonly Rule[] => [
  ['I3', approved - reversed > 1, `${approved - reversed} authorizations are live at the acquirer`],
  ['I3', captures > 1, `it was captured ${captures} times at the acquirer`],
  ['I3', capturedAmount > approvedAmount, 'more was captured than authorized at the acquirer'],
];

/** What must agree between the acquirer and the log once the order's outcome is known. */
const agreementRules = (
  { approved, reversed, capturedAmount }: AcquirerAccount,
  { authorized, captured = 0n }: OrderFacts,
): readonly Rule[] => [
  ['I4', approved - reversed === 1 && authorized === undefined, 'an authorization is live at the acquirer and not in the log'],
  ['I4', approved - reversed === 0 && authorized !== undefined, 'the log says authorized, the acquirer does not'],
  ['I5', capturedAmount !== captured, `captured ${captured} by the log, ${capturedAmount} by the acquirer`],
];

const unknownOrder: readonly Rule[] = [['I4', true, 'the acquirer knows an order that the log does not']];

const rulesFor = (account: AcquirerAccount, facts: OrderFacts | undefined): readonly Rule[] => {
  if (facts === undefined) return [...accountRules(account), ...unknownOrder];
  return facts.isOpen ? accountRules(account) : [...accountRules(account), ...agreementRules(account, facts)];
};

/** I3, I4, I5, judged by what the acquirer holds against what the log says. */
export const acquirerViolations = (
  accounts: ReadonlyMap<string, AcquirerAccount>,
  orders: ReadonlyMap<string, OrderFacts>,
): readonly Violation[] => {
  const disagreeing = [...accounts].flatMap(([order, account]) =>
    rulesFor(account, orders.get(order))
      .filter(([, isBroken]) => isBroken)
      .map(([invariant, , says]) => ({ invariant, order: orders.get(order)?.order ?? order, says })),
  );
  const missing = [...orders]
    .filter(([order, { authorized }]) => authorized !== undefined && !accounts.has(order))
    .map(([, { order }]) => ({ invariant: 'I4', order, says: 'authorized by the log, unknown to the acquirer' }));
  return [...disagreeing, ...missing];
};
