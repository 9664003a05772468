import { Checkbox } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { request } from '../api/client.js';
import { useStore } from '../shell/store-context.js';
import { ConfirmDialog } from '../ui/confirm-dialog.js';
import { Notice } from '../ui/notice.js';
import classes from './license-keys.module.css';
import { keysIn, PoolKeysField } from './pool-keys-field.js';

interface TakenOut {
  readonly takenOut: number;
  readonly kept: readonly string[];
}

/** Takes keys that no order has out of the pool of a good, and names those of the list that stay. */
export const TakeOutDialog = ({ sku, onClose }: { readonly sku: string; readonly onClose: () => void }) => {
  const t = useTranslations('licenseKeys');
  const { path, key } = useStore();
  const queries = useQueryClient();
  const [typed, setTyped] = useState('');
  const [isAll, setIsAll] = useState(false);
  const keys = keysIn(typed);
  const isEmpty = !isAll && keys.length === 0;
  const takeOut = useMutation({
    mutationFn: () =>
      request<TakenOut>(path(`/goods/${encodeURIComponent(sku)}/license-keys/removals`), {
        method: 'POST',
        body: isAll ? { all: true } : { keys },
      }),
    onSuccess: () => {
      setTyped('');
      setIsAll(false);
      return queries.invalidateQueries({ queryKey: key('goods') });
    },
  });
  return (
    <ConfirmDialog
      title={`${sku}: ${t('takeOut')}`}
      isOpen
      onClose={onClose}
      confirm={t('takeOut')}
      isDangerous
      isDisabled={isEmpty}
      isRunning={takeOut.isPending}
      error={takeOut.error}
      onConfirm={() => takeOut.mutate()}
    >
      <p>{t('takeOutText', { sku })}</p>
      <Checkbox label={t('takeOutAll')} checked={isAll} onChange={({ currentTarget: { checked } }) => setIsAll(checked)} />
      {isAll ? null : <PoolKeysField typed={typed} onTyped={setTyped} />}
      {takeOut.data === undefined || !isEmpty ? null : <Outcome {...takeOut.data.body} />}
    </ConfirmDialog>
  );
};

const Outcome = ({ takenOut, kept }: TakenOut) => {
  const t = useTranslations('licenseKeys');
  return (
    <>
      <Notice tone="good">{t('takenOut', { takenOut })}</Notice>
      {kept.length === 0 ? null : (
        <Notice tone="warn">
          <p>{t('kept')}</p>
          <ul className={classes.kept}>
            {kept.map((one) => (
              <li key={one} className="mono">
                {one}
              </li>
            ))}
          </ul>
        </Notice>
      )}
    </>
  );
};
