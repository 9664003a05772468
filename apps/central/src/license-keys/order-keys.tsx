import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { LicenseKey } from '../api/order.js';
import classes from '../order/order.module.css';
import { CopyText } from '../ui/copy-text.js';
import { Panel } from '../ui/page.js';
import { ActivationsDialog } from './activations-dialog.js';

/** The license keys that the customer has; nothing where there are none. */
export const OrderKeys = ({ keys }: { readonly keys: readonly LicenseKey[] }) => {
  const t = useTranslations('downloads');
  const [shown, setShown] = useState<LicenseKey>();
  if (keys.length === 0) return null;
  return (
    <Panel title={t('licenseKeys')} isFlush>
      <ul className={classes.items}>
        {keys.map((one) => (
          <li key={one.id} className={classes.item}>
            <span className={classes.itemMain}>
              <CopyText text={one.key} name={t('licenseKeys')} />
              <span className={classes.meta}>
                <span className="mono">{one.sku}</span>
              </span>
            </span>
            <Button variant="default" size="xs" onClick={() => setShown(one)}>
              {t('devices')}
            </Button>
          </li>
        ))}
      </ul>
      {shown === undefined ? null : <ActivationsDialog of={shown} onClose={() => setShown(undefined)} />}
    </Panel>
  );
};
