import { NativeSelect } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { type Draft, needsShipping } from '../order-draft.js';

interface ShippingMethodProps {
  readonly draft: Draft;
  readonly methods: readonly string[];
  readonly isDisabled: boolean;
  readonly onMethod: (method: string) => void;
}

/** How the parcel goes; nothing where nothing is shipped. */
export const ShippingMethod = ({ draft, methods, isDisabled, onMethod }: ShippingMethodProps) => {
  const t = useTranslations('terminal');
  if (!needsShipping(draft)) return null;
  return (
    <NativeSelect
      label={t('shippingMethod')}
      value={draft.shippingMethod}
      disabled={isDisabled}
      onChange={({ currentTarget: { value } }) => onMethod(value)}
      data={[{ value: '', label: t('firstMethod') }, ...methods.map((name) => ({ value: name, label: name }))]}
    />
  );
};
