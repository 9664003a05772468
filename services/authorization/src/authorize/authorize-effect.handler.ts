import type { NewEvent } from '@tollgate/contracts';
import { type Clock, DomainError, TransientError } from '@tollgate/errors';
import { authorizationOf, type Order } from '@tollgate/order';
import type { Effect, Loaded, PreparedEffect } from '@tollgate/order-log';
import type { CardProcessor, ProcessorResult } from '../processors/card-processor.js';
import { authorizationRequestOf } from '../processors/processor-request.js';
import type { ReversalsHandler } from '../reverse/reversals.handler.js';
import type { ChooseProcessorHandler } from '../settings/choose-processor.handler.js';
import { isPastAnswerDeadline } from './answer-deadline.js';
import type { CardLoan } from './card-loan.handler.js';
import { type AuthorizationAnswer, recordAuthorization } from './record-authorization.js';
import { rejectOrder } from './reject-order.js';
import { mayAuthorize, payNothing, requestAuthorization, totalOf } from './request-authorization.js';

/** What came of an order's turn: an answer of its processor, or an end without one. */
export type AuthorizationOutcome =
  | AuthorizationAnswer
  | { readonly outcome: 'nothing_to_pay' }
  | { readonly outcome: 'rejected'; readonly code: string };

export interface AuthorizeParts {
  readonly processors: Pick<ChooseProcessorHandler, 'choose'>;
  readonly reversals: Pick<ReversalsHandler, 'owe' | 'oweLate'>;
  readonly clock: Clock;
}

/** Longer than any replica that lives takes between intent and outcome. */
export const ORPHANED_AFTER_MS = 20_000;
/** A process that stood still for longer between its intent and the request asks nobody any more: others may be about to give it up. */
const ASKED_WITHIN_MS = 10_000;

/** Asks the issuer once. After the intent there is no way back but an outcome: one that nobody knows is recorded as unknown and undone,
 *  never asked again. */
export const authorizeEffect = (parts: AuthorizeParts, loan: CardLoan): Effect<Order, AuthorizationOutcome> => ({
  name: 'authorize',
  key: 'authorization',
  progress: (order) => {
    if (mayAuthorize(order)) return 'due';
    return authorizationOf(order.payment)?.state === 'submitted' ? 'open' : 'done';
  },
  prepare: (loaded) => prepare(parts, loan, loaded.state),
  resume: (loaded) => resume(parts, loaded),
  record,
  // One whose answer is unknown, too: it may have reached the processor after the reversal that gave it up.
  onSuperseded: async (order, result) => {
    if (result.outcome === 'approved' || result.outcome === 'unknown') await parts.reversals.oweLate(order.id);
  },
});

const record = (order: Order, result: AuthorizationOutcome): readonly NewEvent[] => {
  if (result.outcome === 'nothing_to_pay') return payNothing(order);
  return result.outcome === 'rejected' ? rejectOrder(order, result.code) : recordAuthorization(order, result);
};

const withoutAsking = (result: AuthorizationOutcome): PreparedEffect<AuthorizationOutcome> => ({
  intent: [],
  send: async () => result,
});
const rejected = (code: string): PreparedEffect<AuthorizationOutcome> => withoutAsking({ outcome: 'rejected', code });

const prepare = async (parts: AuthorizeParts, loan: CardLoan, order: Order): Promise<PreparedEffect<AuthorizationOutcome>> => {
  if (totalOf(order).minor === 0n) return withoutAsking({ outcome: 'nothing_to_pay' });
  if (isPastAnswerDeadline(order, parts.clock.now())) return rejected('processor_unavailable');
  const chosen = await parts.processors.choose(order);
  if (chosen === undefined) return rejected('no_processor');
  if (!chosen.processor.isReady) throw new TransientError(`the processor ${chosen.processor.name} is down`);
  try {
    return await request(parts, loan, { order, ...chosen });
  } catch (error) {
    if (error instanceof DomainError) return rejected(error.code);
    throw error;
  }
};

interface Asking {
  readonly order: Order;
  readonly processor: CardProcessor;
  readonly settingsVersion: number;
}

const request = async (
  parts: AuthorizeParts,
  loan: CardLoan,
  { order, processor, settingsVersion }: Asking,
): Promise<PreparedEffect<AuthorizationOutcome>> => {
  const prepared = await processor.prepare(authorizationRequestOf(order, await loan.take(order)));
  const { reference } = prepared;
  const askUntilMs = parts.clock.now().getTime() + ASKED_WITHIN_MS;
  return {
    intent: requestAuthorization(order, { processor: processor.name, settingsVersion, reference }),
    send: async () => {
      loan.spend();
      if (parts.clock.now().getTime() > askUntilMs) throw new TransientError('the process stood still before it asked');
      const result = await prepared.submit();
      if (result.outcome === 'unknown') await parts.reversals.owe(order.id);
      return timed(result, processor, parts.clock);
    },
  };
};

const timed = (result: ProcessorResult, { authorizationLifetimeMs }: CardProcessor, clock: Clock): AuthorizationAnswer =>
  result.outcome === 'approved'
    ? { ...result, expiresAt: new Date(clock.now().getTime() + authorizationLifetimeMs).toISOString() }
    : result;

/** The intent was found open. Its answer, if there was one, went with the process that asked, or comes to a replica that is still at it. */
const resume = async ({ reversals, clock }: AuthorizeParts, { state, events }: Loaded<Order>): Promise<AuthorizationOutcome> => {
  const asked = events.findLast(({ type }) => type === 'AuthorizationRequested');
  const ageMs = clock.now().getTime() - Date.parse(asked?.header.occurredAt ?? '');
  if (ageMs < ORPHANED_AFTER_MS) throw new TransientError('another replica may be waiting for the processor');
  await reversals.owe(state.id);
  return { outcome: 'unknown', cause: 'recovered' };
};
