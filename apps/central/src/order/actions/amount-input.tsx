import { TextInput } from '@mantine/core';
import { exponentOf } from '@tollgate/money';
import { useTranslations } from 'use-intl';
import { parseAmount } from '../../format/format-money.js';
import { useMoney } from '../../ui/money.js';

interface AmountInputProps {
  readonly label: string;
  readonly currency: string;
  /** Minor units. */
  readonly most: number;
  readonly typed: string;
  readonly onType: (typed: string) => void;
}

/** What is wrong with an amount: nothing, no amount, or more than there is. */
export const amountFault = (typed: string, currency: string, most: number): 'none' | 'notAnAmount' | 'tooMuch' => {
  const minor = parseAmount(typed, currency);
  if (minor === undefined || minor === 0) return 'notAnAmount';
  return minor > most ? 'tooMuch' : 'none';
};

export const AmountInput = ({ label, currency, most, typed, onType }: AmountInputProps) => {
  const t = useTranslations('actions');
  const money = useMoney();
  const fault = amountFault(typed, currency, most);
  return (
    <TextInput
      label={label}
      description={t('atMost', { amount: money(most, currency) })}
      inputMode={exponentOf(currency) === 0 ? 'numeric' : 'decimal'}
      rightSection={<span className="quiet">{currency}</span>}
      rightSectionWidth={56}
      value={typed}
      onChange={({ currentTarget: { value } }) => onType(value)}
      error={typed === '' || fault === 'none' ? undefined : t(fault)}
    />
  );
};
