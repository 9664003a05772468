import { NativeSelect, Skeleton } from '@mantine/core';
import { currenciesOfRows, storesTable } from '@tollgate/report-tables';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { CurrencyChoice } from '../figures/currency-choice.js';
import { useStore } from '../shell/store-context.js';
import { ProblemNotice } from '../ui/problem-notice.js';
import { NothingYet } from './nothing-yet.js';
import type { PeriodChoice } from './period/use-period.js';
import classes from './reports.module.css';
import { DataTable } from './table/data-table.js';
import { type StoresReport as Report, useStoresReport } from './use-reports.js';

interface StoresReportProps {
  readonly choice: PeriodChoice;
}

/** What all stores took and gave back in which the person may read reports. */
export const StoresReport = ({ choice }: StoresReportProps) => {
  const { data, error, refetch } = useStoresReport(choice.period);
  return (
    <>
      {error === null ? null : <ProblemNotice error={error} refetch={refetch} />}
      {data === undefined ? error === null ? <Skeleton height={360} /> : null : <Known choice={choice} report={data} />}
    </>
  );
};

const Known = ({ choice, report: { stores, data } }: StoresReportProps & { readonly report: Report }) => {
  const t = useTranslations('reports');
  const { mode } = useStore();
  const [only, setOnly] = useState('');
  const currencies = currenciesOfRows(data);
  const currency = currencies.find((one) => one === choice.currency) ?? currencies[0];
  if (currency === undefined) return <NothingYet />;
  const rows = data.filter((row) => row.currency === currency && (only === '' || row.store === only));
  const nameOf = (id: string): string => stores.find((store) => store.id === id)?.name ?? id;
  return (
    <>
      <div className={`${classes.bar} no-print`}>
        <NativeSelect
          size="xs"
          aria-label={t('store')}
          value={only}
          onChange={({ currentTarget: { value } }) => setOnly(value)}
          data={[{ value: '', label: t('allStores') }, ...stores.map(({ id, name }) => ({ value: id, label: name }))]}
        />
        <CurrencyChoice currencies={currencies} currency={currency} choose={choice.chooseCurrency} label={t('currency')} />
      </div>
      <DataTable
        title={t('tab.stores')}
        name="stores"
        files={{ address: `/reports/${mode}/stores/files`, query: only === '' ? {} : { store: only } }}
        table={storesTable(rows, nameOf)}
        currency={currency}
        period={choice.period}
      />
      <p className="quiet">{t('about.stores')}</p>
    </>
  );
};
