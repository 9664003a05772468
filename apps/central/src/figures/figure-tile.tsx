import { Skeleton } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { useLanguage } from '../i18n/language-provider.js';
import { Money } from '../ui/money.js';
import classes from './figure-tile.module.css';
import { change } from './figures.js';

export const FigureTiles = ({ children }: { readonly children: ReactNode }) => <div className={classes.tiles}>{children}</div>;

interface FigureTileProps {
  readonly name: string;
  /** An amount is in minor units of `currency`; a rate is a fraction of 1. */
  readonly kind: 'amount' | 'count' | 'rate';
  readonly now: number | undefined;
  readonly before: number | undefined;
  readonly currency: string;
  /** What is behind the figure; absent where no list has just that. */
  readonly href?: string | undefined;
  /** What the earlier figure is of, e.g. last week; and what is said where there was none. */
  readonly beforeName: string;
  readonly noBefore: string;
}

/** A figure against an earlier one; it opens what is behind it. */
export const FigureTile = ({ name, kind, now, before, currency, href, beforeName, noBefore }: FigureTileProps) => {
  const { tag } = useLanguage();
  const by = change(now, before);
  const percent = new Intl.NumberFormat(tag, { style: 'percent', maximumFractionDigits: 1, signDisplay: 'exceptZero' });
  const content = (
    <>
      <span className={classes.name}>{name}</span>
      <span className={`${classes.value} figures`}>
        <Figure kind={kind} value={now} currency={currency} />
      </span>
      <span className={classes.change}>
        {by === undefined ? (
          noBefore
        ) : (
          <>
            <span className="figures">{percent.format(by)}</span> · {beforeName}{' '}
            <Figure kind={kind} value={before} currency={currency} />
          </>
        )}
      </span>
    </>
  );
  if (href === undefined) return <div className={classes.tile}>{content}</div>;
  return (
    <Link href={href} className={classes.tile}>
      {content}
    </Link>
  );
};

interface FigureProps {
  readonly kind: FigureTileProps['kind'];
  readonly value: number | undefined;
  readonly currency: string;
}

const Figure = ({ kind, value, currency }: FigureProps) => {
  const { tag } = useLanguage();
  if (value === undefined) return <>–</>;
  if (kind === 'amount') return <Money minor={value} currency={currency} />;
  const options = kind === 'rate' ? ({ style: 'percent', maximumFractionDigits: 1 } as const) : {};
  return <>{new Intl.NumberFormat(tag, options).format(value)}</>;
};

/** Their places while they are not known: nothing jumps when they are. */
export const FigureTilePlaces = ({ count }: { readonly count: number }) => (
  <div className={classes.tiles} aria-busy>
    {Array.from({ length: count }, (_, place) => place).map((place) => (
      <div key={place} className={classes.tile}>
        <Skeleton height={14} width="50%" />
        <Skeleton height={24} width="75%" mt={6} />
        <Skeleton height={12} width="90%" mt={8} />
      </div>
    ))}
  </div>
);
