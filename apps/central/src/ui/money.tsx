import { formatMoney } from '../format/format-money.js';
import { useLanguage } from '../i18n/language-provider.js';

interface MoneyProps {
  /** Minor units; null where it is not known (yet). */
  readonly minor: number | null;
  readonly currency: string;
}

export const Money = ({ minor, currency }: MoneyProps) => {
  const { tag } = useLanguage();
  return <span className="figures">{minor === null ? '–' : formatMoney(minor, currency, tag)}</span>;
};

/** For texts that have an amount in their midst. */
export const useMoney = (): ((minor: number, currency: string) => string) => {
  const { tag } = useLanguage();
  return (minor, currency) => formatMoney(minor, currency, tag);
};
