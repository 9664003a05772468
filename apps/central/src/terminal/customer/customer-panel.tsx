import { Checkbox, Stack } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { Panel } from '../../ui/page.js';
import { type Draft, needsShipping } from '../order-draft.js';
import classes from '../terminal.module.css';
import { type FieldFaults, TextField } from '../text-field.js';
import { AddressFields } from './address-fields.js';

export interface DraftProps {
  readonly draft: Draft;
  readonly faults: FieldFaults;
  readonly onChange: (change: Partial<Draft>) => void;
}

/** Who buys, and where the bill and the parcel go. */
export const CustomerPanel = ({ draft, faults, onChange }: DraftProps) => {
  const t = useTranslations('terminal');
  const text = (name: 'email' | 'name' | 'phone') => ({
    faults,
    pointer: `/customer/${name}`,
    label: t(name),
    value: draft[name],
    onType: (value: string) => onChange({ [name]: value }),
  });
  return (
    <Panel title={t('customer')}>
      <Stack gap="md">
        <div className={classes.fields}>
          <TextField {...text('email')} className={classes.wide} withAsterisk inputMode="email" maxLength={254} />
          <TextField {...text('name')} maxLength={100} />
          <TextField {...text('phone')} inputMode="tel" maxLength={40} />
        </div>
        <fieldset className={classes.group}>
          <legend>{t('billing')}</legend>
          <AddressFields
            pointer="/billingAddress"
            address={draft.billing}
            faults={faults}
            onChange={(billing) => onChange({ billing })}
          />
        </fieldset>
        {needsShipping(draft) ? <Shipping draft={draft} faults={faults} onChange={onChange} /> : null}
      </Stack>
    </Panel>
  );
};

const Shipping = ({ draft: { shipping, billing }, faults, onChange }: DraftProps) => {
  const t = useTranslations('terminal');
  return (
    <>
      <Checkbox
        label={t('sameAddress')}
        checked={shipping === undefined}
        onChange={({ currentTarget: { checked } }) =>
          onChange({ shipping: checked ? undefined : { ...billing, line1: '', line2: '' } })
        }
      />
      {shipping === undefined ? null : (
        <fieldset className={classes.group}>
          <legend>{t('shipping')}</legend>
          <Stack gap="sm">
            <TextField
              faults={faults}
              pointer="/shippingAddress/name"
              label={t('recipient')}
              maxLength={100}
              value={shipping.name}
              onType={(name) => onChange({ shipping: { ...shipping, name } })}
            />
            <AddressFields
              pointer="/shippingAddress"
              address={shipping}
              faults={faults}
              onChange={(changed) => onChange({ shipping: changed })}
            />
          </Stack>
        </fieldset>
      )}
    </>
  );
};
