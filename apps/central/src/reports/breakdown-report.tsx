import { Skeleton } from '@mantine/core';
import { type Breakdown, breakdownTable } from '@tollgate/report-tables';
import { useTranslations } from 'use-intl';
import { Notice } from '../ui/notice.js';
import { ProblemNotice } from '../ui/problem-notice.js';
import { NothingYet } from './nothing-yet.js';
import { OfCurrency } from './of-currency.js';
import type { PeriodChoice } from './period/use-period.js';
import { DataTable } from './table/data-table.js';
import { useNames } from './use-names.js';
import { useBreakdown } from './use-reports.js';

interface BreakdownReportProps {
  readonly by: Breakdown;
  readonly title: 'products' | 'countries' | 'tax' | 'shipping' | 'reasons';
  readonly choice: PeriodChoice;
}

/** What sales, tax or declines of a period are made of. */
export const BreakdownReport = (props: BreakdownReportProps) => (
  <OfCurrency choice={props.choice}>{(currency) => <BreakdownTable {...props} currency={currency} />}</OfCurrency>
);

interface BreakdownTableProps extends BreakdownReportProps {
  readonly currency: string;
  /** Below a report that says where there is nothing. */
  readonly isPart?: boolean;
  /** Of reasons: those alone that orders came to this by. */
  readonly outcomes?: readonly string[];
}

export const BreakdownTable = ({ by, title, choice, currency, isPart = false, outcomes }: BreakdownTableProps) => {
  const t = useTranslations('reports');
  const names = useNames();
  const { period } = choice;
  const { data, error, refetch } = useBreakdown(by, period, currency);
  if (error !== null) return <ProblemNotice error={error} refetch={refetch} />;
  if (data === undefined) return <Skeleton height={360} />;
  const rows = data.data.filter(({ detail }) => outcomes === undefined || outcomes.includes(detail));
  if (rows.length === 0) return isPart ? null : <NothingYet />;
  return (
    <>
      {data.isCut ? <Notice tone="warn">{t('isCut')}</Notice> : null}
      <DataTable
        key={by}
        title={t(`tab.${title}`)}
        name={title}
        isWithoutFile={outcomes !== undefined}
        table={{ ...breakdownTable(by, rows, { days: period, names }), isTop: data.isCut }}
        currency={currency}
        period={period}
      />
      <p className="quiet">{t(`about.${title}`)}</p>
    </>
  );
};
