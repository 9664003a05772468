import { Title } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { type ReactNode, type RefObject, useEffect, useId, useRef } from 'react';
import { Link } from 'wouter';
import classes from './ui.module.css';

interface PageProps {
  readonly title: string;
  /** In the browser's tab; the title unless given. */
  readonly tabTitle?: string;
  /** The way to where this page belongs. */
  readonly back?: { readonly href: string; readonly text: string };
  readonly actions?: ReactNode;
  /** False where sheets of paper have a head of their own. */
  readonly isHeadPrinted?: boolean;
  readonly children: ReactNode;
}

const visited = { path: window.location.pathname };

/** Whoever comes from another page, e.g. with a screen reader, begins at the heading of this one. */
const useFocusOnArrival = (heading: RefObject<HTMLElement | null>): void => {
  useEffect(() => {
    const { pathname } = window.location;
    if (pathname !== visited.path) heading.current?.focus({ preventScroll: true });
    visited.path = pathname;
  }, [heading]);
};

/** A page with its heading. */
export const Page = ({ title, tabTitle = title, back, actions, isHeadPrinted = true, children }: PageProps) => {
  const heading = useRef<HTMLHeadingElement>(null);
  useFocusOnArrival(heading);
  useEffect(() => {
    document.title = `${tabTitle} · Tollgate`;
  }, [tabTitle]);
  return (
    <div className={classes.page}>
      <div className={isHeadPrinted ? classes.pageHead : `${classes.pageHead} no-print`}>
        <div>
          {back === undefined ? null : (
            <Link href={back.href} className={classes.back}>
              <IconArrowLeft size={14} aria-hidden /> {back.text}
            </Link>
          )}
          <Title order={1} ref={heading} tabIndex={-1} className={classes.pageTitle ?? ''}>
            {title}
          </Title>
        </div>
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
