import { useTranslations } from 'use-intl';
import { useMoney } from '../ui/money.js';
import type { Interpretation } from './parse-search.js';

/** What is looked for, and by what, in words. */
export const useInterpretationText = (): ((one: Interpretation) => { readonly by: string; readonly value: string }) => {
  const t = useTranslations('by');
  const money = useMoney();
  return ({ by, value, currency }) => ({
    by: t(by),
    value: by === 'amount' && currency !== undefined ? money(Number(value), currency) : value,
  });
};
