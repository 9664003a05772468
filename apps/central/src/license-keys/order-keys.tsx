import { useTranslations } from 'use-intl';
import type { LicenseKey } from '../api/order.js';
import classes from '../order/order.module.css';
import { CopyText } from '../ui/copy-text.js';
import { Panel } from '../ui/page.js';

/** The license keys that the customer has; nothing where there are none. */
export const OrderKeys = ({ keys }: { readonly keys: readonly LicenseKey[] }) => {
  const t = useTranslations('downloads');
  if (keys.length === 0) return null;
  return (
    <Panel title={t('licenseKeys')} isFlush>
      <ul className={classes.items}>
        {keys.map(({ sku, key }) => (
          <li key={key} className={classes.item}>
            <span className={classes.itemMain}>
              <CopyText text={key} name={t('licenseKeys')} />
              <span className={classes.meta}>
                <span className="mono">{sku}</span>
              </span>
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
};
