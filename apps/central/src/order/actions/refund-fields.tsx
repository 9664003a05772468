import { Checkbox, NumberInput, SegmentedControl, TextInput } from '@mantine/core';
import { useTranslations } from 'use-intl';
import type { Operation, Order } from '../../api/order.js';
import { useMoney } from '../../ui/money.js';
import classes from '../order.module.css';
import { AmountInput } from './amount-input.js';
import { longestReason } from './reason.js';
import type { RefundForm } from './refund-wish.js';

interface RefundFieldsProps {
  readonly order: Order;
  /** The refunds that count. */
  readonly back: readonly Operation[];
  readonly form: RefundForm;
  readonly onChange: (form: RefundForm) => void;
  /** Minor units. */
  readonly most: { readonly refundable: number; readonly shippingLeft: number };
}

const ways = ['all', 'items', 'amount'] as const;

export const RefundFields = (props: RefundFieldsProps) => {
  const t = useTranslations('actions');
  const { order, form, onChange, most } = props;
  return (
    <>
      <SegmentedControl
        fullWidth
        aria-label={t('refundBy')}
        value={form.by}
        onChange={(by) => onChange({ ...form, by: by as RefundForm['by'] })}
        data={ways.map((value) => ({ value, label: t(`by_${value}`) }))}
      />
      {form.by === 'items' ? <ItemFields {...props} /> : null}
      {form.by === 'amount' ? (
        <AmountInput
          label={t('amount')}
          currency={order.currency}
          most={most.refundable}
          typed={form.typed}
          onType={(typed) => onChange({ ...form, typed })}
        />
      ) : null}
      <TextInput
        label={t('reason')}
        description={t('reasonTold')}
        maxLength={longestReason}
        value={form.reason}
        onChange={({ currentTarget: { value } }) => onChange({ ...form, reason: value })}
      />
    </>
  );
};

/** How many pieces of a line (from 0) were not given back yet. */
const piecesLeft = (order: Order, back: readonly Operation[], index: number): number => {
  const given = back.flatMap(({ lines = [] }) => lines).filter(({ line }) => line === index + 1);
  return (order.items[index]?.quantity ?? 0) - given.reduce((sum, { quantity }) => sum + quantity, 0);
};

const ItemFields = ({ order, back, form, onChange, most }: RefundFieldsProps) => {
  const t = useTranslations('actions');
  const money = useMoney();
  return (
    <div className={classes.lines}>
      {order.items.map(({ sku, description, unitAmount }, index) => {
        const left = piecesLeft(order, back, index);
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: the lines of an order never change, and one sku may stand on two
          <div key={`${sku}-${index}`} className={classes.line}>
            <span>
              {description}
              <span className={classes.why}>{t('piecesLeft', { left, unit: money(unitAmount, order.currency) })}</span>
            </span>
            <NumberInput
              aria-label={t('pieces', { item: description })}
              w={88}
              min={0}
              max={left}
              clampBehavior="strict"
              allowDecimal={false}
              disabled={left <= 0}
              value={form.quantities[index] ?? 0}
              onChange={(value) => onChange({ ...form, quantities: form.quantities.with(index, Number(value) || 0) })}
            />
          </div>
        );
      })}
      {most.shippingLeft > 0 ? (
        <Checkbox
          label={t('withShipping', { amount: money(most.shippingLeft, order.currency) })}
          checked={form.hasShipping}
          onChange={({ currentTarget: { checked } }) => onChange({ ...form, hasShipping: checked })}
        />
      ) : null}
    </div>
  );
};
