import { Skeleton } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { Link } from 'wouter';
import { dayIn } from '../format/format-time.js';
import { useLanguage } from '../i18n/language-provider.js';
import { useStore } from '../shell/store-context.js';
import { Money } from '../ui/money.js';
import { useNow } from '../ui/time.js';
import { approvalRate, averageOrder, type CurrencyFigures, change, type Figures } from './figures.js';
import classes from './home.module.css';

interface TilesProps {
  readonly today: CurrencyFigures;
  readonly lastWeek: CurrencyFigures;
}

const kinds = ['gross', 'net', 'orders', 'approvalRate', 'averageOrder', 'held', 'downloads'] as const;
type Kind = (typeof kinds)[number];

/** What the figures are called at the API. */
const names = { gross: 'captured', net: 'net', orders: 'placed', held: 'held', downloads: 'downloads' } as const;

const valueIn = (figures: Figures, kind: Kind): number | undefined => {
  if (kind === 'approvalRate') return approvalRate(figures);
  return kind === 'averageOrder' ? averageOrder(figures) : figures[names[kind]];
};

/** The orders behind a figure. */
const statusBehind: Readonly<Partial<Record<Kind, string>>> = { held: 'review' };

/** Today's figures against last week's; each opens the orders behind it. */
export const Tiles = ({ today, lastWeek }: TilesProps) => {
  const { store } = useStore();
  const day = dayIn(useNow(), store.timeZone);
  return (
    <div className={classes.tiles}>
      {kinds.map((kind) => {
        const status = statusBehind[kind];
        const query = new URLSearchParams({ ...(status === undefined ? {} : { status }), from: day, to: day });
        const [now, before] = [valueIn(today.total, kind), valueIn(lastWeek.total, kind)];
        return <Tile key={kind} kind={kind} href={`/orders?${query}`} now={now} before={before} currency={today.currency} />;
      })}
    </div>
  );
};

interface TileProps {
  readonly kind: Kind;
  readonly href: string;
  readonly now: number | undefined;
  readonly before: number | undefined;
  readonly currency: string;
}

const amounts: ReadonlySet<Kind> = new Set(['gross', 'net', 'averageOrder']);

const Tile = ({ kind, href, now, before, currency }: TileProps) => {
  const t = useTranslations('home');
  return (
    <Link href={href} className={classes.tile}>
      <span className={classes.name}>{t(kind)}</span>
      <span className={`${classes.value} figures`}>
        <Figure kind={kind} value={now} currency={currency} />
      </span>
      <span className={classes.change}>
        <Change now={now} before={before} shown={<Figure kind={kind} value={before} currency={currency} />} />
      </span>
    </Link>
  );
};

const Figure = ({
  kind,
  value,
  currency,
}: {
  readonly kind: Kind;
  readonly value: number | undefined;
  readonly currency: string;
}) => {
  const { tag } = useLanguage();
  if (value === undefined) return <>–</>;
  if (amounts.has(kind)) return <Money minor={value} currency={currency} />;
  const options = kind === 'approvalRate' ? ({ style: 'percent', maximumFractionDigits: 1 } as const) : {};
  return <>{new Intl.NumberFormat(tag, options).format(value)}</>;
};

const Change = ({
  now,
  before,
  shown,
}: {
  readonly now: number | undefined;
  readonly before: number | undefined;
  readonly shown: ReactNode;
}) => {
  const t = useTranslations('home');
  const { tag } = useLanguage();
  const by = change(now, before);
  if (by === undefined) return <>{t('noComparison')}</>;
  const percent = new Intl.NumberFormat(tag, { style: 'percent', maximumFractionDigits: 1, signDisplay: 'exceptZero' }).format(
    by,
  );
  return (
    <>
      <span className="figures">{percent}</span> · {t('lastWeek')} {shown}
    </>
  );
};

export const TilePlaces = () => (
  <div className={classes.tiles} aria-busy>
    {kinds.map((kind) => (
      <div key={kind} className={classes.tile}>
        <Skeleton height={14} width="50%" />
        <Skeleton height={24} width="75%" mt={6} />
        <Skeleton height={12} width="90%" mt={8} />
      </div>
    ))}
  </div>
);
