import { Button, Loader } from '@mantine/core';
import { IconPrinter, IconReceiptOff } from '@tabler/icons-react';
import { useQueries } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { get } from '../api/client.js';
import type { Order } from '../api/order.js';
import { useStore } from '../shell/store-context.js';
import { Receipt } from '../terminal/placed/receipt.js';
import { Empty } from '../ui/empty.js';
import { Page } from '../ui/page.js';
import { ProblemNotice } from '../ui/problem-notice.js';
import { PackingSlip } from './packing-slip.js';
import classes from './print.module.css';
import { type PrintKind, printJob } from './print-job.store.js';

/** The receipts or packing slips of the orders that were chosen, each on a sheet of its own. */
export const PrintPage = ({ kind }: { readonly kind: PrintKind }) => {
  const t = useTranslations('bulk');
  const [ids] = useState(printJob);
  const { path, key } = useStore();
  const answers = useQueries({
    queries: ids.map((id) => ({
      queryKey: key('printed-order', id),
      queryFn: ({ signal }: { readonly signal: AbortSignal }) => get<Order>(path(`/orders/${id}`), signal),
    })),
  });
  const orders = answers.flatMap(({ data }) => data ?? []).filter((order) => kind === 'receipts' || isShipped(order));
  const isPending = answers.some((answer) => answer.isPending);
  const failed = answers.find(({ error }) => error !== null);
  const again = (): void => {
    for (const answer of answers) if (answer.isError) void answer.refetch();
  };
  return (
    <Page
      title={t(kind)}
      isHeadPrinted={false}
      back={{ href: '/orders', text: t('toOrders') }}
      actions={
        <Button
          leftSection={<IconPrinter size={16} aria-hidden />}
          disabled={isPending || failed !== undefined || orders.length === 0}
          onClick={() => window.print()}
        >
          {t('printSheets', { count: orders.length })}
        </Button>
      }
    >
      {failed === undefined ? null : <ProblemNotice error={failed.error} onRetry={again} />}
      {isPending ? <Loader size="sm" role="status" aria-label={t('loading')} /> : <Sheets kind={kind} orders={orders} />}
    </Page>
  );
};

const isShipped = ({ items }: Order): boolean => items.some(({ kind }) => kind === 'physical');

const Sheets = ({ kind, orders }: { readonly kind: PrintKind; readonly orders: readonly Order[] }) => {
  const t = useTranslations('bulk');
  if (orders.length === 0) {
    return (
      <Empty icon={<IconReceiptOff size={40} stroke={1.5} />} title={t('nothingToPrint')}>
        {t(kind === 'receipts' ? 'nothingToPrintText' : 'noSlipText')}
      </Empty>
    );
  }
  return orders.map((order) => (
    <article key={order.id} className={classes.sheet}>
      {kind === 'receipts' ? <Receipt order={order} /> : <PackingSlip order={order} />}
    </article>
  ));
};
