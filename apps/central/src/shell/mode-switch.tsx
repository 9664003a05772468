import { SegmentedControl } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { useLocation } from 'wouter';
import { useStore } from './store-context.js';

/** Always in sight. The other mode shows the same page where it is one of the store, not of one order. */
export const ModeSwitch = () => {
  const t = useTranslations('shell');
  const { store, mode } = useStore();
  const [location, go] = useLocation();
  const onChange = (next: string): void => {
    const [page = ''] = location.split('/').slice(3);
    go(`/${store.id}/${next}/${page}`.replace(/\/$/, ''));
  };
  return (
    <SegmentedControl
      size="xs"
      aria-label={t('mode')}
      value={mode}
      onChange={onChange}
      color={mode === 'test' ? '#b54708' : 'iris'}
      data={[
        { value: 'test', label: t('test') },
        { value: 'live', label: t('live') },
      ]}
    />
  );
};
