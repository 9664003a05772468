import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconRubberStamp } from '@tabler/icons-react';
import { Suspense } from 'react';
import { useTranslations } from 'use-intl';
import type { FileVersion } from '../../api/order.js';
import { late } from '../../ui/late.js';
import { stampKindOf } from './stamp-text.js';

/** Comes when it is opened. */
const StampDialog = late(async () => (await import('./stamp-dialog.js')).StampDialog);

interface StampButtonProps {
  readonly sku: string;
  readonly file: FileVersion;
  readonly writes: boolean;
}

/** Says whether each buyer gets a copy of their own, and sets it; nothing at a file that takes no stamp. */
export const StampButton = ({ sku, file, writes }: StampButtonProps) => {
  const t = useTranslations('stamps');
  const [isOpen, { open, close }] = useDisclosure(false);
  const kind = stampKindOf(file.name);
  const stamp = file.stamp ?? undefined;
  return (
    <>
      {stamp === undefined ? null : <span className="quiet">{t('stamped')}</span>}
      {writes && kind !== undefined ? (
        <Button
          variant="subtle"
          size="compact-xs"
          leftSection={<IconRubberStamp size={14} aria-hidden />}
          aria-label={t('title', { file: file.name })}
          onClick={open}
        >
          {t('button')}
        </Button>
      ) : null}
      {isOpen && kind !== undefined ? (
        <Suspense>
          <StampDialog sku={sku} name={file.name} kind={kind} stamp={stamp} onClose={close} />
        </Suspense>
      ) : null}
    </>
  );
};
