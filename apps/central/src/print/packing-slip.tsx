import { useTranslations } from 'use-intl';
import type { Address, Order } from '../api/order.js';
import { useStore } from '../shell/store-context.js';
import { Facts } from '../ui/page.js';
import { Time } from '../ui/time.js';
import classes from './print.module.css';

/** What goes into the parcel and where it goes: no prices, nothing of the card. */
export const PackingSlip = ({ order }: { readonly order: Order }) => {
  const t = useTranslations('bulk');
  const { store } = useStore();
  const { reference, id, createdAt, shippingMethod, items, customer } = order;
  const parcel = items.filter(({ kind }) => kind === 'physical');
  return (
    <>
      <div className={classes.shop}>{store.name}</div>
      <div className={classes.columns}>
        <AddressLines address={order.shippingAddress ?? order.billingAddress} name={customer?.name} />
        <Facts
          facts={[
            [t('order'), reference ?? <span className="mono">{id}</span>],
            [t('placedAt'), <Time key="at" at={createdAt} />],
            [t('shippingMethod'), shippingMethod],
          ]}
        />
      </div>
      <table className={classes.lines}>
        <thead>
          <tr>
            <th scope="col" data-align="end">
              {t('pieces')}
            </th>
            <th scope="col">{t('sku')}</th>
            <th scope="col">{t('item')}</th>
          </tr>
        </thead>
        <tbody>
          {parcel.map(({ sku, description, quantity }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: an order may have a good on two lines, and lines stay where they are
            <tr key={index}>
              <td data-align="end" className="figures">
                {quantity}
              </td>
              <td className="mono">{sku}</td>
              <td>{description || sku}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
};

const AddressLines = ({ address, name }: { readonly address: Address | null; readonly name: string | undefined }) => {
  const t = useTranslations('bulk');
  if (address === null) return <p className="quiet">{t('noAddress')}</p>;
  const place = [address.postalCode, address.city, address.region].filter(Boolean).join(' ');
  const lines = [address.name ?? name, address.line1, address.line2, place, address.country];
  return (
    <address className={classes.address}>
      {lines.filter(Boolean).map((line) => (
        <div key={line}>{line}</div>
      ))}
    </address>
  );
};
