import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { request } from '../../api/client.js';
import type { TaxLine } from '../../api/order.js';
import { problemOf } from '../../api/problem.js';
import { useStore } from '../../shell/store-context.js';
import { faultsIn } from '../field-faults.js';
import { type Draft, type Fault, quoteBody } from '../order-draft.js';

export interface Quote {
  readonly currency: string;
  readonly shippingMethod: string | null;
  readonly amounts: { readonly subtotal: number; readonly shipping: number; readonly tax: number; readonly total: number };
  readonly taxLines: readonly TaxLine[];
}

export interface QuoteView {
  /** The last one that came; it may be of an older basket while `isCurrent` is not true. */
  readonly quote: Quote | undefined;
  /** Whether it is the price of what stands in the form now. */
  readonly isCurrent: boolean;
  readonly isAsked: boolean;
  /** What the API says of the fields, e.g. that the country's addresses have a region. */
  readonly faults: readonly Fault[];
  /** Null, or what no field is to blame for. */
  readonly error: unknown;
  readonly retry: () => void;
}

const typingMs = 350;

/** Tax, shipping and total of what is typed in, a moment after the last key. */
export const useQuote = (draft: Draft): QuoteView => {
  const { path, key } = useStore();
  const now = JSON.stringify(quoteBody(draft) ?? null);
  const [asked] = useDebouncedValue(now, typingMs);
  const isPossible = asked !== 'null';
  const { data, error, isPlaceholderData, isFetching, refetch } = useQuery({
    queryKey: key('quote', asked),
    queryFn: async ({ signal }) =>
      (await request<Quote>(path('/quotes'), { method: 'POST', body: JSON.parse(asked) as object, signal })).body,
    enabled: isPossible,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
    gcTime: 60_000,
  });
  const faults = error === null ? [] : faultsIn(problemOf(error));
  return {
    quote: isPossible && error === null ? data : undefined,
    isCurrent: now === asked && isPossible && !isPlaceholderData && error === null && data !== undefined,
    isAsked: isFetching || now !== asked,
    faults,
    error: faults.length > 0 ? null : error,
    retry: () => void refetch(),
  };
};
