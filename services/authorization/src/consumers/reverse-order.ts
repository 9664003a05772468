import { invariant } from '@tollgate/errors';
import { type Order } from '@tollgate/order';
import { causeOf } from '@tollgate/order-log';
import type { Acquirer } from '../adapters/acquirer/acquirer.js';
import type { LoadedOrder, PaymentStream } from '../adapters/payment-stream.js';
import type { OpenReversal, OpenReversals } from '../adapters/postgres/open-reversals.js';
import { nextReversalStep, reversalPauseMs } from '../domain/next-reversal-step.js';
import { recordReversal } from '../domain/record-reversal.js';
import { timeOutAuthorization } from '../domain/time-out-authorization.js';
import type { OrdersUnderWay } from './orders-under-way.js';

const SWEEP_MS = 1_000;
const CLAIM_COUNT = 50;
const ALARM_AFTER_ATTEMPTS = 6;

export interface ReversalLog {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

export interface ReverseOrderParts {
  readonly stream: PaymentStream;
  readonly acquirer: Acquirer;
  readonly open: OpenReversals;
  readonly log: ReversalLog;
  /** The orders this process is asking the acquirer about right now. */
  readonly underWay: OrdersUnderWay;
}

/** Store and forward: every reversal owed is sent until the acquirer acknowledges it, whoever crashed in between. */
export class ReverseOrder {
  private readonly attempts = new Map<string, Promise<void>>();
  private sweeper: NodeJS.Timeout | undefined;
  private isSweeping = false;

  constructor(private readonly parts: ReverseOrderParts) {}

  /** Takes over what an earlier life of our terminal left open, then sweeps. */
  async start(): Promise<void> {
    const { open, acquirer, log } = this.parts;
    const orphans = await open.keepOrphans(await acquirer.terminalId());
    if (orphans > 0) log.warn({ orphans }, 'requests without outcome are given up and reversed');
    this.sweeper = setInterval(() => void this.sweep(), SWEEP_MS).unref();
    void this.sweep();
  }

  /** Sends no more; what is under way ends. */
  async stop(): Promise<void> {
    clearInterval(this.sweeper);
    await Promise.allSettled(this.attempts.values());
  }

  /** Before a time-out is recorded: whatever happens next, the reversal is owed. */
  keep(order: string): Promise<void> {
    return this.parts.open.keep(order, false);
  }

  async reverseLateApproval(order: string): Promise<void> {
    this.parts.log.warn({ order }, 'approval came too late and is reversed');
    await this.parts.open.keep(order, true);
    this.begin({ order, isLateApproval: true, attempts: 1 });
  }

  /** The first attempt, by whoever kept the reversal. */
  attemptSoon(order: string): void {
    this.begin({ order, isLateApproval: false, attempts: 1 });
  }

  private async sweep(): Promise<void> {
    if (this.isSweeping || !this.parts.acquirer.isReady) return;
    this.isSweeping = true;
    try {
      for (const due of await this.parts.open.claim(CLAIM_COUNT)) this.begin(due);
    } catch (error) {
      this.parts.log.warn({ error }, 'open reversals could not be read');
    } finally {
      this.isSweeping = false;
    }
  }

  private begin(due: OpenReversal): void {
    if (this.attempts.has(due.order)) return; // what it leaves is due again
    const attempt = this.attempt(due)
      .catch((error: unknown) => this.parts.log.warn({ error, order: due.order }, 'reversal failed and comes again'))
      .finally(() => this.attempts.delete(due.order));
    this.attempts.set(due.order, attempt);
  }

  private async attempt(due: OpenReversal): Promise<void> {
    const { stream, open } = this.parts;
    const loaded = await stream.load(due.order);
    const step = nextReversalStep(loaded.order, due.isLateApproval);
    if (step === 'drop') return open.drop(due.order, due.isLateApproval);
    if (step === 'reverse') return this.reverse(due, loaded);
    if (this.parts.underWay.has(due.order)) return open.postpone(due.order, reversalPauseMs(due.attempts));
    const request = loaded.events.findLast(({ type }) => type === 'AuthorizationRequested');
    invariant(request !== undefined, 'an open request is in the log');
    await stream.append(loaded.order, causeOf(request), timeOutAuthorization(loaded.order, 'recovered'));
    // Read again: whether it was ours or another's, the outcome is in the log now.
    return this.attempt(due);
  }

  private async reverse(due: OpenReversal, { order, events }: LoadedOrder): Promise<void> {
    const { acquirer, open, stream, log } = this.parts;
    const { attempts } = due;
    const trace = await acquirer.nextTrace();
    if (!(await acquirer.reverse(order, trace, attempts > 1))) {
      if (attempts >= ALARM_AFTER_ATTEMPTS) log.error({ order: order.id, attempts }, 'reversal is not acknowledged');
      return open.postpone(order.id, reversalPauseMs(attempts));
    }
    const timeOut = events.findLast(({ type }) => type === 'AuthorizationTimedOut');
    invariant(timeOut !== undefined, 'only what timed out is reversed');
    await stream.append(order, causeOf(timeOut), recordReversal(order, sentTrace(order, trace), attempts));
    return open.drop(order.id, due.isLateApproval);
  }
}

/** A reversal goes under the RRN and the terminal of what it undoes. */
const sentTrace = (order: Order, trace: Awaited<ReturnType<Acquirer['nextTrace']>>) => {
  const { rrn, terminalId } = order.payment.requested?.trace ?? trace;
  return { ...trace, rrn, terminalId };
};
