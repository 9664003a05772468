import { type Clock, invariant, TransientError } from '@tollgate/errors';
import { isPending, type Order, operationOf } from '@tollgate/order';
import { type Cause, causeOf, type EffectRunner, type OrderLog, orderTarget } from '@tollgate/order-log';
import type { DueItem, DueWork, DueWorkHandler, Handled } from '@tollgate/postgres';
import { ORPHANED_AFTER_MS } from '../authorize/authorize-effect.handler.js';
import { recordCapture } from '../capture/record-capture.js';
import { refuseCapture, submitCapture } from '../capture/submit-capture.js';
import { type CreditParts, creditAsking, letCardGo } from '../credit/credit-asking.handler.js';
import { recordCredit } from '../credit/record-credit.js';
import { submitCredit } from '../credit/submit-credit.js';
import type { ProcessorRegistry } from '../processors/processor-registry.js';
import { recordRefund } from '../refund/record-refund.js';
import { refuseRefund, submitRefund } from '../refund/submit-refund.js';
import { repetitionPauseMs } from '../reverse/next-reversal-step.js';
import { recordVoid } from '../void/record-void.js';
import { refuseVoid, submitVoid } from '../void/submit-void.js';
import { nextInLine } from './left-to-capture.js';
import type { OperationDecisions } from './operation-answer.js';
import { authorizedAsking } from './operation-asking.handler.js';
import { MaybeUnderWay, type OperationAsking, operationEffect } from './operation-effect.handler.js';

export const captures: OperationDecisions = {
  kind: 'capture',
  refuse: refuseCapture,
  submit: submitCapture,
  record: recordCapture,
};
export const voids: OperationDecisions = { kind: 'void', refuse: refuseVoid, submit: submitVoid, record: recordVoid };
export const refunds: OperationDecisions = { kind: 'refund', refuse: refuseRefund, submit: submitRefund, record: recordRefund };
/** What a credit's limits refuse, gateway-ingress has refused before it was placed. */
export const credits: OperationDecisions = {
  kind: 'credit',
  refuse: () => undefined,
  submit: submitCredit,
  record: recordCredit,
};
const decisionsOf = { capture: captures, void: voids, refund: refunds, credit: credits };

/** An operation that has not come to its end, as due work tells it. */
interface OpenOperation {
  readonly order: string;
  readonly kind: OperationDecisions['kind'];
  /** How often it was sent, and not answered, by processes that wait for it no more. */
  readonly sentCount?: number;
}

interface Performing {
  readonly cause: Cause;
  readonly sentCount: number | undefined;
}

/** What came of an operation's turn. */
interface Turn {
  /** Unanswered, waiting for another one, or for its processor. */
  readonly isOpen: boolean;
  /** How often it was sent by now; undefined where it was not sent this time. */
  readonly sentCount?: number;
  /** Until nobody can be waiting for its answer any more. */
  readonly waitMs?: number;
}

const KIND = 'operation';
/** Longer than a processor may take, and short for whoever waits after a crash. */
export const LEASE_MS = 20_000;
const ALARM_AFTER_SENDING = 6;

export interface PerformOperationParts {
  readonly log: OrderLog;
  readonly effects: EffectRunner;
  readonly processors: ProcessorRegistry;
  readonly credits: Omit<CreditParts, 'processors'>;
  readonly dueWork: Pick<DueWork, 'schedule'>;
  readonly clock: Clock;
  readonly logger: { error(fields: object, message: string): void };
}

/** Performs what a merchant asked for until the processor has answered, whether it was away, silent, or busy with the order. */
export class PerformOperationHandler implements DueWorkHandler {
  readonly kind = KIND;
  readonly leaseMs = LEASE_MS;

  private readonly authorized: OperationAsking;
  private readonly credited: OperationAsking;

  constructor(private readonly parts: PerformOperationParts) {
    const { processors, credits: creditParts } = parts;
    this.authorized = authorizedAsking(processors);
    this.credited = creditAsking({ ...creditParts, processors });
  }

  /** The merchant asked. Resolves when the operation has come to its end, or when it is due again whatever happens to this process. */
  async begin(decisions: OperationDecisions, order: string, cause: Cause): Promise<void> {
    const turn = await this.perform(decisions, order, { cause, sentCount: undefined });
    if (turn.isOpen) await this.schedule({ order, kind: decisions.kind }, cause.id, turn);
  }

  readonly handle = async ({ key: id, payload, attempts }: DueItem): Promise<Handled> => {
    const open = payload as OpenOperation;
    const { events } = await this.parts.log.load(orderTarget(open.order));
    const asked = events.find(({ header }) => header.id === id);
    invariant(asked !== undefined, 'an operation is named by the event that asked for it');
    const cause = causeOf(asked);
    const turn = await this.perform(decisionsOf[open.kind], open.order, { cause, sentCount: open.sentCount ?? 0 });
    if (!turn.isOpen) return 'done';
    if (turn.sentCount === undefined) return { postponeMs: turn.waitMs ?? repetitionPauseMs(attempts) };
    await this.schedule(open, id, turn);
    if (turn.sentCount >= ALARM_AFTER_SENDING) {
      const { order, kind } = open;
      this.parts.logger.error({ order, operation: id, kind, sentCount: turn.sentCount }, 'the operation has no answer');
    }
    return 'done'; // it comes again: that was said just now
  };

  /** What a process left that died after another one had settled its credit, or before anybody took it over: each card that is held is looked
   *  after, by its credit's turn, so that none is held for ever. */
  async takeOverHeldCards(): Promise<void> {
    for (const order of await this.parts.credits.cards.holders()) {
      const { state } = await this.parts.log.load(orderTarget(order));
      await this.schedule({ order, kind: 'credit' }, state.placement, { isOpen: true, waitMs: ORPHANED_AFTER_MS });
    }
  }

  /** Who has sent it says how often, and when the next time is; who has not leaves what others said. */
  private schedule({ order, kind }: OpenOperation, key: string, { sentCount, waitMs }: Turn): Promise<void> {
    const { dueWork, clock } = this.parts;
    const dueAt = new Date(clock.now().getTime() + (waitMs ?? repetitionPauseMs(sentCount ?? 1)));
    const payload: OpenOperation = { order, kind, ...(sentCount !== undefined && { sentCount }) };
    return dueWork.schedule({ kind: KIND, key, dueAt, payload, onExisting: sentCount === undefined ? 'keep' : 'replace' });
  }

  private async perform(decisions: OperationDecisions, order: string, { cause, sentCount }: Performing): Promise<Turn> {
    let sent: Pick<Turn, 'sentCount'> = {};
    const onSent = (count: number): void => {
      sent = { sentCount: count };
    };
    const { effects, clock } = this.parts;
    const asking = decisions.kind === 'credit' ? this.credited : this.authorized;
    const effect = operationEffect({ id: cause.id, decisions, asking, sentCount, clock, onSent });
    try {
      const state = await effects.perform(effect, orderTarget(order), cause);
      const operation = operationOf(state.payment, cause.id);
      if (operation !== undefined && isPending(operation)) return { isOpen: true, ...sent };
      await this.finish(decisions, state);
      return { isOpen: false };
    } catch (error) {
      if (error instanceof MaybeUnderWay) return { isOpen: true, waitMs: error.leftMs };
      if (error instanceof TransientError) return { isOpen: true, ...sent };
      throw error;
    }
  }

  private async finish({ kind }: OperationDecisions, order: Order): Promise<void> {
    if (kind === 'credit') await letCardGo(this.parts.credits, order);
    await this.bringForwardNext(order);
  }

  /** Whatever waited for this one to end need not wait for its time. */
  private async bringForwardNext(order: Order): Promise<void> {
    const next = nextInLine(order);
    if (next === undefined) return;
    const payload = { order: order.id, kind: next.kind as OpenOperation['kind'] } satisfies OpenOperation;
    await this.parts.dueWork.schedule({ kind: KIND, key: next.id, dueAt: this.parts.clock.now(), payload });
  }
}
