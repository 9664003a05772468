import { Button, Checkbox, Stack, Text, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { Order } from '../../api/order.js';
import { useCommand } from '../../api/use-command.js';
import { useStore } from '../../shell/store-context.js';
import { ConfirmDialog } from '../../ui/confirm-dialog.js';
import ui from '../../ui/ui.module.css';

/** In characters. Source: the merchant API. */
const longestReason = 200;
const kinds = ['card', 'email', 'ip'] as const;
const noneChosen: Readonly<Record<(typeof kinds)[number], boolean>> = { card: false, email: false, ip: false };

/** Puts what this order is known by on the block list; the order itself stays as it is. */
export const BlockButton = ({ order: { id, payment } }: { readonly order: Order }) => {
  const t = useTranslations('fraudLists');
  const { key } = useStore();
  const queries = useQueryClient();
  const [isOpen, { open, close }] = useDisclosure(false);
  const [chosen, setChosen] = useState(noneChosen);
  const [reason, setReason] = useState('');
  const block = useCommand<unknown, object>(`/orders/${id}/block`, {
    onDone: close,
    onSettled: () => void queries.invalidateQueries({ queryKey: key('fraud-lists') }),
  });
  const begin = (): void => {
    block.reset();
    setChosen(noneChosen);
    open();
  };
  const wish = { ...chosen, ...(reason.trim() === '' ? {} : { reason: reason.trim() }) };
  const labels = { card: t('blockCard', { last4: payment.last4 || '–' }), email: t('blockEmail'), ip: t('blockIp') };
  return (
    <>
      {block.isSuccess ? (
        <span role="status" className={ui.badge} data-tone="good">
          {t('blocked')}
        </span>
      ) : (
        <Button variant="default" size="xs" onClick={begin}>
          {t('block')}
        </Button>
      )}
      <ConfirmDialog
        title={t('blockTitle')}
        isOpen={isOpen}
        onClose={close}
        confirm={t('block')}
        isDangerous
        isDisabled={!kinds.some((kind) => chosen[kind])}
        isRunning={block.isPending}
        error={block.error}
        onConfirm={() => block.mutate(wish)}
      >
        <Text>{t('blockText')}</Text>
        <Stack gap="xs">
          {kinds.map((kind) => (
            <Checkbox
              key={kind}
              label={labels[kind]}
              checked={chosen[kind]}
              onChange={({ currentTarget: { checked } }) => setChosen({ ...chosen, [kind]: checked })}
            />
          ))}
        </Stack>
        <TextInput
          label={t('reason')}
          maxLength={longestReason}
          value={reason}
          onChange={({ currentTarget: { value } }) => setReason(value)}
        />
      </ConfirmDialog>
    </>
  );
};
