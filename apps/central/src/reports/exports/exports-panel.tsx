import { Button, NativeSelect } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useTranslations } from 'use-intl';
import { currenciesOf } from '../../figures/figures.js';
import { useStore } from '../../shell/store-context.js';
import { Panel } from '../../ui/page.js';
import type { PeriodChoice } from '../period/use-period.js';
import { useTotals } from '../use-reports.js';
import { type ExportFormat, exportFormats } from './export-formats.data.js';
import { ExportResult } from './export-result.js';
import classes from './exports.module.css';
import { type File, useFile } from './use-file.js';

const groups = ['people', 'programs'] as const;

/** The journal of the period as a file, for people and for bookkeeping programs. */
export const ExportsPanel = ({ choice }: { readonly choice: PeriodChoice }) => {
  const t = useTranslations('reports.export');
  const { mode } = useStore();
  const file = useFile();
  const { data } = useTotals(choice.period);
  const currencies = data === undefined ? [] : currenciesOf(data.now);
  const all = [...new Set([...(choice.currency === undefined ? [] : [choice.currency]), ...currencies])].sort();
  return (
    <>
      <p>{t('intro')}</p>
      <NativeSelect
        className={classes.currency}
        size="xs"
        label={t('currency')}
        value={choice.currency ?? ''}
        onChange={({ currentTarget: { value } }) => choice.chooseCurrency(value === '' ? undefined : value)}
        data={[{ value: '', label: t('allCurrencies') }, ...all]}
      />
      {mode === 'test' ? <p className="quiet">{t('testMode')}</p> : null}
      {groups.map((group) => (
        <Panel key={group} title={t(`group_${group}`)} isFlush>
          <ul className={classes.list}>
            {exportFormats
              .filter((format) => format.group === group)
              .map((format) => (
                <FormatItem key={format.name} format={format} file={file} choice={choice} />
              ))}
          </ul>
        </Panel>
      ))}
    </>
  );
};

interface FormatItemProps {
  readonly format: ExportFormat;
  readonly file: File;
  readonly choice: PeriodChoice;
}

const FormatItem = ({ format, file, choice }: FormatItemProps) => {
  const t = useTranslations('reports.export');
  const { name, title } = format;
  const { period } = choice;
  const only = 'onlyCurrency' in format ? format.onlyCurrency : undefined;
  const currency = only ?? choice.currency;
  const needsCurrency = 'isOneCurrency' in format && currency === undefined;
  const isRunning = file.state.step === 'running';
  const { path, store } = useStore();
  const begin = (): void => {
    const query = { from: period.from, to: period.to, timeZone: store.timeZone, ...(currency === undefined ? {} : { currency }) };
    file.begin(name, path(`/exports/${name}?${new URLSearchParams(query)}`));
  };
  return (
    <li className={classes.format}>
      <div className={classes.about}>
        <strong>{title}</strong>
        <span className="quiet">{t(`about_${name}`)}</span>
        {needsCurrency ? <span className="quiet">{t('oneCurrency')}</span> : null}
      </div>
      <Button
        variant="default"
        size="xs"
        leftSection={<IconDownload size={14} aria-hidden />}
        disabled={isRunning}
        onClick={begin}
        aria-label={t('downloadAs', { format: title })}
      >
        {t('download')}
      </Button>
      {file.state.step !== 'none' && file.state.format === name ? (
        <div className={classes.result}>
          <ExportResult state={file.state} onCancel={file.cancel} onRetry={begin} />
        </div>
      ) : null}
    </li>
  );
};
