import { Skeleton } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { ProblemNotice } from '../ui/problem-notice.js';
import { CurrencyChoice } from './currency-choice.js';
import { type CustomerGroup, currenciesOfRows, customersTable, groupsTable } from './further-tables.js';
import { NothingYet } from './nothing-yet.js';
import type { PeriodChoice } from './period/use-period.js';
import { DataTable } from './table/data-table.js';
import { type CustomersReport as Report, useCustomersReport } from './use-reports.js';

interface CustomersReportProps {
  readonly choice: PeriodChoice;
}

/** What new and returning customers bought, and who bought most. */
export const CustomersReport = ({ choice }: CustomersReportProps) => {
  const { data, error, refetch } = useCustomersReport(choice.period);
  return (
    <>
      {error === null ? null : <ProblemNotice error={error} onRetry={() => void refetch()} />}
      {data === undefined ? error === null ? <Skeleton height={360} /> : null : <Known choice={choice} report={data} />}
    </>
  );
};

const Known = ({ choice, report }: CustomersReportProps & { readonly report: Report }) => {
  const t = useTranslations('reports');
  const { period } = choice;
  const currencies = currenciesOfRows([...report.data, ...report.groups]);
  const currency = currencies.find((one) => one === choice.currency) ?? currencies[0];
  if (currency === undefined) return <NothingYet />;
  const kind = (one: CustomerGroup['kind']): string => t(`customerKind.${one}`);
  const isOwn = (row: { readonly currency: string }): boolean => row.currency === currency;
  return (
    <>
      <CurrencyChoice currencies={currencies} currency={currency} choose={choice.chooseCurrency} />
      <DataTable
        title={t('customerKinds')}
        name="customer-kinds"
        table={groupsTable(report.groups.filter(isOwn), kind)}
        currency={currency}
        period={period}
      />
      <DataTable
        title={t('topCustomers')}
        name="customers"
        table={customersTable(report.data.filter(isOwn), { kind, forgotten: t('forgotten') })}
        currency={currency}
        period={period}
      />
      <p className="quiet">{t('about.customers')}</p>
    </>
  );
};
