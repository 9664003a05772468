import { Skeleton } from '@mantine/core';
import type { CurrencyFigures, Days, Table } from '@tollgate/report-tables';
import { authorizationsTable, downloadsTable, fraudTable, refundsTable, salesTable } from '@tollgate/report-tables';
import { useTranslations } from 'use-intl';
import { figuresOf } from '../figures/figures.js';
import { Panel } from '../ui/page.js';
import { ProblemNotice } from '../ui/problem-notice.js';
import { BreakdownTable } from './breakdown-report.js';
import { SalesChart } from './chart/sales-chart.js';
import { OfCurrency } from './of-currency.js';
import type { PeriodChoice } from './period/use-period.js';
import { Summary, type SummaryName, SummaryPlaces } from './summary.js';
import { DataTable } from './table/data-table.js';
import { type Totals, usePeriodFigures } from './use-reports.js';

interface FiguresReportProps {
  readonly of: SummaryName;
  readonly choice: PeriodChoice;
}

/** What happened in a period: in sum against the period before, and by day or month. */
export const FiguresReport = ({ of, choice }: FiguresReportProps) => (
  <OfCurrency choice={choice} places={<Places of={of} />}>
    {(currency, totals) => <Known of={of} choice={{ ...choice, currency }} currency={currency} totals={totals} />}
  </OfCurrency>
);

const Places = ({ of }: { readonly of: SummaryName }) => (
  <>
    <SummaryPlaces of={of} />
    <Skeleton height={360} />
  </>
);

const tableOf: Readonly<Record<SummaryName, (figures: CurrencyFigures, days: Days) => Table>> = {
  sales: salesTable,
  refunds: refundsTable,
  authorizations: authorizationsTable,
  fraud: fraudTable,
  downloads: downloadsTable,
};

interface KnownProps extends FiguresReportProps {
  readonly currency: string;
  readonly totals: Totals;
}

const Known = ({ of, choice, currency, totals }: KnownProps) => {
  const t = useTranslations('reports');
  const { period } = choice;
  const [now, before] = [figuresOf(totals.now, currency), figuresOf(totals.before, currency)];
  return (
    <>
      <Summary of={of} now={now} before={before} days={period} />
      <Series of={of} choice={choice} currency={currency} />
      {of === 'authorizations' || of === 'fraud' ? (
        <BreakdownTable
          by="decline"
          title="reasons"
          choice={choice}
          currency={currency}
          isPart
          {...(of === 'fraud' ? { outcomes: ['held', 'rejected'] } : {})}
        />
      ) : null}
      <p className="quiet">{t(`about.${of}`)}</p>
    </>
  );
};

const Series = ({ of, choice: { period }, currency }: Omit<KnownProps, 'totals'>) => {
  const t = useTranslations('reports');
  const { data, error, refetch } = usePeriodFigures(period, currency);
  if (error !== null) return <ProblemNotice error={error} refetch={refetch} />;
  if (data === undefined) return <Skeleton height={360} />;
  return (
    <>
      {of === 'sales' ? (
        <Panel title={t('chartTitle')}>
          <SalesChart figures={data} />
        </Panel>
      ) : null}
      <DataTable
        key={of}
        title={t(`tab.${of}`)}
        name={of}
        table={tableOf[of](data, period)}
        currency={currency}
        period={period}
      />
    </>
  );
};
