import { Skeleton } from '@mantine/core';
import type { ReactNode } from 'react';
import order from '../order/order.module.css';
import ui from '../ui/ui.module.css';
import classes from './fraud.module.css';

const places = Array.from({ length: 4 }, (_, index) => index);

interface QueueListProps<T> {
  readonly label: string;
  /** Undefined until it is known. */
  readonly waiting: readonly T[] | undefined;
  readonly hasMore: boolean;
  readonly empty: ReactNode;
  readonly itemOf: (one: T) => ReactNode;
}

/** What waits for a decision: orders, or refunds. */
export const QueueList = <T,>({ label, waiting, hasMore, empty, itemOf }: QueueListProps<T>) => (
  <section className={ui.panel} aria-label={label} aria-busy={waiting === undefined}>
    {waiting?.length === 0 && !hasMore ? (
      empty
    ) : (
      <ul className={order.items}>
        {waiting?.map(itemOf) ??
          places.map((place) => (
            <li key={place} className={classes.held}>
              <span className={classes.main}>
                <Skeleton height={18} width="30%" />
                <Skeleton height={14} width="60%" />
              </span>
            </li>
          ))}
      </ul>
    )}
  </section>
);
