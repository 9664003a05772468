import { Button, Checkbox, Text } from '@mantine/core';
import { exponentOf } from '@tollgate/money';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { Order } from '../../../api/order.js';
import { decimalOf, parseAmount } from '../../../format/format-money.js';
import { ConfirmDialog } from '../../../ui/confirm-dialog.js';
import { useMoney } from '../../../ui/money.js';
import { AmountInput, amountFault } from '../amount-input.js';
import { useAction } from '../use-action.js';
import { emptyShipment, isShipmentFaulty, shipmentIn } from './shipment.js';
import { ShipmentFields } from './shipment-fields.js';

interface CaptureButtonProps {
  readonly order: Order;
  /** Minor units. */
  readonly capturable: number;
}

/** Takes what is held, whole or a part. */
export const CaptureButton = ({ order: { id, currency, items }, capturable }: CaptureButtonProps) => {
  const t = useTranslations('actions');
  const money = useMoney();
  const all = decimalOf(capturable, exponentOf(currency));
  const [typed, setTyped] = useState(all);
  const [isFinal, setFinal] = useState(false);
  const [shipment, setShipment] = useState(emptyShipment);
  const { command, isOpen, open, close } = useAction(id, '/captures');
  const amount = parseAmount(typed, currency) ?? 0;
  const rest = capturable - amount;
  const isWhole = rest === 0;
  const begin = (): void => {
    setTyped(all);
    setFinal(false);
    setShipment(emptyShipment);
    open();
  };
  return (
    <>
      <Button onClick={begin}>{t('capture')}</Button>
      <ConfirmDialog
        title={t('captureTitle')}
        isOpen={isOpen}
        onClose={close}
        confirm={t('captureConfirm', { amount: money(amount, currency) })}
        isDisabled={amountFault(typed, currency, capturable) !== 'none' || isShipmentFaulty(shipment)}
        isRunning={command.isPending}
        error={command.error}
        onConfirm={() => command.mutate({ amount, ...(isFinal && !isWhole ? { final: true } : {}), ...shipmentIn(shipment) })}
      >
        <AmountInput label={t('amount')} currency={currency} most={capturable} typed={typed} onType={setTyped} />
        {isWhole || rest < 0 ? null : (
          <>
            <Checkbox label={t('final')} checked={isFinal} onChange={({ currentTarget: { checked } }) => setFinal(checked)} />
            <Text>{t(isFinal ? 'restReleased' : 'restHeld', { rest: money(rest, currency) })}</Text>
          </>
        )}
        {items.some(({ kind }) => kind === 'physical') ? <ShipmentFields shipment={shipment} onChange={setShipment} /> : null}
      </ConfirmDialog>
    </>
  );
};
