import { Skeleton } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { sessionKey } from '../api/session.js';
import order from '../order/order.module.css';
import { Notice } from '../ui/notice.js';
import { Panel } from '../ui/page.js';
import { ProblemNotice } from '../ui/problem-notice.js';
import { Time } from '../ui/time.js';
import { addPasskey, type NewCodes, type Passkey, removePasskey, removeTotp, renewCodes, type SecondFactors } from './account.js';
import classes from './account.module.css';
import { PasswordButton } from './password-button.js';
import { TotpButton } from './totp-button.js';
import { factorsKey, useFactors } from './use-factors.js';

/** What the user shows beside the password. Live mode is open only to who has one. */
export const Factors = () => {
  const t = useTranslations('account');
  const queries = useQueryClient();
  const [codes, setCodes] = useState<readonly string[]>([]);
  const { data, error, refetch } = useFactors();
  // A new factor brings a new session: its token is needed for what comes next.
  const onChange = async (answer?: NewCodes | void): Promise<void> => {
    if (answer !== undefined && answer.recoveryCodes.length > 0) setCodes(answer.recoveryCodes);
    await Promise.all([factorsKey, sessionKey].map((key) => queries.invalidateQueries({ queryKey: key })));
  };
  return (
    <Panel title={t('factors')} isFlush>
      {error === null ? null : <ProblemNotice error={error} refetch={refetch} />}
      {codes.length === 0 ? null : <Codes codes={codes} />}
      {data === undefined ? <Skeleton height={156} m="md" w="auto" /> : <Known factors={data} onChange={onChange} />}
    </Panel>
  );
};

const Codes = ({ codes }: { readonly codes: readonly string[] }) => {
  const t = useTranslations('account');
  return (
    <div className={order.item}>
      <div className={order.itemMain}>
        <Notice tone="warn">{t('keepCodes')}</Notice>
        <ul className={`${classes.codes} mono`}>
          {codes.map((code) => (
            <li key={code}>{code}</li>
          ))}
        </ul>
      </div>
    </div>
  );
};

interface KnownProps {
  readonly factors: SecondFactors;
  readonly onChange: (answer?: NewCodes | void) => Promise<void>;
}

const Known = ({ factors: { hasTotp, recoveryCodes, passkeys }, onChange }: KnownProps) => {
  const t = useTranslations('account');
  const hasAny = hasTotp || passkeys.length > 0;
  return (
    <ul className={order.items}>
      {hasAny ? null : (
        <li className={order.item}>
          <Notice tone="info">{t('noFactor')}</Notice>
        </li>
      )}
      <li className={order.item}>
        <span className={order.itemMain}>
          <span>{t('totp')}</span>
          <span className={order.meta}>{t(hasTotp ? 'isOn' : 'isOff')}</span>
        </span>
        {hasTotp ? (
          <PasswordButton label={t('remove')} isDangerous act={removeTotp} onDone={onChange} />
        ) : (
          <TotpButton onDone={onChange} />
        )}
      </li>
      {passkeys.map((passkey) => (
        <PasskeyItem key={passkey.id} passkey={passkey} onChange={onChange} />
      ))}
      <li className={order.item}>
        <span className={order.itemMain}>
          <span>{t('passkeys')}</span>
          <span className={order.meta}>{t('passkeysHint')}</span>
        </span>
        <PasswordButton label={t('addPasskey')} act={(password) => addPasskey(t('passkeyName'), password)} onDone={onChange} />
      </li>
      {hasAny ? (
        <li className={order.item}>
          <span className={order.itemMain}>
            <span>{t('codes')}</span>
            <span className={order.meta}>{t('codesLeft', { count: recoveryCodes })}</span>
          </span>
          <PasswordButton label={t('renewCodes')} act={renewCodes} onDone={onChange} />
        </li>
      ) : null}
    </ul>
  );
};

const PasskeyItem = ({
  passkey: { id, name, createdAt },
  onChange,
}: { readonly passkey: Passkey } & Pick<KnownProps, 'onChange'>) => {
  const t = useTranslations('account');
  return (
    <li className={order.item}>
      <span className={order.itemMain}>
        <span>{name}</span>
        <span className={order.meta}>
          <Time at={createdAt} />
        </span>
      </span>
      <PasswordButton label={t('remove')} isDangerous act={(password) => removePasskey(id, password)} onDone={onChange} />
    </li>
  );
};
