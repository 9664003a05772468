import { SegmentedControl } from '@mantine/core';
import { useTranslations } from 'use-intl';

interface CurrencyChoiceProps {
  readonly currencies: readonly string[];
  readonly currency: string;
  readonly choose: (currency: string) => void;
}

/** A report is of one currency: two are never added. */
export const CurrencyChoice = ({ currencies, currency, choose }: CurrencyChoiceProps) => {
  const t = useTranslations('reports');
  if (currencies.length < 2) return null;
  return (
    <div style={{ maxWidth: '100%', overflowX: 'auto' }}>
      <SegmentedControl aria-label={t('currency')} value={currency} onChange={choose} data={[...currencies]} />
    </div>
  );
};
