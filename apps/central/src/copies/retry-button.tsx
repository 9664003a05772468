import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { useCommand } from '../api/use-command.js';
import { useStore } from '../shell/store-context.js';
import { useProblemText } from '../ui/problem-notice.js';

interface RetryButtonProps {
  /** `ord_…` */
  readonly order: string;
  readonly onRetried?: () => void;
}

/** Has those copies of an order made anew that could not be made. No link changes, and nobody gets a mail. */
export const RetryButton = ({ order, onRetried }: RetryButtonProps) => {
  const t = useTranslations('ui');
  const problem = useProblemText();
  const { key } = useStore();
  const queries = useQueryClient();
  const retry = useCommand(`/orders/${order}/stamped-copies/retry`, {
    onDone: () => onRetried?.(),
    onSettled: () => void queries.invalidateQueries({ queryKey: key('copies') }),
  });
  return (
    <>
      <Button variant="default" size="xs" loading={retry.isPending} onClick={() => retry.mutate({})}>
        {t('retry')}
      </Button>
      {retry.error === null ? null : <span role="alert">{problem(retry.error)}</span>}
    </>
  );
};
