import { DomainError, invariant, TransientError } from '@tollgate/errors';
import { type Operation, type Order, operationOf } from '@tollgate/order';
import type { Effect, Loaded, PreparedEffect } from '@tollgate/order-log';
import type { CardSource } from '../authorize/card-loan.handler.js';
import type { OperationAnswer } from '../operations/operation-answer.js';
import {
  answerOf,
  attemptsBefore,
  operationProgress,
  refused,
  type SendingWork,
} from '../operations/operation-effect.handler.js';
import type { CardDetails, CardProcessor, PreparedRequest } from '../processors/card-processor.js';
import type { ProcessorRegistry } from '../processors/processor-registry.js';
import { creditRequestOf, type Repetition } from '../processors/processor-request.js';
import type { ChooseProcessorHandler } from '../settings/choose-processor.handler.js';
import { recordCredit } from './record-credit.js';
import { submitCredit } from './submit-credit.js';

/** What a credit needs beside its processor: unlike a refund it names no earlier request, and so has to tell the card. */
export interface CreditParts {
  readonly processors: Pick<ProcessorRegistry, 'find'>;
  readonly choice: Pick<ChooseProcessorHandler, 'choose'>;
  readonly cards: CardSource;
}

/** A credit counts once however often it is sent, as a refund does: one whose outcome is unknown is sent again under the same reference until its
 *  processor says what became of it. It is never reversed: that might take back what another replica was just told is done. */
export const creditEffect = (parts: CreditParts, work: SendingWork): Effect<Order, OperationAnswer> => ({
  name: 'credit',
  key: work.id,
  progress: ({ payment }) => operationProgress(payment, work.id),
  prepare: ({ state }) => prepare(parts, work, state),
  resume: (loaded) => repeat(parts, work, loaded),
  record: (order, answer) => recordCredit(order, work.id, answer),
});

const prepare = async (
  parts: CreditParts,
  work: SendingWork,
  order: Order,
): Promise<PreparedEffect<OperationAnswer> | undefined> => {
  const credit = operationOf(order.payment, work.id);
  if (credit === undefined) return undefined;
  const chosen = await parts.choice.choose(order);
  if (chosen === undefined) return refused('no_processor');
  const { processor, settingsVersion } = chosen;
  try {
    const { reference, submit } = await requestOf(parts, readied(processor), { order, credit });
    const send = async (): Promise<OperationAnswer> => {
      work.onSent(1);
      return answerOf(await submit());
    };
    return { intent: submitCredit(order, work.id, { processor: processor.name, settingsVersion, reference }), send };
  } catch (error) {
    if (error instanceof DomainError) return refused(error.code);
    throw error;
  }
};

const repeat = async (
  parts: CreditParts,
  work: SendingWork,
  { state: order, events }: Loaded<Order>,
): Promise<OperationAnswer> => {
  const credit = operationOf(order.payment, work.id);
  if (credit === undefined) throw new TransientError(`credit ${work.id} is not there yet`);
  const attempts = attemptsBefore(work, events);
  const processor = parts.processors.find(credit.processor, order.mode);
  if (processor === undefined) throw new TransientError(`the processor ${credit.processor} is not configured`);
  const repeats = { reference: credit.reference, attempts };
  const { submit } = await requestOf(parts, readied(processor), { order, credit, repeats });
  work.onSent(attempts + 1);
  return answerOf(await submit());
};

interface Asking {
  readonly order: Order;
  readonly credit: Operation;
  readonly repeats?: Repetition;
}

/** DomainError where the processor cannot carry it, or the card is not there any more. */
const requestOf = async (
  { cards }: CreditParts,
  processor: CardProcessor,
  { order, credit, repeats }: Asking,
): Promise<PreparedRequest> => {
  const { merchant, mode, placed } = order;
  invariant(placed.card !== undefined, 'a credit has a card');
  const { token, isStored } = placed.card;
  const card = await cards.use(token, { merchant, mode, mayBeWithoutCvc: true }, async (found: CardDetails) => found);
  // As it was when the credit was placed: a repetition says what the first request said.
  return processor.prepare(creditRequestOf(order, { credit, card: { ...card, isStored } }, repeats));
};

const readied = (processor: CardProcessor): CardProcessor => {
  if (!processor.isReady) throw new TransientError(`the processor ${processor.name} is down`);
  return processor;
};

/** Nobody needs the card of a credit that has come to its end. */
export const forgetCard = ({ cards }: Pick<CreditParts, 'cards'>, { placed }: Order): void => {
  if (placed.card !== undefined && !placed.card.isStored) cards.forget(placed.card.token);
};
