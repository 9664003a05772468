import { useDisclosure } from '@mantine/hooks';
import { type UseMutationResult, useQueryClient } from '@tanstack/react-query';
import { useCommand } from '../api/use-command.js';
import { useStore } from '../shell/store-context.js';

interface MemberCommand<B> {
  readonly command: UseMutationResult<unknown, Error, B>;
  readonly isOpen: boolean;
  readonly open: () => void;
  readonly close: () => void;
}

/** Something done to the people of the store behind a dialog; then they are looked at anew, after a refusal, too. */
export const useMemberCommand = <B>(
  rest: string,
  method: 'POST' | 'PUT' | 'DELETE',
  onDone?: () => unknown,
): MemberCommand<B> => {
  const { key } = useStore();
  const queries = useQueryClient();
  const [isOpen, { open, close }] = useDisclosure(false);
  const command = useCommand<unknown, B>(`/users${rest}`, {
    method,
    onDone: () => {
      close();
      return onDone?.();
    },
    onSettled: () => void queries.invalidateQueries({ queryKey: key('members') }),
  });
  const begin = (): void => {
    command.reset();
    open();
  };
  return { command, isOpen, open: begin, close };
};
