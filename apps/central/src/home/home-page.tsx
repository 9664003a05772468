import { Button } from '@mantine/core';
import { IconChartLine } from '@tabler/icons-react';
import type { CurrencyFigures } from '@tollgate/report-tables';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Link, Redirect } from 'wouter';
import { useLive } from '../api/use-live.js';
import { CurrencyChoice } from '../figures/currency-choice.js';
import { currenciesOf, figuresOf } from '../figures/figures.js';
import { formatMoment } from '../format/format-time.js';
import { useStore } from '../shell/store-context.js';
import { Empty } from '../ui/empty.js';
import { Page, Panel } from '../ui/page.js';
import { ProblemNotice } from '../ui/problem-notice.js';
import { useNow, useTimeStyle } from '../ui/time.js';
import { SalesChart } from './sales-chart.js';
import { TilePlaces, Tiles } from './tiles.js';
import { type Home, useFigures } from './use-figures.js';

/** Who may not see figures begins with the orders. */
export const HomePage = () => (useStore().can('reports:read') ? <FiguresPage /> : <Redirect to="/orders" replace />);

const FiguresPage = () => {
  const t = useTranslations('home');
  const { key } = useStore();
  const { data, error, refetch } = useFigures();
  useLive({ isMeant: () => true, keys: [key('home')], everyMs: 5_000 });
  return (
    <Page title={t('title')}>
      <Today />
      {error === null ? null : <ProblemNotice error={error} refetch={refetch} />}
      {data === undefined ? error === null ? <TilePlaces /> : null : <KnownFigures home={data} />}
    </Page>
  );
};

/** Until when "today" goes, and in whose zone. */
const Today = () => {
  const t = useTranslations('home');
  const now = useNow();
  const style = useTimeStyle();
  const { store } = useStore();
  return <p className="quiet">{t('today', { until: formatMoment(now, style), zone: store.timeZone })}</p>;
};

const KnownFigures = ({ home }: { readonly home: Home }) => {
  const t = useTranslations('home');
  const currencies = currenciesOf(home.today, home.lastWeek);
  const [chosen, choose] = useState<string>();
  const currency = chosen ?? currencies[0];
  if (currency === undefined) {
    return (
      <Empty
        icon={<IconChartLine size={40} stroke={1.5} />}
        title={t('none')}
        action={
          <Button component={Link} href="/orders" variant="default">
            {t('toOrders')}
          </Button>
        }
      >
        {t('noneText')}
      </Empty>
    );
  }
  const [today, lastWeek] = [figuresOf(home.today, currency), figuresOf(home.lastWeek, currency)];
  return (
    <>
      <CurrencyChoice currencies={currencies} currency={currency} choose={choose} label={t('currency')} />
      <Tiles today={today} lastWeek={lastWeek} />
      <Sales today={today} lastWeek={figuresOf(home.lastWeekWhole, currency)} />
    </>
  );
};

const Sales = (figures: { readonly today: CurrencyFigures; readonly lastWeek: CurrencyFigures }) => {
  const t = useTranslations('home');
  return (
    <Panel title={t('sales')}>
      <SalesChart {...figures} />
    </Panel>
  );
};
