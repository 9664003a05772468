import { Button } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { useTranslations } from 'use-intl';
import { formatMoment } from '../format/format-time.js';
import { useTimeStyle } from '../ui/time.js';
import classes from './time-machine.module.css';
import { useAt } from './use-at.js';

/** That one looks at the past, at which moment of the store's clocks, and the way back; or that the address names none, and this is now. */
export const PastBar = () => {
  const t = useTranslations('timeMachine');
  const style = useTimeStyle();
  const { at, isWrong, go } = useAt();
  if (at === undefined && !isWrong) return null;
  return (
    <div className={classes.bar} role="status">
      <IconHistory size={18} aria-hidden />
      <span>{at === undefined ? t('noMoment') : t('asItWas', { moment: formatMoment(at, style) })}</span>
      <Button size="compact-sm" variant="default" onClick={() => go(undefined)}>
        {t('back')}
      </Button>
    </div>
  );
};
