import { isCurrency, numericCodeOf } from '@tollgate/money';
import { type AcquirerAccount, heldIn, orderKey, type SteadyAccounts } from '../audit/acquirer-journal.js';
import { type Judged, type Violation, violationsIn } from '../audit/logged-event.js';
import type { OrderFacts } from '../audit/order-facts.js';
import { capturedIn, creditedIn, creditOf, isUnderWay, type PaymentBook, refundedIn, releasedIn } from '../audit/payment-book.js';

/** I3: what must hold of an account by itself, at any moment. */
const accountRules = (account: AcquirerAccount): readonly Judged[] => {
  const { approvals, undone, approvedAmount, capturedAmount, releasedAmount, refundedAmount } = account;
  return [
    ['I3', approvals - undone > 1, `${approvals - undone} authorizations are live at the acquirer`],
    ['I3', capturedAmount > approvedAmount, `the acquirer captured ${capturedAmount} of ${approvedAmount} authorized`],
    ['I3', capturedAmount + releasedAmount > approvedAmount, 'the acquirer captured and released more than was authorized'],
    ['I3', refundedAmount > capturedAmount, `the acquirer refunded ${refundedAmount} of ${capturedAmount} captured`],
  ];
};

/** Whether an acquirer that says `named`, a number of ISO 4217 or its letters, means this currency. */
const isNamed = (named: string, currency: string): boolean =>
  named.toUpperCase() === currency || (isCurrency(currency) && numericCodeOf(currency) === named);

/** I5: amounts agree only where they are of one currency, the order's. */
const currencyRules = ({ currencies }: AcquirerAccount, { currency }: OrderFacts): readonly Judged[] =>
  currencies
    .split(' ')
    .filter((named) => named !== '')
    .map((named) => ['I5', !isNamed(named, currency), `the acquirer's amount is in ${named}, the order's in ${currency}`]);

const isOpen = ({ authorization, movements }: PaymentBook): boolean =>
  authorization === 'asked' || authorization === 'unknown' || movements.some(isUnderWay);

/** Of an authorization that did not come about, nothing may be left: neither held nor taken. What was taken before it
 *  was undone was given back, by a reversal or, where a processor has none, by a refund. */
const nothingLeftRules = (account: AcquirerAccount, { authorization }: PaymentBook): readonly Judged[] => {
  const held = heldIn(account);
  const taken = account.capturedAmount - account.refundedAmount;
  return [
    ['I4', held > 0n, `the acquirer holds ${held}, and the log says ${authorization}`],
    ['I5', taken !== 0n, `the acquirer took ${taken}, and the log says ${authorization}`],
  ];
};

/** I5: while something is under way, the acquirer has done what the log says is done, and nothing that it was not asked for. */
const openRules = (account: AcquirerAccount, payment: PaymentBook): readonly Judged[] => {
  if (payment.authorization !== 'authorized') return [];
  const underWay = (kind: 'capture' | 'refund'): bigint =>
    payment.movements.filter((one) => one.kind === kind && isUnderWay(one)).reduce((sum, { amount }) => sum + amount, 0n);
  const isBetween = (amount: bigint, done: bigint, open: bigint): boolean => amount >= done && amount <= done + open;
  const { capturedAmount, refundedAmount } = account;
  const isTaken = isBetween(capturedAmount, capturedIn(payment), underWay('capture'));
  const isGivenBack = isBetween(refundedAmount, refundedIn(payment), underWay('refund'));
  return [
    ['I5', !isTaken, `the acquirer captured ${capturedAmount}, the log says ${capturedIn(payment)} and what is under way`],
    ['I5', !isGivenBack, `the acquirer refunded ${refundedAmount}, the log says ${refundedIn(payment)} and what is under way`],
  ];
};

/** I5: what was given without a sale, to the unit; while it is under way, nothing or all of it. */
const creditRules = ({ creditedAmount }: AcquirerAccount, payment: PaymentBook): readonly Judged[] => {
  const credit = creditOf(payment);
  const done = creditedIn(payment);
  const most = credit !== undefined && isUnderWay(credit) ? credit.amount : done;
  const isRight = creditedAmount === done || creditedAmount === most;
  return [['I5', !isRight, `credited ${done} by the log, ${creditedAmount} by the acquirer`]];
};

/** I4, I5: what must agree between acquirer and log once nothing of the order is under way. */
const agreementRules = (account: AcquirerAccount, payment: PaymentBook): readonly Judged[] => {
  if (payment.authorization !== 'authorized') return nothingLeftRules(account, payment);
  const held = heldIn(account);
  const captured = capturedIn(payment);
  const refunded = refundedIn(payment);
  const open = payment.authorized - captured - releasedIn(payment);
  const { capturedAmount, refundedAmount } = account;
  return [
    ['I4', held < open, `the log says that ${open} is held, the acquirer holds ${held}`],
    // An acquirer's journal may know no expiry: it goes on holding.
    ['I4', held > open && !payment.hasExpired, `the acquirer holds ${held}, the log says ${open}`],
    ['I5', capturedAmount !== captured, `captured ${captured} by the log, ${capturedAmount} by the acquirer`],
    ['I5', refundedAmount !== refunded, `refunded ${refunded} by the log, ${refundedAmount} by the acquirer`],
  ];
};

/** I3, I4, I5: judged by what the acquirers hold against what the log says. `processors`: whose journals were read;
 *  orders of others are left out, and so are those whose account was moving. */
export const acquirerViolations = (
  { accounts, moving }: SteadyAccounts,
  orders: ReadonlyMap<string, OrderFacts>,
  processors: ReadonlySet<string>,
): readonly Violation[] => {
  const found = [...accounts].flatMap(([key, account]) => {
    const facts = orders.get(key);
    if (facts === undefined)
      return [{ invariant: 'I4', subject: key, says: 'the acquirer knows an order that the log does not' } as const];
    if (facts.isSeeded) return [];
    const { payment } = facts;
    const agreement = isOpen(payment) ? openRules(account, payment) : agreementRules(account, payment);
    return violationsIn(facts.order, [
      ...accountRules(account),
      ...currencyRules(account, facts),
      ...agreement,
      ...creditRules(account, payment),
    ]);
  });
  const isSeen = (key: string): boolean => accounts.has(key) || moving.has(key);
  const missing = [...orders.values()].filter(
    ({ order, payment, isSeeded }) =>
      !isSeeded && payment.authorized + creditedIn(payment) > 0n && processors.has(payment.processor) && !isSeen(orderKey(order)),
  );
  return [
    ...found,
    ...missing.map(
      ({ order }): Violation => ({
        invariant: 'I4',
        subject: order,
        says: 'authorized or credited by the log, unknown to the acquirer',
      }),
    ),
  ];
};

/** Processors of which the log has orders and no journal was read: of those nothing can be said. */
export const unreadProcessors = (orders: ReadonlyMap<string, OrderFacts>, processors: ReadonlySet<string>): readonly string[] => {
  const used = [...orders.values()]
    .map(({ payment, isSeeded }) => (isSeeded ? '' : payment.processor))
    .filter((processor) => processor !== '');
  return [...new Set(used)].filter((processor) => !processors.has(processor)).sort();
};
