import { useDisclosure } from '@mantine/hooks';
import { type UseMutationResult, useQueryClient } from '@tanstack/react-query';
import { useCommand } from '../api/use-command.js';
import { useStore } from '../shell/store-context.js';

interface WebhookCommand<T, B> {
  readonly command: UseMutationResult<T, Error, B>;
  readonly isOpen: boolean;
  readonly open: () => void;
  readonly close: () => void;
}

interface WebhookCommandOptions<T> {
  readonly method?: 'POST' | 'PATCH' | 'DELETE';
  readonly onDone?: (answer: T) => unknown;
}

/** Something done to an endpoint behind a dialog; then webhooks are looked at anew, after a refusal, too. */
export const useWebhookCommand = <T = unknown, B = undefined>(
  rest: string,
  { method = 'POST', onDone }: WebhookCommandOptions<T> = {},
): WebhookCommand<T, B> => {
  const { key } = useStore();
  const queries = useQueryClient();
  const [isOpen, { open, close }] = useDisclosure(false);
  const command = useCommand<T, B>(rest, {
    method,
    onDone: (answer) => {
      close();
      return onDone?.(answer);
    },
    onSettled: () => void queries.invalidateQueries({ queryKey: key('webhooks') }),
  });
  const begin = (): void => {
    command.reset();
    open();
  };
  return { command, isOpen, open: begin, close };
};
