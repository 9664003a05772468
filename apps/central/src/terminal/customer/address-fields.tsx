import { NativeSelect } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { useLanguage } from '../../i18n/language-provider.js';
import type { DraftAddress } from '../order-draft.js';
import classes from '../terminal.module.css';
import { type FieldFaults, TextField } from '../text-field.js';
import { countries } from './countries.data.js';
import { regionsOf } from './regions.data.js';

interface AddressFieldsProps {
  /** Where it lies in the order, e.g. /billingAddress. */
  readonly pointer: string;
  readonly address: DraftAddress;
  readonly faults: FieldFaults;
  readonly onChange: (address: DraftAddress) => void;
}

/** An address as its country writes it: what must be there is what the API asks for. */
export const AddressFields = ({ pointer, address, faults, onChange }: AddressFieldsProps) => {
  const t = useTranslations('terminal');
  const field = (name: keyof DraftAddress, isWide = false) => ({
    faults,
    pointer: `${pointer}/${name}`,
    label: t(`address_${name}`),
    value: address[name],
    className: isWide ? classes.wide : undefined,
    onType: (value: string) => onChange({ ...address, [name]: value }),
  });
  return (
    <div className={classes.fields}>
      <TextField {...field('line1', true)} maxLength={100} />
      <TextField {...field('line2', true)} maxLength={100} />
      <TextField {...field('city')} maxLength={100} />
      <TextField {...field('postalCode')} maxLength={16} />
      <RegionField {...field('region')} country={address.country} />
      <CountryField
        {...field('country')}
        onType={(country) => onChange({ ...address, country, region: country === address.country ? address.region : '' })}
      />
    </div>
  );
};

interface ChoiceProps {
  readonly faults: FieldFaults;
  readonly pointer: string;
  readonly label: string;
  readonly value: string;
  readonly onType: (value: string) => void;
}

const RegionField = ({ country, ...field }: ChoiceProps & { readonly country: string }) => {
  const regions = regionsOf[country];
  if (regions === undefined) return <TextField {...field} maxLength={40} />;
  const { faults, pointer, label, value, onType } = field;
  return (
    <NativeSelect
      label={label}
      value={value}
      withAsterisk
      error={faults.at(pointer)}
      onChange={({ currentTarget }) => onType(currentTarget.value)}
      data={[{ value: '', label: '' }, ...regions.map(([code, name]) => ({ value: code, label: `${name} (${code})` }))]}
    />
  );
};

const CountryField = ({ faults, pointer, label, value, onType }: ChoiceProps) => {
  const { tag } = useLanguage();
  const options = useMemo(() => {
    const names = new Intl.DisplayNames(tag, { type: 'region', fallback: 'code' });
    return countries
      .map((code) => ({ value: code, label: names.of(code) ?? code }))
      .toSorted((a, b) => a.label.localeCompare(b.label, tag));
  }, [tag]);
  return (
    <NativeSelect
      label={label}
      value={value}
      withAsterisk
      error={faults.at(pointer)}
      onChange={({ currentTarget }) => onType(currentTarget.value)}
      data={[{ value: '', label: '' }, ...options]}
    />
  );
};
