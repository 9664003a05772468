import { authorizationOf, balance, statusOf } from '@tollgate/order';
import { fraudAccepted, orderPlaced, orderPriced, testOrderId } from '@tollgate/testing';
import { type ScriptedAnswer, ScriptedProcessor } from '../processors/testing/scripted-processor.js';
import { type Fault, PaymentSimulation } from '../testing/payment-simulation.js';

const TOTAL = 5426n;
/** More than anything that happens to a payment at once. */
const STEPS = 16;
const placed = { sale: orderPlaced({ type: 'sale' }), preauth: orderPlaced({ type: 'preauth' }) };

const begin = (type: 'sale' | 'preauth', answers: readonly ScriptedAnswer[] = []): PaymentSimulation => {
  const queue = [...answers];
  const accepted = fraudAccepted();
  const processor = new ScriptedProcessor({ script: () => queue.shift() ?? 'approve' });
  const simulation = new PaymentSimulation([placed[type], orderPriced(), accepted], processor);
  simulation.messages.push(accepted);
  return simulation;
};
const deliver = (simulation: PaymentSimulation): Promise<void> => simulation.deliver(...simulation.messages);
const authorized = async (): Promise<PaymentSimulation> => {
  const simulation = begin('preauth');
  await deliver(simulation);
  return simulation;
};

/** Our books and the processor's, which are the same. */
const booksOf = async (simulation: PaymentSimulation) => {
  const { captured, refunded, released } = balance((await simulation.order()).payment, 'USD');
  const books = simulation.processor.books.of(testOrderId);
  expect([captured.minor, refunded.minor, released.minor]).toEqual([books.captured, books.refunded, books.released]);
  return { live: books.liveAuthorizations, captured: books.captured, refunded: books.refunded, released: books.released };
};

const everyFault: readonly Fault[] = (['crash', 'failure'] as const).flatMap((kind) =>
  Array.from({ length: STEPS }, (_, index) => ({ kind, afterSteps: index + 1 })),
);
const nothing = { live: 0, captured: 0n, refunded: 0n, released: 0n };
const kept = { ...nothing, live: 1 };

describe.each(everyFault)('I3, I4, I5: with a $kind at step $afterSteps', (fault) => {
  it('a sale is taken once, or undone', async () => {
    const simulation = begin('sale');
    simulation.arm(fault);
    await deliver(simulation);
    await simulation.settle();
    const isSold = statusOf(await simulation.order()) === 'approved';
    expect(await booksOf(simulation)).toEqual(isSold ? { ...kept, captured: TOTAL } : nothing);
    expect(simulation.processor.received.filter(({ kind }) => kind === 'authorize').length).toBeLessThanOrEqual(1);
  });

  it('an authorization that nobody answered is undone', async () => {
    const simulation = begin('preauth', ['silent']);
    await deliver(simulation);
    simulation.arm(fault);
    simulation.advance(300);
    await simulation.runDue();
    await simulation.settle();
    expect(simulation.types()).toEqual(['AuthorizationRequested', 'AuthorizationUnknown', 'AuthorizationReversed']);
    expect(await booksOf(simulation)).toEqual(nothing);
  });

  it.each<[string, readonly ScriptedAnswer[]]>([
    ['answered', []],
    ['not answered at first', ['approve', 'silent', 'lost']],
  ])('a capture, a void and a refund that are %s count once', async (_what, answers) => {
    const simulation = begin('preauth', answers);
    await deliver(simulation);
    for (const ask of [() => simulation.capture(5000n), () => simulation.void(), () => simulation.refund(1000n)]) {
      await ask();
      simulation.arm(fault);
      await deliver(simulation);
      await simulation.settle();
    }
    expect(await booksOf(simulation)).toEqual({ live: 1, captured: 5000n, refunded: 1000n, released: 426n });
    expect(statusOf(await simulation.order())).toBe('partially_refunded');
  });
});

describe('a payment', () => {
  it('A11: is not charged behind its customer’s back when the processor comes back late', async () => {
    const simulation = begin('sale');
    simulation.processor.isReady = false;
    await deliver(simulation);
    expect(simulation.types()).toEqual([]);
    simulation.advance(10_000);
    simulation.processor.isReady = true;
    await deliver(simulation);
    expect(simulation.types()).toEqual(['OrderRejected']);
    expect(simulation.processor.received).toEqual([]);
  });

  it('I4: that was given up is undone again when its approval comes after all', async () => {
    const simulation = begin('sale', ['late']);
    await deliver(simulation);
    simulation.advance(300);
    await simulation.runDue();
    expect(simulation.types().at(-1)).toBe('AuthorizationReversed');
    simulation.processor.answerLate();
    expect(simulation.processor.books.of(testOrderId).liveAuthorizations).toBe(1);
    await simulation.runDue();
    expect(await booksOf(simulation)).toEqual(nothing);
    expect(simulation.types()).toHaveLength(3);
  });

  it('I3: is authorized once by two replicas that have its message at once', async () => {
    const simulation = begin('sale');
    const [message] = simulation.messages;
    if (message !== undefined) await simulation.deliverToReplicas(message, message, message);
    await simulation.settle();
    expect(await booksOf(simulation)).toEqual({ ...kept, captured: TOTAL });
  });

  it('I3: has a capture sent by one replica only, though another one has its message while the answer is awaited', async () => {
    const simulation = await authorized();
    const capture = await simulation.capture(5000n);
    if (capture === undefined) throw new Error('nothing to capture');
    const captureCount = () => simulation.processor.received.filter(({ kind }) => kind === 'capture').length;
    simulation.arm({ kind: 'crash', afterSteps: 4 }); // its intent is durable; nobody knows whether it was sent
    await simulation.deliver(capture);
    await simulation.deliverToReplicas(capture, capture);
    simulation.advance(19_000);
    await simulation.runDue();
    expect([captureCount(), simulation.types().at(-1)]).toEqual([0, 'CaptureSubmitted']);
    simulation.advance(1_001);
    await simulation.runDue();
    expect([captureCount(), simulation.types().at(-1)]).toEqual([1, 'PaymentCaptured']);
  });

  it('sends a capture that was not answered again after a second: whoever sent it waits no more', async () => {
    const simulation = begin('preauth', ['approve', 'silent']);
    await deliver(simulation);
    await simulation.capture(5000n);
    await deliver(simulation);
    expect(simulation.types().at(-1)).toBe('CaptureSubmitted');
    simulation.advance(1_000);
    await simulation.runDue();
    expect(simulation.types().at(-1)).toBe('PaymentCaptured');
  });

  it('alarms about a capture that has no answer, and not about one that waits for its turn or its processor', async () => {
    const simulation = begin('preauth');
    await deliver(simulation);
    await simulation.capture(1000n);
    await simulation.capture(1000n);
    simulation.processor.isReady = false;
    const live = async (): Promise<void> => {
      await deliver(simulation);
      for (let turn = 0; turn < 12; turn += 1) {
        simulation.advance(31_000);
        await simulation.runDue();
      }
    };
    await live();
    expect(simulation.alarms).toEqual([]);
    simulation.processor.isReady = true;
    simulation.processor.script = () => 'lost';
    await live();
    expect(new Set(simulation.alarms)).toEqual(new Set(['the operation has no answer']));
    await simulation.settle();
    expect(await booksOf(simulation)).toEqual({ ...kept, captured: 2000n });
  });

  it('expires only once what was captured of it is known', async () => {
    const simulation = await authorized();
    await simulation.capture(5000n);
    simulation.advance(8 * 24 * 3_600_000);
    await simulation.runDue();
    expect(simulation.types()).not.toContain('AuthorizationExpired');
    await simulation.settle();
    simulation.advance(61_000);
    await simulation.runDue();
    expect(authorizationOf((await simulation.order()).payment)?.expired).toEqual({ minor: 426n, currency: 'USD' });
  });

  it('with two refunds at once gives back what was asked for, and no more', async () => {
    const simulation = await authorized();
    await simulation.capture(TOTAL);
    await deliver(simulation);
    expect(await simulation.refund(3000n)).toBeDefined();
    expect(await simulation.refund(3000n)).toBeUndefined();
    expect(await simulation.refund(2426n)).toBeDefined();
    await simulation.deliverToReplicas(...simulation.messages);
    await simulation.settle();
    expect(await booksOf(simulation)).toEqual({ ...kept, captured: TOTAL, refunded: TOTAL });
    expect(statusOf(await simulation.order())).toBe('refunded');
  });
});

describe('I4: an approval that comes late', () => {
  it('is undone and recorded as undone, although the reversal could not be owed before: the order is not unknown for ever', async () => {
    const simulation = begin('preauth', ['late']);
    const beforeItIsOwed = 6;
    simulation.arm({ kind: 'failure', afterSteps: beforeItIsOwed });
    await deliver(simulation);
    expect(simulation.types()).toEqual(['AuthorizationRequested']);
    simulation.processor.answerLate();
    simulation.advance(21_000);
    await simulation.runDue();
    await simulation.settle();
    expect(simulation.types()).toEqual(['AuthorizationRequested', 'AuthorizationUnknown', 'AuthorizationReversed']);
    expect(await booksOf(simulation)).toEqual(nothing);
  });
});
