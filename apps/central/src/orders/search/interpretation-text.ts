import { useTranslations } from 'use-intl';
import { decimalOf } from '../../format/format-money.js';
import { formatDay } from '../../format/format-time.js';
import { useLanguage } from '../../i18n/language-provider.js';
import { useMoney } from '../../ui/money.js';
import { isRelative } from '../relative-days.js';
import { isStatus } from '../statuses.data.js';
import type { Interpretation } from './parse-search.js';

/** An amount of any currency, with the two decimals that nearly all have: 177.50. */
export const plainAmount = (minor: number, tag: string): string =>
  new Intl.NumberFormat(tag, { minimumFractionDigits: 2 }).format(decimalOf(minor, 2) as Intl.StringNumericLiteral);

/** What is looked for, and by what, in words. */
export const useInterpretationText = (): ((one: Interpretation) => { readonly by: string; readonly value: string }) => {
  const t = useTranslations('by');
  const orders = useTranslations('orders');
  const status = useTranslations('status');
  const money = useMoney();
  const { tag } = useLanguage();
  const shown: Readonly<Partial<Record<Interpretation['by'], (one: Interpretation) => string>>> = {
    amount: ({ value, currency }) => (currency === undefined ? plainAmount(Number(value), tag) : money(Number(value), currency)),
    day: ({ value }) => formatDay(value, tag),
    days: ({ value }) => (isRelative(value) ? orders(`relative.${value}`) : value),
    status: ({ value }) => (isStatus(value) ? status(value) : value),
  };
  return (one) => ({ by: t(one.by), value: shown[one.by]?.(one) ?? one.value });
};
