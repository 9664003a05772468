import { ActionIcon, Button, Group, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { isCurrency } from '@tollgate/money';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { valueAt } from './document.js';
import type { FieldInputProps } from './field.js';
import classes from './settings.module.css';
import { AmountField } from './value-inputs.js';

/** An amount for each currency that has one. */
export const AmountsInput = ({ document, path, isReadOnly, onChange }: FieldInputProps) => {
  const t = useTranslations('settings');
  const [typed, setTyped] = useState('');
  const amounts = (valueAt(document, path) ?? {}) as Readonly<Record<string, number>>;
  const currency = typed.trim().toUpperCase();
  const add = (): void => {
    onChange([...path, currency], 0);
    setTyped('');
  };
  return (
    <>
      {Object.entries(amounts).map(([code, minor]) => (
        <div key={code} className={classes.entry}>
          <AmountField
            label={code}
            currency={code}
            minor={minor}
            isReadOnly={isReadOnly}
            onChange={(value) => onChange([...path, code], value ?? 0)}
          />
          {isReadOnly ? null : (
            <ActionIcon
              variant="subtle"
              color="gray"
              size="lg"
              aria-label={t('removeLimit', { currency: code })}
              onClick={() => onChange([...path, code], undefined)}
            >
              <IconTrash size={18} stroke={1.6} />
            </ActionIcon>
          )}
        </div>
      ))}
      {isReadOnly ? null : (
        <Group gap="xs" align="end">
          <TextInput
            label={t('currencyCode')}
            w={120}
            maxLength={3}
            value={typed}
            onChange={({ currentTarget: { value } }) => setTyped(value)}
          />
          <Button
            variant="default"
            leftSection={<IconPlus size={14} aria-hidden />}
            disabled={!isCurrency(currency) || Object.hasOwn(amounts, currency)}
            onClick={add}
          >
            {t('add')}
          </Button>
        </Group>
      )}
    </>
  );
};
