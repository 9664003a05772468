import type { RecordedEvent } from '@tollgate/contracts';
import { type Clock, invariant, TransientError } from '@tollgate/errors';
import { authorizationOf, type Order } from '@tollgate/order';
import {
  type Cause,
  causeOf,
  type Effect,
  type EffectRunner,
  type Loaded,
  type OrderLog,
  orderTarget,
} from '@tollgate/order-log';
import type { DueItem, DueWork, DueWorkHandler, Handled } from '@tollgate/postgres';
import { ORPHANED_AFTER_MS } from '../authorize/authorize-effect.handler.js';
import { recordAuthorization } from '../authorize/record-authorization.js';
import type { CardProcessor, PreparedRequest, ProcessorResult } from '../processors/card-processor.js';
import type { ProcessorRegistry } from '../processors/processor-registry.js';
import { reversalRequestOf } from '../processors/processor-request.js';
import { nextReversalStep, repetitionPauseMs } from './next-reversal-step.js';
import { recordReversal } from './record-reversal.js';
import { type OwedReversal, REVERSAL } from './reversals.handler.js';

const LOOK_AGAIN_MS = 1_000;
const ALARM_AFTER_ATTEMPTS = 6;

export interface ReverseParts {
  readonly log: OrderLog;
  readonly effects: EffectRunner;
  readonly processors: ProcessorRegistry;
  readonly dueWork: Pick<DueWork, 'schedule' | 'cancel'>;
  readonly clock: Clock;
  readonly logger: { error(fields: object, message: string): void };
}

/** Sends every reversal that is owed until the processor acknowledges it. */
export class ReverseAuthorizationHandler implements DueWorkHandler {
  readonly kind = REVERSAL;

  constructor(private readonly parts: ReverseParts) {}

  readonly handle = async (item: DueItem): Promise<Handled> => {
    const owed = item.payload as OwedReversal;
    const loaded = await this.parts.log.load(orderTarget(owed.order));
    switch (nextReversalStep(loaded.state, owed.isLate)) {
      case 'drop':
        return 'done';
      case 'give_up':
        return this.giveUp(loaded);
      case 'reverse':
        return this.reverse(item.key, owed, loaded);
    }
  };

  /** The request is open. Once nobody can be waiting for its answer any more, it is recorded as unknown; the reversal comes next. */
  private async giveUp({ state, events }: Loaded<Order>): Promise<Handled> {
    const { log, effects, clock } = this.parts;
    const asked = eventOf(events, 'AuthorizationRequested');
    const leftMs = Date.parse(asked.header.occurredAt) + ORPHANED_AFTER_MS - clock.now().getTime();
    if (leftMs > 0 || effects.isRunning(state.id)) return { postponeMs: LOOK_AGAIN_MS };
    const cause = { ...causeOf(asked), appends: 'AuthorizationUnknown' } as const;
    await log.decide(orderTarget(state.id), cause, (order) =>
      recordAuthorization(order, { outcome: 'unknown', cause: 'recovered' }),
    );
    return { postponeMs: 0 };
  }

  private async reverse(key: string, owed: OwedReversal, { state, events }: Loaded<Order>): Promise<Handled> {
    const { effects, dueWork } = this.parts;
    const processor = this.processorOf(state);
    if (!processor.isReady) return { postponeMs: LOOK_AGAIN_MS };
    const cause = causeOf(eventOf(events, owed.isLate ? 'AuthorizationRequested' : 'AuthorizationUnknown'));
    const sent = new SentReversal(owed, (next) => this.forward(key, next));
    await effects.perform(reverseEffect({ key, processor, sent }), orderTarget(state.id), withReversal(cause));
    if (sent.isAcknowledged) await dueWork.cancel(REVERSAL, key);
    else if (sent.attempts >= ALARM_AFTER_ATTEMPTS) this.alarm(state, sent);
    return 'done'; // or it comes again: that was said before it was sent
  }

  /** The next attempt is due, under the same name, before this one leaves: a repetition is the same message. */
  private forward(key: string, payload: OwedReversal): Promise<void> {
    const dueAt = new Date(this.parts.clock.now().getTime() + repetitionPauseMs(payload.attempts));
    return this.parts.dueWork.schedule({ kind: REVERSAL, key, dueAt, payload, onExisting: 'replace' });
  }

  private processorOf({ mode, payment }: Order): CardProcessor {
    const { processor: name = '' } = authorizationOf(payment) ?? {};
    const processor = this.parts.processors.find(name, mode);
    if (processor === undefined) throw new TransientError(`the processor ${name} is not configured for mode ${mode}`);
    return processor;
  }

  private alarm({ id: order }: Order, { attempts, code }: SentReversal): void {
    this.parts.logger.error({ order, attempts, code }, 'the reversal is not acknowledged');
  }
}

const eventOf = (events: readonly RecordedEvent[], type: RecordedEvent['type']): RecordedEvent => {
  const event = events.findLast((one) => one.type === type);
  invariant(event !== undefined, `an authorization that is undone has its ${type}`);
  return event;
};

const withReversal = (cause: Cause): Cause => ({ ...cause, appends: 'AuthorizationReversed' });

/** One attempt: how it is named, and what came of it. */
class SentReversal {
  private result: ProcessorResult | undefined;
  private reference: OwedReversal['reference'];
  readonly attempts: number;

  constructor(
    private readonly owed: OwedReversal,
    private readonly forward: (next: OwedReversal) => Promise<void>,
  ) {
    this.reference = owed.reference;
    this.attempts = owed.attempts + 1;
  }

  get isLate(): boolean {
    return this.owed.isLate;
  }

  get repeats() {
    const { attempts } = this.owed;
    return attempts === 0 ? undefined : { reference: this.reference, attempts };
  }

  get isAcknowledged(): boolean {
    return this.result?.outcome === 'approved';
  }

  get code(): string {
    return this.result?.outcome === 'declined' ? this.result.code : (this.result?.outcome ?? 'not_sent');
  }

  async send({ reference, submit }: Pick<PreparedRequest, 'reference' | 'submit'>): Promise<ProcessorResult> {
    this.reference = reference ?? this.reference;
    await this.forward({ ...this.owed, reference: this.reference, attempts: this.attempts });
    this.result = await submit();
    return this.result;
  }

  record(order: Order): ReturnType<typeof recordReversal> {
    if (!this.isAcknowledged || this.owed.isLate) return [];
    return recordReversal(order, { reference: this.reference, attempts: this.attempts });
  }
}

/** A reversal may be repeated without harm, so there is no intent: the due work is its promise. */
const reverseEffect = ({
  key,
  processor,
  sent,
}: {
  readonly key: string;
  readonly processor: CardProcessor;
  readonly sent: SentReversal;
}): Effect<Order, ProcessorResult> => ({
  name: 'reverse',
  key,
  progress: (order) => (nextReversalStep(order, sent.isLate) === 'reverse' && !sent.isAcknowledged ? 'due' : 'done'),
  prepare: async ({ state }) => {
    const prepared = await processor.prepare(reversalRequestOf(state, sent.repeats));
    return { intent: [], send: () => sent.send({ reference: prepared.reference, submit: () => prepared.submit() }) };
  },
  resume: () => Promise.reject(new TransientError('a reversal has no intent to resume')),
  record: (order) => sent.record(order),
});
