import type { OrderEvent, RecordedEvent } from '@tollgate/contracts';
import { DomainError } from '@tollgate/errors';
import { fold, type Order } from '../order.js';

const bare = ({ type, data }: OrderEvent): Pick<OrderEvent, 'type' | 'data'> => ({ type, data });

/** given(events).when(decision, ...its arguments).then(events): a decision's whole test on one line. */
export const given = (...history: readonly RecordedEvent[]) => ({
  when: <A extends readonly unknown[]>(decision: (order: Order, ...rest: A) => readonly OrderEvent[], ...rest: A) => {
    const decide = (): readonly OrderEvent[] => {
      const order = fold(history);
      if (order === undefined) throw new Error('given() starts with an OrderPlaced');
      return decision(order, ...rest);
    };
    return {
      // biome-ignore lint/suspicious/noThenProperty: given, when, then are the words of the trade; nobody awaits this
      then: (...expected: readonly OrderEvent[]): void => expect(decide().map(bare)).toEqual(expected.map(bare)),
      thenNothing: (): void => expect(decide()).toEqual([]),
      thenRefused: (code: string): void => {
        let thrown: unknown;
        try {
          decide();
        } catch (error) {
          thrown = error;
        }
        expect(thrown).toBeInstanceOf(DomainError);
        expect((thrown as DomainError).code).toBe(code);
      },
    };
  },
});
