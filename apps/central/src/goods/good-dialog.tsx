import { NativeSelect, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { request } from '../api/client.js';
import type { Good } from '../api/order.js';
import { useStore } from '../shell/store-context.js';
import { ConfirmDialog } from '../ui/confirm-dialog.js';

type Described = Pick<Good, 'sku' | 'description' | 'kind' | 'delivery'>;

interface GoodDialogProps {
  /** What is described anew; undefined: a new one. */
  readonly good?: Described;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

const untouched: Described = { sku: '', description: '', kind: 'digital', delivery: 'pinned' };

/** Describes a good. Its SKU and kind stay what they were, as orders and files rest on them. */
export const GoodDialog = ({ good, isOpen, onClose }: GoodDialogProps) => {
  const t = useTranslations('goods');
  const status = useTranslations('status');
  const { path, key } = useStore();
  const queries = useQueryClient();
  const [typed, setTyped] = useState<Partial<Described>>({});
  const form = { ...(good ?? untouched), ...typed };
  const title = good === undefined ? t('new') : t('editTitle', { sku: good.sku });
  const close = (): void => {
    setTyped({});
    put.reset();
    onClose();
  };
  const put = useMutation({
    mutationFn: ({ sku, kind, description, delivery }: Described) => {
      const body = { kind, description: description.trim(), ...(kind === 'digital' ? { delivery } : {}) };
      return request(path(`/goods/${encodeURIComponent(sku)}`), { method: 'PUT', body });
    },
    onSuccess: () => {
      close();
      return queries.invalidateQueries({ queryKey: key('goods') });
    },
  });
  const set = (name: keyof Described) => (event: { readonly currentTarget: { readonly value: string } }) =>
    setTyped({ ...typed, [name]: event.currentTarget.value });
  return (
    <ConfirmDialog
      title={title}
      isOpen={isOpen}
      onClose={close}
      confirm={t('save')}
      isDisabled={form.sku === '' || form.description.trim() === ''}
      isRunning={put.isPending}
      error={put.error}
      onConfirm={() => put.mutate(form)}
    >
      {good === undefined ? (
        <TextInput label={t('sku')} description={t('skuHint')} required maxLength={64} value={form.sku} onChange={set('sku')} />
      ) : null}
      <TextInput label={t('description')} required maxLength={200} value={form.description} onChange={set('description')} />
      {good === undefined ? (
        <NativeSelect
          label={t('kind')}
          value={form.kind}
          onChange={set('kind')}
          data={(['digital', 'physical'] as const).map((value) => ({ value, label: status(`good_${value}`) }))}
        />
      ) : null}
      {form.kind === 'digital' ? (
        <NativeSelect
          label={t('delivery')}
          description={t(form.delivery === 'latest' ? 'deliveryLatestHint' : 'deliveryPinnedHint')}
          value={form.delivery}
          onChange={set('delivery')}
          data={[
            { value: 'pinned', label: t('deliveryPinned') },
            { value: 'latest', label: t('deliveryLatest') },
          ]}
        />
      ) : null}
    </ConfirmDialog>
  );
};
