import { Title } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './ui.module.css';

interface EmptyProps {
  readonly icon: ReactNode;
  readonly title: string;
  /** What would stand here, and how it comes about. */
  readonly children: ReactNode;
  readonly action?: ReactNode;
}

/** Where there is nothing yet: says what belongs here. */
export const Empty = ({ icon, title, children, action }: EmptyProps) => (
  <div className={classes.empty}>
    <span className={classes.emptyIcon} aria-hidden>
      {icon}
    </span>
    <Title order={2}>{title}</Title>
    <p>{children}</p>
    {action}
  </div>
);
