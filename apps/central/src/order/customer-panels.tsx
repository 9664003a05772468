import { Anchor } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { Link } from 'wouter';
import type { Address, Order } from '../api/order.js';
import { useLanguage } from '../i18n/language-provider.js';
import { useStore } from '../shell/store-context.js';
import { CopyText } from '../ui/copy-text.js';
import { Facts, Panel } from '../ui/page.js';
import { StatusBadge } from '../ui/status-badge.js';
import { BlockButton } from './actions/block-button.js';
import { useCodeText } from './code-text.js';
import classes from './order.module.css';

/** Who bought, what fraud thought of it, and what the merchant noted. */
export const CustomerPanels = ({ order }: { readonly order: Order }) => {
  const t = useTranslations('customer');
  const { can } = useStore();
  const metadata = Object.entries(order.metadata);
  return (
    <>
      <Panel title={t('title')} side={can('settings:write') ? <BlockButton order={order} /> : null}>
        <Customer order={order} />
      </Panel>
      <Fraud order={order} />
      <Consents order={order} />
      {metadata.length === 0 ? null : (
        <Panel title={t('metadata')}>
          <Facts facts={metadata} />
        </Panel>
      )}
    </>
  );
};

const Customer = ({ order: { id, customer, billingAddress, shippingAddress } }: { readonly order: Order }) => {
  const t = useTranslations('customer');
  const { can } = useStore();
  if (customer === null) return <span className="quiet">{t('forgotten')}</span>;
  const { name, email, phone, ipAddress } = customer;
  return (
    <Facts
      facts={[
        [t('name'), name],
        [t('email'), email === '' ? null : <CopyText key="email" text={email} name={t('email')} />],
        [t('phone'), phone],
        [
          t('ip'),
          ipAddress === undefined ? null : (
            <span key="ip" className="mono">
              {ipAddress}
            </span>
          ),
        ],
        [t('billing'), billingAddress === null ? null : <PostalAddress key="billing" address={billingAddress} />],
        [t('shipping'), shippingAddress === null ? null : <PostalAddress key="shipping" address={shippingAddress} />],
        [
          t('orders'),
          email === '' ? null : (
            <Anchor key="orders" component={Link} href={`/orders?email=${encodeURIComponent(email)}`}>
              {t('allOrders')}
            </Anchor>
          ),
        ],
        [
          t('title'),
          can('customers:read') ? (
            <Anchor key="customer" component={Link} href={`/customers?order=${id}`}>
              {t('toCustomer')}
            </Anchor>
          ) : null,
        ],
      ]}
    />
  );
};

const ownConsents = ['withdrawal_waiver', 'save_card'] as const;

/** In the words that the customer read, whatever the language of this page. */
const Consents = ({ order: { consents = [] } }: { readonly order: Order }) => {
  const t = useTranslations('customer');
  if (consents.length === 0) return null;
  const nameOf = (id: string): string => {
    const own = ownConsents.find((one) => one === id);
    return own === undefined ? id : t(own);
  };
  return (
    <Panel title={t('consents')}>
      <Facts facts={consents.map(({ id, text }) => [nameOf(id), text])} />
    </Panel>
  );
};

const PostalAddress = ({ address }: { readonly address: Address }) => {
  const { tag } = useLanguage();
  const { name, line1, line2, city, region, postalCode, country } = address;
  const place = [city, region, postalCode].filter(Boolean).join(' ');
  const land = new Intl.DisplayNames(tag, { type: 'region', fallback: 'code' }).of(country);
  return <address className={classes.address}>{[name, line1, line2, place, land].filter(Boolean).join('\n')}</address>;
};

const Fraud = ({ order: { fraud } }: { readonly order: Order }) => {
  const t = useTranslations('fraud');
  const code = useCodeText();
  if (fraud === null) return null;
  const { decision, score, reasons, duplicateOf } = fraud;
  return (
    <Panel title={t('title')} side={<StatusBadge status={`fraud_${decision}`} />}>
      <Facts
        facts={[
          [
            t('score'),
            <span key="score" className="figures">
              {score} / 100
            </span>,
          ],
          [t('reasons'), reasons.map(code).join(', ')],
          [
            t('duplicateOf'),
            duplicateOf === undefined ? null : (
              <Anchor key="first" component={Link} href={`/orders/${duplicateOf}`} className="mono">
                {duplicateOf.slice(0, 12)}…
              </Anchor>
            ),
          ],
        ]}
      />
    </Panel>
  );
};
