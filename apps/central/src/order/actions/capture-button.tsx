import { Button, Checkbox, Text } from '@mantine/core';
import { exponentOf } from '@tollgate/money';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { Order } from '../../api/order.js';
import { decimalOf, parseAmount } from '../../format/format-money.js';
import { ConfirmDialog } from '../../ui/confirm-dialog.js';
import { useMoney } from '../../ui/money.js';
import { AmountInput, amountFault } from './amount-input.js';
import { useAction } from './use-action.js';

interface CaptureButtonProps {
  readonly order: Order;
  /** Minor units. */
  readonly capturable: number;
}

/** Takes what is held, whole or a part. */
export const CaptureButton = ({ order: { id, currency }, capturable }: CaptureButtonProps) => {
  const t = useTranslations('actions');
  const money = useMoney();
  const all = decimalOf(capturable, exponentOf(currency));
  const [typed, setTyped] = useState(all);
  const [isFinal, setFinal] = useState(false);
  const { command, isOpen, open, close } = useAction(id, '/captures');
  const amount = parseAmount(typed, currency) ?? 0;
  const rest = capturable - amount;
  const isWhole = rest === 0;
  const begin = (): void => {
    setTyped(all);
    setFinal(false);
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
        isDisabled={amountFault(typed, currency, capturable) !== 'none'}
        isRunning={command.isPending}
        error={command.error}
        onConfirm={() => command.mutate({ amount, ...(isFinal && !isWhole ? { final: true } : {}) })}
      >
        <AmountInput label={t('amount')} currency={currency} most={capturable} typed={typed} onType={setTyped} />
        {isWhole || rest < 0 ? null : (
          <>
            <Checkbox label={t('final')} checked={isFinal} onChange={({ currentTarget: { checked } }) => setFinal(checked)} />
            <Text>{t(isFinal ? 'restReleased' : 'restHeld', { rest: money(rest, currency) })}</Text>
          </>
        )}
      </ConfirmDialog>
    </>
  );
};
