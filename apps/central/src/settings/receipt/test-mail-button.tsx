import { Button } from '@mantine/core';
import { IconSend } from '@tabler/icons-react';
import { useTranslations } from 'use-intl';
import { useCommand } from '../../api/use-command.js';
import { useProblemText } from '../../ui/problem-notice.js';
import classes from './receipt.module.css';
import type { Draft } from './use-preview.js';

interface TestMailButtonProps {
  readonly draft: Draft;
  readonly isDisabled: boolean;
}

/** Sends the mail that is shown to the user's own address. */
export const TestMailButton = ({ draft, isDisabled }: TestMailButtonProps) => {
  const t = useTranslations('receipt');
  const text = useProblemText();
  const test = useCommand<{ readonly to: string }, Draft>('/receipt-test-mails');
  return (
    <div className={classes.test}>
      <span role={test.error === null ? 'status' : 'alert'} className={test.error === null ? 'quiet' : classes.fault}>
        {test.error === null ? test.data && t('testSent', { to: test.data.to }) : text(test.error)}
      </span>
      <Button
        variant="default"
        size="xs"
        leftSection={<IconSend size={14} aria-hidden />}
        loading={test.isPending}
        disabled={isDisabled}
        onClick={() => test.mutate(draft)}
      >
        {t('sendTest')}
      </Button>
    </div>
  );
};
