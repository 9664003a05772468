import { useTranslations } from 'use-intl';

/** How a place of a document is called; a currency code is its own name. */
export const useFieldName = (): ((name: string) => string) => {
  const t = useTranslations('field');
  type Key = Parameters<typeof t.has>[0];
  return (name) => (t.has(name as Key) ? t(name as Key) : name);
};

/** What a choice is called, e.g. `full_capture`. */
export const useOptionName = (): ((value: string) => string) => {
  const t = useTranslations('option');
  type Key = Parameters<typeof t.has>[0];
  return (value) => (t.has(value as Key) ? t(value as Key) : value);
};
