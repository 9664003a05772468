import { Button } from '@mantine/core';
import { IconKey } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Suspense, useState } from 'react';
import { useTranslations } from 'use-intl';
import { get } from '../api/client.js';
import type { Good } from '../api/order.js';
import { useStore } from '../shell/store-context.js';
import { CopyText } from '../ui/copy-text.js';
import { late } from '../ui/late.js';
import type { KeysState } from './key-source-dialog.js';
import classes from './license-keys.module.css';

/** Come when they are opened. */
const KeySourceDialog = late(async () => (await import('./key-source-dialog.js')).KeySourceDialog);
const AddKeysDialog = late(async () => (await import('./add-keys-dialog.js')).AddKeysDialog);
const RemoveKeysDialog = late(async () => (await import('./remove-keys-dialog.js')).RemoveKeysDialog);
const TakeOutDialog = late(async () => (await import('./take-out-dialog.js')).TakeOutDialog);

interface GoodKeysProps {
  readonly good: Pick<Good, 'sku' | 'licenseKeys'>;
  readonly writes: boolean;
}

/** The license keys that a digital good is sold with: how many there are, and more of them. */
export const GoodKeys = ({ good: { sku, licenseKeys }, writes }: GoodKeysProps) => {
  const { path, key } = useStore();
  const { data } = useQuery({
    queryKey: key('goods', 'keys', sku),
    queryFn: ({ signal }) => get<KeysState>(path(`/goods/${encodeURIComponent(sku)}/license-keys`), signal),
    enabled: licenseKeys !== null,
  });
  if (licenseKeys === null && !writes) return null;
  return (
    <div className={classes.counts}>
      {data === undefined || licenseKeys === null ? null : <Counts state={data} />}
      {writes ? <KeyTools sku={sku} state={licenseKeys === null ? undefined : data} hasKeys={licenseKeys !== null} /> : null}
    </div>
  );
};

interface KeyToolsProps {
  readonly sku: string;
  /** Undefined where the good has no keys, and until they are known. */
  readonly state: KeysState | undefined;
  readonly hasKeys: boolean;
}

/** What whoever may change the good can do with its keys. */
const KeyTools = ({ sku, state, hasKeys }: KeyToolsProps) => {
  const t = useTranslations('licenseKeys');
  const ofGoods = useTranslations('goods');
  const ofDownloads = useTranslations('downloads');
  const [open, setOpen] = useState<'source' | 'add' | 'takeOut' | 'remove'>();
  const close = (): void => setOpen(undefined);
  return (
    <>
      {state?.kind === 'pool' ? (
        <Button variant="default" size="xs" leftSection={<IconKey size={14} aria-hidden />} onClick={() => setOpen('add')}>
          {t('add')}
        </Button>
      ) : null}
      {state?.kind === 'pool' ? (
        <Button variant="subtle" size="xs" onClick={() => setOpen('takeOut')}>
          {t('takeOut')}
        </Button>
      ) : null}
      <Button variant="subtle" size="xs" onClick={() => setOpen('source')}>
        {hasKeys ? ofGoods('edit') : ofDownloads('licenseKeys')}
      </Button>
      {hasKeys ? (
        <Button variant="subtle" size="xs" onClick={() => setOpen('remove')}>
          {t('remove')}
        </Button>
      ) : null}
      <Suspense>
        {open === 'source' ? <KeySourceDialog sku={sku} state={state} onClose={close} /> : null}
        {open === 'add' ? <AddKeysDialog sku={sku} onClose={close} /> : null}
        {open === 'takeOut' ? <TakeOutDialog sku={sku} onClose={close} /> : null}
        {open === 'remove' ? <RemoveKeysDialog sku={sku} onClose={close} /> : null}
      </Suspense>
    </>
  );
};

const Counts = ({ state }: { readonly state: KeysState }) => {
  const t = useTranslations('licenseKeys');
  const { kind, left, lowMark, reserved, issued, revoked, activated, places, publicKey } = state;
  const isLow = left !== null && left <= lowMark;
  return (
    <>
      <strong>{t(`kind_${kind}`)}</strong>
      {left === null ? null : <span className={`figures ${isLow ? classes.low : ''}`}>{t('left', { count: left })}</span>}
      {reserved === 0 ? null : <span className="quiet figures">{t('reserved', { count: reserved })}</span>}
      <span className="quiet figures">{t('issued', { count: issued })}</span>
      {activated === 0 ? null : (
        <span className="quiet figures">
          {places === 0 ? t('activated', { count: activated }) : t('activatedOf', { count: activated, places })}
        </span>
      )}
      {revoked === 0 ? null : <span className="quiet figures">{t('revoked', { count: revoked })}</span>}
      {publicKey === null ? null : <CopyText text={publicKey} name="Ed25519" shown="Ed25519" />}
    </>
  );
};
