import { Skeleton } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { CurrencyChoice } from '../figures/currency-choice.js';
import { currenciesOf } from '../figures/figures.js';
import { ProblemNotice } from '../ui/problem-notice.js';
import { NothingYet } from './nothing-yet.js';
import type { PeriodChoice } from './period/use-period.js';
import { type Totals, useTotals } from './use-reports.js';

interface OfCurrencyProps {
  readonly choice: PeriodChoice;
  /** What stands there until it is known which currencies there are. */
  readonly places?: ReactNode;
  readonly children: (currency: string, totals: Totals) => ReactNode;
}

/** A report of one currency: that of the address, or the one with most orders where the period does not have it. */
export const OfCurrency = ({ choice, places = <Skeleton height={360} />, children }: OfCurrencyProps) => {
  const { data, error, refetch } = useTotals(choice.period);
  return (
    <>
      {error === null ? null : <ProblemNotice error={error} refetch={refetch} />}
      {data === undefined ? error === null ? places : null : <Known choice={choice} totals={data} report={children} />}
    </>
  );
};

interface KnownProps {
  readonly choice: PeriodChoice;
  readonly totals: Totals;
  readonly report: OfCurrencyProps['children'];
}

const Known = ({ choice, totals, report }: KnownProps) => {
  const t = useTranslations('reports');
  const currencies = currenciesOf(totals.now, totals.before);
  const currency = currencies.find((one) => one === choice.currency) ?? currencies[0];
  if (currency === undefined) return <NothingYet />;
  return (
    <>
      <CurrencyChoice currencies={currencies} currency={currency} choose={choice.chooseCurrency} label={t('currency')} />
      {report(currency, totals)}
    </>
  );
};
