import { IconAlertTriangle, IconCircleCheck, IconInfoCircle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Tone } from './status-tone.js';
import classes from './ui.module.css';

const icons = {
  bad: IconAlertTriangle,
  warn: IconAlertTriangle,
  good: IconCircleCheck,
  info: IconInfoCircle,
  calm: IconInfoCircle,
};

/** Something to know now; read out at once where it is bad. */
export const Notice = ({ tone, children }: { readonly tone: Tone; readonly children: ReactNode }) => {
  const Icon = icons[tone];
  return (
    <div className={classes.notice} data-tone={tone} role={tone === 'bad' ? 'alert' : 'status'}>
      <Icon size={18} aria-hidden />
      <div className={classes.noticeBody}>{children}</div>
    </div>
  );
};
