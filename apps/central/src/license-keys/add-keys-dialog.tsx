import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { request } from '../api/client.js';
import { useStore } from '../shell/store-context.js';
import { ConfirmDialog } from '../ui/confirm-dialog.js';
import { Notice } from '../ui/notice.js';
import { keysIn, PoolKeysField } from './pool-keys-field.js';

interface Added {
  readonly added: number;
  readonly duplicates: number;
}

/** Takes keys into the pool of a good, one in each line; those that are there already are passed over, and counted. */
export const AddKeysDialog = ({ sku, onClose }: { readonly sku: string; readonly onClose: () => void }) => {
  const t = useTranslations('licenseKeys');
  const { path, key } = useStore();
  const queries = useQueryClient();
  const [typed, setTyped] = useState('');
  const keys = keysIn(typed);
  const add = useMutation({
    mutationFn: () => request<Added>(path(`/goods/${encodeURIComponent(sku)}/license-keys`), { method: 'POST', body: { keys } }),
    onSuccess: () => {
      setTyped('');
      return queries.invalidateQueries({ queryKey: key('goods') });
    },
  });
  return (
    <ConfirmDialog
      title={`${sku}: ${t('add')}`}
      isOpen
      onClose={onClose}
      confirm={t('add')}
      isDisabled={keys.length === 0}
      isRunning={add.isPending}
      error={add.error}
      onConfirm={() => add.mutate()}
    >
      <PoolKeysField typed={typed} onTyped={setTyped} />
      {add.data === undefined || typed !== '' ? null : (
        <Notice tone="good">{t('added', { added: add.data.body.added, duplicates: add.data.body.duplicates })}</Notice>
      )}
    </ConfirmDialog>
  );
};
