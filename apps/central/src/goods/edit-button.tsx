import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPencil } from '@tabler/icons-react';
import { useTranslations } from 'use-intl';
import type { Good } from '../api/order.js';
import { GoodDialog } from './good-dialog.js';

/** Describes a good anew. */
export const EditButton = ({ good }: { readonly good: Good }) => {
  const t = useTranslations('goods');
  const [isOpen, { open, close }] = useDisclosure(false);
  return (
    <>
      <Button variant="subtle" size="xs" leftSection={<IconPencil size={14} aria-hidden />} onClick={open}>
        {t('edit')}
      </Button>
      <GoodDialog good={good} isOpen={isOpen} onClose={close} />
    </>
  );
};
