import { NativeSelect, SegmentedControl } from '@mantine/core';
import { isCurrency } from '@tollgate/money';
import { useTranslations } from 'use-intl';
import { Panel } from '../ui/page.js';
import type { DraftProps } from './customer/customer-panel.js';
import { type Origin, origins } from './order-draft.js';
import classes from './terminal.module.css';
import { TextField } from './text-field.js';

const currencies = Intl.supportedValuesOf('currency').filter(isCurrency);

/** How the order came, whether it is captured at once, and in which currency. */
export const OrderPanel = ({ draft, faults, onChange }: DraftProps) => {
  const t = useTranslations('terminal');
  return (
    <Panel title={t('order')}>
      <div className={classes.fields}>
        <Choice label={t('origin')}>
          <SegmentedControl
            fullWidth
            aria-label={t('origin')}
            value={draft.origin}
            onChange={(value) => onChange({ origin: value as Origin })}
            data={origins.map((value) => ({ value, label: t(`origin_${value}`) }))}
          />
        </Choice>
        <Choice label={t('type')}>
          <SegmentedControl
            fullWidth
            aria-label={t('type')}
            value={draft.type}
            onChange={(value) => onChange({ type: value === 'sale' ? 'sale' : 'preauth' })}
            data={(['sale', 'preauth'] as const).map((value) => ({ value, label: t(`type_${value}`) }))}
          />
        </Choice>
        <NativeSelect
          label={t('currency')}
          value={draft.currency}
          onChange={({ currentTarget: { value } }) => onChange({ currency: value })}
          data={currencies.includes(draft.currency) ? currencies : [draft.currency, ...currencies]}
        />
        <TextField
          faults={faults}
          pointer="/reference"
          label={t('reference')}
          maxLength={64}
          value={draft.reference}
          onType={(reference) => onChange({ reference })}
        />
      </div>
    </Panel>
  );
};

const Choice = ({ label, children }: { readonly label: string; readonly children: React.ReactNode }) => (
  <div className={classes.choice}>
    <span aria-hidden>{label}</span>
    {children}
  </div>
);
