import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { sessionKey } from '../api/session.js';
import { ConfirmDialog } from '../ui/confirm-dialog.js';
import { Panel } from '../ui/page.js';
import { deleteAccount } from './account.js';
import classes from './account.module.css';
import { IdentityFields, noIdentity, useIdentity } from './identity.js';

/** The end of the account. Nothing of what was shown is left at this browser. */
export const DeleteAccount = () => {
  const t = useTranslations('account');
  const queries = useQueryClient();
  const [isOpen, { open, close }] = useDisclosure(false);
  const [identity, setIdentity] = useState(noIdentity);
  const { isWhole, shown } = useIdentity();
  const end = useMutation({
    mutationFn: async () => deleteAccount(await shown(identity)),
    onSuccess: async () => {
      (await import('../bulk/bulk-runners.store.js')).forgetRuns();
      queries.setQueryData(sessionKey, null);
      queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== sessionKey[0] });
    },
  });
  const begin = (): void => {
    setIdentity(noIdentity);
    end.reset();
    open();
  };
  return (
    <Panel title={t('delete')}>
      <div className={classes.form}>
        <p className="quiet">{t('deleteHint')}</p>
        <Button variant="default" onClick={begin}>
          {t('delete')}
        </Button>
      </div>
      <ConfirmDialog
        title={t('delete')}
        isOpen={isOpen}
        onClose={close}
        confirm={t('delete')}
        isDangerous
        isDisabled={!isWhole(identity)}
        isRunning={end.isPending}
        error={end.error}
        onConfirm={() => end.mutate()}
      >
        <p>{t('deleteForGood')}</p>
        <IdentityFields identity={identity} onType={setIdentity} hasFocus />
      </ConfirmDialog>
    </Panel>
  );
};
