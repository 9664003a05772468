import { Button, Text } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { ConfirmDialog } from '../../ui/confirm-dialog.js';
import { useAction } from './use-action.js';

/** New links for a customer who needs them. */
export const ReissueButton = ({ id }: { readonly id: string }) => {
  const t = useTranslations('actions');
  const { command, isOpen, open, close } = useAction(id, '/downloads/reissue');
  return (
    <>
      <Button variant="default" size="xs" onClick={open}>
        {t('reissue')}
      </Button>
      <ConfirmDialog
        title={t('reissue')}
        isOpen={isOpen}
        onClose={close}
        confirm={t('reissue')}
        isRunning={command.isPending}
        error={command.error}
        onConfirm={() => command.mutate({})}
      >
        <Text>{t('reissueText')}</Text>
      </ConfirmDialog>
    </>
  );
};
