import { Title } from '@mantine/core';
import { type ReactNode, useEffect, useId, useRef } from 'react';
import classes from './ui.module.css';

interface PageProps {
  readonly title: string;
  /** In the browser's tab; the title unless given. */
  readonly tabTitle?: string;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

const visited = { pages: 0 };

/** A page with its heading. Whoever comes from another page, e.g. with a screen reader, begins at the heading. */
export const Page = ({ title, tabTitle = title, actions, children }: PageProps) => {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    visited.pages += 1;
    if (visited.pages > 1) heading.current?.focus({ preventScroll: true });
  }, []);
  useEffect(() => {
    document.title = `${tabTitle} · Tollgate`;
  }, [tabTitle]);
  return (
    <div className={classes.page}>
      <div className={classes.pageHead}>
        <Title order={1} ref={heading} tabIndex={-1} className={classes.pageTitle ?? ''}>
          {title}
        </Title>
        {actions === undefined ? null : <div className={classes.actions}>{actions}</div>}
      </div>
      {children}
    </div>
  );
};

interface PanelProps {
  readonly title: string;
  readonly side?: ReactNode;
  /** Tables reach to the panel's edge. */
  readonly isFlush?: boolean;
  readonly children: ReactNode;
}

export const Panel = ({ title, side, isFlush = false, children }: PanelProps) => {
  const id = useId();
  return (
    <section className={classes.panel} aria-labelledby={id}>
      <div className={classes.panelHead}>
        <Title order={2} id={id}>
          {title}
        </Title>
        {side}
      </div>
      <div className={isFlush ? undefined : classes.panelBody}>{children}</div>
    </section>
  );
};

/** Names and what they stand for; what is not known is left out. */
export const Facts = ({ facts }: { readonly facts: readonly (readonly [string, ReactNode])[] }) => (
  <dl className={classes.facts}>
    {facts
      .filter(([, value]) => value !== null && value !== undefined && value !== '')
      .map(([name, value]) => (
        <div key={name} style={{ display: 'contents' }}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
  </dl>
);
