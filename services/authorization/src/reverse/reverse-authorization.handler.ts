import type { ProcessorReference, RecordedEvent } from '@tollgate/contracts';
import { type Clock, invariant, TransientError } from '@tollgate/errors';
import { authorizationOf, type Order } from '@tollgate/order';
import { causeOf, type Effect, type EffectRunner, type Loaded, type OrderLog, orderTarget } from '@tollgate/order-log';
import type { DueItem, DueWork, DueWorkHandler, Handled } from '@tollgate/postgres';
import { ORPHANED_AFTER_MS } from '../authorize/authorize-effect.handler.js';
import { recordAuthorization } from '../authorize/record-authorization.js';
import type { CardProcessor, ProcessorResult } from '../processors/card-processor.js';
import type { ProcessorRegistry } from '../processors/processor-registry.js';
import { reversalRequestOf } from '../processors/processor-request.js';
import { nextReversalStep, repetitionPauseMs } from './next-reversal-step.js';
import { recordReversal } from './record-reversal.js';
import { type OwedReversal, REVERSAL } from './reversals.handler.js';

const LOOK_AGAIN_MS = 1_000;
/** Longer than a processor may take, and short for whoever waits after a crash. */
const LEASE_MS = 20_000;
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
  readonly leaseMs = LEASE_MS;

  constructor(private readonly parts: ReverseParts) {}

  readonly handle = async (item: DueItem): Promise<Handled> => {
    const owed = item.payload as OwedReversal;
    const loaded = await this.parts.log.load(orderTarget(owed.order));
    switch (nextReversalStep(loaded.state, owed.isLate)) {
      case 'drop':
        return 'done';
      case 'give_up':
        return this.giveUp(loaded, owed.isAbandoned === true);
      case 'reverse':
        return this.reverse(item.key, owed, loaded);
    }
  };

  /** The request is open. Once nobody can be waiting for its answer any more, it is recorded as unknown; the reversal comes next. */
  private async giveUp({ state, events }: Loaded<Order>, isAbandoned: boolean): Promise<Handled> {
    const { log, effects, clock } = this.parts;
    const asked = eventOf(events, 'AuthorizationRequested');
    const leftMs = Date.parse(asked.header.occurredAt) + ORPHANED_AFTER_MS - clock.now().getTime();
    const mayBeAnswered = leftMs > 0 && !isAbandoned;
    if (mayBeAnswered || effects.isRunning(state.id)) return { postponeMs: LOOK_AGAIN_MS };
    const cause = { ...causeOf(asked), appends: 'AuthorizationUnknown' } as const;
    await log.decide(orderTarget(state.id), cause, (order) =>
      recordAuthorization(order, { outcome: 'unknown', cause: 'recovered' }),
    );
    return { postponeMs: 0 };
  }

  private async reverse(key: string, owed: OwedReversal, { state, events }: Loaded<Order>): Promise<Handled> {
    const { effects, dueWork } = this.parts;
    const processor = this.parts.processors.ofOrder(state);
    if (!processor.isReady) return { postponeMs: LOOK_AGAIN_MS };
    const cause = causeOf(eventOf(events, 'AuthorizationUnknown', 'AuthorizationRequested'));
    const attempt = { owed, processor, forward: (next: OwedReversal) => this.forward(key, next) };
    let sent: SentReversal | undefined;
    const effect = reverseEffect(key, attempt, (latest) => {
      sent = latest;
    });
    const { payment } = await effects.perform(effect, orderTarget(state.id), { ...cause, appends: 'AuthorizationReversed' });
    const isReversed = owed.isLate ? isAcknowledged(sent) : authorizationOf(payment)?.state === 'reversed';
    if (isReversed) await dueWork.cancel(REVERSAL, key);
    // It was sent by a turn that outlived its lease: that one cannot keep the row any more.
    else if (sent === undefined) return { postponeMs: LOOK_AGAIN_MS };
    else if (sent.attempts >= ALARM_AFTER_ATTEMPTS) this.alarm(state, sent);
    return 'done'; // or it comes again: that was said before it was sent
  }

  /** The next attempt is due, under the same name, before this one leaves: a repetition is the same message. */
  private forward(key: string, payload: OwedReversal): Promise<void> {
    const dueAt = new Date(this.parts.clock.now().getTime() + repetitionPauseMs(payload.attempts));
    return this.parts.dueWork.schedule({ kind: REVERSAL, key, dueAt, payload, onExisting: 'replace' });
  }

  private alarm({ id: order }: Order, { attempts, result }: SentReversal): void {
    const code = result.outcome === 'declined' ? result.code : result.outcome;
    this.parts.logger.error({ order, attempts, code }, 'the reversal is not acknowledged');
  }
}

/** The last event of the first of these types that there is. */
const eventOf = (events: readonly RecordedEvent[], ...types: readonly RecordedEvent['type'][]): RecordedEvent => {
  const event = types.map((type) => events.findLast((one) => one.type === type)).find((found) => found !== undefined);
  invariant(event !== undefined, `an authorization that is undone has its ${types.join(' or ')}`);
  return event;
};

/** A reversal that was sent, and what came of it. */
interface SentReversal {
  readonly result: ProcessorResult;
  readonly reference?: ProcessorReference | undefined;
  readonly attempts: number;
}

const isAcknowledged = (sent: SentReversal | undefined): boolean => sent?.result.outcome === 'approved';

interface Attempt {
  readonly owed: OwedReversal;
  readonly processor: CardProcessor;
  /** Sees to it that the reversal is sent again. */
  readonly forward: (next: OwedReversal) => Promise<void>;
}

/** A reversal may be repeated without harm, so there is no intent: the due work is its promise. */
const reverseEffect = (
  key: string,
  { owed, processor, forward }: Attempt,
  onSent: (sent: SentReversal) => void,
): Effect<Order, SentReversal> => ({
  name: 'reverse',
  key,
  progress: (order) => (nextReversalStep(order, owed.isLate) === 'reverse' ? 'due' : 'done'),
  prepare: async ({ state }) => {
    const { reference, attempts } = owed;
    const prepared = await processor.prepare(reversalRequestOf(state, attempts === 0 ? undefined : { reference, attempts }));
    const send = async (): Promise<SentReversal> => {
      const named = { reference: prepared.reference ?? reference, attempts: attempts + 1 };
      await forward({ ...owed, ...named });
      const sent = { ...named, result: await prepared.submit() };
      onSent(sent);
      return sent;
    };
    return { intent: [], send };
  },
  resume: () => Promise.reject(new TransientError('a reversal has no intent to resume')),
  // Also that of a late approval: it may be the only one that is owed, where the database was away when the outcome was found unknown.
  record: (order, sent) => (isAcknowledged(sent) ? recordReversal(order, sent) : []),
});
