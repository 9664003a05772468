import { Skeleton, VisuallyHidden } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { Link } from 'wouter';
import type { Order } from '../api/order.js';
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
}

const places = Array.from({ length: 10 }, (_, index) => index);

/** The total, or what the goods cost where the order has no price yet; what a credit gives is less than nothing. */
const amountOf = ({ type, amounts }: Order): number =>
  type === 'credit' ? -(amounts.total ?? 0) : (amounts.total ?? amounts.subtotal);
const nameOf = ({ reference, id }: Order): string => reference ?? `${id.slice(0, 8)}…${id.slice(-4)}`;

export const OrderTable = ({ orders }: OrderListProps) => {
  const t = useTranslations('orders');
  const { store } = useStore();
  return (
    <div className={classes.scroll}>
      <table className={classes.table}>
        <thead>
          <tr>
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
                  <td colSpan={6}>
                    <Skeleton height={12} width={`${90 - (place % 4) * 9}%`} />
                  </td>
                </tr>
              ))
            : orders.map((order) => <OrderRow key={order.id} order={order} />)}
        </tbody>
      </table>
    </div>
  );
};

const OrderRow = ({ order }: { readonly order: Order }) => {
  const t = useTranslations('orders');
  const past = useAtQuery();
  return (
    <tr className={classes.row}>
      <td data-align="end">
        <Link href={`/orders/${order.id}${past}`} className={classes.rowLink} data-row-link>
          <Money minor={amountOf(order)} currency={order.currency} />
          <VisuallyHidden>{t('open', { order: nameOf(order) })}</VisuallyHidden>
        </Link>
      </td>
      <td>
        <StatusBadge status={order.status} />
      </td>
      <td className={order.reference === null ? 'mono' : undefined}>{nameOf(order)}</td>
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
export const OrderCards = ({ orders }: OrderListProps) => (
  <ul className={classes.cards}>
    {orders === undefined
      ? places.slice(0, 6).map((place) => (
          <li key={place} className={classes.card}>
            <Skeleton height={12} width="40%" />
            <Skeleton height={12} width={72} />
            <Skeleton height={12} width="70%" />
          </li>
        ))
      : orders.map((order) => <OrderCard key={order.id} order={order} />)}
  </ul>
);

const OrderCard = ({ order }: { readonly order: Order }) => {
  const t = useTranslations('orders');
  const past = useAtQuery();
  return (
    <li className={`${classes.card} ${classes.row}`}>
      <Link href={`/orders/${order.id}${past}`} className={classes.rowLink} data-row-link>
        <Money minor={amountOf(order)} currency={order.currency} />
        <VisuallyHidden>{t('open', { order: nameOf(order) })}</VisuallyHidden>
      </Link>
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
