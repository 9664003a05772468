import { ActionIcon, NativeSelect, Stack } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { exponentOf } from '@tollgate/money';
import { useTranslations } from 'use-intl';
import type { Good } from '../../api/order.js';
import { Panel } from '../../ui/page.js';
import type { DraftProps } from '../customer/customer-panel.js';
import type { DraftLine } from '../order-draft.js';
import classes from '../terminal.module.css';
import { type FieldFaults, TextField } from '../text-field.js';
import { ProductPicker } from './product-picker.js';

const freeLine = (): DraftLine => ({
  key: crypto.randomUUID(),
  sku: '',
  description: '',
  kind: 'physical',
  quantity: '1',
  unitAmount: '',
  weightGrams: '',
});

/** What is sold. */
export const LinesPanel = ({ draft: { lines, currency }, faults, onChange }: DraftProps) => {
  const t = useTranslations('terminal');
  const addGood = ({ sku, description, kind }: Good): void =>
    onChange({ lines: [...lines, { ...freeLine(), sku, description: description || sku, kind }] });
  return (
    <Panel title={t('items')}>
      <Stack gap="md">
        {lines.length === 0 ? (
          <p className={faults.at('/items') === undefined ? 'quiet' : classes.missing}>{t('noLines')}</p>
        ) : null}
        {lines.map((line, index) => (
          <Line
            key={line.key}
            line={line}
            index={index}
            currency={currency}
            faults={faults}
            onChange={(changed) => onChange({ lines: lines.toSpliced(index, 1, changed) })}
            onRemove={() => onChange({ lines: lines.toSpliced(index, 1) })}
          />
        ))}
        <ProductPicker onGood={addGood} onFreeLine={() => onChange({ lines: [...lines, freeLine()] })} />
      </Stack>
    </Panel>
  );
};

interface LineProps {
  readonly line: DraftLine;
  readonly index: number;
  readonly currency: string;
  readonly faults: FieldFaults;
  readonly onChange: (line: DraftLine) => void;
  readonly onRemove: () => void;
}

const Line = ({ line, index, currency, faults, onChange, onRemove }: LineProps) => {
  const t = useTranslations('terminal');
  const status = useTranslations('status');
  const field = (name: 'sku' | 'description' | 'quantity' | 'unitAmount' | 'weightGrams') => ({
    faults,
    pointer: `/items/${index}/${name}`,
    label: t(`item_${name}`),
    value: line[name],
    onType: (value: string) => onChange({ ...line, [name]: value }),
  });
  return (
    <fieldset className={classes.line} aria-label={t('line', { number: index + 1 })}>
      <TextField {...field('description')} className={classes.lineName} maxLength={200} />
      <TextField {...field('sku')} className={classes.lineSku} withAsterisk maxLength={64} />
      <NativeSelect
        label={t('item_kind')}
        value={line.kind}
        onChange={({ currentTarget: { value } }) => onChange({ ...line, kind: value === 'digital' ? 'digital' : 'physical' })}
        data={(['digital', 'physical'] as const).map((value) => ({ value, label: status(`good_${value}`) }))}
      />
      <TextField {...field('quantity')} withAsterisk inputMode="numeric" maxLength={5} />
      <TextField
        {...field('unitAmount')}
        withAsterisk
        inputMode={exponentOf(currency) === 0 ? 'numeric' : 'decimal'}
        rightSection={<span className="quiet">{currency}</span>}
        rightSectionWidth={52}
        maxLength={14}
      />
      {line.kind === 'physical' ? <TextField {...field('weightGrams')} inputMode="numeric" maxLength={7} /> : null}
      <ActionIcon
        className={classes.remove}
        variant="subtle"
        color="gray"
        size="lg"
        aria-label={t('removeLine', { number: index + 1 })}
        onClick={onRemove}
      >
        <IconTrash size={18} stroke={1.6} />
      </ActionIcon>
    </fieldset>
  );
};
