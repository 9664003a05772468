import { type Clock, invariant, TransientError } from '@tollgate/errors';
import { authorizationOf, isPending, type Order, operationOf } from '@tollgate/order';
import { type Cause, causeOf, type EffectRunner, type OrderLog, orderTarget } from '@tollgate/order-log';
import type { DueItem, DueWork, DueWorkHandler, Handled } from '@tollgate/postgres';
import { recordCapture } from '../capture/record-capture.js';
import { refuseCapture, submitCapture } from '../capture/submit-capture.js';
import type { CardProcessor } from '../processors/card-processor.js';
import type { ProcessorRegistry } from '../processors/processor-registry.js';
import { recordRefund } from '../refund/record-refund.js';
import { refuseRefund, submitRefund } from '../refund/submit-refund.js';
import { repetitionPauseMs } from '../reverse/next-reversal-step.js';
import { recordVoid } from '../void/record-void.js';
import { refuseVoid, submitVoid } from '../void/submit-void.js';
import type { OperationDecisions } from './operation-answer.js';
import { operationEffect } from './operation-effect.handler.js';

export const captures: OperationDecisions = {
  kind: 'capture',
  refuse: refuseCapture,
  submit: submitCapture,
  record: recordCapture,
};
export const voids: OperationDecisions = { kind: 'void', refuse: refuseVoid, submit: submitVoid, record: recordVoid };
export const refunds: OperationDecisions = { kind: 'refund', refuse: refuseRefund, submit: submitRefund, record: recordRefund };
const decisionsOf = { capture: captures, void: voids, refund: refunds };

/** An operation that has not come to its end, as due work tells it. */
interface OpenOperation {
  readonly order: string;
  readonly kind: OperationDecisions['kind'];
}

const KIND = 'operation';
/** Longer than a processor may take, and short for whoever waits after a crash. */
const LEASE_MS = 20_000;
const ALARM_AFTER_ATTEMPTS = 6;

export interface PerformOperationParts {
  readonly log: OrderLog;
  readonly effects: EffectRunner;
  readonly processors: ProcessorRegistry;
  readonly dueWork: Pick<DueWork, 'schedule'>;
  readonly clock: Clock;
  readonly logger: { error(fields: object, message: string): void };
}

/** Performs what a merchant asked for until the processor has answered, whether it was away, silent, or busy with the order. */
export class PerformOperationHandler implements DueWorkHandler {
  readonly kind = KIND;
  readonly leaseMs = LEASE_MS;

  constructor(private readonly parts: PerformOperationParts) {}

  /** The merchant asked. Resolves when the operation has come to its end, or when it is due again whatever happens to this process. */
  async begin(decisions: OperationDecisions, order: string, cause: Cause): Promise<void> {
    const isOpen = await this.perform(decisions, order, { cause, attempts: 0 });
    if (!isOpen) return;
    const { dueWork, clock } = this.parts;
    const payload: OpenOperation = { order, kind: decisions.kind };
    const dueAt = new Date(clock.now().getTime() + repetitionPauseMs(1));
    await dueWork.schedule({ kind: KIND, key: cause.id, dueAt, payload, onExisting: 'keep' });
  }

  readonly handle = async ({ key: id, payload, attempts }: DueItem): Promise<Handled> => {
    const { order, kind } = payload as OpenOperation;
    const { events } = await this.parts.log.load(orderTarget(order));
    const asked = events.find(({ header }) => header.id === id);
    invariant(asked !== undefined, 'an operation is named by the event that asked for it');
    const isOpen = await this.perform(decisionsOf[kind], order, { cause: causeOf(asked), attempts });
    if (!isOpen) return 'done';
    if (attempts >= ALARM_AFTER_ATTEMPTS)
      this.parts.logger.error({ order, operation: id, kind, attempts }, 'the operation has no answer');
    return { postponeMs: repetitionPauseMs(attempts) };
  };

  /** Whether it is still open: unanswered, waiting for another one, or for its processor. */
  private async perform(
    decisions: OperationDecisions,
    order: string,
    { cause, attempts }: { readonly cause: Cause; readonly attempts: number },
  ): Promise<boolean> {
    const processorOf = (of: Order): CardProcessor => this.processorOf(of);
    const effect = operationEffect({ id: cause.id, decisions, attempts, processorOf });
    try {
      const { payment } = await this.parts.effects.perform(effect, orderTarget(order), cause);
      const operation = operationOf(payment, cause.id);
      if (operation !== undefined && isPending(operation)) return true;
      await this.bringForwardNext(order, payment);
      return false;
    } catch (error) {
      if (error instanceof TransientError) return true;
      throw error;
    }
  }

  /** Whatever waited for this one to end need not wait for its time. */
  private async bringForwardNext(order: string, { operations }: Order['payment']): Promise<void> {
    const next = operations.find(({ kind, state }) => kind in decisionsOf && state === 'requested');
    if (next === undefined) return;
    const payload = { order, kind: next.kind as OpenOperation['kind'] } satisfies OpenOperation;
    await this.parts.dueWork.schedule({ kind: KIND, key: next.id, dueAt: this.parts.clock.now(), payload });
  }

  private processorOf({ mode, payment }: Order): CardProcessor {
    const { processor: name = '' } = authorizationOf(payment) ?? {};
    const processor = this.parts.processors.find(name, mode);
    if (processor === undefined) throw new TransientError(`the processor ${name} is not configured for mode ${mode}`);
    if (!processor.isReady) throw new TransientError(`the processor ${name} is down`);
    return processor;
  }
}
