import { useDisclosure } from '@mantine/hooks';
import { type UseMutationResult, useQueryClient } from '@tanstack/react-query';
import { useCommand } from '../../api/use-command.js';
import { useStore } from '../../shell/store-context.js';

interface ScheduleCommand<B> {
  readonly command: UseMutationResult<unknown, Error, B>;
  readonly isOpen: boolean;
  readonly open: () => void;
  readonly close: () => void;
}

/** Something done to the reports by mail behind a dialog; then they are looked at anew, after a refusal, too. */
export const useScheduleCommand = <B>(rest: string, method: 'POST' | 'PATCH' | 'DELETE' = 'POST'): ScheduleCommand<B> => {
  const { key } = useStore();
  const queries = useQueryClient();
  const [isOpen, { open, close }] = useDisclosure(false);
  const command = useCommand<unknown, B>(`/report-schedules${rest}`, {
    method,
    onDone: close,
    onSettled: () => void queries.invalidateQueries({ queryKey: key('report-schedules') }),
  });
  const begin = (): void => {
    command.reset();
    open();
  };
  return { command, isOpen, open: begin, close };
};
