import { Button } from '@mantine/core';
import { IconSend } from '@tabler/icons-react';
import type { UseMutationResult } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { useCommand } from '../../api/use-command.js';
import { Notice } from '../../ui/notice.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import type { Draft } from './use-preview.js';

type TestMail = UseMutationResult<{ readonly to: string }, Error, Draft>;

/** The mail that is shown, to the user's own address. */
export const useTestMail = (): TestMail => useCommand<{ readonly to: string }, Draft>('/receipt-test-mails');

interface TestMailButtonProps {
  readonly test: TestMail;
  readonly draft: Draft;
  readonly isDisabled: boolean;
}

export const TestMailButton = ({ test, draft, isDisabled }: TestMailButtonProps) => {
  const t = useTranslations('receipt');
  return (
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
  );
};

/** What became of it. */
export const TestMailResult = ({ test: { data, error } }: { readonly test: TestMail }) => {
  const t = useTranslations('receipt');
  if (error !== null) return <ProblemNotice error={error} />;
  return data === undefined ? null : (
    <Notice tone="good">
      <p>{t('testSent', { to: data.to })}</p>
    </Notice>
  );
};
