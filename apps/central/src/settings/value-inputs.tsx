import { NativeSelect, NumberInput, Switch, TextInput } from '@mantine/core';
import { exponentOf, isCurrency } from '@tollgate/money';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { decimalOf, parseAmount } from '../format/format-money.js';
import { groupSeparator } from '../format/group-separator.js';
import { useLanguage } from '../i18n/language-provider.js';
import { type Json, valueAt } from './document.js';
import type { Field, FieldInputProps } from './field.js';
import { useFieldName, useOptionName } from './field-name.js';
import classes from './settings.module.css';

type Of<K extends Field['kind']> = Extract<Field, { readonly kind: K }>;

interface InputProps<F> {
  readonly field: F;
  readonly label: string;
  readonly value: Json | undefined;
  readonly isReadOnly: boolean;
  readonly onChange: (value: Json | undefined) => void;
}

/** One value of the document. */
export const ValueInput = ({ field, document, path, isReadOnly, onChange }: FieldInputProps) => {
  const nameOf = useFieldName();
  const own = { label: nameOf(String(path.at(-1))), value: valueAt(document, path), isReadOnly };
  const put = (value: Json | undefined): void => onChange(path, value);
  switch (field.kind) {
    case 'integer':
      return <IntegerInput {...own} field={field} onChange={put} />;
    case 'amount':
      return <DocumentAmount {...own} field={field} onChange={put} document={document} />;
    case 'choice':
      return <ChoiceInput {...own} field={field} onChange={put} />;
    case 'flag':
      return <FlagInput {...own} field={field} onChange={put} />;
    case 'codes':
      return <CodesInput {...own} field={field} onChange={put} />;
    case 'text':
      return <PlainInput {...own} field={field} onChange={put} />;
    default:
      return null; // groups have inputs of their own
  }
};

const PlainInput = ({ field, label, value, isReadOnly, onChange }: InputProps<Of<'text'>>) => (
  <TextInput
    label={label}
    readOnly={isReadOnly}
    {...(field.longest === undefined ? {} : { maxLength: field.longest })}
    value={typeof value === 'string' ? value : ''}
    onChange={({ currentTarget: { value: text } }) => onChange(text === '' && field.isOptional === true ? undefined : text)}
  />
);

const IntegerInput = ({ field, label, value, isReadOnly, onChange }: InputProps<Of<'integer'>>) => {
  const { tag } = useLanguage();
  const separator = groupSeparator(tag);
  return (
    <NumberInput
      label={label}
      readOnly={isReadOnly}
      min={field.least}
      max={field.most}
      allowDecimal={false}
      thousandSeparator={separator}
      decimalSeparator={separator === '.' ? ',' : '.'}
      value={typeof value === 'number' ? value : ''}
      onChange={(number) => onChange(typeof number === 'number' ? number : null)}
    />
  );
};

const ChoiceInput = ({ field, label, value, isReadOnly, onChange }: InputProps<Of<'choice'>>) => {
  const t = useTranslations('settings');
  const nameOf = useOptionName();
  const options = field.options.map((one) => ({ value: one, label: nameOf(one) }));
  return (
    <NativeSelect
      label={label}
      disabled={isReadOnly}
      value={typeof value === 'string' ? value : ''}
      onChange={({ currentTarget: { value: chosen } }) => onChange(chosen === '' ? undefined : chosen)}
      data={field.isOptional === true ? [{ value: '', label: t('any') }, ...options] : options}
    />
  );
};

const FlagInput = ({ label, value, isReadOnly, onChange }: InputProps<Of<'flag'>>) => (
  <Switch
    label={label}
    disabled={isReadOnly}
    checked={value === true}
    onChange={({ currentTarget: { checked } }) => onChange(checked)}
  />
);

/** `US, CA`: read as it is typed, and put into order when the field is left. */
const CodesInput = ({ label, value, isReadOnly, onChange }: InputProps<Of<'codes'>>) => {
  const t = useTranslations('settings');
  const shown = Array.isArray(value) ? value.join(', ') : '';
  const [typed, setTyped] = useState<string>();
  const codesIn = (text: string): readonly string[] =>
    text
      .toUpperCase()
      .split(/[\s,;]+/)
      .filter((code) => code !== '');
  return (
    <TextInput
      className={classes.wide ?? ''}
      label={label}
      description={t('codesHint')}
      readOnly={isReadOnly}
      value={typed ?? shown}
      onChange={({ currentTarget: { value: text } }) => {
        setTyped(text);
        onChange(codesIn(text));
      }}
      onBlur={() => setTyped(undefined)}
    />
  );
};

interface DocumentAmountProps extends InputProps<Of<'amount'>> {
  readonly document: Json;
}

const DocumentAmount = ({ field, label, value, isReadOnly, onChange, document }: DocumentAmountProps) => {
  const named = valueAt(document, ['currency']);
  const currency = typeof named === 'string' && isCurrency(named) ? named : 'USD';
  return (
    <AmountField
      label={label}
      currency={currency}
      minor={typeof value === 'number' ? value : null}
      isReadOnly={isReadOnly}
      isNullable={field.isNullable === true}
      onChange={onChange}
    />
  );
};

interface AmountFieldProps {
  readonly label: string;
  readonly currency: string;
  /** Minor units; null: none. */
  readonly minor: number | null;
  readonly isReadOnly: boolean;
  readonly isNullable?: boolean;
  readonly onChange: (minor: number | null) => void;
}

/** An amount as people write it. What is none, or has too many decimals, is marked, and changes nothing. */
export const AmountField = ({ label, currency, minor, isReadOnly, isNullable = false, onChange }: AmountFieldProps) => {
  const t = useTranslations('actions');
  const [typed, setTyped] = useState<string>();
  const shown = minor === null ? '' : decimalOf(minor, exponentOf(currency));
  const isFault = typed !== undefined && parseAmount(typed, currency) === undefined && !(isNullable && typed.trim() === '');
  const type = (text: string): void => {
    setTyped(text);
    const amount = parseAmount(text, currency);
    if (amount !== undefined) onChange(amount);
    else if (isNullable && text.trim() === '') onChange(null);
  };
  return (
    <TextInput
      label={label}
      readOnly={isReadOnly}
      inputMode="decimal"
      rightSection={<span className="quiet">{currency}</span>}
      rightSectionWidth={56}
      value={typed ?? shown}
      onChange={({ currentTarget: { value } }) => type(value)}
      onBlur={() => setTyped(undefined)}
      error={isFault ? t('notAnAmount') : undefined}
    />
  );
};
