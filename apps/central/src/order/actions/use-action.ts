import { useDisclosure } from '@mantine/hooks';
import { type UseMutationResult, useQueryClient } from '@tanstack/react-query';
import { problemOf } from '../../api/problem.js';
import { useCommand } from '../../api/use-command.js';
import { useStore } from '../../shell/store-context.js';

export interface Action<T, B> {
  readonly command: UseMutationResult<T, Error, B>;
  readonly isOpen: boolean;
  readonly open: () => void;
  readonly close: () => void;
}

/** A command on an order behind a dialog: it closes when the command is done, and the order is looked at anew. After a refusal, too: somebody else
 *  may have changed it. */
export const useAction = <T, B = object>(id: string, rest: string, onResult?: (answer: T) => void): Action<T, B> => {
  const { key } = useStore();
  const queries = useQueryClient();
  const [isOpen, { open, close }] = useDisclosure(false);
  const command = useCommand<T, B>(`/orders/${id}${rest}`, {
    onDone: (answer) => {
      close();
      onResult?.(answer);
    },
    // A review that ends without payment is no failure: the page tells what became of the order.
    onError: (error) => {
      const { order } = problemOf(error);
      if (order === undefined) return;
      close();
      onResult?.(order as T);
    },
    onSettled: () => {
      for (const queryKey of [key('order', id), key('orders'), key('reviews'), key('approvals')])
        void queries.invalidateQueries({ queryKey });
    },
  });
  const begin = (): void => {
    command.reset();
    open();
  };
  return { command, isOpen, open: begin, close };
};
