import { useMutation } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useLocation } from 'wouter';
import { get } from '../../api/client.js';
import type { List, Order } from '../../api/order.js';
import { dayIn } from '../../format/format-time.js';
import { useLanguage } from '../../i18n/language-provider.js';
import { useStore } from '../../shell/store-context.js';
import { useNow } from '../../ui/time.js';
import { afterSearch, apiQuery, type Filters } from '../order-filters.js';
import { relativeDays } from '../relative-days.js';
import { statuses } from '../statuses.data.js';
import { firstFinding, type Interpretation, type KnownWord, parseSearch, type Reader } from './parse-search.js';

/** A search that was made: all that it may have meant, and what was taken. */
export interface Search {
  readonly taken: Interpretation;
  readonly readings: readonly Interpretation[];
}

export interface SearchOptions {
  readonly filters: Filters;
  readonly onChange: (filters: Filters) => void;
  /** Those of the orders that are shown. */
  readonly currencies: readonly string[];
  /** The past is not asked for what orders are today. */
  readonly at: string | undefined;
}

/** By what a text is read here and now. */
export const useReader = (currencies: readonly string[], isPast = false): Reader => {
  const t = useTranslations('orders');
  const status = useTranslations('status');
  const { tag } = useLanguage();
  const { store } = useStore();
  const today = dayIn(useNow(), store.timeZone);
  const words = useMemo<readonly KnownWord[]>(
    () => [
      ...(isPast ? [] : statuses.map((value) => ({ by: 'status', value, label: status(value) }) as const)),
      ...relativeDays.map((value) => ({ by: 'days', value, label: t(`relative.${value}`) }) as const),
    ],
    [t, status, isPast],
  );
  return { currencies, words, tag, today };
};

/** Whoever types and presses Enter gets the reading that finds something; a new search takes the place of the one before. */
export const useSearch = ({ filters, onChange, currencies, at }: SearchOptions) => {
  const { path, store } = useStore();
  const [, go] = useLocation();
  const reader = useReader(currencies, at !== undefined);
  const [last, setLast] = useState<Search>();
  const filtersWith = (reading: Interpretation): Filters => afterSearch(filters, last?.taken, reading);
  const finds = async (reading: Interpretation): Promise<boolean> => {
    const query = apiQuery(filtersWith(reading), store.timeZone, at ?? new Date().toISOString());
    query.set('limit', '1');
    if (at !== undefined) query.set('at', at);
    // What cannot be asked finds nothing, e.g. an address that is none.
    const { data } = await get<List<Order>>(path(`/orders?${query}`)).catch(() => ({ data: [] }));
    return data.length > 0;
  };
  const take = (taken: Interpretation, readings: readonly Interpretation[]): void => {
    if (taken.by === 'id') {
      go(`/orders/${taken.value}`);
      return;
    }
    setLast({ taken, readings });
    onChange(filtersWith(taken));
  };
  const find = useMutation({
    mutationFn: (typed: string) => firstFinding(parseSearch(typed, reader), finds),
    onSuccess: (taken, typed) => {
      if (taken !== undefined) take(taken, parseSearch(typed, reader));
    },
  });
  return { reader, last, take, find: find.mutate, isFinding: find.isPending };
};
