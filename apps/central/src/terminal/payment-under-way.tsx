import { useEffect } from 'react';
import { useTranslations } from 'use-intl';
import { LeaveGuard } from '../leaving/leave-guard.js';

interface PaymentUnderWayProps {
  readonly isOn: boolean;
  readonly onChange: (isOn: boolean) => void;
}

/** Asks before a page is left that alone knows what was sent: typed in once more, it would be another payment. `onChange` hears whenever that begins
 *  or ends. */
export const PaymentUnderWay = ({ isOn, onChange }: PaymentUnderWayProps) => {
  const t = useTranslations('underWay');
  useEffect(() => {
    onChange(isOn);
    return () => onChange(false);
  }, [isOn, onChange]);
  return <LeaveGuard isOn={isOn} texts={{ title: t('title'), text: t('text'), stay: t('stay'), leave: t('leave') }} />;
};
