import type { Days } from '@tollgate/report-tables';
import { approvalRate, type CurrencyFigures, type Figures } from '@tollgate/report-tables';
import { useTranslations } from 'use-intl';
import { FigureTile, FigureTilePlaces, FigureTiles } from '../figures/figure-tile.js';

interface Tile {
  readonly name:
    | 'captured'
    | 'refunds'
    | 'refunded'
    | 'refundedTax'
    | 'net'
    | 'tax'
    | 'shipping'
    | 'placed'
    | 'approved'
    | 'declined'
    | 'held'
    | 'rejected'
    | 'approvalRate'
    | 'downloads';
  readonly kind: 'amount' | 'count' | 'rate';
  readonly of: (figures: Figures) => number | undefined;
  /** Of the orders behind it, where one status has them all. */
  readonly status?: string;
  /** Orders are looked for by the day they were placed: no list has those of which money was given back on a day. */
  readonly isWithoutList?: true;
}

const tilesOf = {
  sales: [
    { name: 'captured', kind: 'amount', of: ({ captured }) => captured },
    { name: 'refunded', kind: 'amount', of: ({ refunded }) => refunded },
    { name: 'net', kind: 'amount', of: ({ net }) => net },
    { name: 'tax', kind: 'amount', of: ({ tax }) => tax },
    { name: 'shipping', kind: 'amount', of: ({ shipping }) => shipping },
  ],
  refunds: [
    { name: 'refunds', kind: 'count', of: ({ refunds }) => refunds, isWithoutList: true },
    { name: 'refunded', kind: 'amount', of: ({ refunded }) => refunded, isWithoutList: true },
    { name: 'refundedTax', kind: 'amount', of: ({ refundedTax }) => refundedTax, isWithoutList: true },
    { name: 'captured', kind: 'amount', of: ({ captured }) => captured },
  ],
  authorizations: [
    { name: 'placed', kind: 'count', of: ({ placed }) => placed },
    { name: 'approved', kind: 'count', of: ({ approved }) => approved },
    { name: 'declined', kind: 'count', of: ({ declined }) => declined, status: 'declined' },
    { name: 'approvalRate', kind: 'rate', of: approvalRate },
  ],
  fraud: [
    { name: 'placed', kind: 'count', of: ({ placed }) => placed },
    { name: 'held', kind: 'count', of: ({ held }) => held },
    { name: 'rejected', kind: 'count', of: ({ rejected }) => rejected, status: 'rejected' },
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
  const ordersOf = ({ status, isWithoutList }: Tile): string | undefined => {
    if (isWithoutList) return undefined;
    const among = { ...(status === undefined ? {} : { status }), from, to, currency: now.currency, type: 'charge' };
    return `/orders?${new URLSearchParams(among)}`;
  };
  return (
    <FigureTiles>
      {tiles.map((tile) => (
        <FigureTile
          key={tile.name}
          name={t(`column.${tile.name}`)}
          kind={tile.kind}
          now={tile.of(now.total)}
          before={tile.of(before.total)}
          currency={now.currency}
          href={ordersOf(tile)}
          beforeName={t('before')}
          noBefore={t('noBefore')}
        />
      ))}
    </FigureTiles>
  );
};

export const SummaryPlaces = ({ of }: { readonly of: SummaryName }) => <FigureTilePlaces count={tilesOf[of].length} />;
