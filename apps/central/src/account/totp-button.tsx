import { TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import { ConfirmDialog } from '../ui/confirm-dialog.js';
import { CopyText } from '../ui/copy-text.js';
import { beginTotp, confirmTotp, type NewCodes, type TotpSecret } from './account.js';
import classes from './account.module.css';
import { PasswordButton } from './password-button.js';

/** Sets up an authenticator app: the password, the secret, a code of it. */
export const TotpButton = ({ onDone }: { readonly onDone: (codes: NewCodes) => unknown }) => {
  const t = useTranslations('account');
  const [secret, setSecret] = useState<TotpSecret>();
  const [code, setCode] = useState('');
  const [isOpen, { open, close }] = useDisclosure(false);
  const confirm = useMutation({
    mutationFn: () => confirmTotp(code.replace(/\s/g, '')),
    onSuccess: (codes) => {
      close();
      return onDone(codes);
    },
  });
  const begin = (begun: TotpSecret): void => {
    setSecret(begun);
    setCode('');
    confirm.reset();
    open();
  };
  return (
    <>
      <PasswordButton label={t('setUp')} act={beginTotp} onDone={begin} />
      <ConfirmDialog
        title={t('totp')}
        isOpen={isOpen}
        onClose={close}
        confirm={t('confirm')}
        isDisabled={!/^\d{6}$/.test(code.replace(/\s/g, ''))}
        isRunning={confirm.isPending}
        error={confirm.error}
        onConfirm={() => confirm.mutate()}
      >
        <p>{t('scan')}</p>
        {secret === undefined ? null : (
          <>
            <QrCode text={secret.uri} label={t('qr')} />
            <CopyText text={secret.secret} name={t('secret')} />
          </>
        )}
        <TextInput
          label={t('code')}
          inputMode="numeric"
          autoComplete="one-time-code"
          value={code}
          onChange={({ currentTarget: { value } }) => setCode(value)}
        />
      </ConfirmDialog>
    </>
  );
};

/** Dark on light in both schemes: cameras look for that. */
const QrCode = ({ text, label }: { readonly text: string; readonly label: string }) => {
  const [rows, setRows] = useState<readonly (readonly boolean[])[]>([]);
  useEffect(() => {
    void import('qr').then(({ encodeQR }) => setRows(encodeQR(text, 'raw', { border: 2 })));
  }, [text]);
  const path = rows.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : []))).join('');
  return (
    <svg className={classes.qr} viewBox={`0 0 ${rows.length || 1} ${rows.length || 1}`} role="img" aria-label={label}>
      <title>{label}</title>
      <path d={path} fill="#000" shapeRendering="crispEdges" />
    </svg>
  );
};
