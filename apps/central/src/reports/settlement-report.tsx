import { Skeleton } from '@mantine/core';
import { settlementTable } from '@tollgate/report-tables';
import { useTranslations } from 'use-intl';
import { ProblemNotice } from '../ui/problem-notice.js';
import { NothingYet } from './nothing-yet.js';
import { OfCurrency } from './of-currency.js';
import type { PeriodChoice } from './period/use-period.js';
import { DataTable } from './table/data-table.js';
import { useNames } from './use-names.js';
import { useSettlement } from './use-reports.js';

interface SettlementReportProps {
  readonly choice: PeriodChoice;
}

/** What went through each processor, and what it owes. */
export const SettlementReport = ({ choice }: SettlementReportProps) => (
  <OfCurrency choice={choice}>{(currency) => <Known choice={choice} currency={currency} />}</OfCurrency>
);

const Known = ({ choice: { period }, currency }: SettlementReportProps & { readonly currency: string }) => {
  const t = useTranslations('reports');
  const { processor } = useNames();
  const { data, error, refetch } = useSettlement(period, currency);
  if (error !== null) return <ProblemNotice error={error} refetch={refetch} />;
  if (data === undefined) return <Skeleton height={360} />;
  return (
    <>
      {data.length === 0 ? (
        <NothingYet />
      ) : (
        <DataTable
          title={t('tab.settlement')}
          name="settlement"
          table={settlementTable(data, { days: period, processor })}
          currency={currency}
          period={period}
        />
      )}
      <p className="quiet">{t('about.settlement')}</p>
    </>
  );
};
