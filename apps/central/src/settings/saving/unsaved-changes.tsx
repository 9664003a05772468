import { useTranslations } from 'use-intl';
import { LeaveGuard } from '../../leaving/leave-guard.js';

/** Asks before changes are lost. */
export const UnsavedChanges = ({ isChanged }: { readonly isChanged: boolean }) => {
  const t = useTranslations('unsaved');
  return <LeaveGuard isOn={isChanged} texts={{ title: t('title'), text: t('text'), stay: t('stay'), leave: t('leave') }} />;
};
