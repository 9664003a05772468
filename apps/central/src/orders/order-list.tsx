import { Checkbox, Skeleton, VisuallyHidden } from '@mantine/core';
import type { ChangeEvent } from 'react';
import { useTranslations } from 'use-intl';
import { Link } from 'wouter';
import type { Order } from '../api/order.js';
import { amountOf, nameOf } from '../bulk/bulk-plan.js';
import type { Chosen } from '../bulk/use-selection.js';
import { useStore } from '../shell/store-context.js';
import { useAtQuery } from '../time-machine/use-at.js';
import { CardName } from '../ui/card-name.js';
import { Money } from '../ui/money.js';
import { StatusBadge } from '../ui/status-badge.js';
import { Time } from '../ui/time.js';
import classes from './orders.module.css';

interface OrderListProps {
  /** Undefined until they are known. */
  readonly orders: readonly Order[] | undefined;
  /** Left out where nothing can be done with several. */
  readonly chosen?: Chosen | undefined;
}

const places = Array.from({ length: 10 }, (_, index) => index);

/** With Shift, all from the one that was reached before become the same. */
const withShift = ({ nativeEvent }: ChangeEvent): boolean => nativeEvent instanceof MouseEvent && nativeEvent.shiftKey;

const RowBox = ({ order, chosen }: { readonly order: Order; readonly chosen: Chosen }) => {
  const t = useTranslations('orders');
  return (
    <Checkbox
      size="xs"
      radius="xs"
      className={classes.box ?? ''}
      aria-label={t('choose', { order: nameOf(order) })}
      checked={chosen.has(order.id)}
      onChange={(event) => chosen.toggle(order.id, withShift(event))}
    />
  );
};

/** All on the page, or none of them. */
const PageBox = ({
  orders = [],
  chosen,
  label,
}: {
  readonly orders: readonly Order[] | undefined;
  readonly chosen: Chosen;
  readonly label?: string;
}) => {
  const t = useTranslations('orders');
  const count = orders.filter(({ id }) => chosen.has(id)).length;
  const isAll = count > 0 && count === orders.length;
  return (
    <Checkbox
      size="xs"
      radius="xs"
      className={classes.box ?? ''}
      disabled={orders.length === 0}
      checked={isAll}
      indeterminate={count > 0 && !isAll}
      onChange={() => (isAll ? chosen.remove(orders) : chosen.add(orders))}
      {...(label === undefined ? { 'aria-label': t('choosePage') } : { label })}
    />
  );
};

export const OrderTable = ({ orders, chosen }: OrderListProps) => {
  const t = useTranslations('orders');
  const { store } = useStore();
  return (
    <div className={classes.scroll}>
      <table className={classes.table}>
        <thead>
          <tr>
            {chosen === undefined ? null : (
              <td className={classes.pick}>
                <PageBox orders={orders} chosen={chosen} />
              </td>
            )}
            <th scope="col" data-align="end">
              {t('amount')}
            </th>
            <th scope="col">{t('status')}</th>
            <th scope="col">{t('order')}</th>
            <th scope="col">{t('customer')}</th>
            <th scope="col">{t('card')}</th>
            <th scope="col">{t('time', { zone: store.timeZone })}</th>
          </tr>
        </thead>
        <tbody>
          {orders === undefined
            ? places.map((place) => (
                <tr key={place}>
                  <td colSpan={chosen === undefined ? 6 : 7}>
                    <Skeleton height={12} width={`${90 - (place % 4) * 9}%`} />
                  </td>
                </tr>
              ))
            : orders.map((order) => <OrderRow key={order.id} order={order} chosen={chosen} />)}
        </tbody>
      </table>
    </div>
  );
};

interface OneOrderProps {
  readonly order: Order;
  readonly chosen: Chosen | undefined;
}

const OrderRow = ({ order, chosen }: OneOrderProps) => {
  const t = useTranslations('orders');
  const past = useAtQuery();
  return (
    <tr className={classes.row} data-order-id={order.id} data-chosen={chosen?.has(order.id) === true}>
      {chosen === undefined ? null : (
        <td className={classes.pick}>
          <RowBox order={order} chosen={chosen} />
        </td>
      )}
      <td data-align="end">
        <Link href={`/orders/${order.id}${past}`} className={classes.rowLink} data-row-link>
          <Money minor={amountOf(order)} currency={order.currency} />
          <VisuallyHidden>{t('open', { order: nameOf(order) })}</VisuallyHidden>
        </Link>
      </td>
      <td>
        <StatusBadge status={order.status} />
      </td>
      <td className={`${classes.name} ${order.reference === null ? 'mono' : ''}`} title={nameOf(order)}>
        {nameOf(order)}
      </td>
      <td>
        <Customer order={order} />
      </td>
      <td>
        <CardName brand={order.payment.brand} last4={order.payment.last4} />
      </td>
      <td>
        <Time at={order.createdAt} as="short" />
      </td>
    </tr>
  );
};

const Customer = ({ order: { customer } }: { readonly order: Order }) => {
  const t = useTranslations('orders');
  if (customer === null) return <span className="quiet">{t('forgotten')}</span>;
  return (
    <>
      {customer.name ?? customer.email}
      {customer.name === undefined ? null : <span className={classes.second}>{customer.email}</span>}
    </>
  );
};

/** The same on a phone. */
export const OrderCards = ({ orders, chosen }: OrderListProps) => {
  const t = useTranslations('orders');
  return (
    <>
      {chosen === undefined ? null : (
        <div className={classes.pickAll}>
          <PageBox orders={orders} chosen={chosen} label={t('choosePage')} />
        </div>
      )}
      <ul className={classes.cards}>
        {orders === undefined
          ? places.slice(0, 6).map((place) => (
              <li key={place} className={classes.card}>
                <Skeleton height={12} width="40%" />
                <Skeleton height={12} width={72} />
                <Skeleton height={12} width="70%" />
              </li>
            ))
          : orders.map((order) => <OrderCard key={order.id} order={order} chosen={chosen} />)}
      </ul>
    </>
  );
};

const OrderCard = ({ order, chosen }: OneOrderProps) => {
  const t = useTranslations('orders');
  const past = useAtQuery();
  return (
    <li className={`${classes.card} ${classes.row}`} data-order-id={order.id} data-chosen={chosen?.has(order.id) === true}>
      <span className={classes.amountLine}>
        {chosen === undefined ? null : <RowBox order={order} chosen={chosen} />}
        <Link href={`/orders/${order.id}${past}`} className={classes.rowLink} data-row-link>
          <Money minor={amountOf(order)} currency={order.currency} />
          <VisuallyHidden>{t('open', { order: nameOf(order) })}</VisuallyHidden>
        </Link>
      </span>
      <span>
        <StatusBadge status={order.status} />
      </span>
      <span className={classes.clip}>{order.customer?.name ?? order.customer?.email ?? t('forgotten')}</span>
      <CardName brand={order.payment.brand} last4={order.payment.last4} />
      <span className={`${classes.clip} quiet`}>{nameOf(order)}</span>
      <span className="quiet">
        <Time at={order.createdAt} />
      </span>
    </li>
  );
};
