import type { NewEvent, RecordedEvent } from '@tollgate/contracts';
import { DomainError } from '@tollgate/errors';

const bare = ({ type, data }: NewEvent): Pick<NewEvent, 'type' | 'data'> => ({ type, data });

/** The DomainError that a piece of work throws; the test fails where it throws none, or something else. */
export const domainErrorOf = (work: () => unknown): DomainError => {
  let thrown: unknown;
  try {
    work();
  } catch (error) {
    thrown = error;
  }
  expect(thrown).toBeInstanceOf(DomainError);
  return thrown as DomainError;
};

/** given(events).when(decision, ...its arguments).then(events): a decision's whole test on one line. Made of the fold of its subject:
 *  `const given = specification(orders)`. */
export const specification =
  <S>({ fold }: { fold(events: readonly RecordedEvent[]): S | undefined }) =>
  (...history: readonly RecordedEvent[]) => ({
    when: <A extends readonly unknown[]>(decision: (state: S, ...rest: A) => readonly NewEvent[], ...rest: A) => {
      const decide = (): readonly NewEvent[] => {
        const state = fold(history);
        if (state === undefined) throw new Error('given() starts with the first event of its subject');
        return decision(state, ...rest);
      };
      return {
        // biome-ignore lint/suspicious/noThenProperty: given, when, then are the words of the trade; nobody awaits this
        then: (...expected: readonly NewEvent[]): void => expect(decide().map(bare)).toEqual(expected.map(bare)),
        thenNothing: (): void => expect(decide()).toEqual([]),
        thenRefused: (code: string, field?: string): void => {
          const error = domainErrorOf(decide);
          expect(error.code).toBe(code);
          if (field !== undefined) expect(error.field).toBe(field);
        },
      };
    },
  });
