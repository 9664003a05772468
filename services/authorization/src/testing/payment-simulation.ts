import { type NewEvent, newEvent, type RecordedEvent } from '@tollgate/contracts';
import { newId } from '@tollgate/crypto';
import { DomainError, TransientError } from '@tollgate/errors';
import { balance, type Order } from '@tollgate/order';
import { type Cause, causeOf, EffectRunner, MemoryOrderLog, MemoryStore, orderTarget } from '@tollgate/order-log';
import { type DueItem, DueWorkRunner, MemoryDueWork } from '@tollgate/postgres';
import { testOrderId } from '@tollgate/testing';
import { AuthorizeOrderHandler } from '../authorize/authorize-order.handler.js';
import type { CardSource } from '../authorize/card-loan.handler.js';
import type { CreditCards } from '../credit/credit-asking.handler.js';
import { ExpireAuthorizationHandler } from '../expire/expire-authorization.handler.js';
import { captures, credits, PerformOperationHandler, refunds, voids } from '../operations/perform-operation.handler.js';
import type { CardDetails } from '../processors/card-processor.js';
import { ProcessorRegistry } from '../processors/processor-registry.js';
import { ScriptedProcessor } from '../processors/testing/scripted-processor.js';
import { ReversalsHandler } from '../reverse/reversals.handler.js';
import { ReverseAuthorizationHandler } from '../reverse/reverse-authorization.handler.js';
import { ChooseProcessorHandler } from '../settings/choose-processor.handler.js';
import { SteppingLog, SteppingProcessor, steppingDueWork } from './stepping.js';

/** The process died here: nothing that it held in memory is left. */
export class Crash extends Error {
  override readonly name = 'Crash';
}

/** What happens to a process at its nth step from now on. */
export interface Fault {
  readonly kind: 'crash' | 'failure';
  readonly afterSteps: number;
}

const details: CardDetails = {
  pan: { reveal: () => '4111111111111111' },
  expiry: '3012',
  cvc: undefined,
  streetDigits: '1',
  postalCode: '12207',
  isStored: false,
};

interface Handlers {
  readonly authorizations: AuthorizeOrderHandler;
  readonly operations: PerformOperationHandler;
  readonly reversals: ReversalsHandler;
  readonly dueWork: DueWorkRunner;
}

/** One order, and the authorization service in memory: several lives of a process, messages that come again, a
 *  processor that does what the test says, and a clock that is set. */
export class PaymentSimulation {
  readonly store = new MemoryStore();
  readonly processor: ScriptedProcessor;
  readonly ingress: MemoryOrderLog;
  readonly fraud: MemoryOrderLog;
  /** Messages that were not acknowledged yet. */
  readonly messages: RecordedEvent[] = [];
  /** Whether the CVC that came with the card is still there: it dies with the process. */
  hasCvc: boolean | undefined;
  /** What somebody is told who has to look after it. */
  readonly alarms: string[] = [];
  private nowMs = Date.parse('2026-11-23T12:00:01.000Z');
  private readonly clock = { now: () => new Date(this.nowMs) };
  private readonly dueWork = new MemoryDueWork({ clock: this.clock });
  private fault: (Fault & { stepsLeft: number }) | undefined;
  private handlers: Handlers;
  private unexpected: unknown;

  constructor(
    history: readonly RecordedEvent[],
    processor = new ScriptedProcessor(),
    private readonly vault?: CardSource & CreditCards,
  ) {
    this.processor = processor;
    this.store.add(...history);
    this.ingress = new MemoryOrderLog({ service: 'gateway-ingress', store: this.store, clock: this.clock.now });
    this.fraud = new MemoryOrderLog({ service: 'fraud', store: this.store, clock: this.clock.now });
    this.handlers = this.start();
    processor.onLateApproval(({ order }) => void this.lateApprovals.push(order));
  }

  private readonly lateApprovals: string[] = [];

  /** The order as its events tell it. */
  async order(): Promise<Order> {
    return (await this.ingress.load(orderTarget(testOrderId))).state;
  }

  /** The types of the events of the payment stream. */
  types(): readonly string[] {
    return this.store.events.filter(({ header }) => header.stream === 'payment').map(({ type }) => type);
  }

  /** What ingress, fraud or a person appends; its message waits to be delivered. */
  async request(decide: (order: Order) => readonly NewEvent[]): Promise<RecordedEvent | undefined> {
    const cause: Cause = { id: newId(), hash: '', correlation: testOrderId };
    const [event] = await this.ingress.decide(orderTarget(testOrderId), cause, decide);
    if (event !== undefined) this.messages.push(event);
    return event;
  }

  async capture(minor: bigint, isFinal = false): Promise<RecordedEvent | undefined> {
    return this.request((order) => {
      const { capturable } = balance(order.payment, order.placed.currency);
      if (minor < 1n || minor > capturable.minor) return [];
      return [newEvent('CaptureRequested', { amount: { ...capturable, minor }, isFinal })];
    });
  }

  async void(): Promise<RecordedEvent | undefined> {
    return this.request((order) => {
      const { capturable } = balance(order.payment, order.placed.currency);
      return capturable.minor < 1n ? [] : [newEvent('VoidRequested', { amount: capturable })];
    });
  }

  async refund(minor: bigint): Promise<RecordedEvent | undefined> {
    return this.request((order) => {
      const { refundable } = balance(order.payment, order.placed.currency);
      if (minor < 1n || minor > refundable.minor) return [];
      return [newEvent('RefundRequested', { amount: { ...refundable, minor } })];
    });
  }

  /** What a process does next goes wrong at its nth step. */
  arm(fault: Fault): void {
    this.fault = { ...fault, stepsLeft: fault.afterSteps };
  }

  disarm(): void {
    this.fault = undefined;
  }

  advance(ms: number): void {
    this.nowMs += ms;
  }

  /** Delivers messages at once, to one process; what is not handled stays to come again. */
  async deliver(...events: readonly RecordedEvent[]): Promise<void> {
    await Promise.all(events.map((event) => this.deliverOne(event, this.handlers)));
    this.throwUnexpected();
  }

  /** Delivers each message to a process of its own, at once: as after a rebalance, when two replicas have the same message. */
  async deliverToReplicas(...events: readonly RecordedEvent[]): Promise<void> {
    await Promise.all(events.map((event, index) => this.deliverOne(event, index === 0 ? this.handlers : this.start())));
    this.throwUnexpected();
  }

  /** A process starts, and looks after what those before it left. */
  async takeOver(): Promise<void> {
    this.handlers = this.start();
    await this.handlers.operations.takeOverHeldCards();
  }

  /** Does what is due. */
  async runDue(): Promise<void> {
    for (const order of this.lateApprovals.splice(0))
      await this.handlers.reversals.oweLate(order).catch(() => this.lateApprovals.push(order));
    await this.handlers.dueWork.runDue();
    this.throwUnexpected();
  }

  /** Nothing goes wrong any more: runs until everything has its end. */
  async settle(): Promise<void> {
    this.disarm();
    this.processor.script = () => 'approve';
    this.processor.isReady = true;
    for (let round = 0, idleRounds = 0; round < 20; round += 1) {
      this.processor.answerLate();
      await this.deliver(...this.messages);
      await this.runDue();
      idleRounds = (await this.isIdle()) ? idleRounds + 1 : 0;
      if (idleRounds === 2) return;
      this.advance(61_000);
    }
    throw new Error(`it does not come to its end: ${this.types().join(', ')}`);
  }

  private async isIdle(): Promise<boolean> {
    const { payment } = await this.order();
    const isOpen = payment.operations.some(({ state }) => ['requested', 'submitted', 'unknown'].includes(state));
    const backlogs = await Promise.all(['reverse', 'operation'].map((kind) => this.dueWork.backlog(kind)));
    const dueCount = backlogs.reduce((count, backlog) => count + backlog.dueCount, 0);
    return !isOpen && dueCount + this.messages.length + this.lateApprovals.length === 0;
  }

  private async deliverOne(event: RecordedEvent, { authorizations, operations }: Handlers): Promise<void> {
    try {
      await this.handle(event, { authorizations, operations });
      const index = this.messages.indexOf(event);
      if (index >= 0) this.messages.splice(index, 1);
    } catch (error) {
      this.note(error);
    }
  }

  private async handle(event: RecordedEvent, { authorizations, operations }: Pick<Handlers, 'authorizations' | 'operations'>) {
    const cause = causeOf(event);
    switch (event.type) {
      case 'FraudAssessed':
      case 'FraudReviewResolved':
        if (event.data.decision === 'accept') await authorizations.handle(testOrderId, cause);
        return;
      case 'CaptureRequested':
        return operations.begin(captures, testOrderId, cause);
      case 'VoidRequested':
        return operations.begin(voids, testOrderId, cause);
      case 'RefundRequested':
        return operations.begin(refunds, testOrderId, cause);
      case 'CreditPlaced':
        return operations.begin(credits, testOrderId, cause);
    }
  }

  private note(error: unknown): void {
    if (error instanceof TransientError || error instanceof Crash) return;
    this.unexpected ??= error;
  }

  private throwUnexpected(): void {
    if (this.unexpected !== undefined) throw this.unexpected;
  }

  /** A process begins, with nothing in memory. */
  private start(): Handlers {
    const life = { isOver: false };
    const step = (): void => this.step(life);
    const log = new SteppingLog({ service: 'authorization', store: this.store, clock: this.clock.now }, step);
    const effects = new EffectRunner({ log });
    const dueWork = steppingDueWork(this.dueWork, step);
    const processors = new ProcessorRegistry([{ processor: new SteppingProcessor(this.processor, step) }]);
    const { clock } = this;
    const logger = { error: (_fields: object, message: string) => void this.alarms.push(message) };
    const expiry = new ExpireAuthorizationHandler({ log, dueWork, clock });
    const reversals = new ReversalsHandler({ dueWork, clock });
    const choice = new ChooseProcessorHandler(processors, async () => ({ document: { rules: [] }, version: 0 }));
    const cards = this.vault ?? this.cards();
    const parts = { log, effects, processors, credits: { choice, cards }, dueWork, clock, logger };
    const operations = new PerformOperationHandler(parts);
    const authorizations = new AuthorizeOrderHandler({ log, effects, cards, expiry, reversals, clock, processors: choice });
    const reversal = new ReverseAuthorizationHandler({ log, effects, processors, dueWork, clock, logger });
    const runner = new DueWorkRunner({
      dueWork,
      handlers: [expiry, operations, reversal],
      clock,
      random: { fraction: () => 0.5 },
      pause: async () => undefined,
      onFailure: (error: unknown, _item?: DueItem) => this.note(error),
    });
    return { authorizations, operations, reversals, dueWork: runner };
  }

  private step(life: { isOver: boolean }): void {
    if (life.isOver) throw new Crash('the process is dead');
    if (this.fault === undefined) return;
    this.fault.stepsLeft -= 1;
    if (this.fault.stepsLeft > 0) return;
    const { kind } = this.fault;
    this.fault = undefined;
    if (kind === 'failure') throw new TransientError('the outside failed');
    life.isOver = true;
    if (this.hasCvc !== undefined) this.hasCvc = false;
    this.handlers = this.start();
    throw new Crash('the process died');
  }

  private cards(): CardSource & CreditCards {
    return {
      hold: async () => undefined,
      release: async () => undefined,
      holders: async () => [],
      forget: () => undefined,
      keep: async () => undefined,
      use: async (_token, { mayBeWithoutCvc }, use) => {
        if (this.hasCvc === false && mayBeWithoutCvc !== true) throw new DomainError('card_data_lost');
        const result = await use(details);
        if (this.hasCvc !== undefined) this.hasCvc = false;
        return result;
      },
    };
  }
}
