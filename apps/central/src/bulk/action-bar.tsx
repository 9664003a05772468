import { Button, CloseButton, Menu } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useLocation } from 'wouter';
import type { Order } from '../api/order.js';
import { keepPrintJob, mostPrinted, type PrintKind, printKinds } from '../print/print-job.store.js';
import { useStore } from '../shell/store-context.js';
import classes from './bulk.module.css';
import { amountOf, type BulkKind, bulkKinds, bulkPlan, mostOrders, rightFor } from './bulk-plan.js';
import type { BulkRunner } from './bulk-runner.js';
import { ConfirmBulk } from './confirm-bulk.js';
import { useSums } from './use-sums.js';

/** Within this time the second click of a double click comes: it must not land on what lies behind the button. */
const SECOND_CLICK_MS = 500;

interface ActionBarProps {
  readonly orders: readonly Order[];
  readonly runner: BulkRunner;
  /** A run goes on: another one has to wait. */
  readonly isBusy: boolean;
  /** Undefined where all that match are chosen, or none of them are left to choose. */
  readonly onAll: (() => void) | undefined;
  readonly isLoadingAll: boolean;
  readonly onClear: () => void;
}

/** What may be done with the orders that were chosen; it stays in sight. */
export const ActionBar = ({ orders, runner, isBusy, onAll, isLoadingAll, onClear }: ActionBarProps) => {
  const t = useTranslations('bulk');
  const { can } = useStore();
  const sums = useSums();
  const [asked, setAsked] = useState<BulkKind>();
  const [isBegun, setBegun] = useState(false);
  const counts = bulkKinds
    .filter((kind) => can(rightFor[kind]))
    .map((kind) => ({ kind, count: bulkPlan(kind, orders).included.length }))
    .filter(({ count }) => count > 0);
  return (
    <section className={classes.bar} aria-label={t('chosen')}>
      <div className={classes.chosen}>
        <CloseButton aria-label={t('clear')} onClick={onClear} />
        <div>
          <strong role="status">{t('count', { count: orders.length })}</strong>
          <span className={classes.sums}>{sums(orders.map((one) => ({ amount: amountOf(one), currency: one.currency })))}</span>
        </div>
        {onAll === undefined ? null : (
          <Button variant="subtle" size="compact-sm" loading={isLoadingAll} onClick={onAll}>
            {t('all', { most: mostOrders })}
          </Button>
        )}
      </div>
      <div className={classes.actions}>
        <PrintMenu orders={orders} />
        {counts.map(({ kind, count }) => (
          <Button
            key={kind}
            size="sm"
            variant={kind === 'capture' || kind === 'accept' ? 'filled' : 'default'}
            disabled={isBusy}
            onClick={() => setAsked(kind)}
          >
            {t(kind, { count })}
          </Button>
        ))}
      </div>
      {asked === undefined ? null : (
        <ConfirmBulk
          kind={asked}
          orders={orders}
          isBegun={isBegun}
          onClose={() => setAsked(undefined)}
          onConfirm={(reason) => {
            runner.begin({ kind: asked, reason, orders: bulkPlan(asked, orders).included });
            setBegun(true);
            setTimeout(() => {
              setBegun(false);
              setAsked(undefined);
              onClear();
            }, SECOND_CLICK_MS);
          }}
        />
      )}
    </section>
  );
};

const PrintMenu = ({ orders }: { readonly orders: readonly Order[] }) => {
  const t = useTranslations('bulk');
  const [, go] = useLocation();
  const isTooMuch = orders.length > mostPrinted;
  const print = (kind: PrintKind): void => {
    keepPrintJob(orders.map(({ id }) => id));
    go(`/orders/print/${kind}`);
  };
  return (
    <Menu position="top-end" width={240}>
      <Menu.Target>
        <Button variant="default" size="sm" leftSection={<IconPrinter size={16} aria-hidden />}>
          {t('print')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {isTooMuch ? <Menu.Label>{t('printMost', { most: mostPrinted })}</Menu.Label> : null}
        {printKinds.map((kind) => (
          <Menu.Item key={kind} disabled={isTooMuch} onClick={() => print(kind)}>
            {t(kind)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
};
