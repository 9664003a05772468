import { useComputedColorScheme } from '@mantine/core';
import type { CurrencyFigures } from '@tollgate/report-tables';
import { useEffect, useRef } from 'react';
import { useTranslations } from 'use-intl';
import { untilDone } from '../../api/until-done.js';
import { formatTick } from '../../format/format-money.js';
import { formatShortDay } from '../../format/format-time.js';
import { useLanguage } from '../../i18n/language-provider.js';
import { useStore } from '../../shell/store-context.js';
import classes from '../reports.module.css';

/** What was taken and given back, day by day or month by month. A canvas says nothing to a screen reader: the table below tells the same. */
export const SalesChart = ({ figures }: { readonly figures: CurrencyFigures }) => {
  const t = useTranslations('reports');
  const { store } = useStore();
  const { tag } = useLanguage();
  const place = useRef<HTMLDivElement>(null);
  const scheme = useComputedColorScheme('light');
  const { currency, series } = figures;
  useEffect(() => {
    const { current } = place;
    if (current === null) return;
    const chart = { end: () => {} };
    const wish = new AbortController();
    const bars = {
      labels: series.map(({ label }) => formatShortDay(label, tag)),
      captured: series.map(({ figures: { captured } }) => captured),
      refunded: series.map(({ figures: { refunded } }) => refunded),
      show: (minor: number) => formatTick(minor, currency, tag),
      scheme,
    };
    void untilDone(() => import('./draw-bars.js'), wish.signal).then((drawing) => {
      if (drawing !== undefined && !wish.signal.aborted) chart.end = drawing.drawBars(current, bars);
    });
    return () => {
      wish.abort();
      chart.end();
    };
  }, [series, currency, tag, scheme]);
  return (
    <>
      <div className={classes.legend}>
        <span data-series="captured">{t('column.captured')}</span>
        <span data-series="refunded">{t('column.refunded')}</span>
      </div>
      <div ref={place} className={classes.chart} role="img" aria-label={t('chart', { zone: store.timeZone })} />
    </>
  );
};
