import { Skeleton } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, type UseQueryResult, useQuery } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { request } from '../../api/client.js';
import type { Order } from '../../api/order.js';
import { useStore } from '../../shell/store-context.js';
import { Money } from '../../ui/money.js';
import { Facts } from '../../ui/page.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import classes from '../order.module.css';
import type { RefundBody } from './refund-wish.js';

/** What a refund would do. Amounts in minor units. */
export interface RefundEffect {
  readonly amount: number;
  readonly lines: readonly { readonly line: number; readonly quantity: number; readonly goods: number; readonly tax: number }[];
  readonly shipping: number;
  readonly shippingTax: number;
  /** The goods whose downloads would end. */
  readonly revokedSkus: readonly string[];
  /** What could be given back after it. */
  readonly left: number;
  /** Where a second person must approve it first: beyond which limit, and within how many hours. */
  readonly approval: { readonly limit: number; readonly hours: number } | null;
}

const typingMs = 250;

/** Asks the gateway what the refund would do; nothing is done. */
export const useRefundPreview = (id: string, wish: RefundBody | undefined): UseQueryResult<RefundEffect> => {
  const { path, key } = useStore();
  const text = wish === undefined ? '' : JSON.stringify({ ...wish, reason: undefined });
  const [settled] = useDebouncedValue(text, typingMs);
  const preview = useQuery({
    // Not below the order's own key: once the refund is done, there is nothing to ask anew.
    queryKey: key('refund-preview', id, settled),
    queryFn: async ({ signal }) =>
      (await request<RefundEffect>(path(`/orders/${id}/refunds/preview`), { method: 'POST', body: JSON.parse(settled), signal }))
        .body,
    enabled: settled !== '',
    staleTime: 0,
    placeholderData: keepPreviousData,
  });
  // What is shown must be of what is asked for now.
  return settled === text ? preview : ({ ...preview, isFetching: true } as typeof preview);
};

interface RefundPreviewProps {
  /** False while what is asked for is no refund; what it would do is not told then. */
  readonly isMeant: boolean;
  readonly preview: UseQueryResult<RefundEffect>;
  readonly order: Pick<Order, 'currency'>;
}

export const RefundPreview = ({ isMeant, preview: { data, error, isFetching }, order }: RefundPreviewProps) => {
  if (isMeant && error !== null) return <ProblemNotice error={error} />;
  const isUnknown = isMeant && data === undefined;
  return (
    <div className={classes.preview} aria-busy={isMeant && isFetching} aria-live="polite">
      {isUnknown ? <Skeleton height={165} /> : <Effect effect={isMeant ? data : undefined} order={order} />}
    </div>
  );
};

const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0);

const names = ['goods', 'shipping', 'tax', 'amount', 'left'] as const;

const partsOf = ({
  amount,
  lines,
  shipping,
  shippingTax,
  left,
}: RefundEffect): Readonly<Record<(typeof names)[number], number>> => ({
  goods: sum(lines.map(({ goods }) => goods)),
  shipping,
  tax: shippingTax + sum(lines.map(({ tax }) => tax)),
  amount,
  left,
});

/** Dashes where there is none. */
const Effect = ({
  effect,
  order: { currency },
}: {
  readonly effect: RefundEffect | undefined;
  readonly order: Pick<Order, 'currency'>;
}) => {
  const t = useTranslations('effect');
  const parts = effect === undefined ? undefined : partsOf(effect);
  const revoked = effect?.revokedSkus ?? [];
  const downloads = revoked.length === 0 ? t('noneEnds') : t('end', { skus: revoked.join(', ') });
  return (
    <Facts
      facts={[
        ...names.map((name) => [t(name), <Money key={name} minor={parts?.[name] ?? null} currency={currency} />] as const),
        [t('downloads'), effect === undefined ? '–' : downloads],
      ]}
    />
  );
};
