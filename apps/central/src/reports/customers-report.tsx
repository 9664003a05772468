import { Skeleton } from '@mantine/core';
import { type CustomerGroup, customersTable, groupsTable } from '@tollgate/report-tables';
import { useTranslations } from 'use-intl';
import { ProblemNotice } from '../ui/problem-notice.js';
import { NothingYet } from './nothing-yet.js';
import { OfCurrency } from './of-currency.js';
import type { PeriodChoice } from './period/use-period.js';
import { DataTable } from './table/data-table.js';
import { useCustomersReport } from './use-reports.js';

interface CustomersReportProps {
  readonly choice: PeriodChoice;
}

/** What new and returning customers bought, and who bought most. */
export const CustomersReport = ({ choice }: CustomersReportProps) => (
  <OfCurrency choice={choice}>{(currency) => <Known choice={choice} currency={currency} />}</OfCurrency>
);

const Known = ({ choice: { period }, currency }: CustomersReportProps & { readonly currency: string }) => {
  const t = useTranslations('reports');
  const { data, error, refetch } = useCustomersReport(period, currency);
  if (error !== null) return <ProblemNotice error={error} refetch={refetch} />;
  if (data === undefined) return <Skeleton height={360} />;
  if (data.groups.length === 0) return <NothingYet />;
  const kind = (one: CustomerGroup['kind']): string => t(`customerKind.${one}`);
  return (
    <>
      <DataTable
        title={t('customerKinds')}
        name="customer-kinds"
        table={groupsTable(data.groups, kind)}
        currency={currency}
        period={period}
      />
      <DataTable
        title={t('topCustomers')}
        name="customers"
        table={customersTable(data.data, { kind, forgotten: t('forgotten') })}
        currency={currency}
        period={period}
      />
      <p className="quiet">{t('about.customers')}</p>
    </>
  );
};
