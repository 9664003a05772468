import { Button, Group } from '@mantine/core';
import { IconSearchOff } from '@tabler/icons-react';
import { useTranslations } from 'use-intl';
import { Empty } from '../../ui/empty.js';
import { useInterpretationText } from './interpretation-text.js';
import type { useSearch } from './use-search.js';

interface NoneFoundProps {
  readonly search: ReturnType<typeof useSearch>;
  readonly onClear: () => void;
}

/** No order fits: says what is looked for whole, and offers what else may have been meant. */
export const NoneFound = ({ search: { last, take }, onClear }: NoneFoundProps) => {
  const t = useTranslations('orders');
  const text = useInterpretationText();
  const others = last?.readings.filter((reading) => reading !== last.taken && reading.by !== last.taken.by) ?? [];
  const action = (
    <Group justify="center" gap="xs">
      {others.map((reading) => (
        <Button
          key={`${reading.by} ${reading.value} ${reading.currency ?? ''}`}
          variant="default"
          onClick={() => take(reading, last?.readings ?? [])}
        >
          {t('insteadBy', { by: text(reading).by, value: text(reading).value })}
        </Button>
      ))}
      <Button variant="default" onClick={onClear}>
        {t('clear')}
      </Button>
    </Group>
  );
  return (
    <Empty icon={<IconSearchOff size={40} stroke={1.5} />} title={t('noneFound')} action={action}>
      {t('noneFoundText')}
    </Empty>
  );
};
