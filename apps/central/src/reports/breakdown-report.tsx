import { Skeleton } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { useLanguage } from '../i18n/language-provider.js';
import { Notice } from '../ui/notice.js';
import { ProblemNotice } from '../ui/problem-notice.js';
import { CurrencyChoice } from './currency-choice.js';
import { NothingYet } from './nothing-yet.js';
import type { PeriodChoice } from './period/use-period.js';
import { DataTable } from './table/data-table.js';
import { type Breakdown, breakdownTable, currenciesIn, type Names } from './tables.js';
import { type BreakdownReport as Report, useBreakdown } from './use-reports.js';

interface BreakdownReportProps {
  readonly by: Breakdown;
  readonly title: 'products' | 'countries' | 'tax' | 'shipping' | 'reasons';
  readonly choice: PeriodChoice;
  /** Below a report that has the choice of currency, and says where there is nothing. */
  readonly isPart?: boolean;
}

/** What sales, tax or declines of a period are made of. */
export const BreakdownReport = (props: BreakdownReportProps) => {
  const { data, error, refetch } = useBreakdown(props.by, props.choice.period);
  return (
    <>
      {error === null ? null : <ProblemNotice error={error} onRetry={() => void refetch()} />}
      {data === undefined ? error === null ? <Skeleton height={360} /> : null : <Known {...props} report={data} />}
    </>
  );
};

const Known = ({ by, title, choice, report, isPart = false }: BreakdownReportProps & { readonly report: Report }) => {
  const t = useTranslations('reports');
  const names = useNames();
  const { period } = choice;
  const currencies = currenciesIn(report.data);
  const currency = isPart ? choice.currency : (currencies.find((one) => one === choice.currency) ?? currencies[0]);
  const rows = report.data.filter((row) => row.currency === currency);
  if (currency === undefined || (isPart && rows.length === 0)) return isPart ? null : <NothingYet />;
  return (
    <>
      {isPart ? null : <CurrencyChoice currencies={currencies} currency={currency} choose={choice.chooseCurrency} />}
      {report.isCut ? <Notice tone="warn">{t('isCut')}</Notice> : null}
      <DataTable
        key={by}
        title={t(`tab.${title}`)}
        name={title}
        table={{ ...breakdownTable(by, rows, { days: period, names }), isTop: report.isCut }}
        currency={currency}
        period={period}
      />
      <p className="quiet">{t(`about.${title}`)}</p>
    </>
  );
};

const useNames = (): Names => {
  const code = useTranslations('code');
  const status = useTranslations('status');
  const t = useTranslations('reports');
  const { tag } = useLanguage();
  const regions = new Intl.DisplayNames(tag, { type: 'region' });
  type Code = Parameters<typeof code.has>[0];
  type Status = Parameters<typeof status.has>[0];
  return {
    country: (one) => (/^[A-Z]{2}$/.test(one) ? (regions.of(one) ?? one) : one),
    reason: (one) => (code.has(one as Code) ? code(one as Code) : one),
    method: (one) => (one === '' ? t('noMethod') : one),
    outcome: (one) => {
      const name = one === 'held' ? 'review' : one;
      return status.has(name as Status) ? status(name as Status) : name;
    },
  };
};
