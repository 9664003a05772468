// I3, I4, I5, I9: the acquirers' own journals against the log, once everything has come to its end.
import { type Account, accountsOf, heldIn } from '../account.ts';
import type { MoneyLine } from '../evidence.ts';
import { movedIn, type OrderState, releasedIn } from '../order-state.ts';
import type { Verdicts } from '../verdicts.ts';
import type { Orders } from './clients.ts';

/** ISO 4217 numbers of the currencies that a run of ours uses. */
const numbers: Readonly<Record<string, string>> = {
  ...{ '840': 'USD', '978': 'EUR', '826': 'GBP', '392': 'JPY', '756': 'CHF', '124': 'CAD', '036': 'AUD' },
  ...{ '048': 'BHD', '414': 'KWD', '410': 'KRW', '990': 'CLF', '704': 'VND', '352': 'ISK', '800': 'UGX', '969': 'MGA' },
};

const judgeAccount = (account: Account, order: string, verdicts: Verdicts): void => {
  const { approvals, undone, approved, captured, released, refunded } = account;
  verdicts.judgeAll('I3', order, [
    [approvals - undone > 1, `${approvals - undone} authorizations are live`],
    [captured > approved, `${captured} captured of ${approved} authorized`],
    [captured + released > approved, `${captured} captured and ${released} released of ${approved} authorized`],
    [refunded > captured, `${refunded} refunded of ${captured} captured`],
  ]);
};

const countOf = ({ movements }: OrderState, kind: string): number =>
  [...movements.values()].filter((one) => one.kind === kind && one.state === 'done' && one.amount > 0n).length;

const judgeAgreement = (account: Account, state: OrderState, verdicts: Verdicts): void => {
  const isPaid = state.authorization === 'authorized';
  const [captured, refunded] = isPaid ? [movedIn(state, 'capture'), movedIn(state, 'refund')] : [0n, 0n];
  const open = isPaid ? state.authorized - captured - releasedIn(state) : 0n;
  const held = heldIn(account);
  const taken = isPaid ? account.captured : account.captured - account.refunded;
  const isExpired = state.expired > 0n; // an acquirer's journal may know no expiry
  verdicts.judgeAll('I4', state.order, [
    [held < open || (held > open && !isExpired), `the acquirer holds ${held}, the log says ${open}`],
    [!isPaid && taken !== 0n, `the acquirer took ${taken}, and the log says ${state.authorization}`],
  ]);
  verdicts.judgeAll('I5', state.order, [
    [taken !== captured, `captured ${captured} by the log, ${taken} by the acquirer`],
    [isPaid && account.refunded !== refunded, `refunded ${refunded} by the log, ${account.refunded} by the acquirer`],
    ...[...account.currencies].map((named): [boolean, string] => [
      (numbers[named] ?? named.toUpperCase()) !== state.currency,
      `the acquirer's amount is in ${named}, the order's in ${state.currency}`,
    ]),
  ]);
  const credited = movedIn(state, 'credit');
  verdicts.judgeAll('I5', state.order, [
    [account.credited !== credited, `credited ${credited} by the log, ${account.credited} by the acquirer`],
  ]);
  verdicts.judgeAll('I9', state.order, [[account.credits > 1, `${account.credits} credits at the acquirer of one order`]]);
  if (!isPaid) return;
  verdicts.judgeAll('I9', state.order, [
    [
      account.captures > countOf(state, 'capture'),
      `${account.captures} captures at the acquirer, ${countOf(state, 'capture')} in the log`,
    ],
    [
      account.refunds > countOf(state, 'refund'),
      `${account.refunds} refunds at the acquirer, ${countOf(state, 'refund')} in the log`,
    ],
  ]);
};

const judgeBook = (state: OrderState, verdicts: Verdicts): void => {
  const { order, authorization, authorized, total } = state;
  const open = [...state.movements.values()].find((one) => one.state === 'requested' || one.state === 'submitted');
  verdicts.judgeAll('I4', order, [
    [authorization === 'asked' || authorization === 'unknown', `its authorization stays ${authorization}`],
    [open !== undefined, `a ${open?.kind} stays ${open?.state}`],
  ]);
  verdicts.judgeAll('I5', order, [
    [authorization === 'authorized' && authorized !== total, `authorized ${authorized}, priced ${total}`],
    [movedIn(state, 'capture') + movedIn(state, 'void') > authorized, 'more was captured and voided than authorized'],
    [movedIn(state, 'refund') > movedIn(state, 'capture'), 'more was refunded than captured'],
  ]);
  verdicts.judgeAll(
    'I9',
    order,
    state.repeated.map((says): [boolean, string] => [true, says]),
  );
};

const totals = (parts: readonly (readonly [key: string, minor: bigint])[]): ReadonlyMap<string, bigint> => {
  const sums = new Map<string, bigint>();
  for (const [key, minor] of parts) sums.set(key, (sums.get(key) ?? 0n) + minor);
  return sums;
};

/** Captured less refunded and credited, by merchant and currency. */
const judgeTotals = (accounts: ReadonlyMap<string, Account>, orders: Orders, verdicts: Verdicts): void => {
  const keyOf = ({ merchant, currency }: OrderState): string => `${merchant} ${currency}`;
  const keptIn = (state: OrderState): bigint => movedIn(state, 'capture') - movedIn(state, 'refund') - movedIn(state, 'credit');
  const ours = totals([...orders.values()].map((state) => [keyOf(state), keptIn(state)]));
  const theirs = totals(
    [...accounts].flatMap(([key, { captured, refunded, credited }]) => {
      const state = orders.get(key);
      return state === undefined ? [] : [[keyOf(state), captured - refunded - credited] as const];
    }),
  );
  for (const [key, minor] of ours)
    verdicts.judge(
      'I5',
      key,
      minor === (theirs.get(key) ?? 0n) ? undefined : `${minor} by the log, ${theirs.get(key) ?? 0n} by the acquirers`,
    );
};

/** By the log alone: nothing is left open or was done twice, and the amounts are those that were priced and asked for. */
export const judgeBooks = (orders: Orders, verdicts: Verdicts): void => {
  for (const state of orders.values()) judgeBook(state, verdicts);
};

/** `lines`: of all acquirers' journals. */
export const judgeMoney = (lines: readonly MoneyLine[], orders: Orders, verdicts: Verdicts): void => {
  const accounts = accountsOf(lines);
  for (const [key, account] of accounts) {
    const state = orders.get(key);
    judgeAccount(account, state?.order ?? key, verdicts);
    verdicts.judge('I4', key, state === undefined ? 'the acquirer knows an order that the log does not' : undefined);
    if (state !== undefined) judgeAgreement(account, state, verdicts);
  }
  const isMoved = (state: OrderState): boolean => state.authorized > 0n || movedIn(state, 'credit') > 0n;
  for (const [key, { order }] of [...orders].filter(([, state]) => isMoved(state)))
    verdicts.judge('I4', order, accounts.has(key) ? undefined : 'authorized or credited by the log, unknown to the acquirers');
  judgeTotals(accounts, orders, verdicts);
};
