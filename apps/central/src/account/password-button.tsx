import { Button, PasswordInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { ConfirmDialog } from '../ui/confirm-dialog.js';

interface PasswordButtonProps<T> {
  readonly label: string;
  readonly isDangerous?: boolean;
  readonly act: (password: string) => Promise<T>;
  readonly onDone: (answer: T) => unknown;
}

/** Does something to the account once the password was asked for again: a screen left open is not enough. */
export const PasswordButton = <T,>({ label, isDangerous = false, act, onDone }: PasswordButtonProps<T>) => {
  const t = useTranslations('account');
  const [isOpen, { open, close }] = useDisclosure(false);
  const [password, setPassword] = useState('');
  const doing = useMutation({
    mutationFn: () => act(password),
    onSuccess: (answer) => {
      close();
      return onDone(answer);
    },
  });
  const begin = (): void => {
    setPassword('');
    doing.reset();
    open();
  };
  return (
    <>
      <Button variant="default" size="xs" onClick={begin}>
        {label}
      </Button>
      <ConfirmDialog
        title={label}
        isOpen={isOpen}
        onClose={close}
        confirm={label}
        isDangerous={isDangerous}
        isDisabled={password === ''}
        isRunning={doing.isPending}
        error={doing.error}
        onConfirm={() => doing.mutate()}
      >
        <PasswordInput
          data-autofocus
          label={t('confirmPassword')}
          autoComplete="current-password"
          value={password}
          onChange={({ currentTarget: { value } }) => setPassword(value)}
        />
      </ConfirmDialog>
    </>
  );
};
