import { Button, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { ConfirmDialog } from '../ui/confirm-dialog.js';
import { askForEmail } from './account.js';
import { IdentityFields, noIdentity, useIdentity } from './identity.js';

/** Asks for another e-mail address. `onAsked`: where the link went to. */
export const EmailButton = ({ onAsked }: { readonly onAsked: (email: string) => void }) => {
  const t = useTranslations('account');
  const [isOpen, { open, close }] = useDisclosure(false);
  const [email, setEmail] = useState('');
  const [identity, setIdentity] = useState(noIdentity);
  const { isWhole, shown } = useIdentity();
  const ask = useMutation({
    mutationFn: async () => askForEmail(email.trim(), await shown(identity)),
    onSuccess: () => {
      close();
      onAsked(email.trim());
    },
  });
  const begin = (): void => {
    setEmail('');
    setIdentity(noIdentity);
    ask.reset();
    open();
  };
  return (
    <>
      <Button variant="default" size="xs" onClick={begin}>
        {t('changeEmail')}
      </Button>
      <ConfirmDialog
        title={t('changeEmail')}
        isOpen={isOpen}
        onClose={close}
        confirm={t('sendLink')}
        isDisabled={email.trim() === '' || !isWhole(identity)}
        isRunning={ask.isPending}
        error={ask.error}
        onConfirm={() => ask.mutate()}
      >
        <p className="quiet">{t('changeEmailHint')}</p>
        <TextInput
          data-autofocus
          label={t('newEmail')}
          type="email"
          autoComplete="email"
          required
          value={email}
          onChange={({ currentTarget: { value } }) => setEmail(value)}
        />
        <IdentityFields identity={identity} onType={setIdentity} />
      </ConfirmDialog>
    </>
  );
};
