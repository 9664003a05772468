import { Skeleton } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { useOptionName } from '../settings/field-name.js';
import { ProblemNotice } from '../ui/problem-notice.js';
import { CurrencyChoice } from './currency-choice.js';
import { currenciesOfRows, type SettlementRow, settlementTable } from './further-tables.js';
import { NothingYet } from './nothing-yet.js';
import type { PeriodChoice } from './period/use-period.js';
import { DataTable } from './table/data-table.js';
import { useSettlement } from './use-reports.js';

interface SettlementReportProps {
  readonly choice: PeriodChoice;
}

/** What went through each processor, and what it owes. */
export const SettlementReport = ({ choice }: SettlementReportProps) => {
  const { data, error, refetch } = useSettlement(choice.period);
  return (
    <>
      {error === null ? null : <ProblemNotice error={error} onRetry={() => void refetch()} />}
      {data === undefined ? error === null ? <Skeleton height={360} /> : null : <Known choice={choice} rows={data} />}
    </>
  );
};

const Known = ({ choice, rows }: SettlementReportProps & { readonly rows: readonly SettlementRow[] }) => {
  const t = useTranslations('reports');
  const processor = useOptionName();
  const { period } = choice;
  const currencies = currenciesOfRows(rows);
  const currency = currencies.find((one) => one === choice.currency) ?? currencies[0];
  const about = <p className="quiet">{t('about.settlement')}</p>;
  if (currency === undefined) {
    return (
      <>
        <NothingYet />
        {about}
      </>
    );
  }
  const own = rows.filter((row) => row.currency === currency);
  return (
    <>
      <CurrencyChoice currencies={currencies} currency={currency} choose={choice.chooseCurrency} />
      <DataTable
        title={t('tab.settlement')}
        name="settlement"
        table={settlementTable(own, { days: period, processor: (one) => (one === '' ? '–' : processor(one)) })}
        currency={currency}
        period={period}
      />
      {about}
    </>
  );
};
