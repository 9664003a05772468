import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { request } from '../api/client.js';
import { useStore } from '../shell/store-context.js';
import { ConfirmDialog } from '../ui/confirm-dialog.js';

/** Takes license keys off a good. */
export const RemoveKeysDialog = ({ sku, onClose }: { readonly sku: string; readonly onClose: () => void }) => {
  const t = useTranslations('licenseKeys');
  const { path, key } = useStore();
  const queries = useQueryClient();
  const remove = useMutation({
    mutationFn: () => request(path(`/goods/${encodeURIComponent(sku)}/license-keys`), { method: 'DELETE' }),
    onSuccess: () => {
      onClose();
      // Not its keys: there are none to be asked for.
      return queries.invalidateQueries({ queryKey: key('goods'), predicate: ({ queryKey }) => !queryKey.includes('keys') });
    },
  });
  return (
    <ConfirmDialog
      title={`${sku}: ${t('remove')}`}
      isOpen
      onClose={onClose}
      confirm={t('remove')}
      isDangerous
      isRunning={remove.isPending}
      error={remove.error}
      onConfirm={() => remove.mutate()}
    >
      <p>{t('removeText', { sku })}</p>
    </ConfirmDialog>
  );
};
