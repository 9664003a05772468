import { SegmentedControl } from '@mantine/core';

interface CurrencyChoiceProps {
  readonly currencies: readonly string[];
  readonly currency: string;
  readonly choose: (currency: string) => void;
  readonly label: string;
}

/** Figures are of one currency: two are never added. */
export const CurrencyChoice = ({ currencies, currency, choose, label }: CurrencyChoiceProps) => {
  if (currencies.length < 2) return null;
  return (
    <div style={{ maxWidth: '100%', overflowX: 'auto' }}>
      <SegmentedControl aria-label={label} value={currency} onChange={choose} data={[...currencies]} />
    </div>
  );
};
