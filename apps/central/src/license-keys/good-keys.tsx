import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconKey } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { get } from '../api/client.js';
import type { Good } from '../api/order.js';
import { useStore } from '../shell/store-context.js';
import { CopyText } from '../ui/copy-text.js';
import { AddKeysDialog } from './add-keys-dialog.js';
import { KeySourceDialog, type KeysState } from './key-source-dialog.js';
import classes from './license-keys.module.css';

interface GoodKeysProps {
  readonly good: Pick<Good, 'sku' | 'licenseKeys'>;
  readonly writes: boolean;
}

/** The license keys that a digital good is sold with: how many there are, and more of them. */
export const GoodKeys = ({ good: { sku, licenseKeys }, writes }: GoodKeysProps) => {
  const t = useTranslations('licenseKeys');
  const ofGoods = useTranslations('goods');
  const ofDownloads = useTranslations('downloads');
  const { path, key } = useStore();
  const [isSetting, setting] = useDisclosure(false);
  const [isAdding, adding] = useDisclosure(false);
  const { data } = useQuery({
    queryKey: key('goods', 'keys', sku),
    queryFn: ({ signal }) => get<KeysState>(path(`/goods/${encodeURIComponent(sku)}/license-keys`), signal),
    enabled: licenseKeys !== null,
  });
  if (licenseKeys === null && !writes) return null;
  return (
    <div className={classes.counts}>
      {data === undefined ? null : <Counts state={data} />}
      {data?.kind === 'pool' && writes ? (
        <Button variant="default" size="xs" leftSection={<IconKey size={14} aria-hidden />} onClick={adding.open}>
          {t('add')}
        </Button>
      ) : null}
      {writes ? (
        <Button variant="subtle" size="xs" onClick={setting.open}>
          {licenseKeys === null ? ofDownloads('licenseKeys') : ofGoods('edit')}
        </Button>
      ) : null}
      {isSetting ? <KeySourceDialog sku={sku} state={data} onClose={setting.close} /> : null}
      {isAdding ? <AddKeysDialog sku={sku} onClose={adding.close} /> : null}
    </div>
  );
};

const Counts = ({ state }: { readonly state: KeysState }) => {
  const t = useTranslations('licenseKeys');
  const { kind, left, lowMark, reserved, issued, revoked, publicKey } = state;
  const isLow = left !== null && left <= lowMark;
  return (
    <>
      <strong>{t(`kind_${kind}`)}</strong>
      {left === null ? null : <span className={`figures ${isLow ? classes.low : ''}`}>{t('left', { count: left })}</span>}
      {reserved === 0 ? null : <span className="quiet figures">{t('reserved', { count: reserved })}</span>}
      <span className="quiet figures">{t('issued', { count: issued })}</span>
      {revoked === 0 ? null : <span className="quiet figures">{t('revoked', { count: revoked })}</span>}
      {publicKey === null ? null : <CopyText text={publicKey} name="Ed25519" shown="Ed25519" />}
    </>
  );
};
