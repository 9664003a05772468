import { useTranslations } from 'use-intl';
import type { Operation, Order } from '../api/order.js';
import { CardName } from '../ui/card-name.js';
import { CopyText } from '../ui/copy-text.js';
import { Money } from '../ui/money.js';
import { Facts, Panel } from '../ui/page.js';
import { StatusBadge } from '../ui/status-badge.js';
import { Time } from '../ui/time.js';
import { useCodeText } from './code-text.js';
import classes from './order.module.css';

interface OperationsProps {
  readonly order: Order;
  readonly operations: readonly Operation[];
}

/** The card, what the issuer said, and every movement of money that was asked for since. */
export const Operations = ({ order, operations }: OperationsProps) => {
  const t = useTranslations('payment');
  const { payment } = order;
  return (
    <Panel title={t('title')} isFlush>
      <div className={classes.item}>
        <Facts
          facts={[
            [t('card'), <CardName key="card" brand={payment.brand} last4={payment.last4} />],
            [t('authorizationCode'), payment.authorizationCode],
            [t('avs'), payment.avs === null ? null : <Check key="avs" name="avs" code={payment.avs} />],
            [t('cvc'), payment.cvc === null ? null : <Check key="cvc" name="cvc" code={payment.cvc} />],
          ]}
        />
      </div>
      {operations.length === 0 ? null : (
        <ul className={classes.items}>
          {operations.map((operation) => (
            <OperationItem key={operation.id} operation={operation} />
          ))}
        </ul>
      )}
    </Panel>
  );
};

/** What the issuer said of the address or of the security code, with the network's letter. */
const Check = ({ name, code }: { readonly name: 'avs' | 'cvc'; readonly code: string }) => {
  const t = useTranslations('checks');
  const key = `${name}${code}` as Parameters<typeof t.has>[0];
  return <>{t.has(key) ? `${t(key)} (${code})` : code}</>;
};

/** The parcel that left with a capture, and where its way can be watched. */
const ShipmentText = ({ shipment }: { readonly shipment: NonNullable<Operation['shipment']> }) => {
  const t = useTranslations('payment');
  const { carrier, trackingNumber, trackingUrl } = shipment;
  const text = [carrier, trackingNumber].filter(Boolean).join(' ');
  return (
    <span>
      {t('shipment')}{' '}
      {trackingUrl === null ? (
        text
      ) : (
        <a href={trackingUrl} target="_blank" rel="noreferrer">
          {text}
        </a>
      )}
    </span>
  );
};

const OperationItem = ({ operation }: { readonly operation: Operation }) => {
  const t = useTranslations('payment');
  const code = useCodeText();
  const { id, kind, status, amount, currency, createdAt, reason } = operation;
  return (
    <li className={classes.item}>
      <span className={classes.itemMain}>
        <span>
          {t(kind)}
          {operation.final === true ? ` · ${t('final')}` : ''}
        </span>
        <span className={classes.meta}>
          <Time at={createdAt} />
          <CopyText text={id} name={t('operationId')} shown={`${id.slice(0, 8)}…${id.slice(-4)}`} />
          {reason ? <span>{reason}</span> : null}
          {operation.shipment === undefined ? null : <ShipmentText shipment={operation.shipment} />}
          {operation.code === undefined ? null : <span>{code(operation.code)}</span>}
        </span>
      </span>
      <span className={classes.itemSide}>
        <Money minor={amount} currency={currency} />
        <StatusBadge status={status} />
      </span>
    </li>
  );
};
