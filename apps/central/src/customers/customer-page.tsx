import { Button, Skeleton } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { type InfiniteData, type UseInfiniteQueryResult, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { get } from '../api/client.js';
import type { List } from '../api/order.js';
import { problemOf } from '../api/problem.js';
import { OrderCards, OrderTable } from '../orders/order-list.js';
import { useStore } from '../shell/store-context.js';
import { CopyText } from '../ui/copy-text.js';
import { Money } from '../ui/money.js';
import { NotFound } from '../ui/not-found.js';
import { Facts, Page, Panel } from '../ui/page.js';
import { ProblemNotice } from '../ui/problem-notice.js';
import { Time } from '../ui/time.js';
import ui from '../ui/ui.module.css';
import { CertificatePanel } from './certificate-panel.js';
import type { Certificate, Customer } from './customer.js';
import classes from './customers.module.css';
import { ForgetButton } from './forget-button.js';

const pageSize = 25;

/** A person: what they bought, what of it they may still download, and the way to forget them. */
export const CustomerPage = ({ id }: { readonly id: string }) => {
  const t = useTranslations('customers');
  const customer = useCustomer(id);
  const known = customer.data?.pages[0];
  if (known === undefined && problemOf(customer.error).status === 404) return <Forgotten id={id} />;
  return (
    <Page
      title={known?.name ?? known?.email ?? t('one')}
      // The name stands on the page, not in the browser's history.
      tabTitle={t('one')}
      back={{ href: '/customers', text: t('all') }}
      actions={known?.email == null ? undefined : <ForgetButton id={id} email={known.email} />}
    >
      {customer.error === null ? null : <ProblemNotice error={customer.error} refetch={customer.refetch} />}
      <Certificates id={id} />
      {customer.error !== null && known === undefined ? null : <Known customer={customer} />}
    </Page>
  );
};

const useCustomer = (id: string): UseInfiniteQueryResult<InfiniteData<Customer>> => {
  const { path, key } = useStore();
  return useInfiniteQuery({
    queryKey: key('customer', id),
    queryFn: ({ pageParam, signal }) =>
      get<Customer>(path(`/customers/${id}?limit=${pageSize}${pageParam === '' ? '' : `&cursor=${pageParam}`}`), signal),
    initialPageParam: '',
    getNextPageParam: ({ orders }) => orders.nextCursor ?? undefined,
    gcTime: 0,
  });
};

const useCertificates = (id: string) => {
  const { path, key } = useStore();
  return useQuery({
    queryKey: key('certificates', id),
    queryFn: ({ signal }) => get<List<Certificate>>(path(`/customers/${id}/certificates?limit=100`), signal),
  });
};

/** Whoever was forgotten has left certificates alone. */
const Forgotten = ({ id }: { readonly id: string }) => {
  const t = useTranslations('customers');
  const { data } = useCertificates(id);
  if (data?.data.length === 0) return <NotFound />;
  return (
    <Page title={t('forgotten')} back={{ href: '/customers', text: t('all') }}>
      <Certificates id={id} />
    </Page>
  );
};

const Certificates = ({ id }: { readonly id: string }) => {
  const { data, error, refetch } = useCertificates(id);
  if (error !== null) return <ProblemNotice error={error} refetch={refetch} />;
  return data?.data.map((certificate) => <CertificatePanel key={certificate.id} certificate={certificate} />);
};

const Known = ({ customer }: { readonly customer: UseInfiniteQueryResult<InfiniteData<Customer>> }) => (
  <>
    <Summary customer={customer.data?.pages[0]} />
    <Orders
      data={customer.data}
      more={customer.hasNextPage ? () => void customer.fetchNextPage() : undefined}
      isFetching={customer.isFetchingNextPage}
    />
  </>
);

const Summary = ({ customer }: { readonly customer: Customer | undefined }) => {
  const t = useTranslations('customers');
  return (
    <div className={classes.columns}>
      <Panel title={t('person')}>
        {customer === undefined ? (
          <Skeleton height={120} />
        ) : (
          <Facts
            facts={[
              [t('email'), customer.email === null ? null : <CopyText key="email" text={customer.email} name={t('email')} />],
              [t('orders'), t('orderCount', { count: customer.orderCount, more: customer.hasMore ? 'yes' : 'no' })],
              [t('firstOrder'), customer.firstOrderAt === null ? null : <Time key="first" at={customer.firstOrderAt} />],
              [t('lastOrder'), customer.lastOrderAt === null ? null : <Time key="last" at={customer.lastOrderAt} />],
              [t('downloads'), t('openDownloads', { count: customer.openDownloads })],
              [t('id'), <CopyText key="id" text={customer.id} name={t('id')} shown={`${customer.id.slice(0, 16)}…`} />],
            ]}
          />
        )}
      </Panel>
      <Panel title={t('totals')} isFlush>
        <Totals customer={customer} />
      </Panel>
    </div>
  );
};

const Totals = ({ customer }: { readonly customer: Customer | undefined }) => {
  const t = useTranslations('customers');
  if (customer === undefined) return <Skeleton height={120} m="md" width="auto" />;
  return (
    <div className={ui.tableWrap}>
      <table className={ui.table}>
        <thead>
          <tr>
            <th scope="col">{t('currency')}</th>
            {(['captured', 'refunded', 'kept'] as const).map((name) => (
              <th key={name} scope="col" data-align="end">
                {t(name)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {customer.totals.map(({ currency, captured, refunded }) => (
            <tr key={currency}>
              <td>{currency}</td>
              {[captured, refunded, captured - refunded].map((minor, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: three columns
                <td key={index} data-align="end">
                  <Money minor={minor} currency={currency} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {customer.totals.length === 0 ? <p className={`quiet ${classes.nothing}`}>{t('nothingBought')}</p> : null}
    </div>
  );
};

interface OrdersProps {
  readonly data: InfiniteData<Customer> | undefined;
  readonly more: (() => void) | undefined;
  readonly isFetching: boolean;
}

const Orders = ({ data, more, isFetching }: OrdersProps) => {
  const t = useTranslations('customers');
  const isPhone = useMediaQuery('(max-width: 48em)', undefined, { getInitialValueInEffect: false });
  const orders = data?.pages.flatMap((page) => page.orders.data);
  const List = isPhone ? OrderCards : OrderTable;
  return (
    <Panel title={t('orders')} isFlush>
      <List orders={orders} />
      {more === undefined ? null : (
        <div className={classes.more}>
          <Button variant="default" loading={isFetching} onClick={more}>
            {t('more')}
          </Button>
        </div>
      )}
    </Panel>
  );
};
