import { Skeleton } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { type CurrencyFigures, currenciesOf, figuresOf } from '../figures/figures.js';
import { Panel } from '../ui/page.js';
import { ProblemNotice } from '../ui/problem-notice.js';
import { BreakdownReport } from './breakdown-report.js';
import { SalesChart } from './chart/sales-chart.js';
import { CurrencyChoice } from './currency-choice.js';
import { NothingYet } from './nothing-yet.js';
import type { Days } from './period/period.js';
import type { PeriodChoice } from './period/use-period.js';
import { Summary, type SummaryName, SummaryPlaces } from './summary.js';
import { DataTable } from './table/data-table.js';
import type { Table } from './table/report-table.js';
import { authorizationsTable, downloadsTable, salesTable } from './tables.js';
import { type Compared, usePeriodFigures } from './use-reports.js';

interface FiguresReportProps {
  readonly of: SummaryName;
  readonly choice: PeriodChoice;
}

/** What happened in a period: in sum against the period before, and by day or month. */
export const FiguresReport = ({ of, choice }: FiguresReportProps) => {
  const { data, error, refetch } = usePeriodFigures(choice.period);
  return (
    <>
      {error === null ? null : <ProblemNotice error={error} onRetry={() => void refetch()} />}
      {data === undefined ? error === null ? <Places of={of} /> : null : <Known of={of} choice={choice} figures={data} />}
    </>
  );
};

const Places = ({ of }: { readonly of: SummaryName }) => (
  <>
    <SummaryPlaces of={of} />
    <Skeleton height={360} />
  </>
);

const tableOf: Readonly<Record<SummaryName, (figures: CurrencyFigures, days: Days) => Table>> = {
  sales: salesTable,
  authorizations: authorizationsTable,
  downloads: downloadsTable,
};

const Known = ({ of, choice, figures }: FiguresReportProps & { readonly figures: Compared }) => {
  const t = useTranslations('reports');
  const { period } = choice;
  const currencies = currenciesOf(figures.now, figures.before);
  const currency = currencies.find((one) => one === choice.currency) ?? currencies[0];
  if (currency === undefined) return <NothingYet />;
  const now = figuresOf(figures.now, currency);
  return (
    <>
      <CurrencyChoice currencies={currencies} currency={currency} choose={choice.chooseCurrency} />
      <Summary of={of} now={now} before={figuresOf(figures.before, currency)} days={period} />
      {of === 'sales' ? (
        <Panel title={t('chartTitle')}>
          <SalesChart figures={now} />
        </Panel>
      ) : null}
      <DataTable key={of} title={t(`tab.${of}`)} name={of} table={tableOf[of](now, period)} currency={currency} period={period} />
      {of === 'authorizations' ? <BreakdownReport by="decline" title="reasons" choice={{ ...choice, currency }} isPart /> : null}
      <p className="quiet">{t(`about.${of}`)}</p>
    </>
  );
};
