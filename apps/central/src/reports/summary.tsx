import type { Days } from '@tollgate/report-tables';
import { approvalRate, type CurrencyFigures, type Figures } from '@tollgate/report-tables';
import { useTranslations } from 'use-intl';
import { FigureTile, FigureTilePlaces, FigureTiles } from '../figures/figure-tile.js';

interface Tile {
  readonly name:
    | 'captured'
    | 'refunded'
    | 'net'
    | 'tax'
    | 'shipping'
    | 'placed'
    | 'approved'
    | 'declined'
    | 'approvalRate'
    | 'downloads';
  readonly kind: 'amount' | 'count' | 'rate';
  readonly of: (figures: Figures) => number | undefined;
  /** Of the orders behind it, where one status has them all. */
  readonly status?: string;
}

const tilesOf = {
  sales: [
    { name: 'captured', kind: 'amount', of: ({ captured }) => captured },
    { name: 'refunded', kind: 'amount', of: ({ refunded }) => refunded },
    { name: 'net', kind: 'amount', of: ({ net }) => net },
    { name: 'tax', kind: 'amount', of: ({ tax }) => tax },
    { name: 'shipping', kind: 'amount', of: ({ shipping }) => shipping },
  ],
  authorizations: [
    { name: 'placed', kind: 'count', of: ({ placed }) => placed },
    { name: 'approved', kind: 'count', of: ({ approved }) => approved },
    { name: 'declined', kind: 'count', of: ({ declined }) => declined, status: 'declined' },
    { name: 'approvalRate', kind: 'rate', of: approvalRate },
  ],
  downloads: [
    { name: 'downloads', kind: 'count', of: ({ downloads }) => downloads },
    { name: 'placed', kind: 'count', of: ({ placed }) => placed },
  ],
} as const satisfies Readonly<Record<string, readonly Tile[]>>;

export type SummaryName = keyof typeof tilesOf;

interface SummaryProps {
  readonly of: SummaryName;
  readonly now: CurrencyFigures;
  readonly before: CurrencyFigures;
  readonly days: Days;
}

/** A period's figures against those of the period before; each opens the orders behind it. */
export const Summary = ({ of, now, before, days: { from, to } }: SummaryProps) => {
  const t = useTranslations('reports');
  const tiles: readonly Tile[] = tilesOf[of];
  return (
    <FigureTiles>
      {tiles.map(({ name, kind, of: figure, status }) => (
        <FigureTile
          key={name}
          name={t(`column.${name}`)}
          kind={kind}
          now={figure(now.total)}
          before={figure(before.total)}
          currency={now.currency}
          href={`/orders?${new URLSearchParams({ ...(status === undefined ? {} : { status }), from, to, currency: now.currency, type: 'charge' })}`}
          beforeName={t('before')}
          noBefore={t('noBefore')}
        />
      ))}
    </FigureTiles>
  );
};

export const SummaryPlaces = ({ of }: { readonly of: SummaryName }) => <FigureTilePlaces count={tilesOf[of].length} />;
