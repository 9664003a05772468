import { Button, Skeleton } from '@mantine/core';
import { Suspense, useState } from 'react';
import { useTranslations } from 'use-intl';
import { ConfirmDialog } from '../../ui/confirm-dialog.js';
import { late } from '../../ui/late.js';
import { useMoney } from '../../ui/money.js';
import { Notice } from '../../ui/notice.js';
import type { OrderView } from '../use-order.js';
import { RefundPreview, useRefundPreview } from './refund-preview.js';
import { type RefundForm, refundWish } from './refund-wish.js';
import { useAction } from './use-action.js';

/** Inputs that an order which is only looked at does without. */
const RefundFields = late(async () => (await import('./refund-fields.js')).RefundFields);

interface RefundButtonProps {
  readonly view: OrderView;
  /** Minor units. */
  readonly refundable: number;
}

/** Gives captured money back, and shows before what that does. */
export const RefundButton = ({ view: { order, operations }, refundable }: RefundButtonProps) => {
  const t = useTranslations('actions');
  const money = useMoney();
  const { id, currency, items, amounts } = order;
  const untouched: RefundForm = { by: 'all', typed: '', quantities: items.map(() => 0), hasShipping: false, reason: '' };
  const [form, setForm] = useState(untouched);
  const { command, isOpen, open, close } = useAction(id, '/refunds');
  const back = operations.filter(({ kind, status }) => kind === 'refund' && status !== 'failed');
  const shippingLeft = (amounts.shipping ?? 0) - back.reduce((sum, { shipping = 0 }) => sum + shipping, 0);
  const wish = refundWish(form, { currency, refundable, shippingLeft });
  const preview = useRefundPreview(id, isOpen ? wish : undefined);
  const effect = wish === undefined ? undefined : preview.data;
  const begin = (): void => {
    setForm(untouched);
    open();
  };
  return (
    <>
      <Button variant="default" onClick={begin}>
        {t('refund')}
      </Button>
      <ConfirmDialog
        title={t('refundTitle')}
        isOpen={isOpen}
        onClose={close}
        confirm={
          effect === undefined
            ? t('refund')
            : t(effect.approval === null ? 'refundConfirm' : 'askApproval', { amount: money(effect.amount, currency) })
        }
        isDangerous={effect?.approval === null}
        isDisabled={effect === undefined || preview.isFetching}
        isRunning={command.isPending}
        error={command.error}
        onConfirm={() => (wish === undefined ? undefined : command.mutate(wish))}
      >
        <Suspense fallback={<Skeleton height={128} />}>
          <RefundFields order={order} back={back} form={form} onChange={setForm} most={{ refundable, shippingLeft }} />
        </Suspense>
        <RefundPreview isMeant={wish !== undefined} preview={preview} order={order} />
        {effect?.approval ? <SecondPerson currency={currency} {...effect.approval} /> : null}
      </ConfirmDialog>
    </>
  );
};

/** Said before the click: nothing goes back by it. */
const SecondPerson = ({
  limit,
  hours,
  currency,
}: {
  readonly limit: number;
  readonly hours: number;
  readonly currency: string;
}) => {
  const t = useTranslations('actions');
  const money = useMoney();
  return (
    <Notice tone="warn">
      <p>{t('secondPerson', { limit: money(limit, currency), hours })}</p>
    </Notice>
  );
};
