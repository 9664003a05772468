// What the acquirers' own journals add up to.
import { bareId, type MoneyLine } from './evidence.ts';

/** What the acquirers hold of one order. */
export interface Account {
  approvals: number;
  undone: number;
  approved: bigint;
  captured: bigint;
  released: bigint;
  refunded: bigint;
  /** Given to a card without a sale before it. */
  credited: bigint;
  captures: number;
  refunds: number;
  credits: number;
  readonly currencies: Set<string>;
}

/** Stripe's minor unit is another than ISO 4217's in these. Source: docs.stripe.com/currencies. */
const minorIn = (amount: number | string | undefined, currency = ''): bigint => {
  const units = BigInt(amount ?? 0);
  if (currency === 'isk' || currency === 'ugx') return units / 100n;
  return currency === 'mga' ? units * 100n : units;
};

const emptyAccount = (): Account => ({
  approvals: 0,
  undone: 0,
  approved: 0n,
  captured: 0n,
  released: 0n,
  refunded: 0n,
  credited: 0n,
  captures: 0,
  refunds: 0,
  credits: 0,
  currencies: new Set(),
});

export const heldIn = ({ approved, captured, released }: Account): bigint => approved - captured - released;

const enter: Readonly<Record<string, (account: Account, amount: bigint, line: MoneyLine) => void>> = {
  approved: (account, amount) =>
    Object.assign(account, { approvals: account.approvals + 1, approved: account.approved + amount }),
  captured: (account, amount, { releasedAmount, currency }) => {
    account.captures += amount > 0n ? 1 : 0;
    account.captured += amount;
    account.released += minorIn(releasedAmount, currency);
  },
  voided: (account, amount) => Object.assign(account, { released: account.released + amount }),
  canceled: (account, _amount, { releasedAmount, currency }) => {
    const released = minorIn(releasedAmount, currency);
    if (released > 0n && account.captured === 0n && released === heldIn(account)) account.undone += 1;
    account.released += released;
  },
  refunded: (account, amount) => Object.assign(account, { refunded: account.refunded + amount, refunds: account.refunds + 1 }),
  credited: (account, amount) => Object.assign(account, { credited: account.credited + amount, credits: account.credits + 1 }),
  reversed: (account, amount, { capturedAmount, currency }) => {
    const taken = minorIn(capturedAmount, currency);
    account.undone += 1;
    account.approved -= amount;
    account.captured -= taken;
    account.captures -= taken > 0n ? 1 : 0;
  },
};

export const accountsOf = (lines: readonly MoneyLine[]): ReadonlyMap<string, Account> => {
  const accounts = new Map<string, Account>();
  for (const line of lines) {
    const entry = enter[line.kind];
    if (entry === undefined || line.order === undefined || line.order === '') continue;
    const key = bareId(line.order);
    const account = accounts.get(key) ?? emptyAccount();
    accounts.set(key, account);
    if (line.currency !== undefined) account.currencies.add(line.currency);
    entry(account, minorIn(line.amount, line.currency), line);
  }
  return accounts;
};
