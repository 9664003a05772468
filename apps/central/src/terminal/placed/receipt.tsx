import { useTranslations } from 'use-intl';
import type { Order } from '../../api/order.js';
import { useStore } from '../../shell/store-context.js';
import { CardName } from '../../ui/card-name.js';
import { CopyText } from '../../ui/copy-text.js';
import { Money } from '../../ui/money.js';
import { Facts } from '../../ui/page.js';
import { Time } from '../../ui/time.js';
import classes from '../terminal.module.css';

/** For the customer's hand: on paper nothing else of the page is printed. */
export const Receipt = ({ order }: { readonly order: Order }) => {
  const t = useTranslations('terminal');
  const { store, mode } = useStore();
  const { payment, downloads } = order;
  return (
    <div className={classes.receipt}>
      <div>
        <div className={classes.shop}>{store.name}</div>
        {mode === 'test' ? <strong>{t('testReceipt')}</strong> : null}
      </div>
      <Facts
        facts={[
          [t('order'), <CopyText key="id" text={order.id} name={t('order')} />],
          [t('reference'), order.reference],
          [t('placedAt'), <Time key="at" at={order.createdAt} as="precise" />],
          [t('creditFor'), order.description],
          [t('customer'), order.customer?.name ?? order.customer?.email],
          [t('cardNumber'), <CardName key="card" brand={payment.brand} last4={payment.last4} />],
          [
            t('approvalCode'),
            payment.authorizationCode === null ? null : <strong key="code">{payment.authorizationCode}</strong>,
          ],
        ]}
      />
      {order.type === 'credit' ? null : <Lines order={order} />}
      <Amounts order={order} />
      {downloads.length === 0 ? null : (
        <Facts
          facts={downloads.map(({ fileName, url }) => [fileName, <CopyText key={url} text={url} name={t('downloadLink')} />])}
        />
      )}
    </div>
  );
};

const Amounts = ({ order: { currency, amounts } }: { readonly order: Order }) => {
  const t = useTranslations('terminal');
  const { credited } = amounts;
  const rows: readonly (readonly [string, number | null])[] =
    credited !== undefined
      ? [[t('total'), credited]]
      : [
          [t('subtotal'), amounts.subtotal],
          [t('shippingCost'), amounts.shipping],
          [t('tax'), amounts.tax],
          [t('total'), amounts.total],
          [t('captured'), amounts.captured],
        ];
  return (
    <div className={classes.totals}>
      {rows.map(([name, minor]) => (
        <div key={name} className={classes.totalRow} data-total={name === t('total')}>
          <span>{name}</span>
          <Money minor={minor} currency={currency} />
        </div>
      ))}
    </div>
  );
};

const Lines = ({ order: { items, currency } }: { readonly order: Order }) => {
  const t = useTranslations('terminal');
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">{t('item_description')}</th>
          <th scope="col" data-align="end">
            {t('item_quantity')}
          </th>
          <th scope="col" data-align="end">
            {t('item_unitAmount')}
          </th>
          <th scope="col" data-align="end">
            {t('amount')}
          </th>
        </tr>
      </thead>
      <tbody>
        {items.map(({ sku, description, quantity, unitAmount }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: an order may have a good on two lines, and lines stay where they are
          <tr key={index}>
            <td>{description || sku}</td>
            <td data-align="end" className="figures">
              {quantity}
            </td>
            <td data-align="end">
              <Money minor={unitAmount} currency={currency} />
            </td>
            <td data-align="end">
              <Money minor={unitAmount * quantity} currency={currency} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
};
