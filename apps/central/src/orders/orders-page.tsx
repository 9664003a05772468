import { Button } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconReceipt } from '@tabler/icons-react';
import { type ReactNode, useEffect, useEffectEvent, useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { useSearchParams } from 'wouter';
import type { Order } from '../api/order.js';
import { useLive } from '../api/use-live.js';
import { BulkActions, BulkProgress } from '../bulk/bulk-actions.js';
import { type Chosen, useSelection } from '../bulk/use-selection.js';
import { SavedFiltersBar } from '../saved-filters/saved-filters-bar.js';
import { useStore } from '../shell/store-context.js';
import { Past } from '../time-machine/past.js';
import { TimeMachine } from '../time-machine/time-machine.js';
import { useAt } from '../time-machine/use-at.js';
import { Empty } from '../ui/empty.js';
import { Page } from '../ui/page.js';
import { ProblemNotice } from '../ui/problem-notice.js';
import ui from '../ui/ui.module.css';
import { FilterBar } from './filter-bar.js';
import { addressOf, type Filters, filtersIn } from './order-filters.js';
import { OrderCards, OrderTable } from './order-list.js';
import classes from './orders.module.css';
import { NoneFound } from './search/none-found.js';
import { SearchBox } from './search/search-box.js';
import { useSearch } from './search/use-search.js';
import { useOrders } from './use-orders.js';
import { useRowKeys } from './use-row-keys.js';

const moment = (at: string | undefined): readonly [string, string][] => (at === undefined ? [] : [['at', at]]);

export const OrdersPage = () => (
  <Past>
    <OrdersAt />
  </Past>
);

const OrdersAt = () => {
  const t = useTranslations('orders');
  const { key } = useStore();
  const [search, setSearch] = useSearchParams();
  const filters = filtersIn(search);
  const { at } = useAt();
  const setFilters = (next: Filters): void =>
    setSearch(new URLSearchParams([...new URLSearchParams(addressOf(next)), ...moment(at)]));
  const orders = useOrders(filters, at);
  // Who has gone on to older orders is not torn away from them; the past stands still.
  const isFollowing = at === undefined && (orders.data?.pages.length ?? 0) <= 1;
  useLive({ isFollowing, isMeant: () => true, keys: [key('orders')], everyMs: 3_000 });
  useRowKeys();
  const found = useMemo(() => orders.data?.pages.flatMap(({ data }) => data), [orders.data]);
  const chosen = useSelection(found ?? nothing, addressOf(filters));
  const currencies = [...new Set(['JPY', ...(found ?? []).map(({ currency }) => currency)])];
  const finding = useSearch({ filters, onChange: setFilters, currencies, at });
  useFindFromElsewhere(search.get('find'), finding.find);
  const isNow = at === undefined;
  return (
    <Page title={t('title')} actions={<TimeMachine />}>
      <div className={classes.bar}>
        <SearchBox search={finding} />
        <FilterBar filters={filters} onChange={setFilters} />
        {isNow ? <SavedFiltersBar filters={filters} onChange={setFilters} /> : null}
      </div>
      {isNow ? <BulkProgress /> : null}
      <OrderPanel orders={orders} found={found}>
        <OrderList
          found={found}
          chosen={isNow ? chosen : undefined}
          noneFound={addressOf(filters) === '' ? undefined : <NoneFound search={finding} onClear={() => setFilters({})} />}
        />
      </OrderPanel>
      {isNow ? <BulkActions key={addressOf(filters)} chosen={chosen} filters={filters} hasMore={orders.hasNextPage} /> : null}
    </Page>
  );
};

/** What was typed into the palette is looked for here, once. */
const useFindFromElsewhere = (typed: string | null, find: (typed: string) => void): void => {
  const begin = useEffectEvent(find);
  useEffect(() => {
    if (typed !== null) begin(typed);
  }, [typed]);
};

const nothing: readonly Order[] = [];

interface OrderPanelProps {
  readonly orders: ReturnType<typeof useOrders>;
  readonly found: readonly Order[] | undefined;
  readonly children: ReactNode;
}

/** The list and the way to older orders, or what went wrong. */
const OrderPanel = ({ orders, found, children }: OrderPanelProps) => {
  const t = useTranslations('orders');
  return (
    <>
      {orders.error === null ? null : <ProblemNotice error={orders.error} refetch={orders.refetch} />}
      {orders.error !== null && found === undefined ? null : (
        <section className={ui.panel} aria-label={t('title')} aria-busy={orders.isPending}>
          {children}
          {orders.hasNextPage ? (
            <div className={classes.more}>
              <Button variant="default" loading={orders.isFetchingNextPage} onClick={() => void orders.fetchNextPage()}>
                {t('more')}
              </Button>
            </div>
          ) : null}
        </section>
      )}
    </>
  );
};

interface OrderListProps {
  readonly chosen: Chosen | undefined;
  readonly found: readonly Order[] | undefined;
  /** What stands there where filters let none through. */
  readonly noneFound: ReactNode | undefined;
}

const OrderList = ({ found, chosen, noneFound }: OrderListProps) => {
  const t = useTranslations('orders');
  const isPhone = useMediaQuery('(max-width: 48em)', undefined, { getInitialValueInEffect: false });
  if (found?.length === 0 && noneFound !== undefined) return noneFound;
  if (found?.length === 0) {
    return (
      <Empty icon={<IconReceipt size={40} stroke={1.5} />} title={t('none')}>
        {t('noneText')}
      </Empty>
    );
  }
  return isPhone ? <OrderCards orders={found} chosen={chosen} /> : <OrderTable orders={found} chosen={chosen} />;
};
