import { Button, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { request } from '../api/client.js';
import { ConfirmDialog } from '../ui/confirm-dialog.js';
import { Notice } from '../ui/notice.js';
import type { Redriven } from './upkeep.js';

/** Has a service handle again what it parked; an event that it had handled before stays handled once. The dialog tells what came of it. */
export const RedriveButton = ({ service, count }: { readonly service: string; readonly count: number }) => {
  const t = useTranslations('upkeep');
  const queries = useQueryClient();
  const [isOpen, { open, close }] = useDisclosure(false);
  const redrive = useMutation({
    mutationFn: async () => (await request<Redriven>(`/upkeep/parked/${service}/redrive`, { method: 'POST' })).body,
  });
  const begin = (): void => {
    redrive.reset();
    open();
  };
  /** Not before: the service is shown without a button once it has nothing parked, and this dialog with it. */
  const end = (): void => {
    close();
    void queries.invalidateQueries({ queryKey: ['upkeep'] });
  };
  return (
    <>
      <Button variant="default" size="xs" aria-label={`${t('redrive')}: ${service}`} onClick={begin}>
        {t('redrive')}
      </Button>
      <ConfirmDialog
        title={t('redriveTitle', { service })}
        isOpen={isOpen}
        onClose={end}
        confirm={redrive.isSuccess ? t('done') : t('redriveConfirm', { count })}
        isRunning={redrive.isPending}
        error={redrive.error}
        onConfirm={() => (redrive.isSuccess ? end() : redrive.mutate())}
      >
        {redrive.data === undefined ? <Text>{t('redriveText')}</Text> : <Result redriven={redrive.data} />}
      </ConfirmDialog>
    </>
  );
};

const Result = ({ redriven: { handled, failed, left } }: { readonly redriven: Redriven }) => {
  const t = useTranslations('upkeep');
  return (
    <Notice tone={failed.length === 0 && left === 0 ? 'good' : 'warn'}>
      <p>{t('redriven', { handled, failed: failed.length, left })}</p>
      <ul>
        {failed.map(({ event, type, error }) => (
          <li key={event}>
            {type}: <span className="mono">{error}</span>
          </li>
        ))}
      </ul>
    </Notice>
  );
};
