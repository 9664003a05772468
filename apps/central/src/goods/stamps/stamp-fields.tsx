import { Button, Group, NativeSelect, TextInput } from '@mantine/core';
import { useRef } from 'react';
import { useTranslations } from 'use-intl';
import type { Stamp } from '../../api/order.js';
import {
  isStampText,
  maxStampLength,
  type StampField,
  type StampKind,
  stampFields,
  stampPlaces,
  withField,
} from './stamp-text.js';

interface StampFieldsProps {
  readonly kind: StampKind;
  readonly stamp: Stamp;
  readonly onChange: (stamp: Stamp) => void;
}

/** The text of a stamp, with what is filled in for each buyer, and where it stands. */
export const StampFields = ({ kind, stamp, onChange }: StampFieldsProps) => {
  const t = useTranslations('stamps');
  const input = useRef<HTMLInputElement>(null);
  const { text, pages } = stamp;
  const insert = (field: StampField): void => {
    const [start, end] = [input.current?.selectionStart ?? text.length, input.current?.selectionEnd ?? text.length];
    onChange({ ...stamp, text: withField(text, field, [start, end]) });
    input.current?.focus();
  };
  return (
    <>
      <TextInput
        ref={input}
        label={t('text')}
        description={t('textHint')}
        maxLength={maxStampLength}
        value={text}
        error={isStampText(text) ? undefined : t('textFault')}
        onChange={({ currentTarget: { value } }) => onChange({ ...stamp, text: value })}
      />
      <Group gap="xs">
        {stampFields.map((field) => (
          <Button key={field} variant="default" size="compact-xs" onClick={() => insert(field)}>
            {t(`field_${field}`)}
          </Button>
        ))}
      </Group>
      <NativeSelect
        label={t('where')}
        value={pages}
        onChange={({ currentTarget: { value } }) => onChange({ ...stamp, pages: value as Stamp['pages'] })}
        data={stampPlaces(kind).map((value) => ({ value, label: t(`${kind}_${value}` as 'pdf_all') }))}
      />
    </>
  );
};
