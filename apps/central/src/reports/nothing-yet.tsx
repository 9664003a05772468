import { IconReportAnalytics } from '@tabler/icons-react';
import { useTranslations } from 'use-intl';
import { Empty } from '../ui/empty.js';

export const NothingYet = () => {
  const t = useTranslations('reports');
  return (
    <Empty icon={<IconReportAnalytics size={40} stroke={1.5} />} title={t('none')}>
      {t('noneText')}
    </Empty>
  );
};
