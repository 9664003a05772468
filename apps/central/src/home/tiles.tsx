import { approvalRate, type CurrencyFigures, type Figures } from '@tollgate/report-tables';
import { useTranslations } from 'use-intl';
import { FigureTile, FigureTilePlaces, FigureTiles } from '../figures/figure-tile.js';
import { averageOrder } from '../figures/figures.js';
import { dayIn } from '../format/format-time.js';
import { useStore } from '../shell/store-context.js';
import { useNow } from '../ui/time.js';

interface TilesProps {
  readonly today: CurrencyFigures;
  readonly lastWeek: CurrencyFigures;
}

const tiles = [
  { name: 'gross', kind: 'amount', of: ({ captured }: Figures) => captured },
  { name: 'net', kind: 'amount', of: ({ net }: Figures) => net },
  { name: 'orders', kind: 'count', of: ({ placed }: Figures) => placed },
  { name: 'approvalRate', kind: 'rate', of: approvalRate },
  { name: 'averageOrder', kind: 'amount', of: averageOrder },
  { name: 'held', kind: 'count', of: ({ held }: Figures) => held },
  { name: 'downloads', kind: 'count', of: ({ downloads }: Figures) => downloads },
] as const;

/** What is behind a figure: today's orders, or the report that takes it apart. */
const addressOf = (name: (typeof tiles)[number]['name'], day: string, currency: string): string => {
  const report = new URLSearchParams({ period: 'today', currency });
  switch (name) {
    case 'orders':
      return `/orders?${new URLSearchParams({ from: day, to: day, currency, type: 'charge' })}`;
    case 'held':
      return `/orders?${new URLSearchParams({ status: 'review', from: day, to: day, currency })}`;
    case 'approvalRate':
      return `/reports/authorizations?${report}`;
    case 'downloads':
      return `/reports/downloads?${report}`;
    default:
      return `/reports?${report}`;
  }
};

/** Today's figures against last week's; each opens what is behind it. */
export const Tiles = ({ today, lastWeek }: TilesProps) => {
  const t = useTranslations('home');
  const { store } = useStore();
  const day = dayIn(useNow(), store.timeZone);
  return (
    <FigureTiles>
      {tiles.map(({ name, kind, of }) => (
        <FigureTile
          key={name}
          name={t(name)}
          kind={kind}
          now={of(today.total)}
          before={of(lastWeek.total)}
          currency={today.currency}
          href={addressOf(name, day, today.currency)}
          beforeName={t('lastWeek')}
          noBefore={t('noComparison')}
        />
      ))}
    </FigureTiles>
  );
};

export const TilePlaces = () => <FigureTilePlaces count={tiles.length} />;
