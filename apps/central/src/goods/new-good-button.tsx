import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { request } from '../api/client.js';
import { useStore } from '../shell/store-context.js';
import { ConfirmDialog } from '../ui/confirm-dialog.js';

const untouched = { sku: '', description: '', kind: 'digital' };

/** Adds a good, or describes one anew that has the sku already. */
export const NewGoodButton = () => {
  const t = useTranslations('goods');
  const status = useTranslations('status');
  const { path, key } = useStore();
  const queries = useQueryClient();
  const [isOpen, { open, close }] = useDisclosure(false);
  const [form, setForm] = useState(untouched);
  const put = useMutation({
    mutationFn: ({ sku, ...good }: typeof untouched) =>
      request(path(`/goods/${encodeURIComponent(sku)}`), { method: 'PUT', body: good }),
    onSuccess: () => {
      close();
      setForm(untouched);
      return queries.invalidateQueries({ queryKey: key('goods') });
    },
  });
  const set = (name: keyof typeof untouched) => (event: { readonly currentTarget: { readonly value: string } }) =>
    setForm({ ...form, [name]: event.currentTarget.value });
  return (
    <>
      <Button onClick={open}>{t('new')}</Button>
      <ConfirmDialog
        title={t('new')}
        isOpen={isOpen}
        onClose={close}
        confirm={t('save')}
        isDisabled={form.sku === '' || form.description.trim() === ''}
        isRunning={put.isPending}
        error={put.error}
        onConfirm={() => put.mutate({ ...form, description: form.description.trim() })}
      >
        <TextInput label={t('sku')} description={t('skuHint')} required maxLength={64} value={form.sku} onChange={set('sku')} />
        <TextInput label={t('description')} required maxLength={200} value={form.description} onChange={set('description')} />
        <NativeSelect
          label={t('kind')}
          value={form.kind}
          onChange={set('kind')}
          data={(['digital', 'physical'] as const).map((value) => ({ value, label: status(`good_${value}`) }))}
        />
      </ConfirmDialog>
    </>
  );
};
