import { useComputedColorScheme } from '@mantine/core';
import type { CurrencyFigures } from '@tollgate/report-tables';
import { useEffect, useRef } from 'react';
import { useTranslations } from 'use-intl';
import { untilDone } from '../api/until-done.js';
import { runningSums } from '../figures/figures.js';
import { formatTick } from '../format/format-money.js';
import { useLanguage } from '../i18n/language-provider.js';
import { useStore } from '../shell/store-context.js';
import { Money } from '../ui/money.js';
import classes from './home.module.css';

interface SalesChartProps {
  readonly today: CurrencyFigures;
  readonly lastWeek: CurrencyFigures;
}

/** Sales over the day, and those of last week beneath. A canvas says nothing to a screen reader: the same stands in a table. */
export const SalesChart = ({ today, lastWeek }: SalesChartProps) => {
  const t = useTranslations('home');
  const { tag } = useLanguage();
  const { store } = useStore();
  const place = useRef<HTMLDivElement>(null);
  const scheme = useComputedColorScheme('light');
  useEffect(() => {
    const { current } = place;
    if (current === null) return;
    const chart = { end: () => {} };
    const wish = new AbortController();
    const figures = { now: runningSums(today), before: runningSums(lastWeek) };
    const show = (minor: number): string => formatTick(minor, today.currency, tag);
    void untilDone(() => import('./draw-chart.js'), wish.signal).then((drawing) => {
      if (drawing !== undefined && !wish.signal.aborted) chart.end = drawing.drawChart(current, { ...figures, show, scheme });
    });
    return () => {
      wish.abort();
      chart.end();
    };
  }, [today, lastWeek, tag, scheme]);
  return (
    <>
      <div className={classes.legend}>
        <span data-series="today">{t('seriesToday')}</span>
        <span>{t('lastWeek')}</span>
      </div>
      <div ref={place} className={classes.chart} role="img" aria-label={t('chart', { zone: store.timeZone })} />
      <Table today={today} lastWeek={lastWeek} />
    </>
  );
};

const Table = ({ today, lastWeek }: SalesChartProps) => {
  const t = useTranslations('home');
  const { tag } = useLanguage();
  const { store } = useStore();
  const hour = new Intl.DateTimeFormat(tag, { hour: '2-digit', minute: '2-digit', timeZone: store.timeZone });
  return (
    <details className={classes.table}>
      <summary>{t('asTable')}</summary>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('hour', { zone: store.timeZone })}</th>
            <th scope="col">{t('seriesToday')}</th>
            <th scope="col">{t('lastWeek')}</th>
          </tr>
        </thead>
        <tbody>
          {today.series.map(({ begin, figures }, index) => (
            <tr key={begin}>
              <th scope="row">{hour.format(new Date(begin))}</th>
              <td>
                <Money minor={figures.captured} currency={today.currency} />
              </td>
              <td>
                <Money minor={lastWeek.series[index]?.figures.captured ?? 0} currency={today.currency} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
};
