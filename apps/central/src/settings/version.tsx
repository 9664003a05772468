import { useTranslations } from 'use-intl';
import { Time } from '../ui/time.js';
import type { SettingsInForce } from './settings-in-force.js';

/** Which version of an area this is, and since when. */
export const Version = ({ settings: { version, changedAt } }: { readonly settings: SettingsInForce }) => {
  const t = useTranslations('settings');
  return (
    <span className="quiet">
      {changedAt === null ? (
        t('defaults')
      ) : (
        <>
          {t('version', { version })} · <Time at={changedAt} />
        </>
      )}
    </span>
  );
};
