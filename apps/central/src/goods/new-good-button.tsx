import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useTranslations } from 'use-intl';
import { useStore } from '../shell/store-context.js';
import { GoodDialog } from './good-dialog.js';

/** Adds a good, or describes one anew that has the sku already. */
export const NewGoodButton = () => {
  const t = useTranslations('goods');
  const { session } = useStore();
  const [isOpen, { open, close }] = useDisclosure(false);
  return (
    <>
      <Button onClick={open} disabled={!session.user.hasSecondFactor}>
        {t('new')}
      </Button>
      <GoodDialog isOpen={isOpen} onClose={close} />
    </>
  );
};
