import { newEvent, type RecordedEvent } from '@tollgate/contracts';
import { newId } from '@tollgate/crypto';
import { type Money, usd } from '@tollgate/money';
import { authorizationOf, balance, isPending, type Order, statusOf } from '@tollgate/order';
import { orderTarget } from '@tollgate/order-log';
import { fraudAccepted, fraudHeld, orderPlaced, orderPriced, testOrderId } from '@tollgate/testing';
import fc from 'fast-check';
import type { BookedOrder } from '../processors/testing/processor-books.js';
import { type ScriptedAnswer, ScriptedProcessor } from '../processors/testing/scripted-processor.js';
import { type Fault, PaymentSimulation } from '../testing/payment-simulation.js';

/** `TOLLGATE_HISTORIES=100000` for a long run; a failing one is printed with its seed. */
const HISTORIES = Number(process.env.TOLLGATE_HISTORIES ?? 20_000);
const TOTAL = 10_000n;
const LIFETIME_MS = 3_600_000;

/** When the message of a request is delivered: at once, to two replicas at once, or whenever the history comes to it. */
type Delivery = 'now' | 'twice' | 'later';

type Command =
  | { readonly do: 'capture'; readonly percent: number; readonly isFinal: boolean; readonly delivery: Delivery }
  | { readonly do: 'refund'; readonly percent: number; readonly delivery: Delivery }
  | { readonly do: 'void'; readonly delivery: Delivery }
  | { readonly do: 'review' | 'deliver' | 'race' | 'redeliver' | 'run' | 'expire' | 'late' | 'down' | 'up' }
  | { readonly do: 'wait'; readonly ms: number }
  | { readonly do: 'fault'; readonly fault: Fault };

interface History {
  readonly type: 'sale' | 'preauth';
  readonly isHeld: boolean;
  readonly isFree: boolean;
  readonly hasCvc: boolean;
  /** The order is authorized before anything else happens. */
  readonly isBegun: boolean;
  readonly answers: readonly ScriptedAnswer[];
  readonly commands: readonly Command[];
}

const placed = { sale: orderPlaced({ type: 'sale' }), preauth: orderPlaced({ type: 'preauth' }) };
const priced = [orderPriced({ total: usd(TOTAL) }), orderPriced({ total: usd(0n) })] as const;
const assessed = [fraudAccepted(), fraudHeld()] as const;

const oneIn = (n: number): fc.Arbitrary<boolean> => fc.nat(n - 1).map((drawn) => drawn === 0);
const weighted = (weight: number, arbitrary: fc.Arbitrary<Command>) => ({ weight, arbitrary });
const percent = fc.constantFrom(1, 33, 50, 99, 100);
const delivery = fc.constantFrom<Delivery[]>('now', 'now', 'twice', 'later');
const simple = fc.constantFrom('review', 'deliver', 'race', 'redeliver', 'run', 'run', 'expire', 'late', 'down', 'up');
const fault = fc.record({ kind: fc.constantFrom('crash', 'failure'), afterSteps: fc.integer({ min: 1, max: 9 }) });
const anyCommand: fc.Arbitrary<Command> = fc.oneof(
  weighted(5, fc.record({ do: fc.constant('capture'), percent, isFinal: oneIn(4), delivery })),
  weighted(4, fc.record({ do: fc.constant('refund'), percent, delivery })),
  weighted(2, fc.record({ do: fc.constant('void'), delivery })),
  weighted(6, fc.record({ do: simple })),
  weighted(3, fc.record({ do: fc.constant('wait'), ms: fc.constantFrom(300, 1_000, 9_000, 61_000, LIFETIME_MS) })),
  weighted(3, fc.record({ do: fc.constant('fault'), fault })),
);
const anyAnswer = fc.constantFrom<ScriptedAnswer[]>('approve', 'approve', 'approve', 'decline', 'lost', 'silent', 'late');
const firstAnswer = fc.oneof({ weight: 6, arbitrary: fc.constant<ScriptedAnswer>('approve') }, anyAnswer);
const anyHistory: fc.Arbitrary<History> = fc.record({
  type: fc.constantFrom('preauth', 'preauth', 'preauth', 'sale'),
  isHeld: oneIn(8),
  isFree: oneIn(30),
  hasCvc: oneIn(4),
  isBegun: oneIn(4).map((isNot) => !isNot),
  answers: fc.tuple(firstAnswer, fc.array(anyAnswer, { maxLength: 6 })).map(([first, rest]) => [first, ...rest]),
  commands: fc.array(anyCommand, { minLength: 1, maxLength: 14 }),
});

const share = ({ minor }: Money, part: number): bigint => (minor * BigInt(part) + 99n) / 100n;

const deliverBy = async (simulation: PaymentSimulation, how: Delivery): Promise<void> => {
  const latest = simulation.messages.slice(-1);
  if (how === 'now') await simulation.deliver(...latest);
  if (how === 'twice') await simulation.deliverToReplicas(...latest, ...latest);
};

const request = async (simulation: PaymentSimulation, command: Extract<Command, { delivery: Delivery }>): Promise<void> => {
  const { payment } = await simulation.order();
  const { capturable, refundable } = balance(payment, 'USD');
  if (command.do === 'capture') await simulation.capture(share(capturable, command.percent), command.isFinal);
  else if (command.do === 'refund') await simulation.refund(share(refundable, command.percent));
  else await simulation.void();
  await deliverBy(simulation, command.delivery);
};

/** The whole rest is asked for at the moment in which its time is over. */
const captureAtExpiry = async (simulation: PaymentSimulation): Promise<void> => {
  simulation.advance(LIFETIME_MS);
  const capture = { do: 'capture', percent: 100, isFinal: false, delivery: 'now' } as const;
  await Promise.all([request(simulation, capture), simulation.runDue()]);
};

const perform = async (simulation: PaymentSimulation, command: Command): Promise<void> => {
  const { messages, store } = simulation;
  switch (command.do) {
    case 'review':
      return resolveReview(simulation);
    case 'deliver':
      return simulation.deliver(...messages.slice(0, 1));
    case 'race':
      return simulation.deliverToReplicas(...messages.slice(-2), ...messages.slice(-1));
    case 'redeliver':
      return simulation.deliver(...store.events.filter(({ type }) => type.endsWith('Requested') || type.startsWith('Fraud')));
    case 'run':
      return simulation.runDue();
    case 'expire':
      return captureAtExpiry(simulation);
    case 'late':
      return simulation.processor.answerLate();
    case 'down':
    case 'up':
      simulation.processor.isReady = command.do === 'up';
      return;
    case 'wait':
      return simulation.advance(command.ms);
    case 'fault':
      return simulation.arm(command.fault);
    default:
      return request(simulation, command);
  }
};

/** Somebody looks at a held order: what fraud appends, and fraud's message. */
const resolveReview = async (simulation: PaymentSimulation): Promise<void> => {
  const order = await simulation.order();
  if (order.fraud?.decision !== 'review' || order.review !== undefined) return;
  const resolved = newEvent('FraudReviewResolved', { decision: 'accept' });
  const cause = { id: newId(), hash: '', correlation: testOrderId };
  const [event] = await simulation.fraud.decide(orderTarget(testOrderId), cause, () => [resolved]);
  if (event !== undefined) simulation.messages.push(event);
};

/** What must hold at every moment, requests under way counted. */
const check = (order: Order): void => {
  const { authorized, captured, refunded, released, capturable, refundable } = balance(order.payment, 'USD');
  expect(capturable.minor).toBeGreaterThanOrEqual(0n);
  expect(refundable.minor).toBeGreaterThanOrEqual(0n);
  expect(authorized.minor).toBeGreaterThanOrEqual(captured.minor + released.minor);
  expect(captured.minor).toBeGreaterThanOrEqual(refunded.minor);
};

/** The word for where the order stands, from the processor's books and the expiry alone. */
const statusByBooks = (simulation: PaymentSimulation, order: Order): string => {
  if (order.rejection !== undefined) return 'rejected';
  const authorization = authorizationOf(order.payment);
  if (authorization === undefined) return order.fraud?.decision === 'review' ? 'review' : 'pending';
  if (authorization.processor === '') return 'approved';
  return statusByBalance(simulation.processor.books.of(order.id), authorization.expired !== undefined);
};

const statusByBalance = ({ liveAuthorizations, captured, refunded, released }: BookedOrder, isExpired: boolean): string => {
  if (liveAuthorizations === 0) return 'declined';
  if (refunded > 0n) return refunded === captured ? 'refunded' : 'partially_refunded';
  if (captured > 0n) return 'approved';
  if (released > 0n) return 'voided';
  return isExpired ? 'expired' : 'approved';
};

const checkBooks = (simulation: PaymentSimulation, order: Order): void => {
  const books = simulation.processor.books.of(testOrderId);
  const { authorized, captured, refunded, released } = balance(order.payment, 'USD');
  const expired = authorizationOf(order.payment)?.expired?.minor ?? 0n;
  const ours = {
    authorized: authorized.minor,
    captured: captured.minor,
    refunded: refunded.minor,
    credited: 0n,
    released: released.minor - expired,
  };
  const { liveAuthorizations, ...theirs } = books;
  expect(theirs).toEqual(ours);
  expect(liveAuthorizations).toBe(authorized.minor > 0n ? 1 : 0);
  expect(statusOf(order)).toBe(statusByBooks(simulation, order));
};

const checkRecord = (simulation: PaymentSimulation): void => {
  const stream = simulation.store.events.filter(({ header }) => header.stream === 'payment');
  expect(stream.map(({ header }) => header.version)).toEqual(stream.map((_event, index) => index + 1));
  const asked = simulation.processor.received.filter(({ kind }) => kind === 'authorize');
  expect(asked.length).toBeLessThanOrEqual(1);
};

const begin = ({ type, isHeld, isFree, hasCvc, answers }: History): PaymentSimulation => {
  const queue = [...answers];
  const script = (): ScriptedAnswer => queue.shift() ?? 'approve';
  const events: RecordedEvent[] = [placed[type], priced[isFree ? 1 : 0], assessed[isHeld ? 1 : 0]];
  const simulation = new PaymentSimulation(events, new ScriptedProcessor({ script, authorizationLifetimeMs: LIFETIME_MS }));
  simulation.hasCvc = hasCvc ? true : undefined;
  simulation.messages.push(...events.slice(2));
  return simulation;
};

describe('I3, I4, I5: the life of a payment, whatever is asked, lost, repeated or killed,', () => {
  it(
    'ends with books that agree with the processor’s to the unit',
    () =>
      fc.assert(
        fc.asyncProperty(anyHistory, async (history) => {
          const simulation = begin(history);
          if (history.isBegun) await simulation.deliver(...simulation.messages);
          for (const command of history.commands) {
            await perform(simulation, command);
            check(await simulation.order());
          }
          await simulation.settle();
          const settled = await simulation.order();
          checkBooks(simulation, settled);
          await simulation.refund(balance(settled.payment, 'USD').refundable.minor);
          await simulation.settle();
          const refunded = await simulation.order();
          checkBooks(simulation, refunded);
          const all = balance(refunded.payment, 'USD');
          expect(all.refunded).toEqual(all.captured);
          expect(refunded.payment.operations.some(isPending)).toBe(false);
          checkRecord(simulation);
        }),
        { numRuns: HISTORIES },
      ),
    600_000,
  );
});
