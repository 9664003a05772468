import { keyRules } from './license-keys/key-rules.js';
import { type Judged, type Violation, violationsIn } from './logged-event.js';
import type { OrderFacts } from './order-facts.js';
import { capturedIn, type Movement, refundedIn, releasedIn } from './payment-book.js';

const moneyRules = ({ payment, total }: OrderFacts): readonly Judged[] => {
  const { authorization, authorized, movements } = payment;
  const captured = capturedIn(payment);
  const isMoved = movements.some(({ kind }) => kind !== 'credit');
  const refunds = movements.filter(({ kind, state }) => kind === 'refund' && state !== 'failed');
  const asked = refunds.reduce((sum, { requested, amount }) => sum + (requested ?? amount), 0n);
  return [
    ['I3', captured > authorized, `captured ${captured} of ${authorized} authorized`],
    ['I3', captured + releasedIn(payment) > authorized, 'more was captured and released than authorized'],
    ['I3', refundedIn(payment) > captured, `refunded ${refundedIn(payment)} of ${captured} captured`],
    ['I3', asked > captured, `refunds of ${asked} were asked for, ${captured} is captured`],
    ['I4', isMoved && authorization !== 'authorized', `money moved on an order that is ${authorization}`],
    ['I5', authorization === 'authorized' && authorized !== total, `authorized ${authorized}, priced ${total}`],
    ...payment.overdrafts.map((says): Judged => ['I3', true, says]),
  ];
};

const movementRules = (movement: Movement): readonly Judged[] => {
  const { kind, requested, amount, state, allocated } = movement;
  const isOther = state === 'done' && requested !== undefined && requested !== amount;
  return [
    // A void gives up what is left when it is its turn, which may differ from what was left when it was asked for.
    ['I5', kind !== 'void' && isOther, `a ${kind} of ${requested} was asked for and ${amount} was done`],
    ['I5', allocated !== undefined && allocated !== requested, `the parts of a refund of ${requested} add up to ${allocated}`],
  ];
};

const deliveryRules = ({ payment, grants, isClosed }: OrderFacts): readonly Judged[] => {
  const isPaid = payment.movements.some(({ kind, state }) => kind === 'capture' && state === 'done');
  const isOpen = grants.some((one) => one.isFetched && one.completed < one.downloads && !one.isRevoked);
  return [
    ['I10', grants.length > 0 && !isPaid, 'downloads were granted on an order that is not paid'],
    ['I10', isClosed && isOpen, 'access was closed before every file had arrived'],
    ['I10', new Set(grants.map(({ index }) => index)).size < grants.length, 'an entitlement was granted twice'],
  ];
};

/** A mail tells of an operation that took place: a receipt of a capture, a note of a refund. */
const mailRules = ({ payment, mails, toldReissues, askedMails }: OrderFacts): readonly Judged[] =>
  mails.map(({ kind, operation, request: asked }) => {
    if (kind === 'update') {
      const isAsked = askedMails.some(({ request }) => request === asked);
      return ['I11', !isAsked, 'an update mail is recorded that nobody asked for'];
    }
    if (kind === 'links') {
      const isIssued = toldReissues.some(({ request }) => request === operation);
      return ['I11', !isIssued, 'a links mail is recorded for links that were not issued'];
    }
    const wanted = kind === 'receipt' ? 'capture' : kind;
    const isOwed = payment.movements.some((one) => one.kind === wanted && one.id === operation && one.state === 'done');
    return ['I11', !isOwed, `a ${kind} mail is recorded for a ${wanted} that did not take place`];
  });

/** What must hold of an order's log at any moment. */
export const orderViolations = (facts: OrderFacts): readonly Violation[] =>
  violationsIn(facts.order, [
    ...moneyRules(facts),
    ...facts.payment.movements.flatMap(movementRules),
    ...deliveryRules(facts),
    ...keyRules(facts.keyGrants),
    ...mailRules(facts),
  ]);
