import { DomainError, invariant, TransientError } from '@tollgate/errors';
import type { Order } from '@tollgate/order';
import type { CardSource } from '../authorize/card-loan.handler.js';
import type { OperationAsking, OperationRoute } from '../operations/operation-effect.handler.js';
import type { CardDetails } from '../processors/card-processor.js';
import type { ProcessorRegistry } from '../processors/processor-registry.js';
import { creditRequestOf } from '../processors/processor-request.js';
import type { ChooseProcessorHandler } from '../settings/choose-processor.handler.js';
import type { Vault } from '../vault/vault.handler.js';

/** The vault, as a credit uses it: held, a card stays whoever deletes it. */
export type CreditCards = Pick<CardSource, 'use' | 'forget'> & Pick<Vault, 'hold' | 'release' | 'holders'>;

export interface CreditParts {
  readonly processors: Pick<ProcessorRegistry, 'find'>;
  readonly choice: Pick<ChooseProcessorHandler, 'choose'>;
  readonly cards: CreditCards;
}

/** A credit is of no authorization: its processor is chosen once, and it tells its card each time that it is sent. So the card
 *  is held before the intent is recorded, and until the credit has its end. */
export const creditAsking = ({ processors, choice, cards }: CreditParts): OperationAsking => ({
  route: async (order, { state, processor: name = '' }) => {
    if (state === 'requested') return chosen(await choice.choose(order));
    const processor = processors.find(name, order.mode);
    if (processor === undefined) throw new TransientError(`the processor ${name} is not configured`);
    return { processor, settingsVersion: 0 };
  },
  request: async (order, credit, repeats) => {
    const { merchant, mode } = order;
    const { token, isStored } = cardOf(order);
    await cards.hold(token, order.id);
    const card = await cards.use(token, { merchant, mode, mayBeWithoutCvc: true }, async (found: CardDetails) => found);
    // As it was when the credit was placed: a repetition says what the first request said.
    return creditRequestOf(order, { credit, card: { ...card, isStored } }, repeats);
  },
});

/** Nobody needs the card of a credit that has come to its end. Throws TransientError where the vault cannot be told. */
export const letCardGo = async ({ cards }: Pick<CreditParts, 'cards'>, order: Order): Promise<void> => {
  const { token, isStored } = cardOf(order);
  await cards.release(token, order.id);
  if (!isStored) cards.forget(token);
};

const chosen = (route: OperationRoute | undefined): OperationRoute => {
  if (route === undefined) throw new DomainError('no_processor');
  return route;
};

const cardOf = ({ placed: { card } }: Order) => {
  invariant(card !== undefined, 'a credit has a card');
  return card;
};
