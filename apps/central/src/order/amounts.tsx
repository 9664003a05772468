import { useTranslations } from 'use-intl';
import type { Order } from '../api/order.js';
import { Money, useMoney } from '../ui/money.js';
import { Facts, Panel } from '../ui/page.js';
import { type AmountNode, type AmountReason, amountTree } from './amount-tree.js';
import classes from './order.module.css';
import type { OrderView } from './use-order.js';

/** What the total is made of, and what became of it. */
export const Amounts = ({ view: { order, events } }: { readonly view: OrderView }) => {
  const t = useTranslations('amounts');
  const tree = amountTree(order, events);
  const { captured, refunded } = order.amounts;
  const { currency } = order;
  if (order.type === 'credit') return <Credit order={order} />;
  return (
    <Panel title={t('title')}>
      {tree === undefined ? (
        <p className="quiet">{t('notPriced')}</p>
      ) : (
        <ul className={classes.tree}>
          <Node node={tree} currency={currency} depth={0} />
        </ul>
      )}
      <div className={classes.after}>
        <Facts
          facts={[
            [t('captured'), <Money key="captured" minor={captured} currency={currency} />],
            [t('refunded'), <Money key="refunded" minor={refunded} currency={currency} />],
            [t('kept'), <Money key="kept" minor={captured - refunded} currency={currency} />],
          ]}
        />
      </div>
    </Panel>
  );
};

/** A credit is of nothing that was sold: no goods, no tax. */
const Credit = ({ order: { amounts, currency, description } }: { readonly order: Order }) => {
  const t = useTranslations('amounts');
  return (
    <Panel title={t('title')}>
      <Facts
        facts={[
          [t('creditAsked'), <Money key="asked" minor={amounts.total} currency={currency} />],
          [t('credited'), <Money key="credited" minor={amounts.credited ?? 0} currency={currency} />],
          [t('creditFor'), description],
        ]}
      />
    </Panel>
  );
};

interface NodeProps {
  readonly node: AmountNode;
  readonly currency: string;
  readonly depth: number;
}

const Node = ({ node: { reason, amount, parts }, currency, depth }: NodeProps) => {
  const words = useReasonWords(currency);
  const { name, why } = words(reason);
  return (
    <li>
      <div className={classes.node} data-depth={depth}>
        <span>
          {name}
          {why === undefined ? null : <span className={classes.why}>{why}</span>}
        </span>
        <Money minor={amount} currency={currency} />
      </div>
      {parts.length === 0 ? null : (
        <ul>
          {parts.map((part) => (
            <Node key={part.id} node={part} currency={currency} depth={depth + 1} />
          ))}
        </ul>
      )}
    </li>
  );
};

interface Words {
  readonly name: string;
  readonly why?: string;
}

/** Where an amount comes from, in words. */
const useReasonWords = (currency: string): ((reason: AmountReason) => Words) => {
  const t = useTranslations('amounts');
  const money = useMoney();
  return (reason) => {
    switch (reason.kind) {
      case 'item':
        return { name: reason.name, why: t('times', { quantity: reason.quantity, unit: money(reason.unitAmount, currency) }) };
      case 'shipping':
        return reason.method === '' ? { name: t('shipping') } : { name: t('shipping'), why: reason.method };
      case 'tax': {
        const { tax, name, jurisdiction } = reason;
        const rule = tax.rounding === 'half_up_per_line' ? t('halfUpPerLine') : tax.rounding;
        const values = { percent: tax.percent, taxable: money(tax.taxable, currency), exact: tax.exact, rule };
        return { name: `${name} (${jurisdiction})`, why: t('taxRule', values) };
      }
      case 'taxShare':
        return { name: reason.name ?? t('shipping'), why: t('shareOf', { taxable: money(reason.taxable, currency) }) };
      default:
        return { name: t(reason.kind) };
    }
  };
};
