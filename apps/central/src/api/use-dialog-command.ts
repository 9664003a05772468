import { useDisclosure } from '@mantine/hooks';
import { type UseMutationResult, useQueryClient } from '@tanstack/react-query';
import { useStore } from '../shell/store-context.js';
import { type CommandOptions, useCommand } from './use-command.js';

export interface DialogCommand<T, B> {
  readonly command: UseMutationResult<T, Error, B>;
  readonly open: () => void;
  readonly close: () => void;
  /** For `ConfirmDialog`. */
  readonly dialog: {
    readonly isOpen: boolean;
    readonly onClose: () => void;
    readonly isRunning: boolean;
    readonly error: Error | null;
  };
}

export interface DialogCommandOptions<T> extends Pick<CommandOptions<T>, 'method' | 'onDone'> {
  /** The queries that are looked at anew once it is done, and after a refusal, too. */
  readonly looks: string;
}

/** Something done behind a dialog, which closes once it is done. */
export const useDialogCommand = <T, B>(rest: string, options: DialogCommandOptions<T>): DialogCommand<T, B> => {
  const { looks, onDone, ...how } = options;
  const { key } = useStore();
  const queries = useQueryClient();
  const [isOpen, { open, close }] = useDisclosure(false);
  const command = useCommand<T, B>(rest, {
    ...how,
    onDone: (answer) => {
      close();
      return onDone?.(answer);
    },
    onSettled: () => void queries.invalidateQueries({ queryKey: key(looks) }),
  });
  const begin = (): void => {
    command.reset();
    open();
  };
  const dialog = { isOpen, onClose: close, isRunning: command.isPending, error: command.error };
  return { command, open: begin, close, dialog };
};
