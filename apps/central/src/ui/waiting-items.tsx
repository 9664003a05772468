import { Skeleton } from '@mantine/core';
import order from '../order/order.module.css';

/** The places of items that are on their way, in a list. */
export const WaitingItems = ({ count }: { readonly count: number }) =>
  Array.from({ length: count }, (_, place) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: places are all alike
    <li key={place} className={order.item}>
      <Skeleton height={16} width={`${60 - place * 8}%`} />
    </li>
  ));
